"""Consultations heard and spoken through real PortAudio, over a virtual sound card each, several at a time.

Most are broken off once they have shown what they are for: speech takes its time here. Three of them belong to every
run of the tests, the others to `make live`. Only what is tested is held: ``-k stop`` takes a moment.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.audio.recordings import FOLDER
from tests.live.caller import Ended, Talk, by_name, talk
from tests.live.card import missing, virtual_card
from tests.live.recordings import path
from voice.errors import EngineUnavailable
from voice.models import find

pytestmark = [pytest.mark.audio]

AT_A_TIME = max(1, min(4, os.cpu_count() or 1))  # each needs a processor of its own, or its sound stutters
STORY, NO = FOLDER / "slt/it_started_this_morning_between_my_shoulder_blades.flac", FOLDER / "slt/no.flac"
STOP = FOLDER / "slt/stop.flac"
TIGHT = FOLDER / "slt/my_chest_feels_tight.flac"
EMERGENCY = {
    "opening": "slt/it_started_this_morning_between_my_shoulder_blades.flac",
    "breathing_difficulty": "slt/no.flac",
    "chest_pain": "slt/yes_it_feels_tight.flac",
    "confirm": "slt/yes.flac",
    "closing": "slt/no.flac",
}

Entry = Mapping[str, Any]


def listens(entry: Entry) -> bool:
    """Is it listening?"""
    return bool(entry["entry"] == "listen")


def hears(entry: Entry) -> bool:
    """Has it heard an answer?"""
    return bool(entry["entry"] == "heard")


def says(prompt: str) -> Callable[[Entry], bool]:
    """Has it begun to say this?"""
    return lambda entry: entry["entry"] == "say" and entry["prompt"] == prompt


def troubled(trouble: str) -> Callable[[Entry], bool]:
    """Has it noticed this about the microphone?"""
    return lambda entry: entry["entry"] == "hindered" and entry["trouble"] == trouble


def whole(one: Talk) -> None:
    """An emergency from the first sentence to the last."""
    one.converse(by_name(EMERGENCY, FOLDER))


def one_answer(one: Talk) -> None:
    """The opening is answered; then nothing is said to the next question for a while."""
    one.wait_for(listens, 60)
    one.wait_until_quiet()
    one.answer(STORY)
    one.wait_for(hears, 30)
    one.wait_for(listens, 30)
    one.wait_until_quiet()
    time.sleep(3)


def echoing(decibels: float) -> Callable[[Talk], None]:
    """The same while the microphone hears the loudspeaker."""

    def part(one: Talk) -> None:
        one.card.echo(decibels)
        one_answer(one)

    return part


def broken_in(one: Talk) -> None:
    """The caller speaks before the question is put."""
    one.wait_for(says("welcome.limits"), 60)
    one.wait_until_played()
    one.answer(STORY)
    one.wait_for(hears, 30)


def only_listening(one: Talk) -> None:
    """The caller shows that they listen, then answers."""
    one.wait_for(says("welcome.limits"), 60)
    for words in ("okay", "uh huh"):
        one.wait_until_played()
        one.answer(path(words))
        time.sleep(1)
    one_answer(one)


def stopping(one: Talk) -> None:
    """The caller says "stop" in the middle of a sentence."""
    one.wait_for(says("welcome.limits"), 60)
    one.wait_until_played()
    one.answer(STOP)
    one.wait_for(hears, 30)


def going_on(one: Talk) -> None:
    """The caller says no, and goes on when the next question has begun."""
    one.wait_for(listens, 60)
    one.wait_until_quiet()
    one.answer(STORY)
    one.wait_for(listens, 30)
    one.wait_until_quiet()
    one.answer(NO)
    one.wait_for(hears, 30)
    one.answer(TIGHT)
    one.wait_for(hears, 30)


def unplugged(one: Talk) -> None:
    """The microphone goes away and comes back."""
    one.wait_for(listens, 60)
    one.wait_until_quiet()
    one.card.unplug_microphone()
    one.wait_for(troubled("lost"), 20)
    one.wait_for(listens, 30)
    one.wait_until_quiet()
    one.card.plug_in_microphone()
    one.wait_for(troubled("back"), 30)
    one.wait_for(listens, 30)
    one.wait_until_quiet()
    one.answer(STORY)
    one.wait_for(hears, 30)


def silent(one: Talk) -> None:
    """Nobody says anything."""
    one.wait_for(lambda entry: entry["entry"] == "noinput", 60)
    one.wait_for(listens, 30)


def muted(one: Talk) -> None:
    """The microphone is switched off."""
    one.mouth.fall_silent()
    one.wait_for(troubled("muted"), 60)
    one.wait_for(listens, 30)


@dataclass(frozen=True)
class Part:
    """One consultation: what the caller does, the rate of the devices, flags, the noise of the room."""

    play: Callable[[Talk], None]
    rate: int = 44_100
    flags: tuple[str, ...] = ()
    noise: float = 5.0


PARTS = {
    "whole": Part(whole, 48_000),
    "echo -6 dB": Part(echoing(-6)),
    "echo -20 dB": Part(echoing(-20)),
    "echo -6 dB, barge-in": Part(echoing(-6), flags=("--barge-in",)),
    "echo -20 dB, barge-in": Part(echoing(-20), flags=("--barge-in",)),
    "barge-in": Part(broken_in, flags=("--barge-in", "--rate", "170")),
    "only listening, barge-in": Part(only_listening, flags=("--barge-in", "--rate", "170")),
    "stop": Part(stopping, flags=("--rate", "170")),
    "stop, barge-in": Part(stopping, flags=("--barge-in", "--rate", "170")),
    "going on": Part(going_on),
    "unplugged": Part(unplugged),
    "noise": Part(one_answer, 48_000, noise=200.0),
    "silent": Part(silent),
    "muted": Part(muted),
}
ALWAYS = frozenset({"whole", "echo -6 dB", "silent"})


def shown_by(*names: str) -> pytest.MarkDecorator:
    """Test these consultations; those that are not always held are marked as ``live``."""
    marks: Mapping[bool, Sequence[pytest.MarkDecorator]] = {True: (), False: (pytest.mark.live,)}
    return pytest.mark.parametrize("name", [pytest.param(name, marks=marks[name in ALWAYS]) for name in names])


def held(part: Part, folder: Path) -> Ended:
    """Hold a consultation until its caller has had enough."""
    with virtual_card(part.rate) as card, talk(card, folder, "--rate", "450", *part.flags, noise=part.noise) as one:
        part.play(one)
        one.news()
        if part.play is not whole:
            one.program.terminate()
        return one.end()


@pytest.fixture(scope="module", name="consultations")
def _consultations(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Future[Ended]]]:
    reason = missing()
    if reason:
        pytest.skip(reason)
    try:
        find(None)
    except EngineUnavailable as error:
        pytest.skip(str(error))
    tests = [one for one in request.session.items if isinstance(one, pytest.Function) and one.module is request.module]
    wanted = dict.fromkeys(str(one.callspec.params["name"]) for one in tests)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield {name: pool.submit(held, PARTS[name], tmp_path_factory.mktemp("talk")) for name in wanted}


Consultations = Mapping[str, Future[Ended]]


def texts(ended: Ended) -> list[str]:
    """What was heard."""
    return [entry["utterance"]["text"] for entry in ended.of("heard")]


def deliveries(ended: Ended) -> set[str]:
    """What became of the sentences."""
    return {entry["delivery"] for entry in ended.of("spoken")}


@shown_by("whole")
def test_an_emergency_is_heard_and_spoken_to_the_end(consultations: Consultations, name: str) -> None:
    ended = consultations[name].result()
    assert ended.code == 0, ended.errors
    assert ended.close["urgency"] == "emergency"
    assert deliveries(ended) == {"played"}


@shown_by(*(name for name in PARTS if name.startswith("echo")))
def test_it_never_answers_itself(consultations: Consultations, name: str) -> None:
    ended = consultations[name].result()
    assert len(texts(ended)) == 1
    assert "shoulder blades" in texts(ended)[0]
    assert deliveries(ended) == {"played"}


@shown_by("barge-in")
def test_who_breaks_in_is_heard_from_the_first_word(consultations: Consultations, name: str) -> None:
    ended = consultations[name].result()
    spoken = {entry["prompt"]: entry["delivery"] for entry in ended.of("spoken")}
    assert "barged_in" in spoken.values()
    assert "opening.ask" not in spoken  # what was still to be said is left out
    assert "shoulder blades" in texts(ended)[0]


@shown_by("only listening, barge-in")
def test_who_only_listens_interrupts_nothing(consultations: Consultations, name: str) -> None:
    ended = consultations[name].result()
    assert deliveries(ended) == {"played"}
    assert "shoulder blades" in texts(ended)[0]


@shown_by("stop", "stop, barge-in")
def test_stop_stops_in_every_mode(consultations: Consultations, name: str) -> None:
    ended = consultations[name].result()
    entries = [entry for entry in ended.entries if entry["entry"] in {"spoken", "heard"}]
    broken = next(entry for entry in entries if entry.get("delivery") == "barged_in")
    heard = entries[entries.index(broken) + 1]
    assert "stop" in heard["utterance"]["text"].split()


@shown_by("going on")
def test_an_answer_that_goes_on_is_taken_whole(consultations: Consultations, name: str) -> None:
    ended = consultations[name].result()
    assert len(ended.of("resumed")) == 1
    assert texts(ended)[-1].startswith(texts(ended)[-2])
    assert "chest" in texts(ended)[-1]


@shown_by("unplugged")
def test_a_microphone_that_went_and_came_back_gets_the_same_question(consultations: Consultations, name: str) -> None:
    ended = consultations[name].result()
    assert [entry["trouble"] for entry in ended.of("hindered")] == ["lost", "back"]
    prompts = [entry["prompt"] for entry in ended.of("say")]
    assert prompts[prompts.index("trouble.lost") :][:3] == ["trouble.lost", "trouble.back", "opening.ask"]
    assert "shoulder blades" in texts(ended)[0]


@shown_by("noise")
def test_noise_neither_answers_nor_keeps_the_turn_open(consultations: Consultations, name: str) -> None:
    assert len(texts(consultations[name].result())) == 1


@shown_by("silent")
def test_silence_is_asked_about(consultations: Consultations, name: str) -> None:
    assert any(entry["prompt"] == "noinput.1" for entry in consultations[name].result().of("say"))


@shown_by("muted")
def test_a_switched_off_microphone_is_said_aloud(consultations: Consultations, name: str) -> None:
    ended = consultations[name].result()
    assert any(entry["prompt"] == "trouble.muted" for entry in ended.of("say"))
    assert not texts(ended)
