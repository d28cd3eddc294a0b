"""The loudspeaker: one owner, one sound behind the other, in short blocks, so that an interruption stops it within one.

"Played" is said only after the last block has left the device. No sound system is trusted to say so, or to play a
sound's end by itself: ALSA's plugin for PulseAudio and PipeWire drops what it still holds when a stream is stopped, the
whole of a short tone included. So silence follows each sound until it must have left, and a while longer, since
the next sound is often near.
"""

import math
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from voice.audio._portaudio import SoundSystem
from voice.core.events import Delivery
from voice.errors import AudioDeviceError
from voice.ports import Pcm
from voice.resampling import resample
from voice.settings import Devices

_STOPPED = "The loudspeaker stopped; connect it again, or choose one with --device."
_UNTOLD_BLOCKS = 3


class _Piece:
    """One sound on its way out."""

    def __init__(self, samples: bytes | memoryview) -> None:
        """Begin with the first sample."""
        self._samples = memoryview(samples)
        self._at = 0
        self.ended_at: int | None = None  # the block, counted by the feed, that took its last sample

    def give(self, out: Any, at: int) -> int:  # noqa: ANN401 - sounddevice has no types
        """Fill a block from this byte on; return where the filled part ends."""
        taken = self._samples[self._at : self._at + len(out) - at]
        out[at : at + len(taken)] = taken
        self._at += len(taken)
        return at + len(taken)

    @property
    def is_given(self) -> bool:
        """Whether nothing is left."""
        return self._at >= len(self._samples)

    def again(self, size: int) -> "_Piece":
        """Return what is left, and so many bytes before it."""
        return _Piece(self._samples[max(0, self._at - size) :])


class _Feed:
    """What PortAudio's thread takes, block by block: sounds one behind the other, and silence, which ends after a
    while. That thread does nothing else here."""

    def __init__(self, library: Any) -> None:  # noqa: ANN401 - sounddevice has no types
        """Begin with nothing to give."""
        self._end = library.CallbackAbort
        self.idle_blocks = 0  # of silence, before the stream ends
        self._pieces: deque[_Piece] = deque()
        self._lock = threading.Lock()
        self._count = 0
        self._idle = 0
        self.running = False
        self.taken = threading.Semaphore(0)  # one for each block, and one for the end

    def put(self, piece: _Piece) -> None:
        """Have a sound follow what there is."""
        with self._lock:
            self._pieces.append(piece)
            self._idle = 0

    def run(self) -> None:
        """Note that the stream is about to be started."""
        with self._lock:
            self.running, self._idle = True, 0

    def clear(self) -> None:
        """Forget what was still to be given."""
        with self._lock:
            self._pieces.clear()
            self.running = False

    def fill(self, out: Any) -> None:  # noqa: ANN401 - as above
        """Give the next block; raises CallbackAbort when nobody wanted any for a while."""
        at = 0
        with self._lock:
            self._count += 1
            while self._pieces and at < len(out):
                at = self._pieces[0].give(out, at)
                if self._pieces[0].is_given:
                    self._pieces.popleft().ended_at = self._count
            self._idle = 0 if at else self._idle + 1
            over = self._idle > self.idle_blocks
            self.running = self.running and not over
        out[at:] = bytes(len(out) - at)
        self.taken.release()
        if over:
            raise self._end

    def finished(self) -> None:
        """Note that the device has ended the stream, as it was told or because it is gone."""
        with self._lock:
            self.running = False
        self.taken.release()

    def blocks_since(self, piece: _Piece) -> int:
        """How many blocks were taken after the sound's last one; -1 while it is being taken."""
        with self._lock:
            return -1 if piece.ended_at is None else self._count - piece.ended_at


