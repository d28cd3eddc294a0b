"""Which phrases stand in an utterance, and where.

The variants of the words in it are tried, and most fall at once because another of their words is missing. Places are
compared by running counts, so that the cost grows with the length of what was said and not with the number of patterns.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from voice.core.lexicon import Lexicon, Match, Numbered, Role, respelt
from voice.core.normalize import Token

TOGETHER = 8  # words within which the two sides of & must stand
SKIPS = 4  # skippable words between the words of a phrase
MOST_PLACES = 24  # places of one word that are tried for one variant; keeps hostile repetition linear


@dataclass(frozen=True, slots=True)
class Reading:
    """An utterance made ready for look-up: where each symbol stands, and running counts of words that block. Symbols in
    ``opening`` are only those of pronouns that begin a clause, so that no phrase goes on with them."""

    tokens: tuple[Token, ...]
    places: Mapping[int, list[int]]
    doubtful: frozenset[tuple[int, int]]
    opening: frozenset[tuple[int, int]]
    blocking: tuple[int, ...]
    counting: tuple[int, ...]


def read(tokens: tuple[Token, ...], lexicon: Lexicon, answering: frozenset[int]) -> Reading:
    """Find the symbols of every token once, for all look-ups that follow; an answering "no" is no word of a phrase."""
    places: dict[int, list[int]] = defaultdict(list)
    doubtful: set[tuple[int, int]] = set()
    opening: set[tuple[int, int]] = set()
    blocking, counting = [0], [0]
    negators = lexicon.words.negators
    for place, token in enumerate(tokens):
        blocking.append(blocking[-1] + (not token.skippable and token.said not in negators))
        counting.append(counting[-1] + (not token.light))
        if place in answering:
            continue
        for symbol in _symbols(token, lexicon):
            places[symbol].append(place)
        for symbol in _meant(token, lexicon):
            places[symbol].append(place)
            if token.stands_for is not None and token.stands_for.subject:
                opening.add((symbol, place))
        for symbol in _confused(place, tokens, lexicon):
            if not places[symbol] or places[symbol][-1] != place:
                places[symbol].append(place)
                doubtful.add((symbol, place))
    return Reading(tokens, places, frozenset(doubtful), frozenset(opening), tuple(blocking), tuple(counting))


def _symbols(token: Token, lexicon: Lexicon) -> list[int]:
    """The symbols of a word: of its stem, and of its very form."""
    forms = (respelt(token.stem, lexicon), "=" + token.said)
    return [symbol for form in forms for symbol in lexicon.symbols.get(form, ())]


def _meant(token: Token, lexicon: Lexicon) -> list[int]:
    """The symbols of what a pronoun stands for."""
    if token.stands_for is None:
        return []
    forms = (respelt(token.stands_for.stem, lexicon), "=" + token.stands_for.said)
    return [symbol for form in forms for symbol in lexicon.symbols.get(form, ())]


def _confused(place: int, tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[int, ...]:
    """The symbols of what a recogniser may have written this word for."""
    meant = lexicon.confusions.get(tokens[place].said)
    if meant is None or _guarded(tokens, place, lexicon):
        return ()
    return lexicon.symbols.get(meant, ())


def _guarded(tokens: tuple[Token, ...], place: int, lexicon: Lexicon) -> bool:
    """Does the company of a doubtful word show that it was meant as heard ("two weeks", "weeks ago")?"""
    before = tokens[place - 1].said if place else ""
    after = tokens[place + 1].said if place + 1 < len(tokens) else ""
    return before in lexicon.guard_before or before.isdigit() or after in lexicon.guard_after


def find(reading: Reading, lexicon: Lexicon, owners: frozenset[str]) -> list[Match]:
    """Every phrase and look-alike in the utterance; replies only of the slots in ``owners``."""
    places = reading.places
    holds = frozenset(places).issuperset
    matches: list[Match] = []
    for symbol in list(places):
        for variant in lexicon.index.get(symbol, ()):
            entry = variant.entry
            if holds(variant.needs) and (entry.role is not Role.REPLY or entry.owner in owners):
                matches.extend(_matches(variant, reading))
    return matches


def _matches(variant: Numbered, reading: Reading) -> list[Match]:
    """All separate places of one variant, from left to right."""
    if len(variant.parts) > 1:
        return _matches_together(variant, reading)
    found: list[Match] = []
    after = -1
    for first in reading.places[variant.parts[0][0][0]][:MOST_PLACES]:
        if first <= after and reading.tokens[first].stands_for is None:
            continue
        row = _row(variant.parts[0], first, variant, reading)
        if row is None:
            continue
        if found and row[-1] == found[-1].end:
            found.pop()  # "my legs aren't, they're weak": the nearer beginning
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
        if clear and _counts((symbol, place), variant, reading):
            return place
    return None


def _counts(word: tuple[int, int], variant: Numbered, reading: Reading) -> bool:
    """May a phrase go on with this word: is it none that opens a clause, nor a doubtful one amid gaps?"""
    return word not in reading.opening and (variant.close or word not in reading.doubtful)


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
