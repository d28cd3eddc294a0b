"""The loaded clinical content as frozen types. Made once by `voice.content`, never changed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from voice.core.conditions import Test
from voice.core.labels import Labels
from voice.core.language import Language
from voice.core.own_words import OwnWords, own_words
from voice.core.terms import (
    ChoiceId,
    Finding,
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
class Case:
    """One line of a policy: if ``when`` holds, the slot counts as ``value`` and the result is at least ``floor``."""

    when: Test | None
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
    """One slot: what kind of fact it is and how it behaves. Its words are prompts; its phrases are in the lexicon.
    ``listed`` marks one that may be asked together with others, in a sweep; ``lasting`` one that some people have had
    for years, which is asked about once where it is told so."""

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
    lasting: bool = False
    listed: bool = False
    ask_if: Test | None = None
    skip_if: Test | None = None
    implies: tuple[Implication, ...] = ()
    cite: tuple[SourceId, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the decision table. ``concern`` is for the log and for clinicians and is never spoken."""

    id: RuleId
    urgency: Urgency
    variant: str
    when: Test
    concern: str
    cite: tuple[SourceId, ...]
    line: PromptId


@dataclass(frozen=True, slots=True)
class Line:
    """One line of guidance: a prompt (or ``first``, ``reason``, ``variant``), and when it is said."""

    say: PromptId
    when: Test | None = None
    region: str = ""
    not_variant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interrupt:
    """A family of alarm wording: what it fills, and the rule that then fires. ``checked``: where its words may be meant
    or not, it is asked about."""

    id: InterruptId
    name: str
    fills: Mapping[SlotId, Value]
    variant: str
    checked: bool = False


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
class Silence:
    """What to do when nobody answers: after how many seconds of sound the emergency number is said again, each time
    (the last one from then on), how often at most, and which alarm a yes to it raises. ``pause`` is for how many
    seconds nobody need answer after asking to wait."""

    repeat_after: tuple[int, ...]
    repeats: int
    help: InterruptId
    pause: int


Wordings = frozenset[tuple[str, ...]]
"""Fixed wordings, each as the words that an utterance is compared in."""


@dataclass(frozen=True, slots=True)
class SetupWords:
    """What is understood in the first start: the regions by how a country is said, that the voice is right; and what
    wakes a program that sits waiting."""

    regions: Mapping[str, Wordings]
    fine: Wordings
    start: Wordings


@dataclass(frozen=True, slots=True)
class Pathway:
    """Everything the core needs to know. ``sweeps`` are danger signs that one question asks for together, by its
    name."""

    questions: Mapping[SlotId, Question]
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
    silence: Silence
    sweeps: Mapping[str, tuple[SlotId, ...]]
    setup: SetupWords
    labels: Labels
    gated: Mapping[SlotId, Question] = field(init=False, compare=False, repr=False)
    table: tuple[Rule, ...] = field(init=False, compare=False, repr=False)
    home: tuple[Rule, ...] = field(init=False, compare=False, repr=False)
    own_words: OwnWords = field(init=False, compare=False, repr=False)

    def is_alarm(self, slot: SlotId) -> bool:
        """Does the presence of this slot alone make an emergency?"""
        return slot in self.questions and self.questions[slot].alarm

    def told(self, slot: SlotId, value: Value) -> bool:
        """Does this value say that the sign is there?"""
        return value not in (Finding.ABSENT, Finding.UNSURE, self.language.traits[slot].denied)

    def sweep_of(self, slots: tuple[SlotId, ...]) -> str:
        """The name of the sweep that asks for these danger signs; empty where there is none."""
        return next((name for name, swept in self.sweeps.items() if swept == slots), "")

    def with_numbers(self, text: str) -> str:
        """A sentence with the telephone numbers of the region."""
        region = self.region
        for place, number in (
            ("{EMERGENCY}", region.emergency),
            ("{URGENT_LINE}", region.urgent_line),
            ("{CRISIS}", region.crisis),
        ):
            text = text.replace(place, number)
        return text

    def __post_init__(self) -> None:
        """Note once what every assessment asks for: ``gated`` are the questions that may not be asked at all times,
        ``table`` the rules above self-care, ``home`` those of self-care; and ``own_words``, what the program itself
        says."""
        gated = {slot: one for slot, one in self.questions.items() if one.listen_only or one.ask_if or one.skip_if}
        rules = (*self.rules, *self.scope_rules)
        object.__setattr__(
            self, "own_words", own_words((text, self.with_numbers(text)) for text in self.prompts.values())
        )
        object.__setattr__(self, "gated", gated)
        object.__setattr__(self, "table", tuple(rule for rule in rules if rule.urgency is not Urgency.SELF_CARE))
        object.__setattr__(self, "home", tuple(rule for rule in rules if rule.urgency is Urgency.SELF_CARE))
