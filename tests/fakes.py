"""Devices made of lists: the same Protocols as the real ones, and the same contract tests."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from voice.core.events import Action, Delivery, Event, Heard, Interrupted, Listen, Manner, NoInput
from voice.core.terms import Command, Utterance
from voice.errors import SynthesisError, VoiceError
from voice.ports import Deaf, Overheard, Pcm, Recognizer, Sentence

RATE = 16_000


def loud(seconds: float, rate: int = RATE, level: int = 3000) -> Pcm:
    """Return a square wave that counts as speech."""
    half = rate // 400
    period = level.to_bytes(2, "little", signed=True) * half + (-level).to_bytes(2, "little", signed=True) * half
    count = int(rate * seconds)
    return Pcm((period * (count // (2 * half) + 1))[: 2 * count], rate)


def quiet(seconds: float, rate: int = RATE) -> Pcm:
    """Return silence."""
    return Pcm(bytes(2 * int(rate * seconds)), rate)


class ListSource:
    """A microphone that captured this; it ends where the list ends."""

    def __init__(self, frames: Sequence[Pcm]) -> None:
        """Deliver ``frames`` in order."""
        self._frames = iter(frames)
        self.flushed = 0

    def deliver(self, frames: Sequence[Pcm]) -> None:
        """Deliver these instead of what is left."""
        self._frames = iter(frames)

    def frames(self) -> Iterator[Pcm]:
        """Yield what is left."""
        return self._frames

    def ready(self) -> Iterator[Pcm]:
        """Yield nothing: all of it is yet to come."""
        return iter(())

    def flush(self) -> None:
        """Count how often."""
        self.flushed += 1


@dataclass
class ListRecognizer:
    """Recognises one more word of a text with every frame."""

    words: list[str]
    heard: int = 0

    def accept(self, frame: Pcm) -> str:
        """Return the words so far."""
        if any(frame.samples):
            self.heard += 1
        return " ".join(self.words[: self.heard])

    def expected(self) -> str:
        """Return the same."""
        return " ".join(self.words[: self.heard])

    def finish(self) -> Utterance:
        """Return them all."""
        text = " ".join(self.words[: self.heard])
        return Utterance(text, text, 1.0)


class ListEar:
    """Hears these texts, one a question."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Hear ``texts`` in order, then nothing."""
        self._texts = iter(texts)
        self.opened: list[Listen] = []

    def open(self, listen: Listen) -> Recognizer:
        """Return the recogniser of the next text."""
        self.opened.append(listen)
        return ListRecognizer(next(self._texts, "").split())


class ListListener:
    """Answers these, one a question; an exception in the list is raised instead."""

    def __init__(self, answers: Sequence[str | BaseException | None]) -> None:
        """Answer in order (None is silence); after the last there is nobody."""
        self._answers = iter(answers)
        self.listened: list[Listen] = []
        self.spoken: list[Sentence] = []
        self.over: dict[int, Overheard] = {}

    def hear(self, listen: Listen) -> Heard | NoInput | Interrupted:
        """Return the next answer."""
        self.listened.append(listen)
        try:
            answer = next(self._answers)
        except StopIteration:
            return Interrupted()
        if isinstance(answer, BaseException):
            raise answer
        return NoInput() if answer is None else Heard(Utterance(answer))

    def attend(self) -> None:
        """Nothing was said before."""

    def overhear(self, sentence: Sentence) -> Overheard:
        """Hear nothing meanwhile, unless there is something in `over`."""
        self.spoken.append(sentence)
        return self.over.get(len(self.spoken), Deaf())


@dataclass
class ListVoice:
    """Speaks every sentence as a hundredth of a second per letter; ``broken`` breaks from that sentence on."""

    broken: int | None = None
    said: list[str] = field(default_factory=list)
    manners: list[Manner] = field(default_factory=list)
    adjusted: list[Command] = field(default_factory=list)

    def synthesize(self, text: str, manner: Manner = Manner.PLAIN) -> Pcm:
        """Return as much noise as the text is long; raises SynthesisError when broken or when there is no text."""
        self.said.append(text)
        self.manners.append(manner)
        if not text or (self.broken is not None and len(self.said) > self.broken):
            message = "The fake voice is broken; mend it."
            raise SynthesisError(message)
        return loud(len(text) / 100)

    def prefetch(self, texts: Sequence[str], manner: Manner = Manner.PLAIN) -> None:
        """Nothing takes time here."""

    def adjust(self, command: Command) -> None:
        """Remember it."""
        self.adjusted.append(command)


