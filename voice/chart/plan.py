"""What is drawn: the questions in the order in which they come up, and the rules by level, with their conditions in
words. The names are the content's own, with spaces for underscores so that a voice can read them."""

from collections.abc import Iterator
from dataclasses import dataclass

from voice.core.conditions import All, Any, AtLeast, Below, Condition, Count, Is, Not, OneOf
from voice.core.pathway import Interrupt, Pathway, Question, Rule
from voice.core.terms import Finding, PromptId, SlotId, SlotKind, Urgency, value_text

UNITS = {SlotKind.DURATION: " days", SlotKind.AGE: " years", SlotKind.SCORE: " of 10"}
LEVELS = tuple(sorted(Urgency, reverse=True))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its place in the order (None for what is only listened for), and the gravest level that it can
    lead to (None where nothing depends on it)."""

    place: int | None
    slot: SlotId
    name: str
    question: str
    only_if: str
    gravest: Urgency | None


@dataclass(frozen=True, slots=True)
class Decided:
    """One rule: what it needs, in words, the slots behind that, and those of them that only hold it back."""

    id: str
    urgency: Urgency
    needs: str
    slots: tuple[SlotId, ...]
    held_back_by: frozenset[SlotId]
    says: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it, in the order drawn."""

    asked: tuple[Asked, ...]
    rules: tuple[Decided, ...]
    alarms: tuple[str, ...]
    meanings: dict[Urgency, str]

    def of_level(self, urgency: Urgency) -> tuple[Decided, ...]:
        """The rules of a level, in the content's order."""
        return tuple(rule for rule in self.rules if rule.urgency is urgency)


def plan_of(pathway: Pathway) -> Plan:
    """Put the pathway in order: questions by the gravest level that they can lead to, then by their own order, which is
    how `voice.core.agenda` begins; what only holds a danger back, or only decides whether something else is asked, it
    leaves for later."""
    rules = [*pathway.rules, *pathway.scope_rules]
    gravest = _gravest(rules, pathway)
    questions = sorted(pathway.questions.values(), key=lambda one: (-gravest.get(one.slot, 0), one.order))
    heard = [question for question in questions if question.listen_only]
    asked = [question for question in questions if not question.listen_only]
    labels = pathway.labels
    return Plan(
        asked=(
            *(_asked(question, None, gravest, pathway) for question in heard),
            *(_asked(question, place, gravest, pathway) for place, question in enumerate(asked, start=1)),
        ),
        rules=(*(_decided(rule, pathway) for rule in rules), _decided(pathway.incomplete, pathway)),
        alarms=tuple(f"{one.id} {one.name}" for one in sorted(pathway.interrupts.values(), key=_numbered)),
        meanings={
            Urgency.EMERGENCY: labels.level_emergency,
            Urgency.URGENT: labels.level_urgent,
            Urgency.SOON: labels.level_soon,
            Urgency.SELF_CARE: labels.level_self_care,
        },
    )


def _gravest(rules: list[Rule], pathway: Pathway) -> dict[SlotId, Urgency]:
    """The gravest level of the rules about each slot, and about those that are only asked depending on it."""
    gravest: dict[SlotId, Urgency] = {}
    for rule in rules:
        for slot in rule.when.slots:
            gravest[slot] = max(rule.urgency, gravest.get(slot, rule.urgency))
    gated = [question for question in pathway.gated.values() if question.ask_if is not None]
    for _ in gated:  # each round reaches one question further back
        for question in gated:
            level = gravest.get(question.slot)
            for slot in question.ask_if.slots if question.ask_if is not None and level is not None else ():
                gravest[slot] = max(level or Urgency.SELF_CARE, gravest.get(slot, Urgency.SELF_CARE))
    return gravest


def _asked(question: Question, place: int | None, gravest: dict[SlotId, Urgency], pathway: Pathway) -> Asked:
    condition = question.ask_if
    return Asked(
        place=place,
        slot=question.slot,
        name=_spaced(question.slot),
        question=pathway.prompts.get(PromptId(f"{question.slot}.ask"), ""),
        only_if=in_words(condition.condition, pathway) if condition is not None else "",
        gravest=gravest.get(question.slot),
    )


def _decided(rule: Rule, pathway: Pathway) -> Decided:
    incomplete = rule is pathway.incomplete
    return Decided(
        id=rule.id,
        urgency=rule.urgency,
        needs="no rule fired, and home care cannot be given" if incomplete else in_words(rule.when.condition, pathway),
        slots=tuple(sorted(rule.when.slots, key=lambda slot: pathway.questions[slot].order)),
        held_back_by=frozenset(_negated(rule.when.condition)) - frozenset(_affirmed(rule.when.condition)),
        says=pathway.prompts.get(rule.line, ""),
        cites=rule.cite,
    )


def in_words(condition: Condition, pathway: Pathway, *, inner: bool = False) -> str:
    """A condition in words; ``inner`` ones get brackets where they need them."""
    match condition:
        case All(parts) | Any(parts):
            joint = " and " if isinstance(condition, All) else " or "
            text = joint.join(in_words(part, pathway, inner=True) for part in parts)
            return f"({text})" if inner and len(parts) > 1 else text or "never"
        case Not(part):
            return f"not {in_words(part, pathway, inner=True)}"
        case Count(slots, at_least):
            return f"at least {at_least} of: {', '.join(map(_spaced, slots))}"
        case Is(slot, Finding.PRESENT):
            return _spaced(slot)
        case Is(slot, value):
            return f"{_spaced(slot)} is {_spaced(str(value_text(value)))}"
        case OneOf(slot, values):
            return f"{_spaced(slot)} is {' or '.join(map(_spaced, values))}"
        case AtLeast(slot, number) | Below(slot, number):
            test = "at least" if isinstance(condition, AtLeast) else "below"
            return f"{_spaced(slot)} {test} {number}{UNITS.get(pathway.questions[slot].kind, '')}"


def _negated(condition: Condition, *, inside: bool = False) -> Iterator[SlotId]:
    """The slots that stand under a `not`."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from _negated(part, inside=inside)
        case Not(part):
            yield from _negated(part, inside=not inside)
        case Count(slots, _):
            yield from slots if inside else ()
        case Is(slot, _) | OneOf(slot, _) | AtLeast(slot, _) | Below(slot, _):
            if inside:
                yield slot


def _affirmed(condition: Condition) -> Iterator[SlotId]:
    """The slots that stand under no `not`, or under two."""
    return _negated(Not(condition))


def _numbered(interrupt: Interrupt) -> tuple[int, str]:
    """I2 before I10."""
    return len(interrupt.id), interrupt.id


def _spaced(name: str) -> str:
    return name.replace("_", " ")
