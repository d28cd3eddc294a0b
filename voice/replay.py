"""A journal read back and fed through the core again: the same lines, and where the core now does otherwise.

Only a journal that kept the words can be replayed, since without them nobody knows what was answered. Actions are
compared as the journal writes them; a key that an older journal does not have yet is no difference.
"""

import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from itertools import chain
from pathlib import Path
from types import UnionType
from typing import Any, NewType, get_args, get_origin, get_type_hints

from voice import captions
from voice.core.events import (
    Action,
    Delivery,
    Event,
    Heard,
    Interrupted,
    Listen,
    NoInput,
    Resumed,
    Say,
    Show,
    Spoken,
    Started,
)
from voice.core.interview import Interview, advance, begin
from voice.core.pathway import Pathway
from voice.core.terms import PromptId, SlotId
from voice.core.wording import words_of
from voice.errors import JournalError
from voice.journal import as_json

EVENTS: Mapping[str, Any] = {kind.__name__.lower(): kind for kind in get_args(Event)}
ACTIONS = frozenset(kind.__name__.lower() for kind in get_args(Action))
ABOUT = ("language", "region")  # what the journal notes of the settings
FAILSAFE = "failsafe"  # the prompt that the shell says by itself when everything else broke


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a journal: an event, or an action as it was written."""

    line: int
    at: str
    event: Event | None = None
    action: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Consultation:
    """The records of one consultation; ``about`` holds its language and region, where the journal tells them."""

    records: tuple[Record, ...]
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> list[tuple[str, Event | Action]]:
        """The events and their times: what a report is made of."""
        return [(record.at, record.event) for record in self.records if record.event is not None]


@dataclass(frozen=True, slots=True)
class Difference:
    """What was done after the event at this line, and what is done now."""

    line: int
    recorded: tuple[str, ...]
    now: tuple[str, ...]

    def __str__(self) -> str:
        recorded, now = (", ".join(actions) or "nothing" for actions in (self.recorded, self.now))
        return f"Difference after line {self.line}: recorded {recorded}; now {now}."


@dataclass(slots=True)
class Replayed:
    """What a replay came to. ``ended``: the consultation's own end is in the journal."""

    lines: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    actions: int = 0
    ended: bool = False


def read(file: Path) -> tuple[Consultation, ...]:
    """Return the consultations of a journal; raises JournalError where it is no journal, or kept no words."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise JournalError(f"The journal {file} cannot be read ({reason}).") from error
    groups: list[list[Record]] = []
    abouts: list[dict[str, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _object(file, number, line)
        record = _record(file, number, found)
        if isinstance(record.event, Started) or not groups:
            groups.append([])
            abouts.append({name: found[name] for name in ABOUT if isinstance(found.get(name), str)})
        groups[-1].append(record)
    if not groups:
        raise JournalError(f"The journal {file} is empty.")
    return tuple(Consultation(tuple(group), about) for group, about in zip(groups, abouts, strict=True))


def replay(consultation: Consultation, pathway: Pathway) -> Replayed:
    """Feed a consultation's events through the core as it is now. Total."""
    return _Replay(pathway).run(consultation.records)


def as_lines(accounts: Sequence[Replayed]) -> list[str]:
    """Return plain lines: each consultation's own, then where it differs, then the sum."""
    out: list[str] = []
    for number, account in enumerate(accounts, start=1):
        if len(accounts) > 1:
            out.append(f"Consultation {number} of {len(accounts)}.")
        out += account.lines
        out += map(str, account.differences)
        out.append(f"Replayed: {account.actions} actions. Differences: {len(account.differences) or 'none'}.")
    return out


def as_object(accounts: Sequence[Replayed]) -> dict[str, Any]:
    """Return the same for other programs."""
    return {
        "consultations": [
            {
                "ended": account.ended,
                "actions": account.actions,
                "differences": [
                    {"line": one.line, "recorded": list(one.recorded), "now": list(one.now)}
                    for one in account.differences
                ],
            }
            for account in accounts
        ]
    }