@dataclass
class ListSink:
    """Remembers what it played."""

    played: list[Pcm] = field(default_factory=list)
    problem: VoiceError | None = None

    def play(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Play, or raise the problem."""
        if self.problem is not None:
            raise self.problem
        if interrupted():
            return Delivery.BARGED_IN
        self.played.append(speech)
        return Delivery.PLAYED

    def sound(self, tone: Pcm) -> None:
        """Play it at once, or raise the problem."""
        self.play(tone, lambda: False)


@dataclass
class ListScreen:
    """Remembers what it showed."""

    lines: list[str] = field(default_factory=list)

    def show(self, text: str) -> None:
        """Remember a line."""
        self.lines.append(text)


@dataclass
class ListJournal:
    """Remembers what was noted."""

    entries: list[Event | Action] = field(default_factory=list)

    def note(self, entry: Event | Action) -> None:
        """Remember an entry."""
        self.entries.append(entry)


class FakePortAudioError(Exception):
    """What the fake sound system raises."""


class FakeCallbackAbort(Exception):  # noqa: N818 - sounddevice's name
    """What a callback raises to end its stream."""


class FakeStream:
    """A stream of the fake sound system; an input stream delivers its recording at once when started."""

    def __init__(self, system: "FakeSoundSystem", *, output: bool, **options: Any) -> None:
        """Open it, unless the system says otherwise."""
        if system.refuses:
            raise FakePortAudioError(system.refuses)
        self._system = system
        system.streams.append(self)
        self.options = options
        self.output = output
        self.aborted = False
        self.latency = options.get("latency", 0.0)
        self.ended = threading.Event()
        self._playing: threading.Thread | None = None

    def start(self) -> None:
        """Deliver what was recorded, or begin to play."""
        if self._system.unplugged:
            message = "device gone"
            raise FakePortAudioError(message)
        self.aborted = False
        if self.output and (self._system.stuck or self._system.sticks > 0):
            self._system.sticks -= 1
            return
        if self.output:
            self._playing = threading.Thread(target=self._play, daemon=True)
            self._playing.start()
            return
        for block in self._system.recorded:
            self.options["callback"](block, len(block) // 2, None, None)

    def _play(self) -> None:
        """Take block after block, as a device does."""
        size = 2 * self.options["blocksize"]
        while not self.aborted:
            block = bytearray(size)
            try:
                self.options["callback"](block, size // 2, None, None)
            except FakeCallbackAbort:
                self._system.played.append(bytes(block))
                break
            self._system.played.append(bytes(block))
            time.sleep(0.001)
        self.options["finished_callback"]()
        self.ended.set()

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(self, *problem: object) -> None:
        """Close it."""
        self._system.closed += 1

    def close(self) -> None:
        """Let go of the device."""
        self._system.closed += 1

    def abort(self) -> None:
        """Stop at once."""
        self.aborted = True
        if self._playing is not None and self._playing is not threading.current_thread():
            self._playing.join()


@dataclass
class FakeSoundSystem:
    """Stands where the module sounddevice stands."""

    devices: list[dict[str, Any]]
    recorded: list[bytes] = field(default_factory=list)
    refuses: str = ""
    unplugged: bool = False
    stuck: bool = False
    sticks: int = 0  # so many streams take nothing
    played: list[bytes] = field(default_factory=list)
    closed: int = 0
    renewed: int = 0
    streams: list[FakeStream] = field(default_factory=list)

    PortAudioError = FakePortAudioError
    CallbackAbort = FakeCallbackAbort

    def query_devices(self, kind: str | None = None) -> Any:
        """Return all devices, or the default one of a kind."""
        if kind is None:
            return self.devices
        for device in self.devices:
            if device[f"max_{kind}_channels"] > 0:
                return device
        message = f"no default {kind} device"
        raise FakePortAudioError(message)

    def _terminate(self) -> None:
        """Forget all devices."""

    def _initialize(self) -> None:
        """Count them again."""
        self.renewed += 1

    def RawInputStream(self, **options: Any) -> FakeStream:  # noqa: N802 - sounddevice's name
        """Open a microphone."""
        return FakeStream(self, output=False, **options)

    def RawOutputStream(self, **options: Any) -> FakeStream:  # noqa: N802 - sounddevice's name
        """Open a loudspeaker."""
        return FakeStream(self, output=True, **options)


def device(name: str, inputs: int = 0, outputs: int = 0, rate: float = 44_100.0) -> dict[str, Any]:
    """Return a device as sounddevice describes one."""
    return {"name": name, "max_input_channels": inputs, "max_output_channels": outputs, "default_samplerate": rate}
