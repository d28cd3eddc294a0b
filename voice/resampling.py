"""Sound at another rate. soxr and numpy are loaded when first needed, because the start is timed."""

from voice.ports import Pcm


class Resampler:
    """Turns one stretch of sound, piece by piece, from one rate (samples a second) to another, without seams."""

    def __init__(self, source_rate: int, target_rate: int) -> None:
        """Begin a stretch."""
        import soxr  # noqa: PLC0415 - see above

        self.source_rate = source_rate
        self._stream = soxr.ResampleStream(source_rate, target_rate, 1, dtype="int16")

    def feed(self, samples: bytes, *, last: bool = False) -> bytes:
        """Take 16-bit samples, return those that are ready; with ``last`` all that remain."""
        import numpy as np  # noqa: PLC0415 - see above

        ready = self._stream.resample_chunk(np.frombuffer(samples, dtype="<i2"), last=last)
        return bytes(ready.astype("<i2").tobytes())


def resample(sound: Pcm, rate: int) -> Pcm:
    """Return a whole sound at ``rate`` samples a second."""
    if sound.rate == rate:
        return sound
    return Pcm(Resampler(sound.rate, rate).feed(sound.samples, last=True), rate)
