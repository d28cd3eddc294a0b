"""Does every condition of the rule table matter? Each is broken on purpose; somebody is sought who is told otherwise.

A mutant is the table with one rule changed in one place. It is killed by a person, that is by one answer to every
question, whom it gives another outcome. Outcomes in the order in which people notice them:

* `Effect.LEVEL`: another urgency;
* `Effect.WORDS`: the same urgency, but other sentences of guidance are spoken (the reason, first aid, by when);
* `Effect.LOG`: only the rules that fired differ, which the doctor reads.

A mutant that nobody can tell from the table survives: then the condition is dead, or says twice what is said once.
People are made from the rule: the slots that it names take every value that it could tell apart, all others are as with
an ordinary strain or in one of a few `BACKGROUNDS`. So no other rule covers up for it where that can be avoided.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import product

from voice.core.conditions import All, Any, AtLeast, Below, Condition, Count, Is, Not, OneOf, Test
from voice.core.guidance import Outcome, guide
from voice.core.pathway import Pathway, Question, Rule
from voice.core.terms import Finding, Findings, PromptId, RuleId, SlotId, SlotKind, Urgency, Value, value_text
from voice.core.triage import Answers, assess

ALWAYS, NEVER = All(()), Any(())
ORDINARY = {SlotKind.SCORE: 4, SlotKind.DURATION: 5, SlotKind.AGE: 45}
BACKGROUNDS: tuple[Findings, ...] = (
    {},
    {SlotId("pain_duration"): 10},
    {SlotId("pain_duration"): 30, SlotId("already_assessed"): Finding.PRESENT},
    {SlotId("fever"): Finding.PRESENT},
)
"""What else may be so of a person: some rules cover up for others in the first days or weeks, or without a fever."""


class Effect(IntEnum):
    """How a mutant is noticed; the greater, the sooner."""

    NONE = 0
    LOG = 1
    WORDS = 2
    LEVEL = 3


@dataclass(frozen=True, slots=True)
class Mutant:
    """One rule changed in one place; ``change`` says how."""

    rule: Rule
    change: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Verdict:
    """The most that anybody notices of a mutant, and who: what is unusual about that person."""

    mutant: Mutant
    effect: Effect
    person: Findings

    @property
    def name(self) -> str:
        """The mutant in words."""
        return f"{self.mutant.rule.id}: {self.mutant.change}"


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Every change of a rule: each condition left out, forced and turned round, each number and list moved by one."""
    yield Mutant(rule, "the rule left out", NEVER)
    for when, change in _changed(rule.when.condition, NEVER):
        yield Mutant(rule, change, when)


def _changed(condition: Condition, left_out: Condition) -> Iterator[tuple[Condition, str]]:
    """The condition with one change; ``left_out`` is what stands for a part that is gone."""
    match condition:
        case All(parts) | Any(parts):
            joined = type(condition)
            turned = Any(parts) if joined is All else All(parts)
            yield turned, f"{'any' if joined is All else 'all'} of ({', '.join(map(named, parts))})"
            neutral = ALWAYS if joined is All else NEVER
            for place, part in enumerate(parts):
                for new, change in _changed(part, neutral):
                    yield joined((*parts[:place], new, *parts[place + 1 :])), change
        case Not(part):
            yield left_out, f"left out: {named(condition)}"
            yield part, f"turned round: {named(condition)}"
            yield from ((Not(new), change) for new, change in _changed(part, NEVER))
        case _:
            yield from _changed_test(condition, left_out)


def _changed_test(test: Is | AtLeast | Below | OneOf | Count, left_out: Condition) -> Iterator[tuple[Condition, str]]:
    name = named(test)
    yield Not(test), f"turned round: {name}"
    yield left_out, f"left out: {name}"
    yield (NEVER if left_out == ALWAYS else ALWAYS), f"{'never' if left_out == ALWAYS else 'always'}: {name}"
    match test:
        case AtLeast(slot, number) | Below(slot, number):
            yield from ((type(test)(slot, number + by), f"by {by:+}: {name}") for by in (-1, 1))
        case OneOf(slot, values):
            for value in values:
                yield OneOf(slot, tuple(one for one in values if one != value)), f"without {value}: {name}"
        case Count(slots, at_least):
            yield from ((Count(slots, at_least + by), f"by {by:+}: {name}") for by in (-1, 1))
            for slot in slots:
                yield Count(tuple(one for one in slots if one != slot), at_least), f"without {slot}: {name}"
        case _:
            pass  # yes or no has no number and no list


def named(condition: Condition) -> str:
    """A condition as a reader of the rules would say it."""
    match condition:
        case All(parts):
            return f"({' and '.join(map(named, parts))})"
        case Any(parts):
            return f"({' or '.join(map(named, parts))})"
        case Not(part):
            return f"not {named(part)}"
        case _:
            return _named_test(condition)


