"""What was noted, as clauses: all of it for a summary, and the few facts that decided, which are read back before a low
level is given."""

from collections.abc import Mapping

from voice.core.events import Fact
from voice.core.pathway import Pathway
from voice.core.terms import Finding, Findings, PromptId, SlotId, SlotKind, Value

MOST = 6  # clauses in one read-back; more cannot be held in mind


def key_facts(findings: Findings, pathway: Pathway) -> dict[SlotId, Value]:
    """The first of what was noted: as many clauses as can be held in mind."""
    worth = sayable(findings, pathway)
    return {slot: findings[slot] for slot in worth[:MOST]}


def sayable(findings: Findings, pathway: Pathway) -> tuple[SlotId, ...]:
    """The slots that have a clause to say: numbers, then what is present or chosen, in the order of the questions.
    Denials have none."""
    ordered = sorted(findings, key=lambda slot: (_rank(findings[slot], slot, pathway), pathway.questions[slot].order))
    traits = pathway.language.traits
    worth = [slot for slot in ordered if findings[slot] not in (Finding.UNSURE, traits[slot].denied)]
    return tuple(slot for slot in worth if _clause(slot, findings[slot], pathway) is not None)


def _rank(value: Value, slot: SlotId, pathway: Pathway) -> int:
    if pathway.questions[slot].kind in (SlotKind.DURATION, SlotKind.SCORE):
        return 0
    return 1 if value is Finding.PRESENT else 2


def facts_of(findings: Mapping[SlotId, Value], pathway: Pathway) -> tuple[Fact, ...]:
    """One clause for each finding that has words."""
    clauses = (_clause(slot, value, pathway) for slot, value in findings.items())
    return tuple(clause for clause in clauses if clause is not None)


def _clause(slot: SlotId, value: Value, pathway: Pathway) -> Fact | None:
    if isinstance(value, int):
        prompt, number = PromptId(f"{slot}.said.value"), value
    else:
        prompt, number = PromptId(f"{slot}.said.{value.value if isinstance(value, Finding) else value}"), None
    return Fact(prompt, number) if prompt in pathway.prompts else None
