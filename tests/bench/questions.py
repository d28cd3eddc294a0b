"""How many questions people are asked, what each way of asking fewer gives, and the least that any order could ask.

Not a benchmark by itself: ``python -m tests.bench triage`` prints it. The ways, each switched off in turn: what is
volunteered in the opening; relevance derived from the rules; several signs in one question (sweeps, each counted as one
question, and every question that follows a yes as one more); and the short path after a clear strain.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from statistics import mean

from tests.scenarios.talk import TODAY
from tests.scenarios.vignettes import Vignette, tell
from voice.core.agenda import MOST_LISTED, sweep_for, wanted
from voice.core.events import Heard, Started
from voice.core.interview import advance, begin
from voice.core.pathway import Pathway
from voice.core.record import deny_all, with_findings
from voice.core.terms import ChoiceId, Finding, SlotId, Urgency, Utterance, Value
from voice.core.triage import Answers, assess

UNTOLD = "I have a pain in my back"
WORDS: Mapping[str | int, Value] = {"yes": Finding.PRESENT, "no": Finding.ABSENT, "unsure": Finding.UNSURE}
Next = Callable[[Answers, Pathway], tuple[SlotId, ...]]


@dataclass(frozen=True, slots=True)
class Way:
    """A way of asking: how many questions each person was asked, and how many were told the same as by all ways."""

    name: str
    asked: Mapping[str, int]
    told: Mapping[str, Urgency | None]

    def mean(self, people: Sequence[Vignette], urgency: Urgency) -> float:
        """The mean over the people who should be told this urgency."""
        return mean(self.asked[one.id] for one in people if one.urgency is urgency)


def ways(people: Sequence[Vignette], pathway: Pathway) -> list[Way]:
    """All ways at once, then each of them switched off, then none."""
    apart = replace(pathway, sweeps={})
    alone = replace(apart, questions={slot: replace(one, listed=False) for slot, one in pathway.questions.items()})
    long = replace(pathway, questions={slot: replace(one, skip_if=None) for slot, one in pathway.questions.items()})
    untold = [replace(one, says={**one.says, "opening": UNTOLD}) for one in people]
    return [
        _held("all of them", people, pathway),
        _held("without what is volunteered", untold, pathway),
        _held("without the sweep of danger signs", people, apart),
        _held("without sweeps", people, alone),
        _held("without the short path after a strain", people, long),
        _counted("without relevance: everything in fixed order, with sweeps", people, pathway),
        _counted("one by one in fixed order", people, alone),
    ]


def _held(name: str, people: Sequence[Vignette], pathway: Pathway) -> Way:
    """Count over whole consultations in words."""
    told = [tell(one, pathway) for one in people]
    asked = {one.vignette.id: one.close.questions for one in told if one.close is not None}
    return Way(name, asked, {one.vignette.id: one.urgency for one in told})


def _counted(name: str, people: Sequence[Vignette], pathway: Pathway) -> Way:
    """Count where every question that may be asked is asked, whatever has become known; an emergency still ends it."""
    ends = {one.id: _ask_all(one, pathway) for one in people}
    return Way(name, {who: count for who, (count, _) in ends.items()}, {who: told for who, (_, told) in ends.items()})


def _ask_all(person: Vignette, pathway: Pathway) -> tuple[int, Urgency | None]:
    now, told = _opened(person, pathway)
    single: set[SlotId] = set()
    count = 0
    while told is not Urgency.EMERGENCY and (agenda := _every(now, pathway)):
        count += 1
        swept = sweep_for(agenda, single, pathway)
        if not swept:
            now = with_findings(now, {agenda[0]: _truth(person, agenda[0])})
        elif all(_truth(person, slot) is Finding.ABSENT for slot in swept):
            now = deny_all(now, swept, pathway)
        else:
            single |= set(swept)
        told = assess(now, pathway).urgency
    return count, told


def _every(now: Answers, pathway: Pathway) -> tuple[SlotId, ...]:
    ready = [slot for slot, may in assess(now, pathway).askable.items() if may]
    return tuple(sorted(ready, key=lambda slot: pathway.questions[slot].order))


def least(person: Vignette, pathway: Pathway) -> int:
    """A number of questions below which no order can go for a person whom the opening does not settle.

    What was volunteered is known, and all else is what asking everything gives. A slot is needed if without it, with
    all others known, the result is open or another. Each needed slot that may not be swept, or is not absent, costs a
    question; the others at least one for each `MOST_LISTED` of them, and a sweep of danger signs one for all of it. To
    reach it one would have to know beforehand which signs are present.
    """
    opened, told = _opened(person, pathway)
    if told is Urgency.EMERGENCY:
        return 0
    now = opened
    while ready := [slot for slot, may in assess(now, pathway).askable.items() if may]:
        now = with_findings(now, {slot: _truth(person, slot) for slot in ready})
    needed = [slot for slot in now.findings.keys() - opened.findings.keys() if _changes(slot, now, pathway)]
    absent = {slot for slot in needed if now.findings[slot] is Finding.ABSENT}
    soft = sum(pathway.questions[slot].listed for slot in absent)
    together = sum(len(absent.intersection(slots)) - 1 for slots in pathway.sweeps.values() if absent & set(slots))
    return len(needed) - soft + ceil(soft / MOST_LISTED) - together


def _changes(slot: SlotId, now: Answers, pathway: Pathway) -> bool:
    less = Answers({one: value for one, value in now.findings.items() if one != slot})
    return bool(wanted(less, pathway)) or assess(less, pathway).urgency is not assess(now, pathway).urgency


def _opened(person: Vignette, pathway: Pathway) -> tuple[Answers, Urgency | None]:
    """What the first words give; what they deny of danger signs counts as confirmed."""
    now = advance(begin(pathway), Started(TODAY), pathway).interview
    now = advance(now, Heard(Utterance(person.words("opening"))), pathway).interview
    return deny_all(now.answers, now.denials, pathway), now.outcome.urgency if now.outcome is not None else None


def _truth(person: Vignette, slot: SlotId) -> Value:
    gold = person.truth(slot)
    return WORDS.get(gold, gold if isinstance(gold, int) else ChoiceId(gold))
