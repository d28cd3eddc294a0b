"""The pattern language of ``intents/``: parsing a line into variants that the lexicon can look up.

A *variant* is one way to say the pattern with all its alternatives chosen: parts joined by ``&``, each part a row of
elements with a gap before each. Alternatives of one word stay together as a set, so that a line makes few variants.
The language is described in ``intents/README.md``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from voice.core.normalize import JOINED, Words, stem

PIECE = re.compile(r"\.\.\.|\.\.|[()\[\]|&^$]|<[a-z_]+>|=?[^\s()\[\]|&^$<>.]+")
NEAR, WIDE = 3, 6  # other words allowed by .. and ...
MOST_VARIANTS = 600


class PatternError(ValueError):
    """A pattern cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a variant: any of ``stems``; ``gap`` is how many other words may stand before it (0: only small and
    skippable ones)."""

    stems: frozenset[str]
    gap: int = 0


Row = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to say a pattern: ``parts`` in any order within a clause, each a row of elements in order."""

    parts: tuple[Row, ...]
    at_start: bool = False
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a pattern may refer to: the small words and the classes of the language. Words and classes that were read
    once are kept, because thousands of patterns share them. A ``literal`` dialect keeps each word as it is written."""

    words: Words
    classes: Mapping[str, str]
    literal: bool = False
    known_words: dict[str, Row] = field(default_factory=dict, compare=False, repr=False)
    known_classes: dict[str, list[Row]] = field(default_factory=dict, compare=False, repr=False)


def _word(text: str, dialect: Dialect) -> Row:
    row = dialect.known_words.get(text)
    if row is None:
        if text.startswith("=") or dialect.literal:
            row = (Element(frozenset({text})),)
        elif text in dialect.words.light:
            row = ()
        else:
            row = (Element(frozenset({stem(text, dialect.words.irregular)})),)
        dialect.known_words[text] = row
    return row


class _Reader:
    """Reads the pieces of one pattern from left to right; lives only during `parse`."""

    def __init__(self, text: str, dialect: Dialect, inside: tuple[str, ...]) -> None:
        self.pieces = PIECE.findall(text)
        if "".join(self.pieces) != re.sub(r"\s+", "", text):
            raise PatternError(f"cannot read the pattern {text!r}")
        self.place = 0
        self.dialect = dialect
        self.inside = inside

    def next(self) -> str:
        self.place += 1
        return self.pieces[self.place - 1]

    def peek(self) -> str:
        return self.pieces[self.place] if self.place < len(self.pieces) else ""

    def alternatives(self, closing: str) -> list[Row]:
        """Rows of a group up to its closing bracket, one-word rows merged into one."""
        rows: list[Row] = []
        while True:
            rows.extend(self.rows(("|", closing)))
            if self.peek() == "" and closing:
                raise PatternError(f"{closing} is missing")
            if not self.peek() or self.next() == closing:
                return merged(rows)

    def rows(self, until: tuple[str, ...]) -> list[Row]:
        """All rows that a run of pieces can stand for."""
        made: list[Row] = [()]
        gap = 0
        begun = self.place
        pieces, size = self.pieces, len(self.pieces)
        while self.place < size and (piece := pieces[self.place]) not in until:
            self.place += 1
            if piece in ("..", "..."):
                gap = NEAR if piece == ".." else WIDE
                continue
            choice = self.choice(piece)
            if len(choice) == 1:
                only = _spaced(choice[0], gap)
                made = [left + only for left in made]
            else:
                made = [left + _spaced(right, gap) for left, right in product(made, choice)]
            if len(made) > MOST_VARIANTS:
                raise PatternError("the pattern has too many alternatives; split it over several lines")
            if choice != [()]:
                gap = 0
        light = frozenset() if self.dialect.literal else self.dialect.words.light
        if self.place - begun > 1 and any(not _counts(row, light) for row in made):
            text = " ".join(self.pieces[begun : self.place])
            raise PatternError(f"without its small words {text!r} leaves nothing that means anything")
        return made

    def choice(self, piece: str) -> list[Row]:
        if piece[0] not in "([<)]|":
            return [_word(piece, self.dialect)]
        if piece == "(":
            return self.alternatives(")")
        if piece == "[":
            return [(), *self.alternatives("]")]
        if piece.startswith("<"):
            return self.named(piece[1:-1])
        raise PatternError(f"{piece} stands where a word should")

    def named(self, name: str) -> list[Row]:
        if name in self.inside:
            raise PatternError(f"the class <{name}> contains itself")
        if name not in self.dialect.classes:
            raise PatternError(f"there is no class <{name}> in words.yaml")
        rows = self.dialect.known_classes.get(name)
        if rows is None:
            rows = _Reader(self.dialect.classes[name], self.dialect, (*self.inside, name)).alternatives("")
            self.dialect.known_classes[name] = rows
        return rows


def _counts(row: Row, idle: frozenset[str]) -> bool:
    """Does a row hold a word that is not among the idle ones?"""
    return any(word.lstrip("=") not in idle for element in row for word in element.stems)


def _idle(row: Row, dialect: Dialect) -> bool:
    """Is a row too little to mean anything: no word that counts, nor two small ones that are asked for by name?"""
    named = [element for element in row if all(word.startswith("=") for word in element.stems)]
    return len(named) < 2 and not _counts(row, dialect.words.light | dialect.words.negators)


def _spaced(row: Row, gap: int) -> Row:
    """The row with its first element set further off; an empty row stays empty."""
    return (Element(row[0].stems, max(gap, row[0].gap)), *row[1:]) if row and gap else row


def merged(rows: list[Row]) -> list[Row]:
    """One row for all the one-word rows, the others as they are, duplicates gone."""
    single = frozenset(word for row in rows if len(row) == 1 for word in row[0].stems)
    out: dict[Row, None] = dict.fromkeys(row for row in rows if len(row) != 1)
    if single:
        out[(Element(single),)] = None
    return list(out)


def parse(text: str, dialect: Dialect) -> tuple[Variant, ...]:
    """Read one pattern. Raises PatternError with the reason."""
    text = JOINED.sub(" ", text.strip().lower())
    at_start, at_end = text.startswith("^"), text.endswith("$")
    sides = text.strip("^$ ").split("&")
    made: list[tuple[Row, ...]] = [()]
    for side in sides:
        reader = _Reader(side, dialect, ())
        rows = [row for row in reader.rows(()) if row] if "|" not in _top_level(side) else []
        if not rows:
            raise PatternError(f"the pattern {text!r} has a side with no word that counts, or a | outside brackets")
        made = [(*left, row) for left, row in product(made, rows)]
        if not dialect.literal and any(not _counts(row, dialect.words.light | dialect.words.negators) for row in rows):
            raise PatternError(f"without its small words {text!r} leaves no word that counts")
        if len(made) > MOST_VARIANTS:
            raise PatternError("the pattern has too many alternatives; split it over several lines")
    return tuple(Variant(parts, at_start, at_end) for parts in dict.fromkeys(made))


def _top_level(text: str) -> str:
    depth, out = 0, []
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        if depth == 0:
            out.append(letter)
    return "".join(out)
