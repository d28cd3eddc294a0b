"""Tones are short, different, and not loud."""

from voice.earcons import Earcon, tone
from voice.endpointing import level


def test_tones_are_short_audible_and_all_different() -> None:
    sounds = [tone(earcon) for earcon in Earcon]
    assert len({sound.samples for sound in sounds}) == len(Earcon)
    for sound in sounds:
        assert 0.04 <= sound.seconds <= 0.25
        assert 1000 < level(sound) < 8000


def test_a_tone_begins_and_ends_in_silence() -> None:
    for earcon in Earcon:
        samples = memoryview(tone(earcon).samples).cast("h")
        assert abs(samples[0]) < 100
        assert abs(samples[-1]) < 500
