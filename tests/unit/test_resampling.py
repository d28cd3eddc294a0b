"""Sound at another rate."""

import pytest

from tests.fakes import loud
from voice.endpointing import level
from voice.resampling import Resampler, resample


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
def test_length_and_loudness_stay(rate: int) -> None:
    sound = resample(loud(0.5, rate=rate), 16_000)
    assert sound.rate == 16_000
    assert sound.seconds == pytest.approx(0.5, abs=0.005)
    assert level(sound) == pytest.approx(3000, rel=0.1)


def test_the_same_rate_is_the_same_sound() -> None:
    sound = loud(0.1)
    assert resample(sound, 16_000) is sound


def test_pieces_make_the_same_sound_as_the_whole() -> None:
    whole = loud(0.5, rate=48_000)
    stream = Resampler(48_000, 16_000)
    step = 9_600
    parts = [stream.feed(whole.samples[at : at + step]) for at in range(0, len(whole.samples), step)]
    pieced = memoryview(b"".join([*parts, stream.feed(b"", last=True)])).cast("h")
    at_once = memoryview(resample(whole, 16_000).samples).cast("h")
    assert len(pieced) == len(at_once)
    assert max(abs(one - other) for one, other in zip(pieced, at_once, strict=True)) <= 2  # rounding
