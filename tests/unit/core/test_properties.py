"""What must hold for any person, any state of knowledge and any consultation, tried on many made up at random.

The quick run, with every other test, tries well over a thousand. ``python -m tests thorough`` tries more than twenty
thousand, the same properties twenty times as often (hypothesis's profile of that name).
"""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core import callers, people
from tests.unit.core.callers import CHOICES, PLAIN, TODAY, UNSAYABLE, VOLUNTEERED, Caller, close_of, consultation
from tests.unit.core.people import PATHWAY
from voice.core.events import Close
from voice.core.terms import Finding, Findings, RuleId, SlotId, SlotKind, Urgency, Value
from voice.core.triage import Answers, assess
from voice.core.understand import understand

UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
THOROUGH = 20  # as many examples as in the quick run, where the profile asks for it
HELD_BACK = people.held_back_by(PATHWAY)
MUST_ANSWER = sorted(slot for slot, one in PATHWAY.questions.items() if one.must_answer)
REASSURING = frozenset(map(SlotId, ("strain_trigger", "already_assessed")))
# Fever is a danger sign that in one rule (E04) speaks for another cause, so not knowing it is on neither side.
YES_OR_NO = [slot for slot in MUST_ANSWER if slot not in HELD_BACK and PATHWAY.language.traits[slot].denied is not None]
SIGNS = sorted(
    slot for slot, one in PATHWAY.questions.items() if one.kind is SlotKind.FINDING and slot not in HELD_BACK
)

truths = people.truths(PATHWAY)
states = people.answers(PATHWAY)


def tried(examples: int) -> settings:
    """Try this many examples, or many more."""
    times = THOROUGH if settings.get_current_profile_name() == "thorough" else 1
    return settings(max_examples=times * examples, suppress_health_check=UNHURRIED)


# States of knowledge: what is decided, whoever may have said it.


def check_early_stop(truth: Findings) -> None:
    """Stopping early tells the same as asking everything that the short path does not leave out."""
    *_, early = people.asked_by_agenda(truth, PATHWAY)
    late = people.asked_everything(people.as_if_spared(truth, early, PATHWAY), PATHWAY)
    assert people.told(early, PATHWAY) is people.told(late, PATHWAY), assess(early, PATHWAY).fired


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


@tried(100)
@given(truths)
def test_what_has_fired_stays_fired_while_questions_are_answered(truth: Findings) -> None:
    before: set[RuleId] = set()
    for now in people.asked_by_agenda(truth, PATHWAY):
        assessment = assess(now, PATHWAY)
        fired = {rule.id for rule in assessment.fired if rule.urgency is not Urgency.SELF_CARE}
        assert before <= fired
        before = fired


@tried(200)
@given(states, st.sampled_from(SIGNS))
def test_a_new_sign_never_lowers_the_level(state: Answers, slot: SlotId) -> None:
    more = Answers({**state.findings, slot: Finding.PRESENT}, state.unanswered - {slot})
    assert people.level(more, PATHWAY) >= people.level(state, PATHWAY)


def test_only_what_the_rules_name_under_not_can_hold_a_level_back() -> None:
    assert {"strain_trigger", "movement_related", "already_assessed", "fever"} <= HELD_BACK
    assert len(SIGNS) > 40
    assert not HELD_BACK & {slot for slot, one in PATHWAY.questions.items() if one.alarm and slot != "fever"}, HELD_BACK


@tried(100)
@given(truths, st.sampled_from(MUST_ANSWER))
def test_home_care_is_never_given_with_a_must_answer_question_open(truth: Findings, slot: SlotId) -> None:
    findings = {one: value for one, value in people.asked_everything(truth, PATHWAY).findings.items() if one != slot}
    assert assess(Answers(findings), PATHWAY).urgency is not Urgency.SELF_CARE
    assert assess(Answers(findings, frozenset({slot})), PATHWAY).urgency is not Urgency.SELF_CARE


def unknown(state: Answers, slot: SlotId) -> tuple[Answers, Answers, Answers]:
    """The state without an answer to a slot: not sure, never answered, and not asked yet."""
    known = {one: found for one, found in state.findings.items() if one != slot}
    unasked = Answers(known, state.unanswered - {slot})
    return (
        Answers({**known, slot: Finding.UNSURE}, unasked.unanswered),
        Answers(known, state.unanswered | {slot}),
        unasked,
    )


@tried(150)
@given(states, st.sampled_from(YES_OR_NO))
def test_not_knowing_a_must_answer_slot_is_never_safer_than_a_no(state: Answers, slot: SlotId) -> None:
    unsure, unanswered, unasked = unknown(state, slot)
    denied = people.level(Answers({**unasked.findings, slot: denial_of(slot)}, unasked.unanswered), PATHWAY)
    assert people.level(unsure, PATHWAY) >= denied
    assert people.level(unanswered, PATHWAY) >= denied
    assert people.level(unasked, PATHWAY) >= denied or not settled(unasked)


@tried(100)
@given(states, st.sampled_from(sorted(REASSURING)))
def test_not_knowing_what_reassures_reassures_nobody(state: Answers, slot: SlotId) -> None:
    unsure, unanswered, unasked = unknown(state, slot)
    reassured = people.level(Answers({**unasked.findings, slot: Finding.PRESENT}, unasked.unanswered), PATHWAY)
    for now in (unsure, unanswered):
        assert people.level(now, PATHWAY) >= reassured
    assert people.level(unasked, PATHWAY) >= reassured or not settled(unasked)


