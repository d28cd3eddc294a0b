"""Recordings of every kind, and what only pretends to be one."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voice.audio.wav import pieces, read, silence
from voice.endpointing import level
from voice.errors import AudioDeviceError, ExitCode

RATE = 16_000


def write(file: Path, rate: int, channels: int = 1, seconds: float = 0.5, height: float = 0.3) -> Path:
    """Write a recording of a tone of 440 Hz."""
    wave = height * np.sin(2 * np.pi * 440 * np.arange(int(rate * seconds)) / rate)
    soundfile.write(file, np.column_stack([wave] * channels), rate)
    return file


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("ending", ["wav", "flac"])
def test_any_rate_and_channels_become_mono_at_the_recognisers_rate(
    tmp_path: Path, rate: int, channels: int, ending: str
) -> None:
    sound = read(write(tmp_path / f"a.{ending}", rate, channels), RATE)
    assert sound.rate == RATE
    assert sound.seconds == pytest.approx(0.5, abs=0.01)
    assert level(sound) == pytest.approx(0.3 * 32767 / 2**0.5, rel=0.05)


def test_a_float_recording_is_not_silence(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    soundfile.write(file, np.full(1600, 0.5), RATE, subtype="FLOAT")
    assert level(read(file, RATE)) > 10_000


def test_a_silent_recording_is_a_recording(tmp_path: Path) -> None:
    assert level(read(write(tmp_path / "a.wav", RATE, height=0), RATE)) == 0


def test_a_clipped_recording_stays_within_sixteen_bits(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    soundfile.write(file, np.full(1600, 4.0), RATE, subtype="FLOAT")
    assert level(read(file, RATE)) <= 32_768


def cut(file: Path) -> None:
    """Cut a file in half."""
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("name", "spoil", "sentence"),
    [
        ("gone.wav", Path.unlink, "There is no recording at"),
        ("empty.wav", lambda file: file.write_bytes(b""), "is empty"),
        ("nothing.wav", lambda file: write(file, RATE, seconds=0), "is empty"),
        ("text.wav", lambda file: file.write_text("not audio at all\n" * 50), "not a whole recording"),
        ("cut.wav", cut, "is cut short"),
        ("cut.flac", cut, "recording"),
        ("head.wav", lambda file: file.write_bytes(file.read_bytes()[:20]), "recording"),
    ],
)
def test_bad_files_get_one_plain_sentence(
    tmp_path: Path, name: str, spoil: Callable[[Path], object], sentence: str
) -> None:
    file = write(tmp_path / name, RATE)
    spoil(file)
    with pytest.raises(AudioDeviceError, match=sentence) as caught:
        read(file, RATE)
    assert caught.value.exit_code is ExitCode.DEVICE
    assert str(caught.value).count("\n") == 0
    assert name in str(caught.value)


def test_a_folder_is_no_recording(tmp_path: Path) -> None:
    with pytest.raises(AudioDeviceError):
        read(tmp_path, RATE)


def test_pieces_are_the_whole(tmp_path: Path) -> None:
    sound = read(write(tmp_path / "a.wav", RATE), RATE)
    cut_up = list(pieces(sound, 0.1))
    assert b"".join(piece.samples for piece in cut_up) == sound.samples
    assert all(piece.seconds <= 0.1 for piece in cut_up)


def test_silence_lasts_as_long_as_asked() -> None:
    assert silence(0.25, RATE).seconds == 0.25
