"""From a consultation's journal to its course: what was found, by which words, how and when, and what was not.

The events are fed through the core once more, and what each of them changed is noted. So nothing has to be kept during
a consultation but its journal, and a journal from last week gives the same report.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from voice.core.ears import Hearing, hear
from voice.core.events import Action, Event, Heard, Interrupted, Listen, NoInput, Say
from voice.core.guidance import Outcome
from voice.core.interview import Interview, advance, begin
from voice.core.pathway import Pathway
from voice.core.terms import Finding, InterruptId, ListenKind, SlotId, Value
from voice.core.triage import assess
from voice.core.wording import words_of

Entry = tuple[str, Event | Action]
"""What happened or was done, after when: ISO 8601 with its offset from UTC. Opaque here but for its order of digits."""

IMPLIED = "implied by "  # how `voice.core.choosing` begins the reason of a finding that follows from another


class How(Enum):
    """How an answer, or the lack of one, came about; the value names the label."""

    ASKED = "how_asked"
    TOGETHER = "how_together"
    VOLUNTEERED = "how_volunteered"
    CONFIRMED = "how_confirmed"
    IMPLIED = "how_implied"
    KEPT = "how_kept"
    NOT_UNDERSTOOD = "how_not_understood"
    SKIPPED = "how_skipped"
    SILENCE = "how_silence"
    OPEN = "how_open"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing the person said about a slot, or silence: the words as recognised, what the free ear heard where that
    differs, and to which question."""

    at: str
    words: str
    also: str
    to: str


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one slot. ``value`` is None where there was no answer; ``counts_as`` is what rules took it for."""

    slot: SlotId
    value: Value | None
    how: How
    said: tuple[Said, ...]
    counts_as: Value | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that was changed, or taken back (``after`` is None)."""

    slot: SlotId
    before: Value
    after: Value | None
    said: Said


@dataclass(frozen=True, slots=True)
class Course:
    """A whole consultation. ``broken`` marks one whose journal ends before it did; its outcome is then what the
    answers so far come to, and ``advice`` is empty because nobody was told."""

    started: str
    ended: str
    outcome: Outcome
    early: bool
    broken: bool
    account: tuple[Said, ...]
    alarm: tuple[InterruptId, Said] | None
    told: tuple[Told, ...]
    unanswered: tuple[Told, ...]
    never_asked: tuple[SlotId, ...]
    corrections: tuple[Correction, ...]
    advice: tuple[Say, ...]


@dataclass(slots=True)
class _Notes:
    """What is gathered on the way."""

    mentions: dict[SlotId, list[Said]] = field(default_factory=dict)
    how: dict[SlotId, How] = field(default_factory=dict)
    asked: set[SlotId] = field(default_factory=set)
    account: list[Said] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    alarm: tuple[InterruptId, Said] | None = None
    advice: tuple[Say, ...] = ()
    early: bool = False


def course_of(entries: Sequence[Entry], pathway: Pathway) -> Course:
    """Return the course of one consultation. Total: a journal that breaks off, or holds nothing, gives a course too."""
    now, notes = begin(pathway), _Notes()
    for at, event in entries:
        if not isinstance(event, Event):
            continue
        step = advance(now, event, pathway)
        before, now = now, step.interview
        if now.outcome is not None and now.outcome != before.outcome:
            notes.advice = tuple(one for one in step.actions if isinstance(one, Say) and not one.interruptible)
            notes.early = now.closed  # otherwise somebody is asked whether there is anything else
        if now.listen is not None and now.listen.kind in (ListenKind.QUESTION, ListenKind.SWEEP):
            notes.asked |= set(now.listen.asked)
        if isinstance(event, Heard | NoInput) and not before.closed:
            _note(notes, at, event, (before, now), pathway)
    broken = not now.closed
    end = advance(now, Interrupted(), pathway).interview if broken else now
    return _closed(end, notes, entries, broken=broken, pathway=pathway)


