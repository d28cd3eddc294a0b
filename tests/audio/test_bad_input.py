"""Recordings that are not as they should be: heard all the same where that can be, else one plain sentence."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from tests.audio.recordings import path
from voice.cli import main
from voice.errors import EngineUnavailable, ExitCode
from voice.models import find

pytestmark = pytest.mark.audio

Samples = npt.NDArray[np.float64]
YES = path("yes", "awb")
RATE = 16_000


@pytest.fixture(autouse=True)
def _model() -> None:
    try:
        find(None)
    except EngineUnavailable as error:
        pytest.skip(str(error))


def at_rate(samples: Samples, rate: int) -> Samples:
    """The same sound at another rate."""
    wanted = np.arange(0, len(samples), RATE / rate)
    return np.interp(wanted, np.arange(len(samples)), samples)


def eight_kilohertz(file: Path, yes: Samples) -> None:
    soundfile.write(file, at_rate(yes, 8_000), 8_000)


def forty_eight_kilohertz(file: Path, yes: Samples) -> None:
    soundfile.write(file, at_rate(yes, 48_000), 48_000)


def stereo(file: Path, yes: Samples) -> None:
    soundfile.write(file, np.stack([yes, yes], axis=1), RATE)


def clipped(file: Path, yes: Samples) -> None:
    soundfile.write(file, np.clip(yes * 4, -1, 1), RATE)


def floats(file: Path, yes: Samples) -> None:
    soundfile.write(file, yes, RATE, subtype="FLOAT")


def silent(file: Path, yes: Samples) -> None:
    soundfile.write(file, np.zeros_like(yes), RATE)


def empty(file: Path, yes: Samples) -> None:
    del yes
    file.write_bytes(b"")


def no_samples(file: Path, yes: Samples) -> None:
    soundfile.write(file, yes[:0], RATE)


def truncated(file: Path, yes: Samples) -> None:
    soundfile.write(file, yes, RATE)
    file.write_bytes(file.read_bytes()[:-8_000])


def no_audio(file: Path, yes: Samples) -> None:
    del yes
    file.write_text("This is not a recording.")


def folder(file: Path, yes: Samples) -> None:
    del yes
    file.mkdir()


def missing(file: Path, yes: Samples) -> None:
    del file, yes


Spoil = Callable[[Path, Samples], None]
HEARD = (eight_kilohertz, forty_eight_kilohertz, stereo, clipped, floats)
REFUSED = (empty, no_samples, truncated, no_audio, folder, missing)


def spoilt(spoil: Spoil, place: Path) -> Path:
    """A recording of a yes with something wrong about it."""
    samples, _ = soundfile.read(YES)
    file = place / "answer.wav"
    spoil(file, samples)
    return file


@pytest.mark.parametrize("spoil", HEARD, ids=lambda spoil: spoil.__name__)
def test_odd_recordings_are_heard(spoil: Spoil, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["hear", "--jsonl", "--asked", "chest_pain", str(spoilt(spoil, tmp_path))])
    assert code == ExitCode.FINISHED
    assert json.loads(capsys.readouterr().out)["findings"] == {"chest_pain": "present"}


def test_silence_is_heard_as_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hear", "--jsonl", "--asked", "chest_pain", str(spoilt(silent, tmp_path))]) == ExitCode.FINISHED
    account = json.loads(capsys.readouterr().out)
    assert (account["text"], account["free"], account["findings"]) == ("", "", {})


@pytest.mark.parametrize("spoil", REFUSED, ids=lambda spoil: spoil.__name__)
def test_what_is_no_recording_is_refused_in_a_sentence(
    spoil: Spoil, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = spoilt(spoil, tmp_path)
    assert main(["hear", "--asked", "chest_pain", str(file)]) == ExitCode.DEVICE
    lines = [line for line in capsys.readouterr().err.splitlines() if str(file) in line]
    assert len(lines) == 1
    assert lines[0].endswith(".")
