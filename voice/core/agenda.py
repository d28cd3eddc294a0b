"""Which question comes next, derived from the rules: only one that could still raise the result, or that self-care
needs. ``order`` breaks ties; nothing here names a stage or a slot."""

from collections.abc import Mapping

from voice.core.pathway import Pathway, Sweep
from voice.core.terms import SlotId, Urgency
from voice.core.triage import Answers, Assessment, Truth, askable, assess, missing, slots_in


def wanted(answers: Answers, pathway: Pathway) -> tuple[SlotId, ...]:
    """The slots worth asking, in the order to ask them."""
    assessment = assess(answers, pathway)
    if assessment.urgency is Urgency.EMERGENCY:
        return ()
    may_ask = askable(answers, pathway)
    worth = _worth(assessment, answers, pathway)
    ready = _ready(worth, may_ask, answers, pathway)
    return tuple(sorted(ready, key=lambda slot: pathway.questions[slot].order))


def _worth(assessment: Assessment, answers: Answers, pathway: Pathway) -> frozenset[SlotId]:
    """Slots that an open rule above the present level waits for; and, while home care is possible, those it needs."""
    level = assessment.urgency or Urgency.SELF_CARE
    slots = {
        slot
        for rule in assessment.open
        if rule.urgency > level
        for slot in assessment.waits[rule.id]
    }
    if level is Urgency.SELF_CARE:
        slots.update(missing(answers, pathway))
        home = (rule for rule in pathway.rules if rule.urgency is Urgency.SELF_CARE)
        slots.update(slot for rule in home for slot in slots_in(rule.when))
    return frozenset(slot for slot in slots if not answers.known(slot))


def _ready(
    worth: frozenset[SlotId], may_ask: Mapping[SlotId, Truth], answers: Answers, pathway: Pathway
) -> frozenset[SlotId]:
    """Those that may be asked now; for one whose condition is still open, the questions that would settle it."""
    ready: set[SlotId] = set()
    pending, seen = list(worth), set(worth)
    while pending:
        slot = pending.pop()
        if slot not in may_ask:
            continue
        if may_ask[slot]:
            ready.add(slot)
            continue
        condition = pathway.questions[slot].ask_if
        for other in slots_in(condition) if condition is not None else ():
            if other not in seen and not answers.known(other):
                seen.add(other)
                pending.append(other)
    return frozenset(ready)


def sweep_for(slot: SlotId, agenda: tuple[SlotId, ...], pathway: Pathway) -> tuple[Sweep, tuple[SlotId, ...]] | None:
    """The sweep that covers this question and at least one more of the agenda, with the slots it would close."""
    for sweep in pathway.sweeps:
        if slot in sweep.slots:
            covered = tuple(one for one in sweep.slots if one in agenda)
            if len(covered) == len(sweep.slots):
                return sweep, covered
    return None
