"""Which question comes next, derived from the rules: only one that could still raise the result, or that self-care
needs. ``order`` breaks ties; nothing here names a stage or a slot.

Soft signs are put together in sweeps: as many as one can hold in mind, in the agenda's order, so that no question is
asked for the sake of a sweep. Only a flat no to a sweep counts for all of it; after anything else its slots are asked
one by one, with their full wording. Danger signs are swept only where the content says which, in words of its own, and
while every one of them is still to be asked."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from voice.core.pathway import Pathway, Question
from voice.core.terms import Finding, PromptId, SlotId, Urgency
from voice.core.triage import Answers, Assessment, assess, missing

MOST_LISTED = 4  # slots in one sweep: more cannot be held in mind
MOST_DANGERS = 3  # slots in a sweep that names a danger sign
MOST_WORDS = 17  # of a sweep's list; with the words before it a question has at most 20


def wanted(answers: Answers, pathway: Pathway) -> tuple[SlotId, ...]:
    """The slots worth asking, in the order to ask them: what could be the gravest first, then what a rule itself waits
    for before what only decides whether something else is asked, then the content's own order."""
    assessment = assess(answers, pathway)
    if assessment.urgency is Urgency.EMERGENCY:
        return ()
    gravest = _gravest(assessment, answers, pathway)
    ready = _ready(gravest, assessment, pathway)

    def place(slot: SlotId) -> tuple[int, bool, int]:
        return -ready[slot], gravest.get(slot) is not ready[slot], pathway.questions[slot].order

    return tuple(sorted(ready, key=place))


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


def _ready(gravest: dict[SlotId, Urgency], assessment: Assessment, pathway: Pathway) -> dict[SlotId, Urgency]:
    """Those that may be asked now; for one whose condition is still open, the questions that would settle it."""
    look, unknown, may_ask = assessment.values.get, assessment.unknown, assessment.askable
    ready: dict[SlotId, Urgency] = {}
    pending = list(gravest.items())
    seen: dict[SlotId, Urgency] = {}
    while pending:
        slot, level = pending.pop()
        if slot not in may_ask or (slot in seen and seen[slot] >= level):
            continue
        seen[slot] = level
        question = pathway.questions[slot]
        spared = question.skip_if if level <= Urgency.SOON else None
        if may_ask[slot] and (spared is None or spared.truth(look) is False):
            ready[slot] = max(level, ready.get(slot, level))
            continue
        condition = question.ask_if if not may_ask[slot] else spared
        others = condition.waits_for(look, unknown) if condition is not None else ()
        pending.extend((other, level) for other in others)
    return ready


def sweep_for(agenda: tuple[SlotId, ...], single: AbstractSet[SlotId], pathway: Pathway) -> tuple[SlotId, ...]:
    """The slots of the agenda that its first question is put together with, that one included; none if it is put alone.
    Slots in ``single`` are those whose sweep was not simply denied."""
    for slots in pathway.sweeps.values():
        if agenda[0] in slots and set(slots) <= set(agenda) and single.isdisjoint(slots):
            return slots
    first, *others = (pathway.questions[slot] for slot in agenda)
    swept = [first]
    for question in others if _listed(first, single) else ():
        if _listed(question, single) and _fits([*swept, question], pathway):
            swept.append(question)
    return tuple(question.slot for question in swept) if len(swept) > 1 else ()


def _listed(question: Question, single: AbstractSet[SlotId]) -> bool:
    return question.listed and question.slot not in single


def _fits(questions: list[Question], pathway: Pathway) -> bool:
    """Is the list short enough to be heard once?"""
    most = MOST_DANGERS if any(question.alarm for question in questions) else MOST_LISTED
    words = 1 + sum(len(pathway.prompts[PromptId(f"{question.slot}.listed")].split()) for question in questions)
    return len(questions) <= most and words <= MOST_WORDS


def left_single(
    single: AbstractSet[SlotId], asked: tuple[SlotId, ...], answers: Answers, pathway: Pathway
) -> frozenset[SlotId]:
    """What has to be asked one by one after an answer. Once it is found which sign a sweep's "yes" meant, the others of
    it may be put together again."""
    if any(answers.findings.get(slot) is Finding.PRESENT for slot in asked):
        return frozenset(slot for slot in single if not pathway.questions[slot].listed)
    return frozenset(single)


def left_unasked(slots: Iterable[SlotId], answers: Answers, pathway: Pathway) -> tuple[SlotId, ...]:
    """Of slots that were read back, those still unknown about which no question is ever put: a read-back that is not
    answered is all that will be heard of them."""
    return tuple(slot for slot in slots if pathway.questions[slot].listen_only and not answers.known(slot))
