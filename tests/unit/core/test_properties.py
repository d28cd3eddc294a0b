"""What must hold for any person and any state of knowledge, tried on many made up at random.

The quick run tries some; the long run, marked so, thousands.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core import people
from tests.unit.core.people import PATHWAY
from voice.core.terms import Finding, Findings, RuleId, SlotId, SlotKind, Urgency
from voice.core.triage import Answers, assess

UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
HELD_BACK = people.held_back_by(PATHWAY)
MUST_ANSWER = sorted(slot for slot, one in PATHWAY.questions.items() if one.must_answer)

truths = people.truths(PATHWAY)
states = people.answers(PATHWAY)


def tried(examples: int) -> settings:
    """Try this many examples."""
    return settings(max_examples=examples, suppress_health_check=UNHURRIED)


def check_early_stop(truth: Findings) -> None:
    """Stopping early tells the same as asking everything; an emergency may be found that was not asked for."""
    *_, early = people.asked_by_agenda(truth, PATHWAY)
    late = people.told(people.asked_everything(truth, PATHWAY), PATHWAY)
    assert people.told(early, PATHWAY) is late, assess(early, PATHWAY).fired


@tried(150)
@given(truths)
def test_stopping_early_tells_the_same_as_asking_everything(truth: Findings) -> None:
    check_early_stop(truth)


def test_what_an_unsure_answer_depends_on_is_asked() -> None:
    truth = {slot: people.harmless(question) for slot, question in PATHWAY.questions.items()}
    unsure = truth | {SlotId("rash_blisters"): Finding.UNSURE}
    *_, early = people.asked_by_agenda(unsure, PATHWAY)
    assert "pain_quality" in early.findings
    check_early_stop(unsure)


@pytest.mark.long
@tried(5000)
@given(truths)
def test_stopping_early_tells_the_same_for_thousands(truth: Findings) -> None:
    check_early_stop(truth)


@tried(100)
@given(truths)
def test_what_has_fired_stays_fired_while_questions_are_answered(truth: Findings) -> None:
    before: set[RuleId] = set()
    for now in people.asked_by_agenda(truth, PATHWAY):
        assessment = assess(now, PATHWAY)
        fired = {rule.id for rule in assessment.fired if rule.urgency is not Urgency.SELF_CARE}
        assert before <= fired
        before = fired


def check_monotone(state: Answers, slot: SlotId) -> None:
    """Something new that is present lowers no level."""
    more = Answers({**state.findings, slot: Finding.PRESENT}, state.unanswered - {slot})
    assert people.level(more, PATHWAY) >= people.level(state, PATHWAY)


SIGNS = sorted(
    slot for slot, one in PATHWAY.questions.items() if one.kind is SlotKind.FINDING and slot not in HELD_BACK
)


@tried(200)
@given(states, st.sampled_from(SIGNS))
def test_a_new_sign_never_lowers_the_level(state: Answers, slot: SlotId) -> None:
    check_monotone(state, slot)


@pytest.mark.long
@tried(15000)
@given(states, st.sampled_from(SIGNS))
def test_a_new_sign_never_lowers_the_level_for_thousands(state: Answers, slot: SlotId) -> None:
    check_monotone(state, slot)


def test_only_what_the_rules_name_under_not_can_hold_a_level_back() -> None:
    assert {"strain_trigger", "movement_related", "already_assessed", "fever"} <= HELD_BACK
    assert len(SIGNS) > 40
    assert not HELD_BACK & {slot for slot, one in PATHWAY.questions.items() if one.alarm and slot != "fever"}, HELD_BACK


@tried(150)
@given(truths, st.sampled_from(MUST_ANSWER))
def test_home_care_is_never_given_with_a_must_answer_question_open(truth: Findings, slot: SlotId) -> None:
    findings = {one: value for one, value in people.asked_everything(truth, PATHWAY).findings.items() if one != slot}
    assert assess(Answers(findings), PATHWAY).urgency is not Urgency.SELF_CARE
    assert assess(Answers(findings, frozenset({slot})), PATHWAY).urgency is not Urgency.SELF_CARE


@tried(150)
@given(states, st.sampled_from([slot for slot in MUST_ANSWER if PATHWAY.questions[slot].kind is SlotKind.FINDING]))
def test_not_knowing_a_must_answer_slot_is_never_safer_than_a_no(state: Answers, slot: SlotId) -> None:
    denied = Answers({**state.findings, slot: Finding.ABSENT}, state.unanswered - {slot})
    for value in (Finding.UNSURE, None):
        known = {one: found for one, found in state.findings.items() if one != slot}
        silent = state.unanswered - {slot} if value else state.unanswered | {slot}
        unknown = Answers({**known, slot: value} if value else known, silent)
        assert people.level(unknown, PATHWAY) >= people.level(denied, PATHWAY)


@tried(100)
@given(states, st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(state: Answers, draw) -> None:
    items = list(state.findings.items())
    draw.shuffle(items)
    shuffled, before = assess(Answers(dict(items), state.unanswered), PATHWAY), assess(state, PATHWAY)
    assert (shuffled.urgency, shuffled.fired, shuffled.open) == (before.urgency, before.fired, before.open)
    assert all(shuffled.waits_for(rule) == before.waits_for(rule) for rule in before.open)


@tried(150)
@given(truths)
def test_asking_ends_and_asks_nothing_twice(truth: Findings) -> None:
    states = list(people.asked_by_agenda(truth, PATHWAY))
    assert 1 < len(states) <= 2 * len(PATHWAY.questions)
    assert len(states[-1].findings) > 0
