"""Which question comes next, derived from the rules: only one that could still raise the result, or that self-care
needs. ``order`` breaks ties; nothing here names a stage or a slot."""

from collections.abc import Mapping

from voice.core.conditions import Truth
from voice.core.pathway import Pathway, Sweep
from voice.core.terms import Finding, SlotId, Urgency
from voice.core.triage import Answers, Assessment, assess, missing


def wanted(answers: Answers, pathway: Pathway) -> tuple[SlotId, ...]:
    """The slots worth asking, in the order to ask them: what could be the gravest first, then what could settle it at
    one stroke, then the content's own order."""
    assessment = assess(answers, pathway)
    if assessment.urgency is Urgency.EMERGENCY:
        return ()
    gravest = _gravest(assessment, answers, pathway)
    ready = _ready(gravest, assessment.askable, answers, pathway)
    return tuple(sorted(ready, key=lambda slot: (-ready[slot], pathway.questions[slot].order)))


def _gravest(assessment: Assessment, answers: Answers, pathway: Pathway) -> dict[SlotId, Urgency]:
    """For each slot worth asking, the gravest level it could lead to: slots that an open rule above the present level
    waits for; and, while home care is possible, those it needs."""
    level = assessment.urgency or Urgency.SELF_CARE
    gravest: dict[SlotId, Urgency] = {}
    if level is Urgency.SELF_CARE:
        needed = {*missing(answers, pathway), *(slot for rule in pathway.home for slot in rule.when.slots)}
        gravest.update((slot, Urgency.SELF_CARE) for slot in needed if not answers.known(slot))
    for rule in assessment.open:
        if rule.urgency > level:
            for slot in assessment.waits_for(rule):
                gravest[slot] = max(rule.urgency, gravest.get(slot, Urgency.SELF_CARE))
    return gravest


def _ready(
    gravest: dict[SlotId, Urgency], may_ask: Mapping[SlotId, Truth], answers: Answers, pathway: Pathway
) -> dict[SlotId, Urgency]:
    """Those that may be asked now; for one whose condition is still open, the questions that would settle it."""
    ready: dict[SlotId, Urgency] = {}
    pending = list(gravest.items())
    seen: dict[SlotId, Urgency] = {}
    while pending:
        slot, level = pending.pop()
        if slot not in may_ask or (slot in seen and seen[slot] >= level):
            continue
        seen[slot] = level
        if may_ask[slot]:
            ready[slot] = max(level, ready.get(slot, level))
            continue
        condition = pathway.questions[slot].ask_if
        others = condition.slots if condition is not None else ()
        pending.extend((other, level) for other in others if not answers.known(other))
    return ready


def sweep_for(
    slot: SlotId, agenda: tuple[SlotId, ...], answers: Answers, pathway: Pathway
) -> tuple[Sweep, tuple[SlotId, ...]] | None:
    """The sweep that covers this question and another of the agenda, with the slots it would close; none that asks
    again after something already found."""
    for sweep in pathway.sweeps:
        if slot in sweep.slots:
            covered = tuple(one for one in sweep.slots if one in agenda)
            rest = (answers.findings.get(one) for one in sweep.slots if one not in agenda)
            if len(covered) > 1 and not any(value is Finding.PRESENT for value in rest):
                return sweep, covered
    return None
