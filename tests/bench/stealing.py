"""No phrase of one slot is understood as another: every pattern, spoken plainly and denied, and what it fills besides.

Patterns are turned into words by drawing from their alternatives. What is drawn is telegraphic ("calf swollen hot") but
holds every word that the pattern asks for. Pairs that share words for good reason stand in
``tests/content/stealing_allowed.yaml``.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from tests.bench.corpora import CONTENT
from tests.bench.engine import content, dangerous, hear, red_flags
from tests.bench.figures import Figure, Miss, Report
from voice.content.grammar import literal
from voice.core.lexicon import Entry, Role
from voice.core.patterns import Dialect, parse
from voice.core.terms import SlotId

FORMS = 3  # wordings of each pattern
DENIALS = ("no {}", "i do not have {}")
UNDENIABLE = frozenset(  # what holds one of these is a denial already, and cannot be denied once more
    "not no never nothing nobody none nor neither hardly barely scarcely without cannot stop cease".split()
)
NO_NOUN = frozenset(  # a wording that begins with one of these begins with no noun: "no" before it is not English
    """a about after all always am an and any are as at away back be been being big both brought by came care close come
    cry cut did do drop emptied end ended every everything fall fallen fell feel felt few for found full gave get gone
    go going got had half happy has have hear her his hit hold hope i if in into is it its itself just keep kept kill
    knock last lay leave left let lie like live look lose lost made make me more move my myself near nearly off on one
    only or our out over pass past pray press pull push put ran raise ready run sat save saw see seem she he shot show
    sit slept slip so stand start still stood stuck take taken thinking think tell that the their them then they this
    through to took torn turn twist two up use wake wakes waking walk want was we wear went were wet what when where
    which while who will wipe wish with woke woken worn worth would you your""".split()
)


@dataclass(frozen=True, slots=True)
class Form:
    """One wording of a pattern, and what it should fill: ``slot`` is empty for an interrupt that fills none."""

    entry: Entry
    text: str
    slot: str
    value: str
    anchored: bool

    @property
    def deniable(self) -> bool:
        """Can a plain "no" be put before it?"""
        words = self.text.split()
        undeniable = self.anchored or bool(UNDENIABLE.intersection(words)) or words[0] in NO_NOUN
        return dangerous(self.slot, self.value) and not undeniable


@cache
def forms() -> tuple[Form, ...]:
    """A few wordings of every phrase of every slot and interrupt, with each word as the pattern writes it."""
    book = content().book
    dialect = literal(book.dialect)
    return tuple(
        form
        for entry in book.entries
        if entry.role is Role.PHRASE and not entry.owner.startswith("#")
        for form in _forms(entry, dialect)
    )


def _forms(entry: Entry, dialect: Dialect) -> Iterator[Form]:
    draw = random.Random(entry.text)
    slot, value = (entry.owner, entry.value) if entry.owner in content().pathway.questions else _filled(entry.value)
    variants = parse(entry.text, dialect)
    seen: set[str] = set()
    for variant in draw.sample(variants, min(FORMS, len(variants))):
        elements = (element for part in variant.parts for element in part)
        text = " ".join(draw.choice(sorted(element.stems)).removeprefix("=") for element in elements)
        if text not in seen:
            seen.add(text)
            yield Form(entry, text, slot, value, variant.at_start)


def _filled(value: str) -> tuple[str, str]:
    slot, equals, filled = value.partition("=")
    return (slot, filled) if equals else ("", "")


@dataclass(frozen=True, slots=True)
class Allowance:
    """Owners whose wordings may fill these slots too, if they begin with one of ``openings``; none means any."""

    owners: frozenset[str]
    slots: frozenset[str]
    openings: tuple[str, ...]

    def covers(self, owner: str, slot: str, text: str) -> bool:
        """Does it allow this wording of this owner to fill this slot?"""
        opens = not self.openings or text.startswith(self.openings)
        return owner in self.owners and slot in self.slots and opens


@cache
def allowances() -> Mapping[str, tuple[Allowance, ...]]:
    """What may be filled by the same words, under ``spoken`` and ``denied``."""
    path = CONTENT / "stealing_allowed.yaml"
    listed: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        key: tuple(
            Allowance(frozenset(one["of"]), frozenset(one["also"]), tuple(one.get("with", ()))) for one in entries
        )
        for key, entries in listed.items()
    }


def allowed(key: str, owner: str, slot: str, text: str) -> bool:
    """May this wording of this owner's phrase fill this other slot?"""
    return any(one.covers(owner, slot, text) for one in allowances()[key])


def implied(slot: str, value: str, other: str) -> bool:
    """Does the content itself say that this value fills the other slot?"""
    question = content().pathway.questions.get(SlotId(slot))
    return question is not None and any(str(one.slot) == other for one in question.implies)


def not_alone(form: Form) -> str:
    """What a pattern should have filled and did not, or nothing."""
    heard = hear(form.text)
    if form.entry.owner in content().pathway.interrupts and heard.interrupt == "none":
        return f"interrupt {form.entry.owner}"
    if form.slot and str(heard.findings.get(form.slot)) != form.value:
        return f"{form.slot}={form.value}"
    return ""


def stolen(form: Form) -> list[str]:
    """Other slots with a danger value that the words of a pattern fill, and may not."""
    return [
        slot
        for slot, value in hear(form.text).findings.items()
        if slot != form.slot
        and dangerous(slot, value)
        and not allowed("spoken", form.entry.owner, slot, form.text)
        and not implied(form.slot, form.value, slot)
    ]


def left_standing(form: Form) -> Iterator[tuple[str, str]]:
    """Denied wordings of a pattern with a red flag that they nonetheless fill."""
    if not form.deniable:
        return
    for denial in DENIALS:
        text = denial.format(form.text)
        for slot, value in hear(text).findings.items():
            if slot in red_flags() and dangerous(slot, value) and not allowed("denied", form.entry.owner, slot, text):
                yield text, slot


def report() -> Report:
    """How many wordings, and how many of them go wrong."""
    listed = list(misses())
    counts = {kind: sum(miss.subset == f"stealing/{kind}" for miss in listed) for kind in ("alone", "stolen", "denied")}
    of = f"{len(forms())} wordings"
    found = Report("Phrases that take what is not theirs")
    found.add(
        "Every pattern in up to three wordings",
        [
            Figure("wordings not understood alone", counts["alone"], "", of),
            Figure("other slots filled", counts["stolen"], "0", of),
            Figure("red flags present although denied", counts["denied"], "0", of),
        ],
    )
    return found


def misses() -> Iterator[Miss]:
    """Every wording that goes wrong, with its pattern."""
    for form in forms():
        pattern = f"{form.entry.owner} {form.entry.value}: {form.entry.text}"
        found = str(hear(form.text))
        if missing := not_alone(form):
            yield Miss("stealing/alone", form.text, f"{missing}, as written in {pattern}", found)
        if others := stolen(form):
            yield Miss("stealing/stolen", form.text, f"not {', '.join(others)}; the pattern is {pattern}", found)
        for text, slot in left_standing(form):
            yield Miss("stealing/denied", text, f"not {slot}; the pattern is {pattern}", str(hear(text)))
