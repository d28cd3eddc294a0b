"""People with upper-back pain who answer what they are asked: ``en/vignettes.yaml`` as callers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.scenarios.talk import FOLDER, play
from voice.core.events import Close, Heard, Listen, NoInput
from voice.core.pathway import Pathway
from voice.core.terms import Finding, ListenKind, SlotId, Urgency, Utterance, Value, value_text
from voice.core.understand import understand

Gold = str | int
TODAY = 739_000


@dataclass(frozen=True, slots=True)
class Vignette:
    """One person: what they say, what is so, and how soon they should get care."""

    id: str
    says: Mapping[str, str]
    gold: Mapping[str, Gold]
    usual: Mapping[str, Gold]
    urgency: Urgency
    acceptable: frozenset[Urgency]

    def truth(self, slot: str) -> Gold:
        """What is so for a slot."""
        return self.gold.get(slot, self.usual.get(slot, self.usual["other"]))

    def words(self, slot: str) -> str:
        """What they say when asked about a slot."""
        truth = self.truth(slot)
        plain = f"{truth} days" if slot == "pain_duration" else str(truth).replace("_", " ")
        return self.says.get(slot, plain)

    def agrees(self, slot: str, value: Value) -> bool:
        """Is this what they would call right?"""
        truth, told = self.truth(slot), value_text(value)
        if isinstance(truth, int) and isinstance(told, int):
            leeway = {"pain_duration": max(1.0, truth / 4), "pain_severity": 1}.get(slot, 0)
            return abs(truth - told) <= leeway
        return told == {"yes": "present", "no": "absent"}.get(str(truth), truth)


@dataclass(slots=True)
class Person:
    """A vignette that answers."""

    vignette: Vignette
    opened: bool = False
    refused: list[str] = field(default_factory=list)

    def answer(self, listen: Listen) -> Heard | NoInput:
        """Say what is so."""
        return Heard(Utterance(self.words(listen)))

    def words(self, listen: Listen) -> str:
        """What they say to it."""
        match listen.kind:
            case ListenKind.OPENING:
                first, self.opened = not self.opened, True
                return self.vignette.words("opening") if first else "no"
            case ListenKind.QUESTION:
                return self.vignette.words(listen.asked[0])
            case ListenKind.SWEEP:
                return "no" if all(self.vignette.truth(slot) == "no" for slot in listen.asked) else "yes"
            case ListenKind.CONFIRM | ListenKind.READBACK:
                proposed = listen.proposes or {}
                wrong = [slot for slot, value in proposed.items() if not self.vignette.agrees(slot, value)]
                self.refused += wrong
                return "no" if wrong else "yes"
            case ListenKind.CLOSING:
                return "no"


@dataclass(frozen=True, slots=True)
class Told:
    """How it ended for a person."""

    vignette: Vignette
    close: Close | None

    @property
    def urgency(self) -> Urgency | None:
        """The level, if there was an end."""
        return self.close.urgency if self.close is not None else None

    @property
    def too_low(self) -> bool:
        """Was it lower than anybody would accept?"""
        return self.urgency is None or self.urgency < min(self.vignette.acceptable)


def tell(vignette: Vignette, pathway: Pathway) -> Told:
    """Let a person hold a consultation."""
    return Told(vignette, play(Person(vignette), pathway).close)


def read(file: Path = FOLDER / "vignettes.yaml") -> tuple[list[Vignette], Mapping[str, Any]]:
    """Return all people, and what must hold over them."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [_vignette(each, content["default_answers"]) for each in content["vignettes"]], content["floors"]


def _vignette(raw: Mapping[str, Any], usual: Mapping[str, Gold]) -> Vignette:
    return Vignette(
        id=raw["id"],
        says={turn["question_slot"]: turn["says"] for turn in reversed(raw["spoken"])},
        gold=raw["gold_slots"],
        usual=usual,
        urgency=Urgency[raw["gold_urgency"]],
        acceptable=frozenset(Urgency[name] for name in raw["acceptable_urgency"]),
    )


SETS = {
    name: read(FOLDER / f"{name}.yaml")
    for name in (
        "vignettes_own",
        "vignettes_answers",
        "vignettes_roundabout",
        "vignettes_neighbours",
        "vignettes_townsfolk",
    )
}
"""Further people, and what must hold over each set of them."""

OPPOSITES: dict[Any, Value] = {"yes": Finding.ABSENT, "no": Finding.PRESENT}


def answered(pathway: Pathway, people: list[Vignette]) -> list[tuple[Vignette, str, Value | None]]:
    """Every answer, and the value that was understood for the slot asked."""
    return [
        (vignette, slot, understand(words, (SlotId(slot),), pathway, TODAY).findings.get(SlotId(slot)))
        for vignette in people
        for slot, words in vignette.says.items()
        if slot != "opening"
    ]
