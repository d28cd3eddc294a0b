"""Two ears, one decision: the same sound decoded with the question's grammar and freely.

A grammar alone forces strange speech onto a known phrase with full confidence, so what it hears is believed only as
far as the free ear supports it. A danger sign that either ear hears is kept, but marked doubtful when only one did,
so that it is read back; nothing else is taken on the word of one ear.
"""

from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from voice.core.pathway import Pathway
from voice.core.terms import Finding, SlotId, Utterance
from voice.core.understand import Found, Understanding, understand

ALIKE = 55.0  # fuzz.ratio of the two hearings from which they count as the same words, misheard here and there


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was understood, and which of its findings only one ear heard."""

    understanding: Understanding
    doubtful: frozenset[SlotId] = frozenset()


def hear(utterance: Utterance, asked: tuple[SlotId, ...], pathway: Pathway, today: int) -> Hearing:
    """Understand an utterance with both ears; typed words have one."""
    closed = understand(utterance.text, asked, pathway, today)
    if utterance.free is None or utterance.free == utterance.text:
        return Hearing(closed)
    free = understand(utterance.free, asked, pathway, today)
    if not utterance.text.strip():
        return Hearing(free, _dangers(free.found, pathway))
    same_words = fuzz.ratio(utterance.text, utterance.free) >= ALIKE
    agreed = tuple(one for one in closed.found if same_words or free.findings.get(one.slot) == one.value)
    dangers = _dangers(closed.found, pathway) | _dangers(free.found, pathway)
    kept = {one.slot: one for one in (*free.found, *closed.found) if one.slot in dangers}
    kept.update((one.slot, one) for one in agreed)
    doubtful = frozenset(slot for slot in dangers if closed.findings.get(slot) != free.findings.get(slot))
    supported = same_words or free.polarity is closed.polarity
    return Hearing(
        replace(
            closed,
            found=tuple(kept.values()),
            interrupt=closed.interrupt or free.interrupt,
            polarity=closed.polarity if supported else None,
            command=closed.command if same_words or free.command is closed.command else None,
        ),
        doubtful if not same_words else frozenset(),
    )


def _dangers(found: tuple[Found, ...], pathway: Pathway) -> frozenset[SlotId]:
    """The alarms among the findings."""
    return frozenset(
        one.slot
        for one in found
        if one.value not in (Finding.ABSENT, Finding.UNSURE)
        and one.slot in pathway.questions
        and pathway.questions[one.slot].alarm
    )
