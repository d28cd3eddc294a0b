"""All patterns of a language, compiled for look-up: which phrases stand in an utterance, and where.

Each variant waits under one of its words, the one that fewest other variants share. For an utterance, the variants of
the words in it are tried, and most fall at once because another of their words is missing. Places are compared by
running counts, so that the cost grows with the length of what was said and not with the number of patterns.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from voice.core.normalize import Token, Words
from voice.core.patterns import Element, Row, Variant

TOGETHER = 8  # words within which the two sides of & must stand
SKIPS = 4  # skippable words between the words of a phrase
MOST_PLACES = 24  # places of one word that are tried for one variant; keeps hostile repetition linear
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


@dataclass(frozen=True, slots=True)
class Reading:
    """An utterance made ready for look-up: where each symbol stands, and running counts of words that block."""

    tokens: tuple[Token, ...]
    places: Mapping[int, list[int]]
    doubtful: frozenset[tuple[int, int]]
    blocking: tuple[int, ...]
    counting: tuple[int, ...]


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


def read(tokens: tuple[Token, ...], lexicon: Lexicon, answering: frozenset[int]) -> Reading:
    """Find the symbols of every token once, for all look-ups that follow; an answering "no" is no word of a phrase."""
    places: dict[int, list[int]] = defaultdict(list)
    doubtful: set[tuple[int, int]] = set()
    blocking, counting = [0], [0]
    negators = lexicon.words.negators
    for place, token in enumerate(tokens):
        blocking.append(blocking[-1] + (not token.skippable and token.said not in negators))
        counting.append(counting[-1] + (not token.light))
        if place in answering:
            continue
        for symbol in lexicon.symbols.get(respelt(token.stem, lexicon), ()):
            places[symbol].append(place)
        for symbol in lexicon.symbols.get("=" + token.said, ()):
            places[symbol].append(place)
        meant = lexicon.confusions.get(token.said)
        if meant is not None and not _guarded(tokens, place, lexicon):
            for symbol in lexicon.symbols.get(meant, ()):
                if not places[symbol] or places[symbol][-1] != place:
                    places[symbol].append(place)
                    doubtful.add((symbol, place))
    return Reading(tokens, places, frozenset(doubtful), tuple(blocking), tuple(counting))


def _guarded(tokens: tuple[Token, ...], place: int, lexicon: Lexicon) -> bool:
    """Does the company of a doubtful word show that it was meant as heard ("two weeks", "weeks ago")?"""
    before = tokens[place - 1].said if place else ""
    after = tokens[place + 1].said if place + 1 < len(tokens) else ""
    return before in lexicon.guard_before or before.isdigit() or after in lexicon.guard_after


def find(reading: Reading, lexicon: Lexicon, owners: frozenset[str]) -> list[Match]:
    """Every phrase and look-alike in the utterance; replies only of the slots in ``owners``."""
    places = reading.places
    present = places.__contains__
    matches: list[Match] = []
    for symbol in list(places):
        for variant in lexicon.index.get(symbol, ()):
            entry = variant.entry
            if all(map(present, variant.needs)) and (entry.role is not Role.REPLY or entry.owner in owners):
                matches.extend(_matches(variant, reading))
    return matches


def _matches(variant: Numbered, reading: Reading) -> list[Match]:
    """All separate places of one variant, from left to right."""
    if len(variant.parts) > 1:
        return _matches_together(variant, reading)
    found: list[Match] = []
    after = -1
    for first in reading.places[variant.parts[0][0][0]][:MOST_PLACES]:
        if first <= after:
            continue
        row = _row(variant.parts[0], first, variant, reading)
        if row is None:
            continue
        after = row[-1]
        if _anchored(variant, row[0], row[-1], reading):
            found.append(Match(variant.entry, row[0], row[-1], row))
    return found


def _row(part: tuple[tuple[int, int], ...], first: int, variant: Numbered, reading: Reading) -> tuple[int, ...] | None:
    """The places of a row of words that begins at ``first``, each the nearest that its gap allows."""
    if not variant.close and (part[0][0], first) in reading.doubtful:
        return None
    row = [first]
    for symbol, gap in part[1:]:
        place = _next(symbol, gap, row[-1], variant, reading)
        if place is None:
            return None
        row.append(place)
    return tuple(row)


def _next(symbol: int, gap: int, last: int, variant: Numbered, reading: Reading) -> int | None:
    segment = reading.tokens[last].segment
    places = reading.places[symbol]
    for place in places[bisect_right(places, last) :][:MOST_PLACES]:
        if reading.tokens[place].segment != segment:
            return None
        between = reading.counting[place] - reading.counting[last + 1]
        if between > max(gap, SKIPS):
            return None
        clear = gap >= between if gap else _adjoin(last, place, variant, reading)
        if clear and (variant.close or (symbol, place) not in reading.doubtful):
            return place
    return None


def _adjoin(last: int, place: int, variant: Numbered, reading: Reading) -> bool:
    """Do only words stand between that may? Look-alikes are fixed turns of phrase, where none but small words may: a
    heavy heart is none that is heavy on the right of the heart."""
    counts = reading.counting if variant.entry.role is Role.LOOKALIKE else reading.blocking
    return counts[place] == counts[last + 1]


def _matches_together(variant: Numbered, reading: Reading) -> list[Match]:
    """The sides of ``&``: for each place of the first side, the nearest place of every other in the same clause."""
    found: list[Match] = []
    sides = [_rows(part, variant, reading) for part in variant.parts]
    for row in sides[0]:
        places = set(row)
        for others in sides[1:]:
            near = [other for other in others if not places.intersection(other) and _together(row, other, reading)]
            if not near:
                break
            nearest = min(near, key=lambda other: abs(other[0] - row[0]))
            places.update(nearest)
        else:
            ordered = tuple(sorted(places))
            if _anchored(variant, ordered[0], ordered[-1], reading):
                found.append(Match(variant.entry, ordered[0], ordered[-1], ordered))
    return found


def _rows(part: tuple[tuple[int, int], ...], variant: Numbered, reading: Reading) -> list[tuple[int, ...]]:
    rows = (_row(part, first, variant, reading) for first in reading.places[part[0][0]][:MOST_PLACES])
    return [row for row in rows if row is not None]


def _together(row: tuple[int, ...], other: tuple[int, ...], reading: Reading) -> bool:
    left, right = (row, other) if row[0] < other[0] else (other, row)
    if (
        reading.tokens[left[-1]].clause != reading.tokens[right[0]].clause
        or reading.tokens[left[-1]].segment != reading.tokens[right[0]].segment
    ):
        return False
    return reading.counting[right[0]] - reading.counting[min(left[-1] + 1, right[0])] <= TOGETHER


def _anchored(variant: Numbered, start: int, end: int, reading: Reading) -> bool:
    if variant.at_start and reading.counting[start]:
        return False
    return not (variant.at_end and reading.counting[-1] != reading.counting[end + 1])
