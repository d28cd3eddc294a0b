"""From an outcome to what is said at the end: the reason, what to do, and safety-netting, as prompt ids.

The order of the lines and when each is said are data (``guidance:`` in ``rules.yaml``); here only their places are
filled: the interrupt's first words, the reason, and the lines of the rule's variant.
"""

from dataclasses import dataclass

from voice.core.pathway import Interrupt, Line, Pathway, Rule
from voice.core.terms import PromptId, Urgency
from voice.core.triage import Answers, holds

CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the consultation came to: the level, the rules that fired (highest first), and the interrupt if one did."""

    urgency: Urgency
    rules: tuple[Rule, ...]
    interrupt: Interrupt | None = None

    @property
    def lead(self) -> Rule | None:
        """The rule whose reason is spoken: the first of the level itself."""
        return next((rule for rule in self.rules if rule.urgency is self.urgency), None)

    @property
    def variant(self) -> str:
        """Which first-aid lines, or by when: the soonest of the rules of this level decides."""
        if self.interrupt is not None:
            return self.interrupt.variant
        variants = [rule.variant for rule in self.rules if rule.urgency is self.urgency]
        for soonest in ("today", "days"):
            if soonest in variants:
                return soonest
        return (
            variants[0] if variants else {Urgency.EMERGENCY: "sit", Urgency.URGENT: "today"}.get(self.urgency, "days")
        )


def guide(outcome: Outcome, answers: Answers, pathway: Pathway) -> tuple[PromptId, ...]:
    """The prompts to speak for this outcome, in order."""
    crisis = outcome.urgency is Urgency.EMERGENCY and outcome.variant == CRISIS
    name = CRISIS if crisis else outcome.urgency.name.lower()
    prompts = (
        _prompt(line, outcome, pathway)
        for line in pathway.guidance[name]
        if (line.when is None or holds(line.when, answers, pathway))
        and line.region in ("", pathway.region.id)
        and outcome.variant not in line.not_variant
    )
    return tuple(prompt for prompt in prompts if prompt in pathway.prompts)


def _prompt(line: Line, outcome: Outcome, pathway: Pathway) -> PromptId:
    match line.say:
        case "first":
            return PromptId(f"interrupt.{outcome.interrupt.id}" if outcome.interrupt is not None else "")
        case "reason" if outcome.lead is not None:
            return outcome.lead.line
        case "reason":
            instead = {Urgency.URGENT: PromptId("floor.urgent"), Urgency.SOON: pathway.incomplete.line}
            return instead.get(outcome.urgency, PromptId(""))
        case "variant":
            return PromptId(f"guide.{outcome.urgency.name.lower()}.{outcome.variant}")
        case _:
            return line.say
