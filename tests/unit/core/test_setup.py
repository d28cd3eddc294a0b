"""The first start: every question can be answered, left out, or left alone, and a danger ends it at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from voice import content, places
from voice.core.events import Adjust, Listen, Say
from voice.core.setup import (
    LOUDEST,
    MOST_TURNS,
    SOFTEST,
    Answer,
    Chosen,
    Finished,
    Setup,
    SetupAction,
    Topic,
    advance_setup,
    begin_setup,
)
from voice.core.terms import Command, Utterance
from voice.core.wording import words_of

PATHWAY = content.load(places.intents(), "en", "unknown").pathway
TODAY = 739_000
WELL = -26.0
SENTENCE = "my back has hurt for three days"

Actions = tuple[SetupAction, ...]


def answered(now: Setup, words: str | None, loudness: float | None = WELL) -> tuple[Setup, Actions]:
    """The state and the actions after an answer; None is silence."""
    step = advance_setup(now, Answer(None if words is None else Utterance(words, words), loudness), PATHWAY)
    return step.setup, step.actions


def at(topic: Topic) -> Setup:
    """The state in which this is asked."""
    now = begin_setup(TODAY, speaks=True, listens=True).setup
    while now.topics[0] is not topic:
        now, _ = answered(now, "skip")
    return now


def prompts(actions: Actions) -> list[str]:
    return [str(one.prompt).removeprefix("setup.") for one in actions if isinstance(one, Say)]


def chosen(actions: Actions) -> list[Chosen]:
    return [one for one in actions if isinstance(one, Chosen)]


def test_everything_is_asked_in_order_and_each_answer_is_kept() -> None:
    step = begin_setup(TODAY, speaks=True, listens=True)
    now, actions, kept = step.setup, step.actions, []
    asked = prompts(actions)
    for words in ("I'm in Scotland", "fine", SENTENCE, "no", "yes"):
        now, actions = answered(now, words)
        asked += prompts(actions)
        kept += chosen(actions)
    assert asked == [
        "welcome", "urgent", "region.ask", "region.noted", "rate.ask", "microphone.ask", "microphone.good",
        "screen.ask", "screen.no", "resume.ask", "resume.yes", "done",
    ]  # fmt: skip
    assert kept == [Chosen(region="UK"), Chosen(captions=True), Chosen(resume=True)]
    assert actions[-1] == Finished()


@pytest.mark.parametrize(
    ("speaks", "listens", "region", "topics"),
    [
        (False, False, True, (Topic.REGION, Topic.RESUME)),
        (False, True, True, (Topic.REGION, Topic.MICROPHONE, Topic.RESUME)),
        (True, True, False, (Topic.RATE, Topic.MICROPHONE, Topic.SCREEN, Topic.RESUME)),
    ],
)
def test_only_what_concerns_this_start_is_asked(speaks, listens, region, topics) -> None:
    assert begin_setup(TODAY, speaks=speaks, listens=listens, region=region).setup.topics == topics


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("the United Kingdom", "UK"),
        ("northern ireland", "UK"),
        ("Ireland", "IE"),
        ("I live in the united states of america", "US"),
        ("New Zealand please", "NZ"),
        ("germany", "EU"),
        ("canada", "CA"),
        ("from india", "IN"),
        ("Australia", "AU"),
    ],
)
def test_a_country_is_understood(words: str, region: str) -> None:
    now, actions = answered(at(Topic.REGION), words)
    assert chosen(actions) == [Chosen(region=region)]
    noted = next(one for one in actions if isinstance(one, Say))
    assert "{" not in words_of(noted, PATHWAY)
    assert now.topics[0] is Topic.RATE


def test_a_country_that_is_not_known_is_asked_for_once_more_and_then_left_open() -> None:
    now, actions = answered(at(Topic.REGION), "japan")
    assert "region.again" in prompts(actions)
    now, actions = answered(now, "japan")
    assert prompts(actions)[0] == "region.none"
    assert not chosen(actions)
    assert now.topics[0] is Topic.RATE


@pytest.mark.parametrize("command", [Command.SLOWER, Command.FASTER, Command.LOUDER, Command.QUIETER])
def test_the_voice_is_changed_until_it_is_right(command: Command) -> None:
    now = at(Topic.RATE)
    for _ in range(3):
        now, actions = answered(now, command.value)
        assert Adjust(command) in actions
        assert "rate.ask" in prompts(actions)
    now, _ = answered(now, "that is good")
    assert now.topics[0] is Topic.MICROPHONE


@pytest.mark.parametrize(
    ("words", "loudness", "how"),
    [
        (SENTENCE, WELL, "good"),
        (SENTENCE, SOFTEST - 1, "soft"),
        (SENTENCE, LOUDEST + 1, "loud"),
        ("", WELL, "unclear"),
        (None, -60.0, "nobody"),
        (None, None, "silent"),
    ],
)
def test_how_the_microphone_hears_is_told_in_words(words: str | None, loudness: float | None, how: str) -> None:
    now, actions = answered(at(Topic.MICROPHONE), words, loudness)
    assert f"microphone.{how}" in prompts(actions)
    assert ("microphone.again" in prompts(actions)) is (how != "good")
    _, actions = answered(at(Topic.MICROPHONE) if how == "good" else now, words, loudness)
    assert f"microphone.{how}" in prompts(actions)
    assert "microphone.again" not in prompts(actions)


@pytest.mark.parametrize("topic", list(Topic))
def test_a_danger_ends_it_at_once_and_is_passed_on(topic: Topic) -> None:
    words = "I can't breathe"
    _, actions = answered(at(topic), words)
    assert actions == (Finished(asked=False, heard=Utterance(words, words)),)


def test_a_sign_that_is_no_alarm_is_passed_on_too_but_not_from_the_microphone_test() -> None:
    words = "my legs feel weak"
    _, actions = answered(at(Topic.REGION), words)
    assert actions[-1] == Finished(asked=False, heard=Utterance(words, words))
    _, actions = answered(at(Topic.MICROPHONE), SENTENCE)
    assert not any(isinstance(one, Finished) for one in actions)


def test_nobody_is_kept_from_a_consultation_by_silence() -> None:
    now, actions = answered(at(Topic.REGION), None, None)
    assert "region.again" in prompts(actions)
    _, actions = answered(now, None, None)
    assert prompts(actions) == ["unheard"]
    assert actions[-1] == Finished(asked=False)


def test_it_can_be_left_and_repeated() -> None:
    _, actions = answered(at(Topic.RATE), "say that again")
    assert prompts(actions) == ["rate.ask"]
    _, actions = answered(at(Topic.RATE), "stop")
    assert actions[-1] == Finished()
    _, actions = answered(at(Topic.SCREEN), "help")
    assert prompts(actions) == ["help", "screen.ask"]


SAID = some.sampled_from(
    ["yes", "no", "skip", "slower", "wait", "help", "canada", "what", "", "purple monkey", "say that again", SENTENCE]
)


@settings(max_examples=60)
@given(some.lists(some.tuples(SAID | some.none(), some.none() | some.floats(-90, 0)), min_size=1, max_size=20))
def test_it_is_total_ends_and_says_only_what_there_is(answers) -> None:
    step = begin_setup(TODAY, speaks=True, listens=True)
    now, actions = step.setup, step.actions
    for turns in range(MOST_TURNS + 2):
        ends = [one for one in actions if isinstance(one, Finished)]
        assert all(words_of(one, PATHWAY) for one in actions if isinstance(one, Say))
        if ends:
            return
        assert isinstance(actions[-1], Listen)
        now, actions = answered(now, *answers[turns % len(answers)])
    pytest.fail("it did not end")
