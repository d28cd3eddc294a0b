"""The dialogue: every event in every state gives a step, every conversation ends, and nothing is lost on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core import people
from tests.unit.core.people import PATHWAY
from voice.core.events import (
    Action,
    Close,
    Delivery,
    Event,
    Heard,
    Hindered,
    Interrupted,
    Listen,
    NoInput,
    Resumed,
    Say,
    Show,
    Spoken,
    Started,
    Trouble,
)
from voice.core.interview import Interview, advance, begin
from voice.core.terms import Finding, Findings, ListenKind, PromptId, SlotId, Urgency, Utterance
from voice.core.wording import words_of

Actions = tuple[Action, ...]
TODAY = 739_000
MOST_TURNS = 402  # the interview's own limit, and the two events after it
ANSWERS = (
    "yes", "no", "not sure", "no, but my legs feel heavy", "my chest hurts", "no chest pain and no fever", "3 weeks",
    "seven", "I am 45", "both legs", "it started after lifting a box", "I've had a cough for a month", "i feel fine",
    "my dad had cancer", "the cat sat on the mat", "", "what did you say", "help", "why do you ask", "go back", "skip",
    "that's wrong", "start over", "how many more", "wait a moment", "slower please", "is it cancer", "no actually yes",
    "the pain is worse at night", "between my shoulder blades", "I can't say", "yes please", "my husband has back pain",
)  # fmt: skip
CORRECTING = ("go back", "that's wrong", "start over", "no actually yes")
PROMPTS = ("welcome", "chest_pain.ask", "opening.ask", "no such prompt")

heard = st.sampled_from(ANSWERS).map(lambda text: Heard(Utterance(text)))
two_ears = st.builds(Utterance, st.sampled_from(ANSWERS), st.sampled_from(ANSWERS), st.floats(0, 1)).map(Heard)
spoken = st.builds(Spoken, st.sampled_from(PROMPTS).map(PromptId), st.sampled_from(Delivery))
hindered = st.sampled_from(Trouble).map(Hindered)
events = st.one_of(heard, heard, heard, two_ears, st.just(NoInput()), spoken, st.just(Started(TODAY)), hindered)
tried = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def states(happens: Sequence[Event]) -> Iterator[tuple[Interview, Actions]]:
    """The state and the actions after each event."""
    now = begin(PATHWAY)
    for event in (Started(TODAY), *happens):
        step = advance(now, event, PATHWAY)
        now = step.interview
        yield now, step.actions


def after(*happens: Event | str | None) -> tuple[Interview, Actions]:
    """The state and the last actions after these events: a text is heard, None is silence."""
    listed = [Heard(Utterance(one)) if isinstance(one, str) else one or NoInput() for one in happens]
    *_, last = states(listed)
    return last


def prompts(actions: Actions) -> list[str]:
    """The ids of what is spoken."""
    return [action.prompt for action in actions if isinstance(action, Say | Show)]


def listen(actions: Actions) -> Listen:
    """How it listens afterwards."""
    return next(action for action in actions if isinstance(action, Listen))


def asked_for(kind: ListenKind, *answers: str, most: int = 60) -> tuple[Interview, Actions]:
    """Answer no until the program listens in this way."""
    now, actions = after(*answers)
    for _ in range(most):
        if listen(actions).kind is kind:
            return now, actions
        step = advance(now, Heard(Utterance("no")), PATHWAY)
        now, actions = step.interview, step.actions
    pytest.fail(f"it never listened for {kind.value}")


@tried
@given(st.lists(events, max_size=25), events)
def test_every_event_in_every_state_gives_a_step(happens: list[Event], event: Event) -> None:
    for now, actions in states(happens):
        assert now.closed or now.listen is not None
        assert now.closed == any(isinstance(action, Close) for action in actions) or not actions
        step = advance(now, event, PATHWAY)
        assert not now.closed or (step.interview is now and not step.actions)
        closing = advance(now, Interrupted(), PATHWAY)
        assert closing.interview.closed


@tried
@given(st.lists(heard, min_size=1, max_size=8))
def test_every_conversation_ends_however_it_is_answered(answers: list[Event]) -> None:
    now = begin(PATHWAY)
    event: Event = Started(TODAY)
    for turn in range(MOST_TURNS + 1):
        step = advance(now, event, PATHWAY)
        now = step.interview
        if now.closed:
            break
        event = answers[turn % len(answers)]
    assert now.closed
    assert isinstance(step.actions[-1], Close)


@pytest.mark.long
@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.one_of(heard, st.just(NoInput())), min_size=1, max_size=40))
def test_thousands_of_conversations_end(answers: list[Event]) -> None:
    *_, (now, _) = states([answers[turn % len(answers)] for turn in range(MOST_TURNS)])
    assert now.closed


@tried
@given(st.lists(events, max_size=30))
def test_the_same_events_give_the_same_actions(happens: list[Event]) -> None:
    assert list(states(happens)) == list(states(happens))


@tried
@given(st.lists(st.one_of(heard, st.just(NoInput())), max_size=30))
def test_the_level_never_falls_without_a_correction(happens: list[Event]) -> None:
    held_back = people.held_back_by(PATHWAY)
    before, correcting = 0, False
    known: Findings = {}
    for (now, _), event in zip(states(happens), (Started(TODAY), *happens), strict=True):
        text = event.utterance.text if isinstance(event, Heard) else ""
        # After "that's wrong" the next statement is a correction; so is an answer to a read-back.
        corrected = text in CORRECTING or correcting or now.correcting
        read_back = now.listen is not None and now.listen.kind in (ListenKind.CONFIRM, ListenKind.READBACK)
        correcting = now.correcting or read_back
        held = any(now.answers.findings.get(slot) != known.get(slot) for slot in held_back)
        reached = people.level(now.answers, PATHWAY)
        # A soft answer is forgotten while its question is put a second time.
        again = now.listen is not None and bool(now.reasked.intersection(now.listen.asked))
        assert reached >= before or corrected or held or again, (before, reached, text)
        before, known = reached, now.answers.findings


@tried
@given(st.lists(events, max_size=30))
def test_everything_that_is_said_has_words(happens: list[Event]) -> None:
    for _, actions in states([one for one in happens if not isinstance(one, Spoken)]):
        for action in actions:
            if isinstance(action, Say | Show):
                assert words_of(action, PATHWAY), action.prompt


def test_it_begins_with_what_it_is_and_an_open_question() -> None:
    _, actions = after()
    assert prompts(actions) == ["welcome", "welcome.limits", "welcome.talking", "opening.ask"]
    assert listen(actions) == Listen(ListenKind.OPENING)


def test_an_emergency_is_spoken_at_once_and_cannot_be_spoken_over() -> None:
    now, actions = after("I have crushing chest pain and I can't breathe")
    assert now.outcome is not None
    assert now.outcome.urgency is Urgency.EMERGENCY
    assert "guide.emergency.call" in prompts(actions)
    spoken_last = [action for action in actions if isinstance(action, Say)][:-1]
    assert not any(action.interruptible for action in spoken_last)
    assert listen(actions).kind is ListenKind.CLOSING


def test_silence_at_a_read_back_reads_it_back_again() -> None:
    now, actions = after("my back hurts but there's no numbness between my legs and no chest pain")
    assert listen(actions).kind is ListenKind.CONFIRM
    read_back = [action for action in actions if isinstance(action, Say)][-1]
    step = advance(now, NoInput(), PATHWAY)
    assert [action for action in step.actions if isinstance(action, Say)][-1] == read_back
    assert listen(step.actions) == listen(actions)


def test_a_sweep_is_asked_again_as_a_sweep() -> None:
    now, actions = asked_for(ListenKind.SWEEP, "my back hurts")
    sweep = prompts(actions)[-1].removesuffix(".ask")
    assert sweep == "sweep"
    assert prompts(advance(now, NoInput(), PATHWAY).actions)[-1] == f"{sweep}.reprompt"
    on = advance(now, Heard(Utterance("no")), PATHWAY)
    back = advance(on.interview, Heard(Utterance("go back")), PATHWAY)
    assert prompts(back.actions)[-1] == f"{sweep}.ask"
    assert listen(back.actions) == listen(actions)


def test_only_a_flat_no_closes_a_sweep() -> None:
    now, actions = asked_for(ListenKind.SWEEP, "my back hurts")
    slots = listen(actions).asked
    assert len(slots) > 1
    for answer in ("not sure", "I don't think so", "yes", "maybe a little", "what a day", "no, well, not much"):
        unsure = advance(now, Heard(Utterance(answer)), PATHWAY).interview
        assert not all(unsure.answers.findings.get(slot) is Finding.ABSENT for slot in slots), answer
    denied = advance(now, Heard(Utterance("no")), PATHWAY).interview
    assert all(denied.answers.findings[slot] is Finding.ABSENT for slot in slots)


def test_what_is_added_to_a_no_is_not_lost_at_a_sweep() -> None:
    now, actions = asked_for(ListenKind.SWEEP, "my back hurts")
    slots = listen(actions).asked
    mixed = advance(now, Heard(Utterance("no, but my legs are weak")), PATHWAY).interview
    assert mixed.answers.findings[SlotId("leg_weakness")] not in (Finding.ABSENT, "none")
    assert not all(mixed.answers.findings.get(slot) is Finding.ABSENT for slot in slots)


def test_three_times_not_understood_is_taken_as_unsure() -> None:
    now, actions = after("my back hurts")
    slot = listen(actions).asked[0]
    for _ in range(3):
        step = advance(now, Heard(Utterance("purple monkey dishwasher")), PATHWAY)
        now = step.interview
    assert now.answers.findings[slot] is Finding.UNSURE
    assert now.lost == 1


def test_a_no_that_both_ears_hardly_heard_never_closes_a_danger_sign() -> None:
    now, actions = after("my back hurts")
    slot = listen(actions).asked[0]
    assert PATHWAY.questions[slot].guarded
    hardly = Utterance("no they tell them to move", "no been telling the moon", 0.6, 0.6)
    for asked_again in (True, True, True, False):
        step = advance(now, Heard(hardly), PATHWAY)
        now = step.interview
        assert now.answers.findings.get(slot) is (None if asked_again else Finding.UNSURE)
        assert not asked_again or listen(step.actions).asked == (slot,)


def test_a_clear_no_after_a_doubtful_one_closes_a_danger_sign() -> None:
    now, actions = after("my back hurts")
    slot = listen(actions).asked[0]
    hardly = Utterance("no they tell them to move", "no been telling the moon", 0.6, 0.6)
    for said in (hardly, hardly, Utterance("no", "no", 0.9, 0.9)):
        now = advance(now, Heard(said), PATHWAY).interview
    assert now.answers.findings[slot] is Finding.ABSENT


def test_silence_twice_says_whom_to_call_and_goes_on() -> None:
    now, actions = after("my back hurts")
    slot = listen(actions).asked[0]
    now = advance(now, NoInput(), PATHWAY).interview
    step = advance(now, NoInput(), PATHWAY)
    assert "silence.emergency" in prompts(step.actions) or step.interview.outcome is not None
    assert slot in step.interview.answers.unanswered


def test_whoever_stops_early_is_never_told_that_home_care_is_enough() -> None:
    now, actions = after("my back hurts", "stop")
    assert now.closed
    close = actions[-1]
    assert isinstance(close, Close)
    assert close.urgency is not None
    assert close.urgency > Urgency.SELF_CARE
    assert prompts(actions)[0] == "stop.early"


def test_a_sentence_that_fails_is_said_again_and_shown_the_third_time() -> None:
    now, _ = after()
    failed = Spoken(PromptId("welcome"), Delivery.FAILED)
    kinds = []
    for _ in range(3):
        step = advance(now, failed, PATHWAY)
        now = step.interview
        kinds.append(type(step.actions[0]))
    assert kinds == [Say, Say, Show]
    assert advance(now, Spoken(PromptId("welcome"), Delivery.PLAYED), PATHWAY).interview.failures == 0


def test_a_late_danger_sign_is_still_heard() -> None:
    now, _ = asked_for(ListenKind.CLOSING, "my back hurts", most=120)
    step = advance(now, Heard(Utterance("actually I can't breathe")), PATHWAY)
    assert step.interview.outcome is not None
    assert step.interview.outcome.urgency is Urgency.EMERGENCY


SADDLE = PATHWAY.sweeps["saddle"]


def asked_together(*answers: str) -> tuple[Interview, Actions]:
    """Answer no until danger signs are asked for in one question."""
    now, actions = after(*answers)
    for _ in range(60):
        if listen(actions).asked == SADDLE:
            return now, actions
        step = advance(now, Heard(Utterance("no")), PATHWAY)
        now, actions = step.interview, step.actions
    pytest.fail("it never asked for danger signs in one question")


def test_danger_signs_are_asked_for_together_in_words_of_their_own() -> None:
    now, actions = asked_together("my back hurts")
    assert prompts(actions)[-1] == "sweep.saddle.ask"
    assert listen(actions).kind is ListenKind.SWEEP
    for said, prompt in (("help", "sweep.saddle.help"), ("why", "sweep.saddle.why"), ("repeat", "sweep.saddle.ask")):
        assert prompt in prompts(advance(now, Heard(Utterance(said)), PATHWAY).actions)
    assert prompts(advance(now, NoInput(), PATHWAY).actions)[-1] == "sweep.saddle.reprompt"


def test_danger_signs_are_closed_only_by_a_no_and_nothing_else() -> None:
    now, _ = asked_together("my back hurts")
    denied = advance(now, Heard(Utterance("no, none of those")), PATHWAY).interview
    assert all(denied.answers.findings[slot] is Finding.ABSENT for slot in SADDLE)
    for answer in ("no, well", "no, not really", "no more than usual", "yes", "not sure", "skip", "bowels are fine"):
        step = advance(now, Heard(Utterance(answer)), PATHWAY)
        assert not step.interview.answers.findings.keys() & set(SADDLE), answer
        assert not step.interview.answers.unanswered & set(SADDLE), answer
        assert listen(step.actions) == Listen(ListenKind.QUESTION, (SADDLE[0],)), answer


def test_danger_signs_are_never_put_together_again() -> None:
    now, actions = asked_together("my back hurts")
    for answer in ("maybe", "no", "no", "no", "no"):
        step = advance(now, Heard(Utterance(answer)), PATHWAY)
        now, actions = step.interview, step.actions
        assert listen(actions).asked != SADDLE


def test_a_danger_sign_already_denied_leaves_the_others_to_be_asked_one_by_one() -> None:
    now, actions = after("my back hurts and there's no numbness between my legs")
    for _ in range(60):
        assert listen(actions).asked != SADDLE
        if listen(actions).asked == (SlotId("bladder_retention"),):
            break
        words = "yes" if listen(actions).kind is ListenKind.CONFIRM else "no"
        step = advance(now, Heard(Utterance(words)), PATHWAY)
        now, actions = step.interview, step.actions
    assert listen(actions).asked == (SlotId("bladder_retention"),)


def test_both_ears_must_have_heard_a_flat_no_to_danger_signs() -> None:
    now, _ = asked_together("my back hurts")
    heard_more = Utterance("no", "no a little accident", 1.0, 1.0)
    step = advance(now, Heard(heard_more), PATHWAY)
    assert not step.interview.answers.findings.keys() & set(SADDLE)


def test_without_its_line_of_data_danger_signs_are_asked_one_by_one() -> None:
    apart = replace(PATHWAY, sweeps={})
    step = advance(begin(apart), Started(TODAY), apart)
    asked = []
    for _ in range(20):
        step = advance(step.interview, Heard(Utterance("no")), apart)
        asked.append(listen(step.actions).asked)
    assert [one for one in asked if set(one) & set(SADDLE)] == [(slot,) for slot in SADDLE]


def test_no_list_of_soft_signs_covers_a_guarded_slot() -> None:
    listed = [question for question in PATHWAY.questions.values() if question.listed]
    assert len(listed) > 30
    assert not [question.slot for question in listed if question.guarded]


def test_a_sweep_names_what_it_asks_about() -> None:
    _, actions = asked_for(ListenKind.SWEEP, "my back hurts")
    *_, say = [action for action in actions if isinstance(action, Say)]
    names = [PATHWAY.prompts[PromptId(f"{slot}.listed")] for slot in listen(actions).asked]
    assert all(name in words_of(say, PATHWAY) for name in names)


def test_after_a_yes_the_signs_of_a_sweep_are_asked_one_by_one_until_one_is_found() -> None:
    now, actions = asked_for(ListenKind.SWEEP, "my back has hurt for ten days")
    first, second, *rest = listen(actions).asked
    step = advance(now, Heard(Utterance("yes")), PATHWAY)
    assert listen(step.actions) == Listen(ListenKind.QUESTION, (first,))
    missed = advance(step.interview, Heard(Utterance("no")), PATHWAY)
    assert listen(missed.actions) == Listen(ListenKind.QUESTION, (second,))
    found = advance(missed.interview, Heard(Utterance("yes")), PATHWAY)
    assert found.interview.answers.findings[second] is Finding.PRESENT
    assert not found.interview.single & set(rest)


def test_silence_at_a_sweep_gives_none_of_it_up() -> None:
    now, actions = asked_for(ListenKind.SWEEP, "my back hurts")
    asked = listen(actions).asked
    for _ in range(2):
        step = advance(now, NoInput(), PATHWAY)
        now = step.interview
    assert "silence.emergency" in prompts(step.actions)
    assert not now.answers.unanswered & set(asked)
    assert listen(step.actions) == Listen(ListenKind.QUESTION, asked[:1])


def test_an_ordinary_strain_comes_to_its_end_and_keeps_what_was_said() -> None:
    now, actions = after("my upper back hurts since yesterday")
    for _ in range(80):
        if now.closed:
            break
        said = "yes" if listen(actions).kind in (ListenKind.READBACK, ListenKind.CONFIRM) else "no"
        step = advance(now, Heard(Utterance(said)), PATHWAY)
        now, actions = step.interview, step.actions
    assert now.closed
    assert now.answers.findings[SlotId("pain_duration")] == 1


@pytest.mark.parametrize("trouble", Trouble)
def test_trouble_with_the_microphone_is_said_and_changes_nothing_else(trouble: Trouble) -> None:
    before, _ = after("my upper back hurts")
    now, actions = after("my upper back hurts", Hindered(trouble))
    assert now.answers == before.answers
    assert actions[0] == Say(PromptId(f"trouble.{trouble.value}"))
    assert actions[-1] == before.listen
    question = before.said[-1:] if trouble is Trouble.BACK else ()
    assert actions[1:-1] == question


def test_a_microphone_that_never_comes_back_ends_the_consultation_with_advice() -> None:
    _, actions = after("my upper back hurts", *[Hindered(Trouble.LOST)] * 21)
    assert isinstance(actions[-1], Close)
    assert any(isinstance(action, Say) and not action.interruptible for action in actions)


def test_an_answer_that_goes_on_is_forgotten_until_it_is_heard_whole() -> None:
    before, _ = after("my upper back hurts")
    now, actions = after("my upper back hurts", "no", Resumed())
    assert actions == (before.listen,)
    assert (now.answers, now.listen, now.history) == (before.answers, before.listen, before.history)
    whole, _ = after("my upper back hurts", "no", Resumed(), "no, but my chest hurts")
    assert whole.answers == after("my upper back hurts", "no, but my chest hurts")[0].answers


def test_nothing_can_go_on_before_anything_was_said() -> None:
    assert after(Resumed())[1] == (after()[0].listen,)
