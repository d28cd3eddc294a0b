"""Words that the page and the bundle share: findings as they are read back, levels, and text made safe to print."""

from voice.core.labels import Labels
from voice.core.pathway import Pathway
from voice.core.readback import facts_of
from voice.core.terms import Finding, PromptId, SlotId, Urgency, Value, value_text
from voice.core.wording import clause


def statement(slot: SlotId, value: Value, pathway: Pathway) -> str:
    """A finding as a sentence: the clause by which it is read back, else the question with its answer."""
    labels = pathway.labels
    facts = facts_of({slot: value}, pathway)
    if facts:
        text = clause(facts[0], pathway)
        return f"{text[:1].upper()}{text[1:]}."
    question = pathway.prompts.get(PromptId(f"{slot}.ask"), slot)
    answers = {Finding.PRESENT: labels.yes, Finding.ABSENT: labels.no, Finding.UNSURE: labels.dont_know}
    answer = str(answers[value] if isinstance(value, Finding) else value_text(value))
    return f"{question} {answer[:1].upper()}{answer[1:]}."


def level(urgency: Urgency, labels: Labels) -> str:
    """The words for a level."""
    return {
        Urgency.EMERGENCY: labels.level_emergency,
        Urgency.URGENT: labels.level_urgent,
        Urgency.SOON: labels.level_soon,
        Urgency.SELF_CARE: labels.level_self_care,
    }[urgency]


def plain(text: str) -> str:
    """The text on one line, without what a terminal or a reader of FHIR could take for a command."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