@dataclass(slots=True)
class _Replay:
    """A replay under way."""

    pathway: Pathway
    now: Interview = field(init=False)
    out: Replayed = field(default_factory=Replayed)
    queue: deque[Action] = field(default_factory=deque)
    questions: list[tuple[SlotId, ...]] = field(default_factory=list)
    since: int = 1  # the line of the last event that was no receipt
    starts: bool = False  # that event was the start
    broken_off: bool = False  # the last sentence was
    recorded: list[Mapping[str, Any]] = field(default_factory=list)
    done: list[Action] = field(default_factory=list)

    def run(self, records: Sequence[Record]) -> Replayed:
        """Go through all records."""
        self.now = begin(self.pathway)
        for record in records:
            if record.event is not None:
                self._happened(record.line, record.event)
            else:
                self._was_done(record.action)
        self._compare(cut=not self.out.ended)
        return self.out

    def _happened(self, line: int, event: Event) -> None:
        if not isinstance(event, Spoken):
            # Ctrl-C, and an answer that goes on, leave unsaid what was planned; what was said before the start is
            # answered instead of a welcome.
            unsaid = isinstance(event, Interrupted | Resumed) or (self.starts and not self.recorded)
            self._compare(cut=unsaid)
            self.since, self.starts = line, isinstance(event, Started)
        if isinstance(event, Heard | NoInput):
            self.out.lines.append(f"You said: {_words(event)}")
        self.broken_off = isinstance(event, Spoken) and event.delivery is Delivery.BARGED_IN
        step = advance(self.now, event, self.pathway)
        self.now = step.interview
        self.queue = deque(chain(step.actions, self.queue if isinstance(event, Spoken) else ()))

    def _was_done(self, action: Mapping[str, Any]) -> None:
        if action.get("prompt") == FAILSAFE:
            self.out.lines.append(f"Advice: {words_of(Say(PromptId(FAILSAFE)), self.pathway)}")
            self.queue.clear()
            return
        self.recorded.append(action)
        self.out.ended = self.out.ended or action["entry"] == "close"
        if action["entry"] == "listen" and self.broken_off:
            while self.queue and not isinstance(self.queue[0], Listen):
                self.queue.popleft()  # who breaks in is not told the rest
        if self.queue:
            self._do(self.queue.popleft())

    def _do(self, action: Action) -> None:
        self.done.append(action)
        if isinstance(action, Say):
            label = captions.label(action, self.queue, self.questions)
            self.out.lines.append(f"{label}: {words_of(action, self.pathway)}")
        elif isinstance(action, Show):
            self.out.lines.append(f"Backtalk: {words_of(action, self.pathway)}")

    def _compare(self, *, cut: bool) -> None:
        """Compare what was done since the last event; where the record was ``cut`` short, only as far as it goes."""
        while self.queue and not cut:
            self._do(self.queue.popleft())
        written: list[Mapping[str, Any]] = [as_json(action, words=True) for action in self.done]
        self.out.actions += len(self.recorded)
        same = len(written) == len(self.recorded) and all(map(_same, self.recorded, written))
        if not same:
            recorded, now = (tuple(_brief(each) for each in some) for some in (self.recorded, written))
            self.out.differences.append(Difference(self.since, recorded, now))
        self.recorded, self.done = [], []
        self.queue.clear()


def _same(recorded: Mapping[str, Any], written: Mapping[str, Any]) -> bool:
    return all(written.get(key) == value for key, value in recorded.items() if key in written or key == "entry")


def _brief(action: Mapping[str, Any]) -> str:
    """An action in a few words: ``say chest_pain.ask``, ``listen question chest_pain``, ``close urgent U02``."""
    parts: Iterator[Any] = (action.get(key) for key in ("entry", "prompt", "kind", "urgency", "command"))
    lists = (one for key in ("asked", "rules") for one in action.get(key) or ())
    return " ".join(str(part) for part in chain(parts, lists) if part)


def _words(event: Heard | NoInput) -> str:
    if isinstance(event, NoInput):
        return "(nothing)"
    return event.utterance.text or event.utterance.free or "(nothing I could make out)"


def _object(file: Path, number: int, line: str) -> dict[str, Any]:
    """Return the object on a line; raises JournalError."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"Line {number} of the journal {file} is broken; it may have been cut off. Take that line out."
        raise JournalError(message) from error
    if not isinstance(found, dict) or not isinstance(found.get("entry"), str):
        raise JournalError(f"Line {number} of {file} is no line of a journal; give a file that --journal wrote.")
    return found


def _record(file: Path, number: int, found: dict[str, Any]) -> Record:
    """Return the record of a line; raises JournalError."""
    name, at = found["entry"], str(found.get("at", ""))
    if name in ACTIONS:
        return Record(number, at, action={key: value for key, value in found.items() if key != "at"})
    if name not in EVENTS:
        raise JournalError(
            f"Line {number} of the journal {file} has an entry {name!r} that this version does not know."
        )
    if name == "heard" and "utterance" not in found:
        message = f"The journal {file} keeps no words, so it cannot be replayed; keep them with --journal-words."
        raise JournalError(message)
    try:
        return Record(number, at, event=_decoded(EVENTS[name], found))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise JournalError(f"Line {number} of the journal {file} lacks something, or holds what cannot be.") from error


def _decoded(kind: Any, value: Any) -> Any:  # noqa: ANN401 - any type, any JSON
    """Return what was written as `as_json` writes it; raises what such code raises."""
    if get_origin(kind) is not None or isinstance(kind, UnionType):
        return _composed(get_origin(kind), get_args(kind), value)
    if isinstance(kind, NewType):
        return _decoded(kind.__supertype__, value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        given = {each.name: _decoded(hints[each.name], value[each.name]) for each in fields(kind) if each.name in value}
        return kind(**given)  # type: ignore[operator]  # a class, though is_dataclass also takes instances
    if issubclass(kind, Enum):
        return kind[value.upper()] if issubclass(kind, int) else kind(value)
    if kind is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _composed(origin: Any, kinds: Sequence[Any], value: Any) -> Any:  # noqa: ANN401 - as `_decoded`
    """Return a tuple, a mapping, or the first of several types that it can be; raises as `_decoded`."""
    if origin is tuple:
        return tuple(_decoded(kinds[0], one) for one in value)
    if origin is Mapping:
        return {_decoded(kinds[0], key): _decoded(kinds[1], one) for key, one in value.items()}
    for kind in kinds:
        if kind is type(None) and value is None:
            return None
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            return _decoded(kind, value)
    raise TypeError(f"{value!r} is none of these types")
