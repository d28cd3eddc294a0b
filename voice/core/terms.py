"""The vocabulary of the program as types. Imports nothing of the project; everything else may import it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import NewType

SlotId = NewType("SlotId", str)
"""Name of one fact to fill, for example ``chest_pain``; ``present`` is always the finding."""

PromptId = NewType("PromptId", str)
"""Name of one sentence in ``intents/<language>/``; nothing can be spoken that has none."""

RuleId = NewType("RuleId", str)
"""Name of one urgency rule, for example ``E01``."""

SourceId = NewType("SourceId", str)
"""Name of one citation in ``intents/sources.yaml``."""

InterruptId = NewType("InterruptId", str)
"""Name of one family of alarm wording that is listened for in every turn, for example ``I1``."""

ChoiceId = NewType("ChoiceId", str)
"""One value of a slot that offers choices, for example ``both_legs``."""


class Finding(Enum):
    """What is known of a yes-no slot. Not known at all is the slot's absence from the findings, never ``ABSENT``."""

    PRESENT = "present"
    ABSENT = "absent"
    UNSURE = "unsure"


class Polarity(Enum):
    """Yes, no or unsure, as said in answer to a direct question."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Urgency(IntEnum):
    """How soon the person should get care; the only ordered enum, so that the highest can win."""

    SELF_CARE = 1
    SOON = 2
    URGENT = 3
    EMERGENCY = 4


class SlotKind(Enum):
    """What sort of value fills a slot."""

    FINDING = "finding"
    CHOICE = "choice"
    SCORE = "score"  # pain, 0 to 10
    DURATION = "duration"  # days
    AGE = "age"  # years


class ListenKind(Enum):
    """Why the program is listening; part of the machine interface."""

    OPENING = "opening"
    QUESTION = "question"
    SWEEP = "sweep"
    CONFIRM = "confirm"
    READBACK = "readback"
    CLOSING = "closing"


class Command(Enum):
    """What a caller may ask of the program itself, at any moment."""

    REPEAT = "repeat"
    SLOWER = "slower"
    FASTER = "faster"
    LOUDER = "louder"
    QUIETER = "quieter"
    HELP = "help"
    WHY = "why"
    OPTIONS = "options"
    GO_BACK = "go_back"
    SKIP = "skip"
    STOP = "stop"
    START_OVER = "start_over"
    HOW_MANY_MORE = "how_many_more"
    THAT_IS_WRONG = "that_is_wrong"
    WAIT = "wait"
    SUMMARY = "summary"


ASKING_BACK = frozenset({Command.REPEAT, Command.HELP, Command.WHY, Command.OPTIONS})
"""The commands after which the same question stands again."""


Value = Finding | ChoiceId | int
"""Value of a slot: a finding, a choice, or a whole number (days, years, or points of ten)."""

Findings = Mapping[SlotId, Value]
"""All that is known so far."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing the caller said, as recognised.

    ``free`` is what the second ear heard, the same audio decoded without the question's grammar; ``None`` when the
    words were typed. ``confidence`` and ``free_confidence`` are the recogniser's own, 0 to 1, a mean over the words of
    each ear: worth little alone, something together with how far the ears agree. ``sureness`` is that of every word of
    ``text`` by itself, where one ear stood for both, as it does where any answer may come; else it is empty.
    """

    text: str
    free: str | None = None
    confidence: float = 1.0
    free_confidence: float = 1.0
    sureness: tuple[float, ...] = ()


def value_text(value: Value) -> str | int:
    """Write a value as the machine interface does: ``present``, ``both_legs``, or a number."""
    return value.value if isinstance(value, Finding) else value
