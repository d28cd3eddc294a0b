"""How quick the program is: seconds to the first sentence, and from the end of an answer to the next sentence.

Measured around the devices, so that what is measured is what a caller would notice: the tones that come before a
sentence count, at the length they have. The pause by which the end of an answer is known does not, since it is audio
that a recording delivers at once.
"""

import sys
from collections.abc import Callable, Iterator
from statistics import median

from voice.core.events import Delivery
from voice.journal import process_age, stopwatch
from voice.ports import AudioSink, AudioSource, Pcm


class Timing:
    """What was measured so far, in seconds."""

    def __init__(self) -> None:
        """Start with nothing measured."""
        self.first_sentence: float | None = None
        self.gaps: list[float] = []
        self._answer_ended: float | None = None
        self._tones = 0.0

    def sounded(self) -> None:
        """Note that a piece of the answer has just been handed over; the last one counts."""
        self._answer_ended = stopwatch()
        self._tones = 0.0

    def signals(self, seconds: float) -> None:
        """Note so many seconds of a tone, behind which the sentence will begin."""
        self._tones += seconds

    def speaks(self) -> None:
        """Note that the first sample of a sentence is about to be heard."""
        if self.first_sentence is None:
            self.first_sentence = process_age()
        if self._answer_ended is not None:
            self.gaps.append(stopwatch() - self._answer_ended + self._tones)
            self._answer_ended = None

    def summary(self) -> dict[str, float | int | None]:
        """Return the figures: seconds, and the most memory ever resident in mebibytes."""
        return {
            "first_prompt_seconds": None if self.first_sentence is None else round(self.first_sentence, 3),
            "median_gap_seconds": round(median(self.gaps), 4) if self.gaps else None,
            "p95_gap_seconds": round(sorted(self.gaps)[int(0.95 * len(self.gaps))], 4) if self.gaps else None,
            "longest_gap_seconds": round(max(self.gaps), 4) if self.gaps else None,
            "answers": len(self.gaps),
            "peak_resident_mebibytes": _peak_memory(),
        }


class TimedSource:
    """A source that tells when an answer's last sound was handed over; silence does not count."""

    def __init__(self, source: AudioSource, timing: Timing) -> None:
        """Measure ``source``."""
        self._source = source
        self._timing = timing

    def frames(self) -> Iterator[Pcm]:
        """Yield the source's frames."""
        for frame in self._source.frames():
            if any(frame.samples):
                self._timing.sounded()
            yield frame

    def ready(self) -> Iterator[Pcm]:
        """Yield what is there already; not timed."""
        return self._source.ready()

    def flush(self) -> None:
        """Forget what was captured but not read."""
        self._source.flush()


class TimedSink:
    """A loudspeaker that tells when a sentence begins."""

    def __init__(self, sink: AudioSink, timing: Timing) -> None:
        """Measure ``sink``."""
        self._sink = sink
        self._timing = timing

    def play(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Play, noting when."""
        self._timing.speaks()
        return self._sink.play(speech, interrupted)

    def sound(self, tone: Pcm) -> None:
        """Begin to play a tone, which the sentence will have to wait for."""
        self._sink.sound(tone)
        self._timing.signals(tone.seconds)


def _peak_memory() -> int | None:
    """Return the most memory this process ever held, in mebibytes; None where nobody knows."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - not on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024 if sys.platform == "darwin" else 1024)
