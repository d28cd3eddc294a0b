"""Everything one language contributes to understanding, compiled: made once by `voice.content`, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from voice.core.answer_words import AnswerWords
from voice.core.assertion import AssertionWeights
from voice.core.flatness import FlatWords
from voice.core.leaning import LeaningWeights
from voice.core.lexicon import Lexicon
from voice.core.likelihood import Weights
from voice.core.normalize import Words
from voice.core.pauses import PauseWords
from voice.core.quantity_words import QuantityWords
from voice.core.scope_words import ReferenceWords, ScopeWords, TakingBackWords
from voice.core.terms import InterruptId, SlotId, SlotKind, Value


class Several(Enum):
    """Which of several values counts when one breath holds more than one for the same slot."""

    WORST = "worst"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Trait:
    """How one slot is understood. ``ranked`` lists its values from the most harmless to the worst.

    ``denied`` is what a plain no means, ``affirmed`` what a plain yes means; None where it means nothing.
    """

    slot: SlotId
    kind: SlotKind
    ranked: tuple[Value, ...]
    several: Several
    denied: Value | None
    affirmed: Value | None
    any_time: bool
    family_too: bool
    conditional: bool
    of_the_pain: bool
    implies: tuple[tuple[Value, SlotId, Value], ...]


@dataclass(frozen=True, slots=True)
class CommandWords:
    """The closed lists that tell a command from a remark; ``answers.yaml`` says what each is for."""

    bids_wait: frozenset[str]
    until: frozenset[str]
    describes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """The words of a language and how each slot takes them. ``interrupts`` are in the order in which one wins over
    another; ``requests`` are those that ask for something, so that a question is no mere question. ``just_now`` names
    the slots whose presence raises an interrupt when it is said to be recent."""

    words: Words
    scope: ScopeWords
    quantities: QuantityWords
    reference: ReferenceWords
    taking_back: TakingBackWords
    answers: AnswerWords
    commanding: CommandWords
    lexicon: Lexicon
    traits: Mapping[SlotId, Trait]
    politeness: frozenset[str]
    corrections: Mapping[str, tuple[tuple[str, ...], ...]]
    soft: frozenset[tuple[str, ...]]
    flat: FlatWords
    acknowledge: frozenset[tuple[str, ...]]
    interrupts: tuple[str, ...]
    interrupt_ids: frozenset[str]
    requests: frozenset[str]
    shaded: Mapping[str, tuple[str, ...]]
    interrupt_fills: Mapping[str, tuple[InterruptId, SlotId | None, Value | None]]
    just_now: Mapping[SlotId, InterruptId]
    in_scope: frozenset[SlotId]
    pauses: PauseWords
    likelihood: Weights
    leaning: LeaningWeights
    assertion: AssertionWeights
