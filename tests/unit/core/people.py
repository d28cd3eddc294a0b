"""People made up at random: what is so for each slot, and how they answer. They answer in findings, not in words, so
that what is tested is what is asked and decided, not what is understood."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from hypothesis import strategies as st

from voice import content, places
from voice.core.agenda import sweep_for, wanted
from voice.core.conditions import Not, Test
from voice.core.pathway import Pathway, Question
from voice.core.record import deny_all, with_findings
from voice.core.terms import Finding, Findings, SlotId, SlotKind, Urgency, Value
from voice.core.triage import Answers, assess, holds

PATHWAY = content.load(places.intents()).pathway
NUMBERS = {
    SlotKind.SCORE: (0, 4, 5, 6, 7, 8, 10),
    SlotKind.DURATION: (0, 1, 2, 3, 5, 7, 8, 13, 14, 20, 21, 30, 45, 90),
    SlotKind.AGE: (13, 16, 17, 18, 30, 49, 50, 55, 56, 59, 60, 64, 65, 69, 70, 90),
}
"""Examples on both sides of every limit that a rule or policy has."""

HARMLESS = {SlotKind.SCORE: 4, SlotKind.DURATION: 5, SlotKind.AGE: 45}


def values_of(question: Question) -> tuple[Value, ...]:
    """Every value that a slot may have, numbers by example."""
    match question.kind:
        case SlotKind.FINDING:
            return (Finding.ABSENT, Finding.PRESENT, Finding.UNSURE)
        case SlotKind.CHOICE:
            return (*question.choices, Finding.UNSURE)
        case _:
            return (*NUMBERS[question.kind], Finding.UNSURE)


def harmless(question: Question) -> Value:
    """What a person with an ordinary strain answers."""
    if question.kind is SlotKind.FINDING:
        return Finding.ABSENT
    return question.choices[0] if question.kind is SlotKind.CHOICE else HARMLESS[question.kind]


@st.composite
def truths(draw: st.DrawFn, pathway: Pathway, *, most: int = 8) -> Findings:
    """What is so: a few slots at random, the rest as with an ordinary strain."""
    unusual = draw(st.lists(st.sampled_from(sorted(pathway.questions)), max_size=most, unique=True))
    truth = {slot: harmless(question) for slot, question in pathway.questions.items()}
    return truth | {slot: draw(st.sampled_from(values_of(pathway.questions[slot]))) for slot in unusual}


@st.composite
def answers(draw: st.DrawFn, pathway: Pathway) -> Answers:
    """Any state of knowledge: some slots answered, some given up."""
    truth = draw(truths(pathway))
    known = draw(st.sets(st.sampled_from(sorted(truth))))
    given_up = draw(st.sets(st.sampled_from(sorted(truth)), max_size=3))
    return Answers({slot: truth[slot] for slot in truth if slot in known}, frozenset(given_up - known))


def asked_by_agenda(truth: Findings, pathway: Pathway) -> Iterator[Answers]:
    """What is known after every question that the agenda asks, sweeps included."""
    now, single = Answers(), set[SlotId]()
    yield now
    while agenda := wanted(now, pathway):
        swept = sweep_for(agenda, single, pathway)
        if not swept:
            now = with_findings(now, {agenda[0]: truth[agenda[0]]})
        elif all(truth[slot] is Finding.ABSENT for slot in swept):
            now = deny_all(now, swept, pathway)
        else:
            single |= set(swept)
        yield now


def asked_everything(
    truth: Findings,
    pathway: Pathway,
    *,
    known: Iterable[SlotId] = (),
    silent: AbstractSet[SlotId] = frozenset(),
) -> Answers:
    """What is known when every question that may be asked is asked, of somebody who is ``silent`` on some."""
    now = with_findings(Answers(), {slot: truth[slot] for slot in known})
    while ready := [slot for slot, may in assess(now, pathway).askable.items() if may]:
        told = {slot: truth[slot] for slot in ready if slot not in silent}
        now = Answers({**now.findings, **told}, now.unanswered | (set(ready) & silent))
    return now


def as_if_spared(truth: Findings, now: Answers, pathway: Pathway) -> Findings:
    """What is so, but for what the short path leaves out: after a clear strain some soft signs are not asked about and
    count as absent (pathway.md, section 4)."""
    spared = (
        slot
        for slot, question in pathway.questions.items()
        if question.skip_if is not None and not now.known(slot) and holds(question.skip_if, now, pathway)
    )
    return {**truth, **dict.fromkeys(spared, Finding.ABSENT)}


def level(now: Answers, pathway: Pathway) -> int:
    """The level that rules demand; 0 where none does."""
    urgency = assess(now, pathway).urgency
    return 0 if urgency in (None, Urgency.SELF_CARE) else int(urgency)


def told(now: Answers, pathway: Pathway) -> Urgency:
    """The level that the person is told; without any rule and without home care it is SOON."""
    return assess(now, pathway).urgency or Urgency.SOON


def held_back_by(pathway: Pathway) -> frozenset[SlotId]:
    """Slots that may lower a level: those that some rule or policy names under a `not`."""
    tests = [rule.when for rule in pathway.table]
    for question in pathway.questions.values():
        tests += [case.when for case in (*question.if_unsure, *question.if_unanswered) if case.when is not None]
    return frozenset(slot for test in tests for slot in _negated(test))


def _negated(test: Test) -> Iterator[SlotId]:
    if isinstance(test.condition, Not):
        yield from test.slots
    for part in test.parts:
        yield from _negated(part)
