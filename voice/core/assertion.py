"""Is what a phrase says meant so? Denied in one breath with what is so, told of last year, of a sister, or only feared,
it is not; cues and their reach (`context`) know the ways that somebody thought of.

Two logistic regressions (assertion classifiers, in the field's words) have learned from thousands of tales which words
beside a finding, at which distance and across which stops, go with one that is really so, and which with one that is
really denied. They only take away: what is likely not meant counts as not said, and a danger sign is asked about. They
never turn a yes into a no or a no into a yes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from voice.core.findings import Found
from voice.core.logistic import STEEP, probability
from voice.core.normalize import Token
from voice.core.terms import Finding, SlotId, Value
from voice.core.weights import Table, table

WINDOW = 6  # words and marks weighed on each side; with 16, more true findings in long tales were lost
NEAREST = 2  # of those, how many are weighed with the next at their very place
DISTANCES = (0, 1, 2, 3, 3, 5)  # what is near is told apart exactly, what is far roughly
MOST_CROSSED = 2  # marks; a sentence's end counts twice
STOP, COMMA, TURN = "#.", "#,", "#|"  # marks between words: a sentence's end, a clause's, a word such as "but"
MARKS = (STOP, COMMA, TURN)
SIGNS: Mapping[Value, str] = {one: f"#{one.value}" for one in Finding}
NOT_MEANT = "#aside"  # another finding that was set aside


@dataclass(frozen=True, slots=True)
class Side:
    """What was learned of one value: how much each feature speaks for it, and the probability (0 to 1) below which it
    is not believed."""

    bias: float = STEEP
    features: Table = field(default_factory=lambda: table(1))
    believed: float = 0.0


@dataclass(frozen=True, slots=True)
class AssertionWeights:
    """What was learned of findings that seem present and of those that seem absent. Without anything learned all are
    believed. ``learned_from`` tells from which sentences."""

    present: Side = field(default_factory=Side)
    absent: Side = field(default_factory=Side)
    learned_from: str = ""

    def of(self, one: Found) -> Side | None:
        """What was learned of findings like this one."""
        if one.value is Finding.PRESENT:
            return self.present
        return self.absent if one.value is Finding.ABSENT else None


@dataclass(frozen=True, slots=True)
class Told:
    """What an utterance tells: its words, its negators, the findings to be judged, and by place every finding that
    stands there with its sign."""

    tokens: tuple[Token, ...]
    negators: frozenset[str]
    judged: tuple[Found, ...]
    held: Mapping[int, tuple[SlotId, str]]


def told(
    tokens: tuple[Token, ...],
    found: Iterable[Found],
    aside: Iterable[Found],
    asked: tuple[SlotId, ...],
    negators: frozenset[str],
) -> Told:
    """Lay out what an utterance tells beside the slots ``asked``: what was found, and what was set aside."""
    judged = tuple(one for one in found if one.places and isinstance(one.value, Finding) and one.slot not in asked)
    held: dict[int, tuple[SlotId, str]] = {}
    for one in judged:
        for place in one.places:
            held.setdefault(place, (one.slot, SIGNS[one.value]))
    for one in aside:
        for place in one.places if isinstance(one.value, Finding) and one.slot not in asked else ():
            held.setdefault(place, (one.slot, NOT_MEANT))
    return Told(tokens, negators, judged, held)


def features_of(one: Found, whole: Told) -> set[str]:
    """The features of a finding: its slot and words, what begins the utterance, and on each side the words, marks and
    other findings, by distance and by how many marks lie between, the nearest negator and the nearest finding."""
    tokens, own = whole.tokens, set(one.places)
    first, last = min(own), max(own)
    features = {f"@{one.slot}", f"^{tokens[0].stem}"}
    features.update(f"own {tokens[place].stem}" for place in own)
    features.update(f"in {tokens[place].stem}" for place in range(first, last) if place not in own)
    for side, step, places in (("<", -1, range(first - 1, -1, -1)), (">", 1, range(last + 1, len(tokens)))):
        seen = list(islice(_seen(places, step, one, whole), WINDOW))
        features.update(_beside(side, seen, whole.negators))
    return features


def _seen(places: range, step: int, one: Found, whole: Told) -> Iterator[tuple[str, str]]:
    """What stands on one side, going away: each a word's stem and the word, a mark, or another finding."""
    before = ""
    for place in places:
        token, nearer = whole.tokens[place], whole.tokens[place - step]
        for kind, mark in zip(("sentence", "clause", "segment"), MARKS, strict=True):
            if getattr(token, kind) != getattr(nearer, kind):
                yield mark, ""
                before = mark
                break
        slot, sign = whole.held.get(place, (one.slot, ""))
        if place in one.places or (slot != one.slot and sign == before):
            continue  # a finding of several words is seen once
        before = sign if slot != one.slot else token.stem
        yield before, token.said


def _beside(side: str, seen: list[tuple[str, str]], negators: frozenset[str]) -> Iterator[str]:
    crossed, nearest, other = "", "none", "none"
    for place, (what, said) in enumerate(seen):
        if what in MARKS:
            crossed = (crossed + ("//" if what == STOP else "/"))[:MOST_CROSSED]
        distance = DISTANCES[place]
        yield f"{side}{distance} {what}"
        yield f"{side}{crossed} {what}"
        if place + 1 < len(seen):
            pair = f"{what} {seen[place + 1][0]}"
            yield f"{side} {pair}"
            if place < NEAREST:
                yield f"{side}{place} {pair}"
        if nearest == "none" and said in negators:
            nearest = f"{distance}{crossed}"
        if other == "none" and what.startswith("#") and what not in MARKS:
            other = what
    yield f"{side}not {nearest}"
    yield f"{side}{other}"
    yield f"{side}not {nearest} {other}"
    if not seen:
        yield f"{side} end"


def likely_meant(features: Collection[str], side: Side) -> float:
    """The probability (0 to 1) that a finding is meant."""
    return probability(side.bias + side.features.sums(features)[0])


def not_meant(whole: Told, weights: AssertionWeights) -> list[Found]:
    """Those of the findings that are likely not meant."""
    out = []
    for one in whole.judged:
        side = weights.of(one)
        if side is not None and likely_meant(features_of(one, whole), side) < side.believed:
            out.append(one)
    return out
