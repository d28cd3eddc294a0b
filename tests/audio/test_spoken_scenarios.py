"""Scenarios held aloud: every answer is a recording, heard by the real ear and ended by the real end of a turn."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.audio.recordings import path
from tests.scenarios.talk import Answer, Scenario, Script, failures, play, scenarios
from voice import content, places
from voice.audio import wav
from voice.core.events import Heard, Listen, NoInput
from voice.core.pathway import Pathway
from voice.errors import UnansweredError
from voice.listening import TurnTaking, open_spoken
from voice.ports import Ear, Pcm
from voice.settings import Hearing

pytestmark = pytest.mark.audio

SPOKEN = [each for each in scenarios() if each.spoken is not None]
HEARING = Hearing()


class Microphone:
    """Gives one recording, then silence for as long as anybody listens."""

    def __init__(self) -> None:
        """Be silent."""
        self.saying: Path | None = None

    def frames(self) -> Iterator[Pcm]:
        """Yield the recording, then silence."""
        if self.saying is not None:
            yield from wav.pieces(wav.read(self.saying, HEARING.rate), HEARING.frame_seconds)
        while True:
            yield wav.silence(HEARING.frame_seconds, HEARING.rate)

    def ready(self) -> Iterator[Pcm]:
        """Nothing is said early."""
        return iter(())

    def flush(self) -> None:
        """Nothing is captured early."""


class Speaker:
    """Says a scenario's answers in a voice."""

    def __init__(self, answers: dict[str, Answer], voice: str, ear: Ear) -> None:
        """Say what ``answers`` hold, to be heard by ``ear``."""
        self._script = Script(answers)
        self._voice = voice
        self._microphone = Microphone()
        self._listener = open_spoken(self._microphone, ear, HEARING, TurnTaking())

    def answer(self, listen: Listen) -> Heard | NoInput:
        """Say the answer and return what was heard of it."""
        words = self._script.words(listen)
        self._microphone.saying = None if words is None else path(words, self._voice)
        heard = self._listener.hear(listen)
        if not isinstance(heard, Heard | NoInput):
            message = "The microphone never ends, and yet it ended."
            raise UnansweredError(message)
        return heard


@pytest.fixture(scope="module", name="pathway_for")
def _pathway_for() -> Callable[[str], Pathway]:
    return cache(lambda region: content.load(places.intents(), "en", region).pathway)


def test_scenarios_are_held_aloud_for_every_urgency() -> None:
    assert len(SPOKEN) >= 10
    assert {each.expect["urgency"] for each in SPOKEN} == {"EMERGENCY", "URGENT", "SOON", "SELF_CARE"}


@pytest.mark.parametrize("scenario", SPOKEN, ids=lambda scenario: scenario.file)
def test_a_conversation_held_aloud_ends_as_it_should(
    scenario: Scenario, ear: Ear, pathway_for: Callable[[str], Pathway]
) -> None:
    speaker = Speaker(dict(scenario.answers), str(scenario.spoken), ear)
    played = play(speaker, pathway_for(scenario.region))
    wrong = list(failures(played, scenario.expect))
    assert not wrong, f"{scenario.name}: {'; '.join(wrong)}\n{played.transcript()}"