def denial_of(slot: SlotId) -> Value:
    """What a plain no means."""
    denied = PATHWAY.language.traits[slot].denied
    assert denied is not None
    return denied


def settled(state: Answers) -> bool:
    """Can no rule above the level that is reached fire any more?"""
    return all(rule.urgency <= people.level(state, PATHWAY) for rule in assess(state, PATHWAY).open)


@tried(100)
@given(states, st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(state: Answers, draw) -> None:
    items = list(state.findings.items())
    draw.shuffle(items)
    shuffled, before = assess(Answers(dict(items), state.unanswered), PATHWAY), assess(state, PATHWAY)
    assert (shuffled.urgency, shuffled.fired, shuffled.open) == (before.urgency, before.fired, before.open)
    assert all(shuffled.waits_for(rule) == before.waits_for(rule) for rule in before.open)


@tried(100)
@given(truths)
def test_asking_ends_and_asks_nothing_twice(truth: Findings) -> None:
    states = list(people.asked_by_agenda(truth, PATHWAY))
    assert 1 < len(states) <= 2 * len(PATHWAY.questions)
    assert len(states[-1].findings) > 0


# Whole consultations, in words.


@tried(40)
@given(callers.callers())
def test_a_consultation_ends_with_what_asking_everything_gives(caller: Caller) -> None:
    close = close_of(caller)
    assert close is not None
    assert close.urgency is callers.expected(caller, close.findings), close.rules


@tried(20)
@given(callers.callers(silences=4))
def test_home_care_is_never_told_with_a_must_answer_question_open(caller: Caller) -> None:
    close = close_of(caller)
    assert close is not None
    if close.urgency is Urgency.SELF_CARE:
        assert set(MUST_ANSWER) <= close.findings.keys()
        assert not caller.silent & set(MUST_ANSWER)


@tried(20)
@given(callers.callers())
def test_an_emergency_is_told_at_once_and_nothing_is_asked_after_it(caller: Caller) -> None:
    for now, actions in consultation(caller):
        if people.level(now.answers, PATHWAY) == Urgency.EMERGENCY and not now.closed:
            assert now.outcome is not None
            assert now.outcome.urgency is Urgency.EMERGENCY
        assert now.closed == any(isinstance(action, Close) for action in actions)


@tried(10)
@given(callers.callers(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_volunteered_changes_nothing(caller: Caller, draw) -> None:
    order = list(caller.volunteers)
    draw.shuffle(order)
    one, other = close_of(caller), close_of(replace(caller, volunteers=tuple(order)))
    assert one is not None
    assert other is not None
    assert (one.urgency, set(one.rules), dict(one.findings), one.questions) == (
        other.urgency, set(other.rules), dict(other.findings), other.questions,
    )  # fmt: skip


@tried(10)
@given(callers.callers())
def test_volunteering_never_lowers_what_is_told_and_never_costs_questions(caller: Caller) -> None:
    silent_at_first = close_of(replace(caller, volunteers=()))
    open_hearted = close_of(caller)
    assert silent_at_first is not None
    assert open_hearted is not None
    assert (open_hearted.urgency or 0) >= (silent_at_first.urgency or 0)


@tried(10)
@given(callers.callers())
def test_the_same_consultation_goes_the_same_way_again(caller: Caller) -> None:
    assert list(consultation(caller)) == list(consultation(caller))


# The people themselves: a property proves nothing if they are misunderstood.


@pytest.mark.parametrize("slot", VOLUNTEERED)
def test_what_is_volunteered_is_understood_as_it_is_meant(slot: str) -> None:
    question = PATHWAY.questions[SlotId(slot)]
    implied = {one.slot: one.fills for one in question.implies if one.value is Finding.PRESENT}
    heard = understand(f"My back hurts. {VOLUNTEERED[slot]}", (), PATHWAY, TODAY)
    besides_where = {one: value for one, value in heard.findings.items() if one != "pain_location"}
    assert besides_where == {SlotId(slot): Finding.PRESENT} | implied
    assert heard.interrupt is None or question.alarm


@pytest.mark.parametrize("slot", PATHWAY.questions)
def test_plain_answers_are_understood_as_they_are_meant(slot: SlotId) -> None:
    for value in set(people.values_of(PATHWAY.questions[slot])) - UNSAYABLE:
        assert understand(callers.words(slot, value), (slot,), PATHWAY, TODAY).findings.get(slot) == value
    assert set(PLAIN) == set(Finding)
    assert {str(one) for one in PATHWAY.questions[slot].choices} <= CHOICES.keys()


DOUBTS = (
    "I'm not sure", "not sure", "I don't know", "no idea", "maybe", "perhaps", "I can't say", "hard to say", "could be",
    "I couldn't tell you", "not really sure", "I have no idea", "possibly",
)  # fmt: skip


@pytest.mark.parametrize("slot", PATHWAY.questions)
def test_a_doubt_is_never_taken_for_a_no(slot: SlotId) -> None:
    for doubt in DOUBTS:
        assert understand(doubt, (slot,), PATHWAY, TODAY).findings.get(slot) is Finding.UNSURE, doubt
