"""How likely it is that an utterance tells of an alarm, by all its words together and by what the phrases found in it.

Phrases know the wordings that somebody thought of. Logistic regression (a *classifier* of texts, in the field's words)
has learned from thousands of sentences which words go with an alarm and which with its look-alikes, and weighs what the
phrases found as one sign among others. It adds up, so that `Opinion.because` can say which words spoke for an alarm.
Which alarm it is a second one tells, by fewer features: it has learned from alarms alone, of each kind few.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp

from voice.core.findings import Found
from voice.core.logistic import STEEP, probability
from voice.core.normalize import Token
from voice.core.scope import Scope
from voice.core.terms import Finding, InterruptId, SlotId
from voice.core.weights import Table, as_said, table

WINDOW = 40  # words weighed together: among more, what tells of an alarm would count for little
EARNEST = (Scope.AFFIRMED, Scope.DOUBTED)
NO_INTERRUPT = InterruptId("slot")  # the name of what tells of a danger sign that is no interrupt
BECAUSE = 3  # words that are named as the reason


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: how much each feature speaks for an alarm, and of alarms how much for each of ``labels``, to
    which ``leads`` belong, and where doubt begins and ends.

    Probabilities: from ``raises`` that an interrupt is told the likeliest is raised, though no phrase shows it; if less
    than ``agrees`` of what speaks for any speaks for that one, what speaks for others does not count. From ``asks``
    that it is that one it is asked about. Below ``keeps`` that any alarm is told (below ``asks`` where another
    statement begins amid the phrase's words), one that a phrase shows is asked about, too, and below ``believes`` no
    phrase is believed to tell of a danger sign. What tells of such a sign but of no interrupt is named `NO_INTERRUPT`.
    Without anything learned nothing is likely or doubted. ``learned_from`` tells from which sentences.
    """

    bias: float = -STEEP
    features: Table = field(default_factory=lambda: table(1))
    labels: tuple[InterruptId, ...] = ()
    leads: tuple[float, ...] = ()
    names: Table = field(default_factory=lambda: table(0))
    agrees: float = 1.0
    raises: float = 1.0
    keeps: float = 0.0
    believes: float = 0.0
    asks: float = 1.0
    learned_from: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The probability (0 to 1) that any alarm is told, that it is the likeliest interrupt, that it is this or another
    that shares its signs, which it is, and the words for it."""

    probability: float
    of_it: float = 0.0
    of_its_kind: float = 0.0
    interrupt: InterruptId | None = None
    because: tuple[str, ...] = ()


def words_of(tokens: tuple[Token, ...], negators: frozenset[str]) -> set[str]:
    """The features that words make: each, each two in a row, each two that are not small, and each after a negator."""
    stems = [token.stem for token in tokens]
    telling = [token.stem for token in tokens if not token.light]
    features = {*stems, *(f"{one} {two}" for one, two in pairwise(["^", *stems, "$"]))}
    features.update(f"{one}+{two}" for one, two in pairwise(telling))
    denied = None
    for token in tokens:
        if token.said in negators:
            denied = token.segment
        elif denied == token.segment and not token.light:
            features.add(f"not {token.stem}")
    return features


def signs_of(
    judged: Iterable[Found], alarm: InterruptId | None, hints: Iterable[str], is_alarm: Callable[[SlotId], bool]
) -> set[str]:
    """The features that phrases make: the alarm they raise, what they hint at, the danger signs they tell of, and what
    they deny or say of another time or person."""
    signs = {sign for hint in hints for sign in ("#hint", f"#hint {hint}")}
    if alarm is not None:
        signs |= {"#alarm", f"#alarm {alarm}"}
    for one in judged:
        danger = is_alarm(one.slot)
        if one.scope not in (*EARNEST, Scope.NEGATED):
            signs.add(f"#{one.scope.name.lower()}{' danger' if danger else ''}")
        elif one.scope is Scope.NEGATED or one.value is Finding.ABSENT:
            signs.add("#denied danger" if danger else "#denied")
        elif danger:
            signs |= {f"#told {one.slot}"} | (set() if alarm is not None else {"#told danger"})
        else:
            signs.add("#told")
    return signs or {"#nothing"}


def runs_of(tokens: tuple[Token, ...]) -> set[str]:
    """The features that longer runs make: three words in a row, two around a third, and telling ones that two or three
    lie apart."""
    stems = ["^", *(token.stem for token in tokens), "$"]
    telling = [token.stem for token in tokens if not token.light]
    features: set[str] = set()
    for place in range(len(stems) - 2):
        one, two, three = stems[place : place + 3]
        features |= {f"{one} {two} {three}", f"{one} _ {three}"}
    for place, one in enumerate(telling):
        features.update(f"{one}++{far}" for far in telling[place + 2 : place + 4])
    return features


def weigh(tokens: tuple[Token, ...], signs: set[str], weights: Weights, negators: frozenset[str]) -> Opinion:
    """Weigh an utterance; of a long one the likeliest stretch counts. Total."""
    stretches = [tokens[start : start + WINDOW] for start in range(0, max(1, len(tokens) - WINDOW // 2), WINDOW // 2)]
    told = [(words_of(stretch, negators) | signs, runs_of(stretch)) for stretch in stretches]
    sums = [weights.features.sums(few | runs)[0] for few, runs in told]
    total = max(sums)
    features, likely = told[sums.index(total)][0], probability(weights.bias + total)
    interrupt, own, kind = _named(features, weights) if likely >= weights.asks else (None, 0.0, 0.0)
    if interrupt is None:
        return Opinion(likely)
    words = (one for one in features if not one.startswith("#"))
    because = tuple(map(as_said, weights.features.heaviest(words, 0, BECAUSE)))
    return Opinion(likely, likely * own, likely * kind, interrupt, because)


def _named(features: Collection[str], weights: Weights) -> tuple[InterruptId | None, float, float]:
    """The likeliest interrupt that an alarm of these features would be; how likely (0 to 1) it is that one and no
    other; and how likely it is an interrupt at all, not only a danger sign. For the last, two that share their signs,
    as heart and artery do, count together; where words point to quite other things, only that one counts."""
    spoken = map(sum, zip(weights.leads, weights.names.sums(features), strict=True))
    sums = dict(zip(weights.labels, spoken, strict=True))
    named = max(sums, key=sums.__getitem__, default=None)
    if named is None or named == NO_INTERRUPT:
        return None, 0.0, 0.0
    shares = {one: exp(total - sums[named]) for one, total in sums.items()}
    whole = sum(shares.values())
    agree = weights.agrees * whole <= 1
    return named, 1 / whole, (whole - shares.get(NO_INTERRUPT, 0.0) if agree else 1.0) / whole
