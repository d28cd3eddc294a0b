"""Taking what was understood into what is known, without ever losing a danger sign by accident.

A finding once present is taken back only by a marked correction or by an answer to its own question; a denial of a
danger sign that nobody asked about waits for a read-back; what is worse than before always counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from voice.core.ears import Hearing
from voice.core.pathway import Pathway, Question
from voice.core.terms import Finding, Findings, Polarity, SlotId, Value
from voice.core.triage import Answers
from voice.core.understand import Found


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is known now; the danger signs whose denial must be read back; what a correction would take away."""

    answers: Answers
    denials: tuple[SlotId, ...] = ()
    withdrawn: tuple[SlotId, ...] = ()
    changed: bool = False


def record(
    answers: Answers, hearing: Hearing, asked: tuple[SlotId, ...], pathway: Pathway, *, correcting: bool
) -> Recorded:
    """Add the findings of one utterance."""
    known: dict[SlotId, Value] = dict(answers.findings)
    denials: list[SlotId] = []
    withdrawn: list[SlotId] = []
    for found in hearing.understanding.found:
        question = pathway.questions[found.slot]
        before = known.get(found.slot)
        mended = correcting or hearing.understanding.corrected or found.slot in asked
        if before == found.value:
            continue
        if before is not None and not mended and not _worse(found.value, before, question):
            continue
        if before is None and not mended and _left_to_ask(found, question):
            continue
        if _harmless(found, question):
            if before is not None and not _harmless_value(before, question):
                withdrawn.append(found.slot)
                continue
            if question.guarded and found.slot not in asked:
                denials.append(found.slot)
                continue
        known[found.slot] = found.value
    unanswered = answers.unanswered - known.keys()
    return Recorded(
        Answers(known, unanswered), tuple(denials), tuple(withdrawn), changed=known != dict(answers.findings)
    )


def deny_all(answers: Answers, slots: tuple[SlotId, ...], pathway: Pathway) -> Answers:
    """A flat no to a sweep, or a yes to a read-back of denials: every one of these slots is absent."""
    denied = {slot: value for slot in slots if (value := denial(slot, pathway)) is not None}
    return with_findings(answers, denied)


def denial(slot: SlotId, pathway: Pathway) -> Value | None:
    """What "no" means for a slot."""
    return pathway.language.traits[slot].denied


def with_findings(answers: Answers, findings: Findings) -> Answers:
    """These findings added, whatever was known of them before."""
    return Answers({**answers.findings, **findings}, answers.unanswered - findings.keys())


def with_the_one_left(
    answers: Answers, affirmed: Iterable[frozenset[SlotId]], baffling: frozenset[SlotId], pathway: Pathway
) -> Answers:
    """Of several signs of which one was said to be there, the one of which no answer was understood when all others are
    denied is the one. Who is not sure of it said so, and is believed."""
    found: dict[SlotId, Value] = {}
    for slots in affirmed:
        left = [slot for slot in slots if answers.findings.get(slot) != denial(slot, pathway)]
        value = pathway.language.traits[left[0]].affirmed if len(left) == 1 and left[0] in baffling else None
        if value is not None and answers.findings.get(left[0]) is Finding.UNSURE:
            found[left[0]] = value
    return with_findings(answers, found) if found else answers


def without(answers: Answers, slots: Iterable[SlotId]) -> Answers:
    """Nothing known of these slots any more, so that they are asked about anew: of what was read back somebody said
    that it is wrong, but not what is right."""
    doubted = set(slots)
    return Answers({slot: value for slot, value in answers.findings.items() if slot not in doubted}, answers.unanswered)


def is_flat_no(hearing: Hearing, pathway: Pathway) -> bool:
    """Was a sweep answered with no, and with nothing else at all?"""
    understood = hearing.understanding
    denied = understood.flat and understood.polarity is Polarity.NO and not understood.soft and not hearing.suspected
    return denied and all(found.value in (Finding.ABSENT, denial(found.slot, pathway)) for found in understood.found)


def _left_to_ask(found: Found, question: Question) -> bool:
    """A doubt that nobody asked about ("my feet feel strange") is no answer: the question is still put. What alone
    makes an emergency counts at once."""
    at_once = question.alarm and not question.choices
    return found.value is Finding.UNSURE and not at_once and not question.listen_only


def _harmless(found: Found, question: Question) -> bool:
    return _harmless_value(found.value, question)


def _harmless_value(value: Value, question: Question) -> bool:
    return value is Finding.ABSENT or (bool(question.choices) and question.alarm and value == question.choices[0])


def _worse(value: Value, before: Value, question: Question) -> bool:
    if isinstance(value, Finding) and isinstance(before, Finding):
        rank = (Finding.ABSENT, Finding.UNSURE, Finding.PRESENT)
        return rank.index(value) > rank.index(before)
    if isinstance(value, int) and isinstance(before, int):
        return question.kind.value == "score" and value > before
    ranked: tuple[Value, ...] = (Finding.UNSURE, *question.choices)
    return question.alarm and value in ranked and before in ranked and ranked.index(value) > ranked.index(before)
