"""What was noted and what is advised so far, on request: short sentences, at any moment, changing nothing.

An emergency's advice comes first. While no rule has fired there is no advice, and to have none is never put as good
news. Noes are counted, not listed: thirty of them cannot be held in mind.
"""

from collections.abc import Iterator

from voice.core.agenda import wanted
from voice.core.events import Listen, Manner, Say
from voice.core.guidance import CRISIS
from voice.core.pathway import Pathway
from voice.core.readback import facts_of, sayable
from voice.core.state import Interview, Step
from voice.core.terms import Finding, Findings, PromptId, SlotId, Urgency
from voice.core.triage import assess

CLAUSES = 3  # in one sentence


def told(now: Interview, listen: Listen, pathway: Pathway) -> Step:
    """Sum up, then put the open question again."""
    noted, advice = tuple(_noted(now.answers.findings, pathway)), tuple(_advice(now, pathway))
    urgent = _urgency(now, pathway) is Urgency.EMERGENCY
    says = (*advice, *noted) if urgent else (*noted, *advice)
    return Step(now, (*says, *now.said[-1:], listen))


def _noted(findings: Findings, pathway: Pathway) -> Iterator[Say]:
    """What was said, by how sure it is."""
    if not findings:
        yield Say(PromptId("summary.nothing"))
    known = {slot: findings[slot] for slot in sayable(findings, pathway)}
    for first, some in _portions(known):
        yield Say(PromptId("summary.facts" if first else "summary.more_facts"), facts=facts_of(some, pathway))
    unsure = {slot: Finding.PRESENT for slot, value in findings.items() if value is Finding.UNSURE}
    for _, some in _portions({slot: unsure[slot] for slot in sayable(unsure, pathway)}):
        yield Say(PromptId("summary.unsure"), facts=facts_of(some, pathway))
    denied = sum(value is Finding.ABSENT for value in findings.values())
    if denied:
        yield Say(PromptId("summary.denied_one")) if denied == 1 else Say(PromptId("summary.denied"), count=denied)


def _portions(findings: Findings) -> Iterator[tuple[bool, Findings]]:
    """As many findings as fit one sentence at a time, and whether they are the first."""
    slots: tuple[SlotId, ...] = tuple(findings)
    for start in range(0, len(slots), CLAUSES):
        yield start == 0, {slot: findings[slot] for slot in slots[start : start + CLAUSES]}


def _advice(now: Interview, pathway: Pathway) -> Iterator[Say]:
    """The advice given; before that, the level that the rules demand already."""
    urgency = _urgency(now, pathway)
    crisis = now.outcome is not None and urgency is Urgency.EMERGENCY and now.outcome.variant == CRISIS
    level = CRISIS if crisis else urgency.name.lower() if urgency is not None else None
    manner = Manner.URGENT if urgency is Urgency.EMERGENCY else Manner.PLAIN
    yield Say(PromptId("summary.no_advice" if level is None else f"summary.advice_{level}"), manner=manner)
    if now.outcome is None and wanted(now.answers, pathway):
        yield Say(PromptId("summary.more_questions"))


def _urgency(now: Interview, pathway: Pathway) -> Urgency | None:
    if now.outcome is not None:
        return now.outcome.urgency
    demanded = assess(now.answers, pathway).urgency
    return None if demanded is Urgency.SELF_CARE else demanded  # home care is advised only once it was read back
