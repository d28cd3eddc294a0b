"""A consultation on tape: both voices, in order, as one file."""

import wave
from pathlib import Path

import pytest

from tests.fakes import ListSink, ListSource, loud, quiet
from voice.audio.tape import Tape, TapedSink, TapedSource
from voice.core.events import Delivery
from voice.errors import AudioDeviceError

RATE = 16_000


def length(file: Path) -> float:
    """Return the seconds in a WAV file."""
    with wave.open(str(file)) as opened:
        assert (opened.getnchannels(), opened.getsampwidth(), opened.getframerate()) == (1, 2, RATE)
        return opened.getnframes() / RATE


def test_both_voices_are_on_the_tape(tmp_path: Path) -> None:
    file = tmp_path / "talk.wav"
    with Tape(file, RATE) as tape:
        sink = ListSink()
        assert TapedSink(sink, tape).play(loud(0.5, rate=22_050), lambda: False) is Delivery.PLAYED
        source = TapedSource(ListSource([loud(0.1), quiet(0.1)]), tape)
        source.flush()
        assert len(list(source.frames())) == 2
        assert len(sink.played) == 1
    assert length(file) == pytest.approx(0.7, abs=0.01)


def test_short_frames_of_another_rate_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "talk.wav"
    with Tape(file, RATE) as tape:
        for _ in range(50):
            tape.add(loud(0.1, rate=44_100))
        tape.add(loud(1.0))
    assert length(file) == pytest.approx(6.0, abs=0.01)


def test_the_tape_is_whole_even_when_the_talk_breaks_off(tmp_path: Path) -> None:
    file = tmp_path / "talk.wav"

    def talk() -> None:
        with Tape(file, RATE) as tape:
            tape.add(loud(0.5))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        talk()
    assert length(file) == pytest.approx(0.5)


def test_a_place_that_cannot_be_written_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AudioDeviceError, match="cannot be written"):
        Tape(tmp_path / "absent" / "talk.wav", RATE)
