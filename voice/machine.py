"""The interface for other programs: newline-delimited JSON, one object a line. Kept stable."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from voice.core.events import Action, Close, Event, Listen, Say, Show
from voice.core.pathway import Pathway
from voice.core.terms import Findings, value_text
from voice.core.wording import words_of
from voice.errors import SettingsError


class MachineReport:
    """A journal that tells another program what the core wants done."""

    def __init__(self, pathway: Pathway, write: Callable[[Mapping[str, Any]], None]) -> None:
        """Pass objects to ``write``, which writes each as one line at once."""
        self._pathway = pathway
        self._write = write

    def note(self, entry: Event | Action) -> None:
        """Write say, listen and close; events are the other program's own doing."""
        match entry:
            case Say() | Show():
                self._write({"event": "say", "prompt": entry.prompt, "text": words_of(entry, self._pathway)})
            case Listen():
                self._write(_listen_object(entry))
            case Close():
                self._write(_close_object(entry))
            case _:
                pass


def _listen_object(listen: Listen) -> dict[str, Any]:
    """Return a listen event."""
    proposes = None if listen.proposes is None else plain_findings(listen.proposes)
    return {"event": "listen", "kind": listen.kind.value, "asked": list(listen.asked), "proposes": proposes}


def _close_object(close: Close) -> dict[str, Any]:
    """Return a close event."""
    return {
        "event": "close",
        "urgency": None if close.urgency is None else close.urgency.name,
        "rules": list(close.rules),
        "findings": plain_findings(close.findings),
        "questions": close.questions,
        "guidance": list(close.guidance),
    }


def plain_findings(findings: Findings) -> dict[str, str | int]:
    """Return findings as the interface writes them."""
    return {str(slot): value_text(value) for slot, value in findings.items()}


def read_objects(lines: Iterable[str]) -> Iterable[tuple[int, dict[str, Any]]]:
    """Yield each line's number and object, skipping blank lines; raises SettingsError naming the line."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            message = f"Line {number} of the input is not JSON."
            raise SettingsError(message) from error
        if not isinstance(found, dict):
            message = f"Line {number} of the input is not a JSON object."
            raise SettingsError(message)
        yield number, found


def text_field(number: int, found: Mapping[str, Any], key: str) -> str | None:
    """Return a text or null that a line must have; raises SettingsError naming the line."""
    value = found.get(key, 0)
    if value is None or isinstance(value, str):
        return value
    message = f'Line {number} of the input must have "{key}" with a text or null.'
    raise SettingsError(message)
