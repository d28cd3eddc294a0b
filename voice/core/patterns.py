"""The pattern language of ``intents/``: parsing a line into variants that the lexicon can look up.

A *variant* is one way to say the pattern with all its alternatives chosen: parts joined by ``&``, each part a row of
elements with a gap before each. Alternatives of one word stay together as a set, so that a line makes few variants.
The language is described in ``intents/README.md``.

Thousands of lines are read at every start, so what is shared is read once: words, classes and groups are kept in the
`Dialect` and looked up by its text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from voice.core.normalize import JOINED, Words, stem

FLAT = r"[^()\[\]&]*+"
GROUP = rf"(?:\({FLAT}\)|\[{FLAT}\])"
NESTED = rf"(?:[^()\[\]&]++|{GROUP})*+"
PIECE = re.compile(
    rf"\.\.\.|\.\.|\({NESTED}\)|\[{NESTED}\]"  # gaps, and groups that may hold groups
    r"|[()\[\]|^$]|<[a-z_]+>|=?[^\s()\[\]|^$<>.]+|\S"
)
GAPS = {"..": 3, "...": 6}  # other words that may stand there
MOST_VARIANTS = 600
CLOSING = {"(": ")", "[": "]"}


class PatternError(ValueError):
    """A pattern cannot be read; the message says why."""


class Element(NamedTuple):
    """One word of a variant: any of ``stems``; ``gap`` is how many other words may stand before it (0: only small and
    skippable ones). A stem that begins with = is a word that must stand exactly so."""

    stems: frozenset[str]
    gap: int = 0


Row = tuple[Element, ...]
LIGHT: list[Row] = [()]  # what a small word stands for


class Variant(NamedTuple):
    """One way to say a pattern: ``parts`` in any order within a clause, each a row of elements in order."""

    parts: tuple[Row, ...]
    at_start: bool = False
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a pattern may refer to: the small words and the classes of the language. A ``literal`` dialect keeps each
    word as it is written. ``known`` holds the rows of every word, group and class that was read, because thousands of
    patterns share them; ``counting`` holds for a set of stems whether one is not small, ``telling`` whether one is no
    negator either."""

    words: Words
    classes: Mapping[str, str]
    literal: bool = False
    known: dict[str, list[Row]] = field(default_factory=dict, compare=False, repr=False)
    counting: dict[frozenset[str], bool] = field(default_factory=dict, compare=False, repr=False)
    telling: dict[frozenset[str], bool] = field(default_factory=dict, compare=False, repr=False)

    def forget(self) -> None:
        """Let go of what was kept for speed, when all patterns are read."""
        self.known.clear()
        self.counting.clear()
        self.telling.clear()


def parse(text: str, dialect: Dialect) -> tuple[Variant, ...]:
    """Read one pattern. Raises PatternError with the reason."""
    text = text.strip().lower()
    if "-" in text:
        text = JOINED.sub(" ", text)
    at_start, at_end = text.startswith("^"), text.endswith("$")
    made: list[tuple[Row, ...]] = [()]
    for side in text.strip("^$ ").split("&"):
        rows = [row for row in _rows(side, dialect, ()) if row]
        if not rows:
            raise PatternError(f"the pattern {text!r} has a side with no word that counts")
        if not all(_tells(row, dialect) for row in rows):
            raise PatternError(f"without its small words {text!r} leaves no word that counts")
        made = [(*left, row) for left in made for row in rows]
        if len(made) > MOST_VARIANTS:
            raise PatternError("the pattern has too many alternatives; split it over several lines")
    unique = dict.fromkeys(made) if len(made) > 1 else made
    return tuple([Variant(parts, at_start, at_end) for parts in unique])


def _rows(text: str, dialect: Dialect, inside: tuple[str, ...]) -> list[Row]:
    """All rows that a text without | outside brackets can stand for; ``inside`` names the classes it is part of."""
    made, gap = LIGHT, 0
    pieces = PIECE.findall(text)
    for piece in pieces:
        if piece in GAPS:
            gap = GAPS[piece]
            continue
        choice = dialect.known.get(piece) or _choice(piece, dialect, inside)
        spaced = [_spaced(row, gap) for row in choice] if gap else choice
        made = [left + right for left in made for right in spaced] if made is not LIGHT else spaced
        if len(made) > MOST_VARIANTS:
            raise PatternError("the pattern has too many alternatives; split it over several lines")
        if choice != LIGHT:
            gap = 0
    grouped = len(pieces) > 1 or text.strip()[:1] in CLOSING
    if grouped and not all(_counts(row, dialect) for row in made):
        raise PatternError(f"without its small words {text.strip()!r} leaves nothing that means anything")
    return made


