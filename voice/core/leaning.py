"""Which way an answer leans by all its words together: to yes, to no, to not sure, or to none of them.

Phrases know the wordings that somebody thought of; "legs like tree trunks" is no weakness all the same. Multinomial
logistic regression has learned from thousands of answers, each with its question, which words go with which, and
weighs what the phrases made of them as one sign among others. What it is sure of is taken where the phrases find
nothing; where they find something else it may turn an answer into "not sure" or into none, which is asked again, never
a no into a yes or a yes into a no.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from voice.core.findings import Found, Leaning
from voice.core.logistic import STEEP, odds
from voice.core.normalize import Token
from voice.core.terms import Finding, Polarity, SlotId
from voice.core.weights import Table, as_said, table

LONGEST = 40  # words; a longer answer is a tale, which holds more than an answer
BECAUSE = 3  # words that are named as the reason
BY_ITS_WORDS = "which way all the words lean"  # why a slot holds what it holds
VALUES = {Polarity.YES: Finding.PRESENT, Polarity.NO: Finding.ABSENT, Polarity.UNSURE: Finding.UNSURE}
AS_HEARD = {None: "none", Finding.PRESENT: "yes", Finding.ABSENT: "no", Finding.UNSURE: "unsure"}

Sums = tuple[float, float, float]
"""For yes, no and not sure, each against none of them."""


@dataclass(frozen=True, slots=True)
class LeaningWeights:
    """What was learned: three weights for each feature, and how sure (a probability) it must be.

    From ``takes`` on an answer is taken where phrases find none. Where they find a yes or a no it is not sure from
    ``doubts`` on, and asked again if the words lean the other way, from ``opposes`` on, or to no answer, from
    ``ignores`` on.
    ``learned_from`` tells from which answers. Without anything learned nothing leans.
    """

    bias: Sums = (-STEEP, -STEEP, -STEEP)
    features: Table = field(default_factory=lambda: table(3))
    takes: float = 1.0
    doubts: float = 1.0
    opposes: float = 1.0
    ignores: float = 1.0
    learned_from: str = ""


def features_of(
    tokens: tuple[Token, ...], slot: SlotId, heard: Finding | None, polarity: Polarity | None, negators: frozenset[str]
) -> set[str]:
    """The features of an answer: its words, each two in a row, what each clause begins with and what stands after a
    negator, the words and those after a negator also with the question, and what the phrases made of it."""
    stems = [token.stem for token in tokens]
    features = {*stems, *(f"{one} {two}" for one, two in pairwise(["^", *stems, "$"]))}
    features.update(f"{slot}:{stem}" for stem in stems)
    denied = clause = None
    for place, token in enumerate(tokens):
        if token.clause != clause:
            clause, denied = token.clause, None
            features |= {f"^{token.stem}", f"^{' '.join(stems[place : place + 2])}"}
        if denied is not None and not token.light:
            features |= {f"not {token.stem}", f"{slot}:not {token.stem}"}
        if token.said in negators:
            denied = place
    value, said = AS_HEARD[heard], "none" if polarity is None else polarity.value
    return features | {f"#{value}", f"#said {said}", f"#{value} said {said}", f"{slot}:#{value}"}


def lean(features: set[str], weights: LeaningWeights) -> Leaning:
    """Add up what speaks for each of the three. Total."""
    sums = map(sum, zip(weights.bias, weights.features.sums(features), strict=True))
    shares = [odds(total) for total in sums]
    whole = 1.0 + sum(shares)
    best = max(range(3), key=shares.__getitem__)
    if shares[best] < 1.0:
        return Leaning(None, 1.0 / whole)
    words = (one for one in features if "#" not in one)
    told = weights.features.heaviest(words, best, BECAUSE)
    return Leaning(tuple(VALUES)[best], shares[best] / whole, tuple(map(as_said, told)))


def settled(leaning: Leaning, slot: SlotId, heard: Found | None, length: int, weights: LeaningWeights) -> Found | None:
    """What an answer of so many words comes to, by what phrases heard in it and by its leaning; None is no answer."""
    to, sure = leaning.polarity, leaning.probability
    value = None if to is None else VALUES[to]
    found = None if value is None else Found(slot, value, 0, length, because=_because(leaning))
    if value is None:
        return None if sure >= weights.ignores else heard
    if heard is not None and heard.value is value:
        return heard
    if heard is None or heard.value is Finding.UNSURE:
        return found if sure >= weights.takes else heard
    if value is Finding.UNSURE:
        return found if sure >= weights.doubts else heard
    return None if sure >= weights.opposes else heard


def is_guess(found: Found) -> bool:
    """Does a finding rest on the weight of all the words alone?"""
    return found.because.startswith(BY_ITS_WORDS)


def _because(leaning: Leaning) -> str:
    return f"{BY_ITS_WORDS}: {', '.join(leaning.because)}" if leaning.because else BY_ITS_WORDS
