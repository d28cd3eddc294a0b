"""The program's own understanding, in the plain form that every peer is compared in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from tests.bench.corpora import ROOT, TODAY
from voice.content import Content, load
from voice.core.assertion import AssertionWeights
from voice.core.leaning import LeaningWeights
from voice.core.likelihood import Weights
from voice.core.pathway import Pathway
from voice.core.probing import ASKED_ABOUT
from voice.core.terms import SlotId, SlotKind, value_text
from voice.core.understand import understand

INTENTS = ROOT / "intents"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one sentence was taken to say."""

    findings: Mapping[str, str | int] = field(default_factory=dict)
    interrupt: str = "none"
    polarity: str = "none"
    command: str | None = None
    asks: bool = False  # would an alarm be asked about?

    def __str__(self) -> str:
        parts = [f"{slot}={value}" for slot, value in self.findings.items()]
        parts += [f"interrupt={self.interrupt}"] if self.interrupt != "none" else []
        parts += [f"polarity={self.polarity}"] if self.polarity != "none" else []
        parts += [f"command={self.command}"] if self.command else []
        return ", ".join(parts) or "nothing"


Listener = Callable[[str, str], Heard]
"""Understands a text, given the slot asked or an empty string."""


@cache
def content() -> Content:
    """The content, loaded once."""
    return load(INTENTS, "en", "UK")


@cache
def hear(text: str, asked: str = "") -> Heard:
    """One sentence as the program understands it, with the slot asked or none."""
    return _heard(text, asked, content().pathway)


@cache
def hear_by_phrases(text: str, asked: str = "") -> Heard:
    """The same without what was learned of all the words together."""
    return _heard(text, asked, _by_phrases())


@cache
def _by_phrases() -> Pathway:
    pathway = content().pathway
    return replace(
        pathway,
        language=replace(
            pathway.language, likelihood=Weights(), leaning=LeaningWeights(), assertion=AssertionWeights()
        ),
    )


def _heard(text: str, asked: str, pathway: Pathway) -> Heard:
    slots = (SlotId(asked),) if asked in pathway.questions else ()
    found = understand(text, slots, pathway, TODAY.toordinal())
    return Heard(
        {str(slot): value_text(value) for slot, value in found.findings.items()},
        str(found.interrupt) if found.interrupt else "none",
        found.polarity.value if found.polarity else "none",
        found.command.value if found.command else None,
        any(one.scope in ASKED_ABOUT for one in found.set_aside),
    )


@cache
def alarm_slots() -> frozenset[str]:
    """Slots that alone make an emergency."""
    return frozenset(str(slot) for slot, one in content().pathway.questions.items() if one.alarm)


@cache
def red_flags() -> frozenset[str]:
    """Slots whose false alarm or false denial would harm: alarms, guarded ones, and those that must be answered."""
    questions = content().pathway.questions.items()
    return frozenset(str(slot) for slot, one in questions if one.alarm or one.guarded or one.must_answer)


def dangerous(slot: str, value: str | int | None) -> bool:
    """Does this value say that the finding is there? A choice other than ``none`` does, a number never."""
    question = content().pathway.questions.get(SlotId(slot))
    if question is not None and question.kind is SlotKind.CHOICE and "none" not in question.choices:
        return False
    return isinstance(value, str) and value not in ("absent", "none", "unsure")


def denied(value: str | int | None) -> bool:
    """Does this value say that the finding is not there?"""
    return value in ("absent", "none")