class Loudspeaker:
    """The loudspeaker. It stays open, since opening takes longer than a pause in talk; it runs only while it plays, and
    a little longer.

    One that takes nothing more is opened once more, since a busy machine can get a sound system stuck; one that went
    away is looked for again at the next sentence.
    """

    def __init__(self, system: SoundSystem, devices: Devices) -> None:
        """Find and open the loudspeaker; raises AudioDeviceError."""
        self._system = system
        self._devices = devices
        self._owner = threading.Lock()  # two sounds at once would be neither
        self._stream: Any = None
        self._open()

    def _open(self) -> None:
        """Open the device; raises AudioDeviceError."""
        library = self._system.library
        index, self._rate = self._system.choose(self._devices.name, "output")
        # The feed belongs to the stream: what an old one still takes is nobody's.
        self._feed = feed = _Feed(library)
        try:
            self._stream = library.RawOutputStream(
                samplerate=self._rate,
                blocksize=max(1, int(self._rate * self._devices.block_seconds)),
                device=index,
                channels=1,
                dtype="int16",
                latency=self._devices.output_latency,
                callback=lambda out, *_: feed.fill(out),
                finished_callback=feed.finished,
            )
        except library.PortAudioError as error:
            message = "The loudspeaker cannot be opened; close other programs that use it, or choose one with --device."
            raise AudioDeviceError(message) from error
        self._system.keep(self._stream)
        self._age = self._system.age
        # As much sound as the device holds, by its own account, and a little that it does not tell of.
        self._held_blocks = math.ceil(self._stream.latency / self._devices.block_seconds) + _UNTOLD_BLOCKS
        feed.idle_blocks = self._held_blocks + math.ceil(self._devices.idle_seconds / self._devices.block_seconds)

    def play(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Play until the end or an interruption; raises AudioDeviceError."""
        if not speech.samples:
            return Delivery.PLAYED
        with self._owner, self._ready():
            return self._play(_Piece(resample(speech, self._rate).samples), interrupted)

    def sound(self, tone: Pcm) -> None:
        """Begin to play, and let what is played next follow; raises AudioDeviceError."""
        if tone.samples:
            with self._owner, self._ready():
                self._begin(_Piece(resample(tone, self._rate).samples))

    @contextmanager
    def _ready(self) -> Iterator[None]:
        """Have the device open, and say in one sentence what is wrong with it; raises AudioDeviceError."""
        if self._stream is None or self._age != self._system.age:
            self._look_again()
        try:
            yield
        except self._system.library.PortAudioError as error:
            self._lose()
            raise AudioDeviceError(_STOPPED) from error

    def _look_again(self) -> None:
        """Open a loudspeaker that may have come back; raises AudioDeviceError."""
        if self._age == self._system.age:
            self._system.renew()
        self._open()

    def _lose(self) -> None:
        """Let go of a stream that no longer plays."""
        stream, self._stream = self._stream, None
        self._system.drop(stream)

    def _begin(self, piece: _Piece) -> None:
        """Have a sound played behind what is played already; raises PortAudioError."""
        self._feed.put(piece)
        if self._feed.running:
            return
        with suppress(self._system.library.PortAudioError):
            self._stream.abort()  # it may have ended by itself, which is not yet the end for PortAudio
        self._feed.run()
        self._stream.start()

    def _play(self, piece: _Piece, interrupted: Callable[[], bool]) -> Delivery:
        """Have all blocks taken, and wait until the device has played them; raises AudioDeviceError, PortAudioError."""
        while self._feed.taken.acquire(blocking=False):
            pass  # blocks of what was played before
        whole = False
        patience = self._devices.stuck_seconds
        try:
            self._begin(piece)
            while not interrupted():
                if self._feed.blocks_since(piece) >= self._held_blocks:
                    whole = True
                    return Delivery.PLAYED
                going = self._feed.taken.acquire(timeout=patience) and self._feed.running
                if going or self._feed.blocks_since(piece) >= self._held_blocks:  # ended by itself, while nobody looked
                    continue
                self._lose()
                if patience >= self._devices.dead_seconds:
                    raise AudioDeviceError(_STOPPED)
                patience = self._devices.dead_seconds
                self._open()
                piece = piece.again(2 * int(self._rate * self._stream.latency))
                self._begin(piece)
            return Delivery.BARGED_IN
        finally:
            if not whole:
                self._silence()

    def _silence(self) -> None:
        """Stop at once."""
        self._feed.clear()
        if self._stream is not None:
            with suppress(self._system.library.PortAudioError):
                self._stream.abort()
