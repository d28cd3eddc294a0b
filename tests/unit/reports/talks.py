"""Whole consultations as journals: what is said goes in, timed events and actions come out."""

from collections.abc import Sequence

from tests.unit.core.people import PATHWAY
from voice.core.events import Delivery, Event, Heard, Interrupted, Kept, NoInput, Say, Spoken, Started
from voice.core.interview import advance, begin
from voice.core.terms import Utterance
from voice.reports.course import Course, Entry, course_of

STRAIN = "my upper back aches since I lifted a box two days ago, it's about three out of ten"
TODAY = 739_000
Answer = str | Utterance | None


def talk(*answers: Answer, ends: bool = True, then: Answer = "no", kept: Kept | None = None) -> list[Entry]:
    """The journal of a consultation: these answers, then ``then`` over and over; without ``ends`` it breaks off after
    these answers. A minute passes with each answer."""
    now, entries = begin(PATHWAY), list[Entry]()
    event: Event = Started(TODAY, kept=kept)
    for minute in range(200):
        at = f"2026-03-02T{9 + minute // 60:02}:{minute % 60:02}:00+01:00"
        entries.append((at, event))
        step = advance(now, event, PATHWAY)
        now = step.interview
        for action in step.actions:
            entries.append((at, action))
            if isinstance(action, Say):
                entries.append((at, Spoken(action.prompt, Delivery.PLAYED)))
                now = advance(now, Spoken(action.prompt, Delivery.PLAYED), PATHWAY).interview
        if now.closed or (minute == len(answers) and not ends):
            return entries
        event = _event(answers[minute] if minute < len(answers) else then)
    raise AssertionError("it did not end")


def interrupted(*answers: Answer) -> list[Entry]:
    """A consultation that somebody ends with Ctrl-C after these answers."""
    entries = talk(*answers, ends=False)
    return [*entries, ("2026-03-02T10:00:00+01:00", Interrupted())]


def course(*answers: Answer, ends: bool = True, then: Answer = "no") -> Course:
    """The course of such a consultation."""
    return course_of(talk(*answers, ends=ends, then=then), PATHWAY)


def _event(answer: Answer) -> Event:
    if answer is None:
        return NoInput()
    return Heard(answer if isinstance(answer, Utterance) else Utterance(answer))


def everything(entries: Sequence[Entry]) -> list[Event]:
    """The events of a journal."""
    return [what for _, what in entries if isinstance(what, Event)]