def _note(
    notes: _Notes, at: str, event: Heard | NoInput, states: tuple[Interview, Interview], pathway: Pathway
) -> None:
    """Note what one answer, or silence, did."""
    before, now = states
    listen = before.listen or Listen(ListenKind.OPENING)
    said = _said(at, event, before, pathway)
    hearing = _hearing(event, listen, before, pathway)
    if listen.kind is ListenKind.OPENING and said.words:
        notes.account.append(said)
    if now.interrupt is not None and now.interrupt != before.interrupt:
        notes.alarm = (now.interrupt, said)
    changed = _changed(before, now)
    restored = {} if before.kept is None else {**dict.fromkeys(before.kept.unanswered), **before.kept.findings}
    if now.kept is None and any(now.answers.known(slot) for slot in restored):
        notes.how |= dict.fromkeys(restored, How.KEPT)
        changed = {slot: value for slot, value in changed.items() if slot not in restored or restored[slot] != value}
    named = {} if hearing is None or hearing.understanding.command else hearing.understanding.findings
    for slot in {**named, **changed}:
        notes.mentions.setdefault(slot, []).append(said)
    for slot, value in changed.items():
        old = before.answers.findings.get(slot)
        if old is not None and slot not in now.reasked - before.reasked:
            notes.corrections.append(Correction(slot, old, now.answers.findings.get(slot), said))
        notes.how[slot] = _how(slot, value, listen, hearing)


def _changed(before: Interview, now: Interview) -> dict[SlotId, Value | None]:
    """The slots that stand otherwise than before, with their new value; None for what was given up or taken back."""
    old, new = before.answers, now.answers
    values = {slot: value for slot, value in new.findings.items() if old.findings.get(slot) != value}
    gone = (old.findings.keys() - new.findings.keys()) | (new.unanswered - old.unanswered)
    return {**values, **dict.fromkeys(sorted(gone))}


def _how(slot: SlotId, value: Value | None, listen: Listen, hearing: Hearing | None) -> How:
    """How a slot came to stand as it does."""
    if value is None:
        return How.SKIPPED if hearing is not None else How.SILENCE
    found = (
        next((one for one in hearing.understanding.found if one.slot == slot), None) if hearing is not None else None
    )
    if value is Finding.UNSURE and (found is None or found.value is not Finding.UNSURE):
        return How.NOT_UNDERSTOOD
    if found is not None and found.because.startswith(IMPLIED):
        return How.IMPLIED
    if slot not in listen.asked:
        return How.VOLUNTEERED
    if listen.kind is ListenKind.SWEEP:
        return How.TOGETHER if found is None or value is Finding.ABSENT else How.ASKED
    return How.ASKED if listen.kind is ListenKind.QUESTION else How.CONFIRMED


def _said(at: str, event: Heard | NoInput, before: Interview, pathway: Pathway) -> Said:
    """The words, and the question that they answer: the last sentence before them."""
    to = words_of(before.said[-1], pathway) if before.said else ""
    if isinstance(event, NoInput):
        return Said(at, "", "", to)
    utterance = event.utterance
    text, free = utterance.text.strip(), (utterance.free or "").strip()
    return Said(at, text or free, free if text and free != text else "", to)


def _hearing(event: Heard | NoInput, listen: Listen, before: Interview, pathway: Pathway) -> Hearing | None:
    """How the core understood it; None for silence."""
    if isinstance(event, NoInput):
        return None
    return hear(event.utterance, listen.asked if listen.kind is ListenKind.QUESTION else (), pathway, before.today)


def _closed(end: Interview, notes: _Notes, entries: Sequence[Entry], *, broken: bool, pathway: Pathway) -> Course:
    """Put together what was gathered. ``end`` is closed, so that it has an outcome."""
    answers, values = end.answers, assess(end.answers, pathway).values
    order = sorted(pathway.questions, key=lambda slot: pathway.questions[slot].order)
    waiting = notes.asked - answers.findings.keys() - answers.unanswered

    def told(slot: SlotId) -> Told:
        how = How.OPEN if slot in waiting else notes.how.get(slot, How.VOLUNTEERED)
        said = tuple(dict.fromkeys(notes.mentions.get(slot, ())))
        return Told(slot, answers.findings.get(slot), how, said, values.get(slot))

    open_slots = answers.unanswered | waiting
    known = answers.findings.keys() | open_slots
    return Course(
        started=entries[0][0] if entries else "",
        ended=entries[-1][0] if entries else "",
        outcome=end.outcome or Outcome(pathway.incomplete.urgency, (pathway.incomplete,)),
        early=notes.early,
        broken=broken,
        account=tuple(notes.account),
        alarm=notes.alarm,
        told=tuple(told(slot) for slot in order if slot in answers.findings),
        unanswered=tuple(told(slot) for slot in order if slot in open_slots),
        never_asked=tuple(slot for slot in order if slot not in known and not pathway.questions[slot].listen_only),
        corrections=tuple(notes.corrections),
        advice=notes.advice,
    )