def _choice(piece: str, dialect: Dialect, inside: tuple[str, ...]) -> list[Row]:
    """The rows that a new piece stands for: a group, a class or a word."""
    first = piece[0]
    if piece in CLOSING:
        raise PatternError(f"{CLOSING[piece]} is missing")
    if first in CLOSING:
        rows = _alternatives(piece[1:-1], dialect, inside)
        if first == "(" and () in rows and len(rows) > 1:
            raise PatternError(f"a small word in {piece} makes all of it count for nothing; write =word")
        rows = rows if first == "(" or () in rows else [(), *rows]
    elif first == "<" and piece != "<":
        rows = _named(piece[1:-1], dialect, inside)
    else:
        rows = [_word(piece, dialect)]
    dialect.known[piece] = rows
    return rows


def _named(name: str, dialect: Dialect, inside: tuple[str, ...]) -> list[Row]:
    if name in inside:
        raise PatternError(f"the class <{name}> contains itself")
    if name not in dialect.classes:
        raise PatternError(f"there is no class <{name}> in words.yaml")
    rows = _alternatives(dialect.classes[name], dialect, (*inside, name))
    if () in rows:
        raise PatternError(f"a small word in the class <{name}> makes all of it count for nothing; write =word")
    return rows


def _alternatives(text: str, dialect: Dialect, inside: tuple[str, ...]) -> list[Row]:
    """The rows of what stands between brackets."""
    rows: list[Row] = []
    for one in _divided(text):
        found = dialect.known.get(one)
        if found is None:
            found = _rows(one, dialect, inside)
            dialect.known[one] = found
        rows += found
    return merged(rows)


def _divided(text: str) -> list[str]:
    """The text divided at each | that stands outside brackets."""
    if "(" not in text and "[" not in text:
        return text.split("|")
    parts: list[list[str]] = [[]]
    for piece in PIECE.findall(text):
        if piece == "|":
            parts.append([])
        else:
            parts[-1].append(piece)
    return [" ".join(part) for part in parts]


def _word(text: str, dialect: Dialect) -> Row:
    """One word as a row; a small one is an empty row."""
    if not text.lstrip("=")[:1].isalnum():
        raise PatternError(f"{text} stands where a word should")
    if text.startswith("=") or dialect.literal:
        return (Element(frozenset({text})),)
    if text in dialect.words.light:
        return ()
    return (Element(frozenset({stem(text, dialect.words.irregular)})),)


def _counts(row: Row, dialect: Dialect) -> bool:
    """Does a row hold a word that is not small?"""
    known = dialect.counting
    for stems, _ in row:
        if stems not in known:
            known[stems] = dialect.literal or any(word.lstrip("=") not in dialect.words.light for word in stems)
        if known[stems]:
            return True
    return False


def _tells(row: Row, dialect: Dialect) -> bool:
    """Does a row hold a word that is neither small nor a negator?"""
    known = dialect.telling
    for stems, _ in row:
        if stems not in known:
            idle = dialect.words.light | dialect.words.negators
            known[stems] = dialect.literal or any(word.lstrip("=") not in idle for word in stems)
        if known[stems]:
            return True
    return False


def _spaced(row: Row, gap: int) -> Row:
    """The row with its first element set further off; an empty row stays empty."""
    return (Element(row[0].stems, max(gap, row[0].gap)), *row[1:]) if row else row


def merged(rows: list[Row]) -> list[Row]:
    """One row for all the one-word rows, the others as they are, duplicates gone."""
    single: set[str] = set()
    out: dict[Row, None] = {}
    for row in rows:
        if len(row) == 1:
            single |= row[0].stems
        else:
            out[row] = None
    return [*out, (Element(frozenset(single)),)] if single else list(out)
