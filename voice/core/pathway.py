"""The loaded clinical content as frozen types. Made once by `voice.content`, never changed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass

from voice.core.language import Language
from voice.core.terms import (
    ChoiceId,
    InterruptId,
    PromptId,
    RuleId,
    SlotId,
    SlotKind,
    SourceId,
    Urgency,
    Value,
)


@dataclass(frozen=True, slots=True)
class Is:
    """The slot has this value; for ``PRESENT`` also an unsure that counts as present."""

    slot: SlotId
    value: Value


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The slot's number is this or more."""

    slot: SlotId
    number: int


@dataclass(frozen=True, slots=True)
class Below:
    """The slot's number is less than this."""

    slot: SlotId
    number: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """The slot has one of these choices."""

    slot: SlotId
    values: tuple[ChoiceId, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Count:
    """At least so many of these slots are present."""

    slots: tuple[SlotId, ...]
    at_least: int


Condition = Is | AtLeast | Below | OneOf | All | Any | Not | Count


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a policy: if ``when`` holds, the slot counts as ``value`` and the result is at least ``floor``."""

    when: Condition | None
    value: Value
    floor: Urgency | None = None


Policy = tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Implication:
    """When the slot has ``value``, ``slot`` is filled with ``fills`` unless it has a value already."""

    value: Value
    slot: SlotId
    fills: Value


@dataclass(frozen=True, slots=True)
class Question:
    """One slot: what kind of fact it is and how it behaves. Its words are prompts; its phrases are in the lexicon."""

    slot: SlotId
    kind: SlotKind
    order: int
    if_unsure: Policy
    if_unanswered: Policy
    choices: tuple[ChoiceId, ...] = ()
    guarded: bool = False
    must_answer: bool = False
    alarm: bool = False
    reask_unsure: bool = False
    listen_only: bool = False
    ask_if: Condition | None = None
    skip_if: Condition | None = None
    implies: tuple[Implication, ...] = ()
    cite: tuple[SourceId, ...] = ()


@dataclass(frozen=True, slots=True)
class Sweep:
    """One question that covers several slots; only a flat no is taken for all of them."""

    id: str
    slots: tuple[SlotId, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the decision table. ``concern`` is for the log and for clinicians and is never spoken."""

    id: RuleId
    urgency: Urgency
    variant: str
    when: Condition
    concern: str
    cite: tuple[SourceId, ...]
    line: PromptId


@dataclass(frozen=True, slots=True)
class Line:
    """One line of guidance: a prompt (or ``first``, ``reason``, ``variant``), and when it is said."""

    say: PromptId
    when: Condition | None = None
    region: str = ""
    not_variant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interrupt:
    """A family of alarm wording: what it fills, and the rule that then fires."""

    id: InterruptId
    name: str
    fills: Mapping[SlotId, Value]
    variant: str


@dataclass(frozen=True, slots=True)
class Source:
    """One citation."""

    id: SourceId
    title: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Region:
    """Whom to call where: texts as they are spoken, digits one by one."""

    id: str
    name: str
    emergency: str
    urgent_line: str
    crisis: str


@dataclass(frozen=True, slots=True)
class Pathway:
    """Everything the core needs to know."""

    questions: Mapping[SlotId, Question]
    sweeps: tuple[Sweep, ...]
    rules: tuple[Rule, ...]
    scope_rules: tuple[Rule, ...]
    incomplete: Rule
    unanswered_allowed: int
    guidance: Mapping[str, tuple[Line, ...]]
    interrupts: Mapping[InterruptId, Interrupt]
    sources: Mapping[SourceId, Source]
    prompts: Mapping[PromptId, str]
    offscript: Mapping[str, PromptId]
    region: Region
    language: Language
