"""Two ears, one decision: the same sound decoded with the question's grammar and freely.

A grammar alone forces strange speech onto a known phrase with full confidence, so what it hears is believed only as
far as the free ear supports it. What both ears understand alike is taken. Where they differ, the asked slot keeps the
graver value but is marked doubtful, so that it is asked about once more; a danger sign about which nobody asked is
only suspected, so that it is read back first; everything else is dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from voice.core.findings import Found, Understanding
from voice.core.pathway import Pathway
from voice.core.terms import Finding, SlotId, Utterance, Value
from voice.core.understand import understand

ALIKE = 60.0  # fuzz.ratio of the two hearings from which they count as the same words, misheard here and there
GRAVITY = (Finding.ABSENT, Finding.UNSURE, Finding.PRESENT)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was understood; the asked slots on which the ears differ; and danger signs that only one ear heard."""

    understanding: Understanding
    doubtful: frozenset[SlotId] = frozenset()
    suspected: Mapping[SlotId, Value] = field(default_factory=dict)


def hear(utterance: Utterance, asked: tuple[SlotId, ...], pathway: Pathway, today: int) -> Hearing:
    """Understand an utterance with both ears; typed words, and words that both ears heard, need only one."""
    closed = understand(utterance.text, asked, pathway, today)
    if utterance.free is None or utterance.free == utterance.text:
        return Hearing(closed)
    free = understand(utterance.free, asked, pathway, today)
    if not utterance.text.strip():
        return _agreed(free, closed, asked, pathway, alike=False)
    alike = fuzz.ratio(utterance.text, utterance.free) >= ALIKE
    return _agreed(closed, free, asked, pathway, alike=alike)


def _agreed(
    closed: Understanding, free: Understanding, asked: tuple[SlotId, ...], pathway: Pathway, *, alike: bool
) -> Hearing:
    """Put two understandings of one answer together."""
    kept: dict[SlotId, Found] = {}
    doubtful: set[SlotId] = set()
    suspected: dict[SlotId, Value] = {}
    for slot in {one.slot: None for one in (*closed.found, *free.found)}:
        mine, other = _of(slot, closed), _of(slot, free)
        graver = _graver(mine, other)
        if mine is not None and other is not None and mine.value == other.value:
            kept[slot] = mine
        elif slot in asked:
            if _is_danger_slot(slot, pathway) or alike or other is None or mine is None:
                kept[slot] = graver
            if not alike or _differ(mine, other) or _is_danger_slot(slot, pathway) or _lone_denial(graver, mine, other):
                doubtful.add(slot)
        elif _is_danger(graver, pathway):
            suspected[slot] = graver.value
        elif alike and mine is not None:
            kept[slot] = mine
    same_alarm = closed.interrupt if closed.interrupt == free.interrupt or alike else None
    whole = replace(
        closed,
        found=tuple(kept.values()),
        interrupt=same_alarm,
        polarity=closed.polarity if closed.polarity is free.polarity or alike else None,
        command=closed.command if closed.command is free.command or alike else None,
        offscript=closed.offscript if closed.offscript == free.offscript or alike else None,
    )
    return Hearing(whole, frozenset(doubtful), suspected)


def _of(slot: SlotId, understood: Understanding) -> Found | None:
    return next((one for one in understood.found if one.slot == slot), None)


def _differ(mine: Found | None, other: Found | None) -> bool:
    return mine is not None and other is not None and mine.value != other.value


def _lone_denial(graver: Found, mine: Found | None, other: Found | None) -> bool:
    """A no that only one ear heard closes nothing, however alike the words."""
    return graver.value is Finding.ABSENT and (mine is None or other is None)


def _graver(mine: Found | None, other: Found | None) -> Found:
    """The finding that means more danger; the grammar's where neither does."""
    present = [one for one in (mine, other) if one is not None]
    return max(present, key=lambda one: GRAVITY.index(one.value) if isinstance(one.value, Finding) else 0)


def _is_danger_slot(slot: SlotId, pathway: Pathway) -> bool:
    return slot in pathway.questions and (pathway.questions[slot].alarm or pathway.questions[slot].guarded)


def _is_danger(found: Found, pathway: Pathway) -> bool:
    denied = pathway.language.traits[found.slot].denied if found.slot in pathway.language.traits else None
    return _is_danger_slot(found.slot, pathway) and found.value not in (Finding.UNSURE, denied)