def _named_test(test: Is | AtLeast | Below | OneOf | Count) -> str:
    match test:
        case Is(slot, value):
            return str(slot) if value is Finding.PRESENT else f"{slot} {value_text(value)}"
        case AtLeast(slot, number):
            return f"{slot} at least {number}"
        case Below(slot, number):
            return f"{slot} below {number}"
        case OneOf(slot, values):
            return f"{slot} one of {'/'.join(values)}"
        case Count(slots, at_least):
            return f"{at_least} of {len(slots)} ({slots[0]} ...)"


def judge(mutant: Mutant, pathway: Pathway) -> Verdict:
    """Seek the person who notices most."""
    broken = with_rule(mutant.rule, mutant.when, pathway)
    before, after = mutant.rule.when, Test(mutant.when)
    best = Verdict(mutant, Effect.NONE, {})
    ordinary = usual(pathway)
    for background, person in product(BACKGROUNDS, people(mutant.rule, pathway)):
        truth = {**ordinary, **background, **person}
        if before.truth(truth.get) == after.truth(truth.get):
            continue
        effect = _difference(Answers(truth), pathway, broken)
        if effect > best.effect:
            best = Verdict(mutant, effect, {**background, **person})
        if effect is Effect.LEVEL:
            break
    return best


def verdicts(pathway: Pathway) -> list[Verdict]:
    """Every mutant of every rule."""
    rules = (*pathway.rules, *pathway.scope_rules)
    return [judge(mutant, pathway) for rule in rules for mutant in mutants(rule)]


def with_rule(rule: Rule, when: Condition, pathway: Pathway) -> Pathway:
    """The pathway with one rule's condition changed."""
    changed = replace(rule, when=Test(when))
    return replace(
        pathway,
        rules=tuple(changed if one is rule else one for one in pathway.rules),
        scope_rules=tuple(changed if one is rule else one for one in pathway.scope_rules),
    )


def usual(pathway: Pathway) -> dict[SlotId, Value]:
    """Somebody of forty-five who has had an ache of four for five days, and nothing else."""
    return {slot: _ordinary(question) for slot, question in pathway.questions.items()}


def _ordinary(question: Question) -> Value:
    if question.kind is SlotKind.FINDING:
        return Finding.ABSENT
    return question.choices[0] if question.kind is SlotKind.CHOICE else ORDINARY[question.kind]


def people(rule: Rule, pathway: Pathway) -> Iterator[Findings]:
    """Every combination of values that the rule could tell apart; those with the least unusual about them first."""
    slots = sorted(rule.when.slots)
    limits = dict(_limits(rule.when.condition))
    values = [_values(pathway.questions[slot], limits.get(slot, ())) for slot in slots]
    combined = (dict(zip(slots, each, strict=True)) for each in product(*values))
    yield from sorted(
        combined, key=lambda one: sum(one[slot] != first[0] for slot, first in zip(slots, values, strict=True))
    )


def _values(question: Question, limits: tuple[int, ...]) -> tuple[Value, ...]:
    """The ordinary value first. Numbers: on both sides of each limit of the rule, and one further."""
    ordinary = _ordinary(question)
    if question.kind is SlotKind.FINDING:
        others: tuple[Value, ...] = (Finding.PRESENT,)
    elif question.kind is SlotKind.CHOICE:
        others = question.choices
    else:
        others = tuple(limit + by for limit in limits for by in (-2, -1, 0, 1))
    return (ordinary, *(value for value in dict.fromkeys(others) if value != ordinary))


def _limits(condition: Condition) -> Iterator[tuple[SlotId, tuple[int, ...]]]:
    match condition:
        case AtLeast(slot, number) | Below(slot, number):
            yield slot, (number,)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _limits(part)
        case Not(part):
            yield from _limits(part)
        case _:
            pass  # no number in it


def _difference(answers: Answers, pathway: Pathway, broken: Pathway) -> Effect:
    """The most noticeable difference between what a person is told by two tables."""
    before, after = _told(answers, pathway), _told(answers, broken)
    return next((effect for effect in reversed(Effect) if effect and before[effect] != after[effect]), Effect.NONE)


def _told(answers: Answers, pathway: Pathway) -> Mapping[Effect, Urgency | tuple[PromptId, ...] | tuple[RuleId, ...]]:
    """All outcomes. Where neither a rule fires nor home care is allowed, the level is that of what is incomplete."""
    assessment = assess(answers, pathway)
    fired = assessment.fired or (pathway.incomplete,)
    outcome = Outcome(assessment.urgency or pathway.incomplete.urgency, fired)
    return {
        Effect.LEVEL: outcome.urgency,
        Effect.WORDS: guide(outcome, answers, pathway),
        Effect.LOG: tuple(rule.id for rule in fired),
    }
