"""Nobody answers: the emergency number is repeated until somebody does, and every such vigil ends."""

import pytest

from voice import content, places
from voice.core.events import Action, Close, Event, Heard, Interrupted, Listen, Manner, NoInput, Say, Started
from voice.core.interview import Interview, advance, begin
from voice.core.terms import ListenKind, Urgency, Utterance

PATHWAY = content.load(places.intents(), "en", "UK").pathway
SILENCE = PATHWAY.silence
EMERGENCY = "my upper back hurts and I can't breathe"

Actions = tuple[Action, ...]


def after(*happens: str | None, vigil: bool = True, now: Interview | None = None) -> tuple[Interview, Actions]:
    """The state and the last actions after these: a text is heard, None is silence, "" is a sound without words."""
    events: list[Event] = [] if now is not None else [Started(739_000, vigil)]
    events += [NoInput() if one is None else Heard(Utterance(one, one)) for one in happens]
    now = now or begin(PATHWAY)
    actions: Actions = ()
    for event in events:
        step = advance(now, event, PATHWAY)
        now, actions = step.interview, step.actions
    return now, actions


def prompts(actions: Actions) -> list[str]:
    return [str(one.prompt) for one in actions if isinstance(one, Say)]


def listen(actions: Actions) -> Listen:
    (found,) = [one for one in actions if isinstance(one, Listen)]
    return found


@pytest.mark.parametrize("before", [(), ("my upper back hurts",), ("my upper back hurts", "no", "no")])
def test_after_two_unanswered_prompts_the_number_is_repeated_at_growing_intervals(before: tuple[str, ...]) -> None:
    now, actions = after(*before, None)
    assert "noinput.1" in prompts(actions)
    waits = []
    for _ in range(len(SILENCE.repeat_after) + 3):
        now, actions = after(None, now=now)
        assert prompts(actions) == ["silence.emergency"]
        assert all(one.manner is Manner.URGENT and not one.interruptible for one in actions if isinstance(one, Say))
        waits.append(listen(actions).wait)
    assert waits == [*SILENCE.repeat_after, *[SILENCE.repeat_after[-1]] * 3]
    assert not now.answers.unanswered


def test_somebody_who_is_heard_again_is_asked_the_same_question() -> None:
    _, before = after("my upper back hurts", "no")
    _, actions = after("my upper back hurts", "no", None, None, None, "I'm here, I had to open the door")
    assert prompts(actions)[0] == "silence.over"
    assert listen(actions) == listen(before)


def test_what_is_said_at_last_is_not_taken_for_an_answer_to_the_open_question() -> None:
    now, actions = after("my upper back hurts", None, None, "no")
    assert prompts(actions)[0] == "silence.over"
    assert "no" not in [str(value) for value in now.answers.findings.values()]
    assert now.answers.findings == after("my upper back hurts")[0].answers.findings


def test_what_is_said_at_last_is_heard_all_the_same() -> None:
    now, actions = after("my upper back hurts", None, None, "sorry, my chest hurts")
    assert now.outcome is not None
    assert now.outcome.urgency is Urgency.EMERGENCY
    assert "silence.over" not in prompts(actions)


@pytest.mark.parametrize("cry", ["yes", "help", "help me", "yes please", "I need an ambulance"])
def test_a_cry_for_help_is_an_emergency(cry: str) -> None:
    now, actions = after("my upper back hurts", None, None, cry)
    assert now.outcome is not None
    assert now.outcome.urgency is Urgency.EMERGENCY
    assert "guide.emergency.call" in prompts(actions)


def test_a_sound_without_words_is_nobody() -> None:
    now, actions = after("my upper back hurts", None, None, "")
    assert prompts(actions) == ["silence.emergency"]
    assert now.watch == 2


def test_it_can_be_ended_by_voice_and_by_key() -> None:
    now, actions = after("my upper back hurts", None, None, None, "stop")
    assert isinstance(actions[-1], Close)
    now, _ = after("my upper back hurts", None, None)
    assert isinstance(advance(now, Interrupted(), PATHWAY).actions[-1], Close)


def test_after_emergency_advice_that_nobody_acknowledged_it_stays() -> None:
    now, actions = after(EMERGENCY)
    assert "guide.emergency.call" in prompts(actions)
    now, actions = after(None, now=now)
    assert "guide.emergency.call" in prompts(actions)
    for seconds in (*SILENCE.repeat_after, SILENCE.repeat_after[-1]):
        now, actions = after(None, now=now)
        assert prompts(actions) == ["guide.emergency.here"]
        assert listen(actions) == Listen(ListenKind.CLOSING)
        assert listen(actions).wait == seconds
    now, actions = after("yes", now=now)
    assert isinstance(actions[-1], Close)
    assert actions[-1].urgency is Urgency.EMERGENCY


def test_a_new_danger_is_heard_during_the_vigil() -> None:
    _, actions = after(EMERGENCY, None, None, None, "I can't feel my legs")
    assert "interrupt.I4" in prompts(actions)


@pytest.mark.parametrize("before", [(), ("my upper back hurts",), (EMERGENCY,)])
def test_every_vigil_ends(before: tuple[str, ...]) -> None:
    now, actions = after(*before)
    turns = 0
    while not now.closed and turns < 500:
        now, actions = after(None, now=now)
        turns += 1
    close = actions[-1]
    assert isinstance(close, Close)
    assert close.urgency is not None
    assert close.urgency >= Urgency.URGENT
    assert turns > SILENCE.repeats


def test_without_a_vigil_silence_ends_the_consultation_soon() -> None:
    now, _ = after(vigil=False)
    turns = 0
    while not now.closed and turns < 20:
        now, _ = after(None, now=now)
        turns += 1
    assert now.closed
    assert turns < 10


def test_whoever_asks_to_wait_is_given_time_once() -> None:
    now, actions = after("my upper back hurts", "wait a moment")
    assert listen(actions).wait == SILENCE.pause
    assert listen(actions) == listen(after("my upper back hurts")[1])
    _, actions = after(None, now=now)
    assert listen(actions).wait is None


def test_starting_over_keeps_the_vigil() -> None:
    _, actions = after("my upper back hurts", "start over", None, None, None, None)
    assert prompts(actions) == ["silence.emergency"]


# Emergency advice: until it is acknowledged, or twice.


@pytest.mark.parametrize("noise", ["", "purple monkey dishwasher"])
def test_advice_that_is_not_acknowledged_is_given_twice(noise: str) -> None:
    now, actions = after(EMERGENCY, noise, vigil=False)
    assert "guide.emergency.call" in prompts(actions)
    assert all(one.manner is Manner.URGENT for one in actions if isinstance(one, Say))
    _, actions = after(noise, now=now)
    assert isinstance(actions[-1], Close)


@pytest.mark.parametrize(
    "words", ["no", "okay", "thank you", "I will call them", "yes I'm calling now", "they are on their way", "goodbye"]
)
def test_advice_that_is_acknowledged_is_given_once(words: str) -> None:
    _, actions = after(EMERGENCY, words, vigil=False)
    assert "guide.emergency.call" not in prompts(actions)


def test_only_an_emergency_is_urgent_in_manner() -> None:
    now, actions = after("my upper back hurts", "stop", vigil=False)
    assert now.closed
    assert all(one.manner is Manner.PLAIN for one in actions if isinstance(one, Say))
