"""All patterns of a language, compiled for look-up (see `matching`).

Each variant waits under one of its words, the one that fewest other variants share.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from voice.core.normalize import Words
from voice.core.patterns import Element, Row, Variant

LONG_WORD = 6  # letters from which a misspelling by one letter is understood


class Role(Enum):
    """What a pattern is for."""

    PHRASE = "phrase"
    REPLY = "reply"
    NAME = "name"  # the bare name of a sign: fills only by being denied
    LOOKALIKE = "lookalike"


class Entry(NamedTuple):
    """One pattern of the content: whose it is, what it fills, its role, and its text for explanations."""

    owner: str
    value: str
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: token places ``start`` to ``end`` (inclusive), and ``places`` of its own words."""

    entry: Entry
    start: int
    end: int
    places: tuple[int, ...]

    @property
    def slack(self) -> int:
        """How many words between start and end are not the pattern's own."""
        return self.end - self.start + 1 - len(self.places)


Places = tuple[tuple[int, int], ...]
"""A row of a variant with its words as numbers: (symbol, gap) for each."""


class Numbered(NamedTuple):
    """A variant with its words as symbol numbers. ``needs`` are all its symbols; ``close`` marks one row without gaps,
    in which alone a doubtful word counts. A plain tuple, because a language has tens of thousands."""

    entry: Entry
    needs: tuple[int, ...]
    parts: tuple[Places, ...]
    at_start: bool
    at_end: bool
    close: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled patterns. ``symbols`` gives for a stem every set of words it belongs to, as numbers."""

    words: Words
    symbols: Mapping[str, tuple[int, ...]]
    index: Mapping[int, tuple[Numbered, ...]]
    spellings: Mapping[str, tuple[str, ...]]
    confusions: Mapping[str, str]
    guard_before: frozenset[str]
    guard_after: frozenset[str]


class Numbering:
    """Gathers the variants of all patterns with their words as numbers: every set of stems gets one, from 0 in the
    order they are met. Equal words are one tuple, which keeps memory small."""

    def __init__(self) -> None:
        self.variants: list[Numbered] = []
        self.numbers: dict[frozenset[str], int] = {}
        self._elements: dict[Element, tuple[int, int]] = {}

    def add(self, entry: Entry, variants: Iterable[Variant]) -> None:
        """Take in the variants of one pattern."""
        for each in variants:
            parts = tuple([self._row(row) for row in each.parts])
            needs = tuple({symbol for part in parts for symbol, _ in part})
            close = len(parts) == 1 and not any(gap for _, gap in parts[0])
            self.variants.append(Numbered(entry, needs, parts, each.at_start, each.at_end, close))

    def forget(self) -> None:
        """Let go of what only gathering needs, when the lexicon is made."""
        self.variants.clear()
        self.numbers.clear()
        self._elements.clear()

    def _row(self, row: Row) -> Places:
        known = self._elements
        return tuple([known.get(element) or self._new(element) for element in row])

    def _new(self, element: Element) -> tuple[int, int]:
        number = self.numbers.setdefault(element.stems, len(self.numbers))
        return self._elements.setdefault(element, (number, element.gap))


def compile_lexicon(
    numbering: Numbering,
    words: Words,
    confusions: Mapping[str, str],
    guards: tuple[frozenset[str], frozenset[str]],
) -> Lexicon:
    """File every variant under its rarest word: the one with the fewest other variants and spellings."""
    shared = Counter(chain.from_iterable(variant.needs for variant in numbering.variants))
    weights = [(shared[number] * len(stems), number) for stems, number in numbering.numbers.items()]
    index: dict[int, list[Numbered]] = defaultdict(list)
    for variant in numbering.variants:
        index[min([weights[need] for need in variant.needs])[1]].append(variant)
    symbols: dict[str, list[int]] = defaultdict(list)
    for stems, number in numbering.numbers.items():
        for one in stems:
            symbols[one].append(number)
    return Lexicon(
        words,
        {one: tuple(numbered) for one, numbered in symbols.items()},
        {number: tuple(found) for number, found in index.items()},
        _spellings(symbols),
        confusions,
        *guards,
    )


def _spellings(symbols: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Long known words by their first letter and length, to look a misspelt one up among few."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in symbols:
        if len(one) >= LONG_WORD and one.isalpha():
            for length in (len(one) - 1, len(one), len(one) + 1):
                found[f"{one[0]}{length}"].append(one)
    return {key: tuple(sorted(ones)) for key, ones in found.items()}


def respelt(one: str, lexicon: Lexicon) -> str:
    """The known word that an unknown one differs from by a single letter, else the word itself."""
    if len(one) < LONG_WORD or one in lexicon.symbols or not one.isalpha():
        return one
    for known in lexicon.spellings.get(f"{one[0]}{len(one)}", ()):
        if DamerauLevenshtein.distance(one, known, score_cutoff=1) <= 1:
            return known
    return one
