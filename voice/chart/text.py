"""The pathway as plain lines, for who would rather listen than look."""

import textwrap
from collections.abc import Iterator

from voice.chart.plan import LEVELS, Asked, Decided, Plan

WIDTH = 80  # columns


def text_of(plan: Plan) -> str:
    """Return all of it, ending in a line break."""
    return "\n".join(line for each in _lines(plan) for line in textwrap.wrap(each, WIDTH) or [""]) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    names = {one.slot: one.name for one in plan.asked}
    yield "Part 1. Questions, in the order in which they come up while nothing is known."
    yield "A question is left out as soon as no rule that could still raise the result depends on it."
    for one in plan.asked:
        yield ""
        yield from _question(one, plan)
    yield ""
    yield "Part 2. Rules, by urgency. The highest rule that fires decides."
    for level in LEVELS:
        yield ""
        yield f"Urgency: {plan.meanings[level]}. Rules: {len(plan.of_level(level))}."
        for rule in plan.of_level(level):
            yield ""
            yield from _rule(rule)
    yield ""
    yield "Part 3. Alarm wording, listened for at every moment. Each is an emergency."
    yield from (f"Alarm: {alarm}." for alarm in plan.alarms)
    unused = [names[one.slot] for one in plan.asked if one.gravest is None]
    if unused:
        yield ""
        yield f"In no rule, noted only: {', '.join(unused)}."


def _question(one: Asked, plan: Plan) -> Iterator[str]:
    place = "Listened for, never asked" if one.place is None else f"Question {one.place}"
    yield f"{place}: {one.name}. {one.question}"
    if one.only_if:
        yield f"Only if: {one.only_if}."
    rules = [rule.id for rule in plan.rules if one.slot in rule.slots]
    yield f"Rules: {', '.join(rules) or 'none'}."


def _rule(rule: Decided) -> Iterator[str]:
    yield f"Rule {rule.id}: {rule.needs}."
    yield f"Says: {rule.says}"
    yield f"Sources: {', '.join(rule.cites) or 'none'}."
