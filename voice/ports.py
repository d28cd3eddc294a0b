"""The seams of the shell: the shapes that microphones, recognisers, synthesisers and loudspeakers must have.

Protocols only, so that an engine needs to know nothing of the rest; each engine file ends in an ``open_...`` function
whose annotation makes mypy check it here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from voice.core.events import Action, Delivery, Event, Heard, Hindered, Interrupted, Kept, Listen, Manner, NoInput
from voice.core.terms import Command, InterruptId, Utterance

Answered = Heard | NoInput | Interrupted | Hindered
"""What may come of listening."""


@dataclass(frozen=True, slots=True)
class Pcm:
    """Mono sound: signed 16-bit little-endian samples at ``rate`` samples a second."""

    samples: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / 2 / self.rate


class AudioSource(Protocol):
    """Where the caller's voice comes from."""

    def frames(self) -> Iterator[Pcm]:
        """Yield pieces of about 0.1 s until the source ends; raises AudioDeviceError."""

    def ready(self) -> Iterator[Pcm]:
        """Yield what was captured and not yet read, without waiting for more."""

    def flush(self) -> None:
        """Forget what was captured but not yet read, so that the program does not hear itself."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence while it is spoken: its words, its sound, what will be listened for after it.

    ``goes_on``: it follows an answer, whose speaker may not have finished; ``known``: the alarm heard before.
    """

    text: str
    speech: Pcm
    listen: Listen
    today: int
    interruptible: bool = True
    goes_on: bool = False
    known: InterruptId | None = None


class Overheard(Protocol):
    """What is heard of the caller while a sentence is spoken."""

    @property
    def broken(self) -> bool:
        """Whether the caller broke in."""

    @property
    def resumed(self) -> bool:
        """Whether it is the last answer that goes on."""

    def __call__(self) -> bool:
        """Whether the sentence must stop now. Asked before each block of it; raises EngineError."""


class Deaf:
    """Nothing is heard while a sentence is spoken."""

    broken = resumed = False

    def __call__(self) -> bool:
        """Return that nothing stops it."""
        return False


class Detector(Protocol):
    """Tells a voice from other sound."""

    def forget(self) -> None:
        """Begin anew: what follows does not go on from what came before."""

    def voice(self, frame: Pcm) -> float:
        """Return how surely somebody speaks in this piece of sound, 0 to 1."""


class Recognizer(Protocol):
    """Turns one answer's sound into words; one object an answer."""

    def accept(self, frame: Pcm) -> str:
        """Take more sound, return the words so far; raises RecognitionError."""

    def expected(self) -> str:
        """Return the words so far to the ear that expects answers, if there is one beside the other; it costs more to
        ask."""

    def finish(self) -> Utterance:
        """Return what was heard; raises RecognitionError."""


class Ear(Protocol):
    """Opens a recogniser for each question."""

    def open(self, listen: Listen) -> Recognizer:
        """Listen with the grammar of the slots that are asked (none: without a grammar); raises EngineError."""


class Listener(Protocol):
    """Hears one answer, whether spoken or typed."""

    def attend(self) -> None:
        """Listen from now on: what was said before is no answer to what was just asked."""

    def hear(self, listen: Listen) -> Answered:
        """Wait for the answer; `Interrupted` when none can come any more, `Hindered` when it cannot be heard; raises
        VoiceError."""

    def overhear(self, sentence: Sentence) -> Overheard:
        """Return what listens while the sentence is spoken."""


class Synthesizer(Protocol):
    """Makes speech but never plays it, so that "spoken" can be a fact."""

    def synthesize(self, text: str, manner: Manner = Manner.PLAIN) -> Pcm:
        """Return the samples of a sentence; raises SynthesisError."""

    def prefetch(self, texts: Sequence[str], manner: Manner = Manner.PLAIN) -> None:
        """Make sentences that may be wanted soon, in spare time; never waits, never raises."""

    def adjust(self, command: Command) -> None:
        """Speak slower, faster, louder or quieter from now on, as far as the voice can; never raises."""


class AudioSink(Protocol):
    """Where sound goes."""

    def play(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Play to the end, or until `interrupted` says so, and say which; raises AudioDeviceError."""

    def sound(self, tone: Pcm) -> None:
        """Begin to play a tone and do not wait for its end: what is played next follows it; raises
        AudioDeviceError."""


class Keys(Protocol):
    """Single keys, beside the voice."""

    def pressed(self) -> str:
        """Return what was pressed since last asked, one character a key, without waiting."""


class Keeper(Protocol):
    """Where an unfinished consultation is kept until it is finished."""

    def keep(self, kept: Kept) -> None:
        """Keep this in the place of what was kept before; never raises."""

    def forget(self) -> None:
        """Keep nothing any more; never raises."""


class Screen(Protocol):
    """Captions, and the way out when sound fails."""

    def show(self, text: str) -> None:
        """Print one plain line."""


class Journal(Protocol):
    """What happened, in order."""

    def note(self, entry: Event | Action) -> None:
        """Append one entry; raises JournalError."""
