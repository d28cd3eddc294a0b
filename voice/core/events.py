"""What can happen (`Event`) and what to do about it (`Action`): the only types that cross the core's boundary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from voice.core.terms import Command, InterruptId, ListenKind, PromptId, RuleId, SlotId, Urgency, Utterance, Value


class Delivery(Enum):
    """What became of a sentence: a receipt from the sink, never an assumption."""

    PLAYED = "played"
    BARGED_IN = "barged_in"
    FAILED = "failed"


class Manner(Enum):
    """How a sentence is spoken; what that sounds like is the voice's business."""

    PLAIN = "plain"
    URGENT = "urgent"  # slower and louder, after the tone that means danger


@dataclass(frozen=True, slots=True)
class Kept:
    """What is worth keeping of an unfinished consultation: what was confirmed so far and what was asked, none of what
    was said. ``today`` is the day it was held, ``single``, ``reasked``, ``checked`` and ``verified`` as in the
    interview's state."""

    today: int
    findings: Mapping[SlotId, Value]
    unanswered: tuple[SlotId, ...] = ()
    interrupt: InterruptId | None = None
    questions: int = 0
    lost: int = 0
    confirmed: bool = False
    single: tuple[SlotId, ...] = ()
    reasked: tuple[SlotId, ...] = ()
    checked: tuple[SlotId, ...] = ()
    verified: tuple[InterruptId, ...] = ()

    @property
    def empty(self) -> bool:
        """Was nothing learnt yet?"""
        return not self.findings and not self.unanswered and self.interrupt is None


@dataclass(frozen=True, slots=True)
class Started:
    """The consultation begins. ``today`` is the calendar date as a day number (1 = 1 January of year 1).

    ``vigil``: a person may have collapsed before the microphone, so when nobody answers, the emergency number is
    repeated for as long as the content says. Without it silence ends the consultation. ``kept`` is what an unfinished
    consultation left; it is offered to go on from there. ``keys``: the caller may press keys, too, and is told so.
    """

    today: int
    vigil: bool = False
    kept: Kept | None = None
    keys: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """The caller said something."""

    utterance: Utterance


@dataclass(frozen=True, slots=True)
class NoInput:
    """The caller said nothing for as long as the program waited."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence was delivered, or was not."""

    prompt: PromptId
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The person, or the machine, ends the consultation early (Ctrl-C, end of input, a broken device)."""


class Trouble(Enum):
    """What keeps the caller from being heard."""

    LOST = "lost"  # the microphone is gone
    BACK = "back"  # it is there again
    MUTED = "muted"  # it delivers nothing but zeros, which no room is


@dataclass(frozen=True, slots=True)
class Hindered:
    """The caller could not be heard, or can be heard again."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Resumed:
    """The caller went on speaking when the answer was already taken: what was heard last was not all of it."""


Event = Started | Heard | NoInput | Spoken | Interrupted | Hindered | Resumed


@dataclass(frozen=True, slots=True)
class Fact:
    """One clause that is put into a sentence: its prompt, and the number in it if it has one."""

    prompt: PromptId
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Speak one prompt. ``facts`` are the clauses that go where it says {facts}; ``count`` goes where it says
    {count}."""

    prompt: PromptId
    interruptible: bool = True
    facts: tuple[Fact, ...] = ()
    count: int | None = None
    manner: Manner = Manner.PLAIN


@dataclass(frozen=True, slots=True)
class Listen:
    """Listen for an answer: ``asked`` names the slots in question, ``proposes`` what a yes would confirm, ``raises``
    the interrupt that it would raise.

    ``wait`` is for how many seconds of sound nobody need say anything; None is the usual.
    """

    kind: ListenKind
    asked: tuple[SlotId, ...] = ()
    proposes: Mapping[SlotId, Value] | None = None
    raises: InterruptId | None = None
    wait: int | None = field(default=None, compare=False)  # the same question, however long it waits


@dataclass(frozen=True, slots=True)
class Show:
    """Put a sentence on the screen because speaking it failed."""

    prompt: PromptId
    facts: tuple[Fact, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Adjust:
    """Change the voice: the command says which way (slower, faster, louder, quieter)."""

    command: Command


@dataclass(frozen=True, slots=True)
class Close:
    """The consultation is over. ``urgency`` is None only when nothing at all was learnt before it ended."""

    urgency: Urgency | None
    rules: tuple[RuleId, ...]
    findings: Mapping[SlotId, Value]
    questions: int
    guidance: tuple[PromptId, ...]


Action = Say | Listen | Show | Adjust | Close
