"""What happened, as append-only JSON lines; and the only reader of the clock.

Findings are kept, the caller's words only when asked for. The file is readable by its owner alone.
"""

import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from voice.core.events import Action, Event, Heard, Started
from voice.errors import JournalError, SettingsError
from voice.ports import Journal

_OWNER_ONLY = 0o600


def day_number(text: str | None = None) -> int:
    """Return the number of a day (1 = 1 January of year 1), today's without a text; raises SettingsError."""
    if text is None:
        return date.today().toordinal()  # noqa: DTZ011 - the caller's own day, not Greenwich's
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError as error:
        message = f"The day {text} is not a date; write it as 2026-01-31."
        raise SettingsError(message) from error


def stopwatch() -> float:
    """Return seconds since some fixed moment."""
    return time.perf_counter()


def process_age() -> float | None:
    """Return for how many seconds this process has run, interpreter's start included; None where nobody knows."""
    try:
        after_name = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        started = int(after_name[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started
    except (OSError, ValueError, AttributeError, IndexError):
        return None


class SessionFile:
    """A journal in a file."""

    def __init__(self, file: Path, *, words: bool, about: Mapping[str, str] | None = None) -> None:
        """Open the file for appending, readable by its owner alone; raises JournalError.

        ``about`` is noted with the start: the language and the region, so that a replay speaks the same words.
        """
        self._file = file
        self._words = words
        self._about = about or {}
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _OWNER_ONLY)
            file.chmod(_OWNER_ONLY)  # it may have been there before
        except OSError as error:
            message = f"The journal {file} cannot be written ({error.strerror}); choose another place with --journal."
            raise JournalError(message) from error
        os.close(descriptor)

    def note(self, entry: Event | Action) -> None:
        """Append one line and have it written; raises JournalError."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        found = {"at": at, **as_json(entry, words=self._words)}
        if isinstance(entry, Started):
            found |= self._about
        try:
            with self._file.open("a", encoding="utf-8") as out:  # each line is safe as soon as it is noted
                out.write(json.dumps(found) + "\n")
        except OSError as error:
            message = f"The journal {self._file} cannot be written ({error.strerror}); free some space."
            raise JournalError(message) from error


class MemoryJournal:
    """What happened and when, kept until the program ends: what a report is made of."""

    def __init__(self) -> None:
        """Start with nothing noted."""
        self.entries: list[tuple[str, Event | Action]] = []

    def note(self, entry: Event | Action) -> None:
        """Keep one entry with the time on this machine's clock and its offset from UTC."""
        self.entries.append((datetime.now(UTC).astimezone().isoformat(timespec="seconds"), entry))


class Journals:
    """Any number of journals as one."""

    def __init__(self, journals: Iterable[Journal]) -> None:
        """Pass entries on to ``journals`` in order."""
        self._journals = tuple(journals)

    def note(self, entry: Event | Action) -> None:
        """Note the entry everywhere; raises JournalError."""
        for journal in self._journals:
            journal.note(entry)


def as_json(entry: Event | Action, *, words: bool) -> dict[str, Any]:
    """Return an entry as a JSON object, without what the caller said unless ``words``."""
    name = type(entry).__name__.lower()
    if isinstance(entry, Heard) and not words:
        return {"entry": name, "confidence": entry.utterance.confidence}
    return {"entry": name, **_plain_fields(entry)}


def _plain_fields(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    """Return a dataclass's fields in JSON's types."""
    return {each.name: _plain(getattr(thing, each.name)) for each in fields(thing)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value
    """Return a value in JSON's types."""
    match value:
        case Enum():
            return value.name.lower() if isinstance(value, int) else value.value
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case tuple() | list():
            return [_plain(each) for each in value]
        case str() | int() | float() | None:
            return value
        case _:
            return _plain_fields(value)


def open_file(place: Path, *, words: bool, about: Mapping[str, str] | None = None) -> Journal:
    """Return a journal in the file ``place``, or in a new file if it is a folder's name; raises JournalError.

    A name without an ending is a folder.
    """
    if place.suffix or place.is_file():
        return SessionFile(place, words=words, about=about)
    return SessionFile(
        place / f"session-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.jsonl", words=words, about=about
    )
