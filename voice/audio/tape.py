"""A whole consultation, both voices, written to one WAV file as it happens."""

import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from voice.core.events import Delivery
from voice.errors import AudioDeviceError
from voice.ports import AudioSink, AudioSource, Pcm
from voice.resampling import Resampler


class Tape:
    """One WAV file (mono, 16-bit, ``rate`` samples a second) that grows sound by sound; use it in a ``with``."""

    def __init__(self, file: Path, rate: int) -> None:
        """Start the file; raises AudioDeviceError."""
        self._file = file
        self._rate = rate
        self._resampler: Resampler | None = None
        try:
            self._opened = file.open("wb")  # by ourselves: wave complains at exit about a file it could not open
        except OSError as error:
            message = f"The recording {file} cannot be written ({error.strerror}); choose another place."
            raise AudioDeviceError(message) from error
        self._wave = wave.open(self._opened, "wb")  # noqa: SIM115 - closed by __exit__
        self._wave.setnchannels(1)
        self._wave.setsampwidth(2)
        self._wave.setframerate(rate)

    def add(self, sound: Pcm) -> None:
        """Append a sound of any rate; raises AudioDeviceError."""
        if self._resampler is not None and self._resampler.source_rate != sound.rate:
            self._finish_stretch()
        if sound.rate == self._rate:
            self._write(sound.samples)
            return
        if self._resampler is None:
            self._resampler = Resampler(sound.rate, self._rate)
        self._write(self._resampler.feed(sound.samples))

    def _finish_stretch(self) -> None:
        """Write what the resampler still holds."""
        if self._resampler is not None:
            self._write(self._resampler.feed(b"", last=True))
            self._resampler = None

    def _write(self, samples: bytes) -> None:
        """Append samples to the file; raises AudioDeviceError."""
        try:
            self._wave.writeframesraw(samples)
        except OSError as error:
            message = f"The recording {self._file} cannot be written ({error.strerror}); free some space."
            raise AudioDeviceError(message) from error

    def __enter__(self) -> Self:
        """Return the tape itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file, whatever happened."""
        self._finish_stretch()
        self._wave.close()
        self._opened.close()


class TapedSource:
    """A source whose sound also goes on the tape."""

    def __init__(self, source: AudioSource, tape: Tape) -> None:
        """Copy ``source`` to ``tape``."""
        self._source = source
        self._tape = tape

    def frames(self) -> Iterator[Pcm]:
        """Yield the source's frames."""
        for frame in self._source.frames():
            self._tape.add(frame)
            yield frame

    def ready(self) -> Iterator[Pcm]:
        """Yield what is there already; what nobody was listening for is not on the tape."""
        return self._source.ready()

    def flush(self) -> None:
        """Forget what was captured but not read; it is not on the tape either."""
        self._source.flush()


class TapedSink:
    """A loudspeaker whose sound also goes on the tape."""

    def __init__(self, sink: AudioSink, tape: Tape) -> None:
        """Copy what ``sink`` plays to ``tape``."""
        self._sink = sink
        self._tape = tape

    def play(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Play, then write down: nobody should wait for a disk to hear a sentence."""
        delivery = self._sink.play(speech, interrupted)
        self._tape.add(speech)
        return delivery

    def sound(self, tone: Pcm) -> None:
        """Begin to play it, then write it down."""
        self._sink.sound(tone)
        self._tape.add(tone)
