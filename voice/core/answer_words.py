"""The words by which yes, no and unsure are told: every wording with what it means, and the lists beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from voice.core.echoes import Echo
from voice.core.terms import Polarity


class Sense(NamedTuple):
    """What a wording means and where it counts. Thousands of wordings share a dozen of these."""

    polarity: Polarity
    anywhere: bool
    to_the_end: bool
    first: bool


Wording = tuple[tuple[str, ...], Sense]
"""One way to answer: the words, and what they mean."""


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """The closed lists by which the grammar of an answer is read; ``answers.yaml`` says what each is for. ``short`` are
    the plain ones of either kind."""

    plain_yes: frozenset[str]
    leads_to_yes: frozenset[str]
    quoting: frozenset[str]
    plain_no: frozenset[str]
    hearing: frozenset[str]
    asserting: frozenset[str]
    address: frozenset[str]
    subjects: frozenset[str]
    begins: frozenset[str]
    begins_at_once: frozenset[str]
    stops: frozenset[str]
    after_not: frozenset[str]
    concessions: frozenset[str]
    mere_opinions: frozenset[str]
    opinion_verbs: frozenset[str]
    revising: frozenset[str]
    swings: frozenset[str]
    swings_alone: frozenset[str]
    asks: frozenset[str]
    points: frozenset[str]
    beside_times: frozenset[str]
    belief: frozenset[str]
    contrasts: frozenset[str]
    short: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Put together the plain ones."""
        object.__setattr__(self, "short", self.plain_yes | self.plain_no)


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """All wordings; for a first word the lengths to try, longest first; the fillers that may stand around; the words
    of echoes, and those by which the grammar of an answer is read."""

    wordings: Mapping[tuple[str, ...], Sense]
    lengths: Mapping[str, tuple[int, ...]]
    fillers: Mapping[str, tuple[tuple[str, ...], ...]]
    answer_no_before: frozenset[str]
    echo: Echo
    replies: ReplyWords
    times: frozenset[str]


def answer_words(
    wordings: Iterable[Wording],
    fillers: Iterable[tuple[str, ...]],
    no_before: frozenset[str],
    lists: tuple[Echo, ReplyWords, frozenset[str]],
) -> AnswerWords:
    """File the wordings and fillers by first word."""
    known: dict[tuple[str, ...], Sense] = {}
    for words, one in wordings:
        same = known.get(words)
        known[words] = one if same is None or same == one else _wider(same, one)
    lengths: dict[str, set[int]] = {}
    for words in known:
        lengths.setdefault(words[0], set()).add(len(words))
    by_filler: dict[str, list[tuple[str, ...]]] = {}
    for filler in fillers:
        by_filler.setdefault(filler[0], []).append(filler)
    return AnswerWords(
        known,
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_filler.items()},
        no_before,
        *lists,
    )


def _wider(earlier: Sense, later: Sense) -> Sense:
    """One sense for a wording that is listed twice: the later polarity, wherever either counts."""
    if earlier.polarity is not later.polarity:
        return later
    return Sense(
        later.polarity,
        earlier.anywhere or later.anywhere,
        earlier.to_the_end and later.to_the_end,
        earlier.first and later.first,
    )
