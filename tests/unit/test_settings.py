"""Impossible settings are refused in one sentence."""

import pytest

from voice.core.terms import ListenKind
from voice.core.turns import Progress
from voice.errors import ExitCode, SettingsError
from voice.settings import Hearing, Settings, Speech


@pytest.mark.parametrize("rate", [0, 79, 451])
def test_a_rate_no_voice_can_speak_at_is_refused(rate: int) -> None:
    with pytest.raises(SettingsError, match="80 to 450") as caught:
        Speech(rate=rate)
    assert caught.value.exit_code is ExitCode.USAGE


@pytest.mark.parametrize("volume", [0, -1, 1.1])
def test_an_impossible_volume_is_refused(volume: float) -> None:
    with pytest.raises(SettingsError, match="volume"):
        Speech(volume=volume)


def test_the_defaults_are_possible() -> None:
    assert Settings().speech.rate == 170


def test_stories_may_pause_longer_than_answers() -> None:
    hearing = Hearing()
    assert 0.7 <= hearing.pause_after(ListenKind.QUESTION, Progress.ANSWERED) <= 0.9
    assert 1.2 <= hearing.pause_after(ListenKind.OPENING) <= 1.5
