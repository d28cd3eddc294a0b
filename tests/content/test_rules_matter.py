"""Every condition of the rule table matters to somebody.

To see the figures: ``python -m tests.bench rules``; what fails here: ``python -m tests.bench rules --misses``.
"""

from dataclasses import replace

from tests.bench.mutants import Effect, mutants, verdicts
from tests.bench.rules import allowed, allowed_survivors, table, unexplained
from voice.content import Content
from voice.core import conditions
from voice.core.conditions import All, Any, Condition, Count, Is
from voice.core.pathway import Rule
from voice.core.terms import Finding, PromptId, RuleId, SlotId, Urgency

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
    assert {name for name, effect in effects.items() if effect is Effect.NONE} == allowed_survivors()


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
