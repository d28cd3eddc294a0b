"""Every condition of the rule table matters to somebody.

To see the figures: ``python -m tests.bench rules``; what fails here: ``python -m tests.bench rules --misses``.
"""

from dataclasses import replace

import pytest

from tests.bench.mutants import Effect, mutants, usual, verdicts
from tests.bench.rules import allowed, table, unexplained
from voice.content import Content
from voice.core import conditions
from voice.core.conditions import All, Any, Condition, Count, Is
from voice.core.pathway import Rule
from voice.core.terms import Finding, PromptId, RuleId, SlotId, Urgency
from voice.core.triage import Answers, assess

CHEST, COUGH = (Is(SlotId(slot), Finding.PRESENT) for slot in ("chest_pain", "persistent_cough"))


def made_up(when: Condition) -> Rule:
    """A rule that the table does not have."""
    return Rule(RuleId("X01"), Urgency.SOON, "days", conditions.Test(when), "", (), PromptId("rule.X01"))


def test_every_change_of_the_table_is_noticed() -> None:
    assert len(table()) > 700
    assert not [verdict.name for verdict in unexplained(table())]


def test_whatever_is_allowed_is_needed() -> None:
    effects = {verdict.name: verdict.effect for verdict in table()}
    assert {name for name, effect in effects.items() if effect < Effect.WORDS} == set(allowed())
    assert not [name for name, effect in effects.items() if effect is Effect.NONE]


@pytest.mark.parametrize("checked", [Finding.ABSENT, Finding.UNSURE, None], ids=["unchecked", "unsure", "unanswered"])
@pytest.mark.parametrize("days", [21, 22, 45, 400])
def test_a_long_pain_that_no_doctor_checked_is_never_left_at_home(
    days: int, checked: Finding | None, english: Content
) -> None:
    """C02 does not ask for it again, because N02 does."""
    slot = SlotId("already_assessed")
    told = {**usual(english.pathway), SlotId("pain_duration"): days, slot: checked}
    known = {one: value for one, value in told.items() if value is not None}
    left_out = frozenset({slot}) - known.keys()
    assert assess(Answers(known, left_out), english.pathway).urgency is Urgency.SOON
    home = assess(Answers({**known, slot: Finding.PRESENT}), english.pathway)
    assert home.urgency is Urgency.SELF_CARE
    assert [rule.id for rule in home.fired] == ["C02"]


def test_almost_every_change_gives_another_urgency() -> None:
    assert sum(verdict.effect is Effect.LEVEL for verdict in table()) >= 0.95 * len(table())


def test_each_part_of_a_rule_is_changed() -> None:
    changes = [mutant.change for mutant in mutants(made_up(All((CHEST, Any((COUGH, CHEST))))))]
    assert changes.count("left out: chest_pain") == 2
    assert {"the rule left out", "left out: persistent_cough", "turned round: persistent_cough"} <= set(changes)
    assert "any of (chest_pain, (persistent_cough or chest_pain))" in changes


def test_a_condition_that_is_said_twice_is_found(english: Content) -> None:
    doubled = made_up(Any((COUGH, Count((COUGH.slot,), 1))))
    pathway = replace(english.pathway, rules=(doubled,), scope_rules=())
    survivors = {verdict.name for verdict in verdicts(pathway) if verdict.effect is Effect.NONE}
    assert "X01: left out: persistent_cough" in survivors
