"""A consultation that was not finished, in a private file until it is: kept only where somebody chose so.

The file holds findings (slots and values), never words. It is written whole after every answer, so that not even
pulling the plug loses what was confirmed, and deleted at the end of a consultation.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from voice.core.events import Kept
from voice.core.pathway import Pathway, Question
from voice.core.terms import ChoiceId, Finding, InterruptId, SlotId, SlotKind, Value, value_text
from voice.files import replace_file
from voice.ports import Keeper

_NUMBERS = {SlotKind.SCORE, SlotKind.DURATION, SlotKind.AGE}


class UnfinishedFile:
    """The file. ``report`` takes one plain sentence when it cannot be read or written."""

    def __init__(self, file: Path, report: Callable[[str], None]) -> None:
        """Keep what is unfinished in ``file``."""
        self._file = file
        self._report = report
        self._last: Kept | None = None
        self._failed = False

    def read(self, pathway: Pathway) -> Kept | None:
        """Return what was left unfinished, as far as today's content knows it; None when there is nothing."""
        try:
            return _kept(json.loads(self._file.read_text(encoding="utf-8")), pathway)
        except FileNotFoundError:
            return None
        except OSError as error:
            why = error.strerror or "it cannot be reached"
        except (ValueError, TypeError, KeyError, AttributeError):
            why = "it is damaged"
        self._report(f"The unfinished consultation in {self._file} cannot be read ({why}); we begin anew.")
        return None

    def keep(self, kept: Kept) -> None:
        """Write it, unless it is what stands there already; tell once when that fails."""
        if kept == self._last:
            return
        if kept.empty:
            self.forget()
            return
        self._last = kept
        try:
            replace_file(self._file, json.dumps(_object(kept)).encode())
        except OSError as error:
            if not self._failed:
                why = error.strerror or "it cannot be reached"
                self._report(f"This consultation cannot be kept in {self._file} ({why}); it goes on all the same.")
            self._failed = True

    def forget(self) -> None:
        """Delete the file."""
        self._last = None
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def _object(kept: Kept) -> Mapping[str, Any]:
    """Return what is kept in JSON's types."""
    plain = {each.name: getattr(kept, each.name) for each in fields(kept)}
    return {**plain, "findings": {slot: value_text(value) for slot, value in kept.findings.items()}}


def _kept(found: Mapping[str, Any], pathway: Pathway) -> Kept:
    """Return what a file holds, less what the content does not know any more; raises ValueError, TypeError, KeyError,
    AttributeError for anything else."""
    questions = pathway.questions
    values = {SlotId(slot): _value(value, questions[SlotId(slot)]) for slot, value in found["findings"].items()
              if slot in questions}  # fmt: skip
    slots = {
        name: tuple(SlotId(slot) for slot in found[name] if slot in questions)
        for name in ("unanswered", "single", "reasked", "checked")
    }
    interrupt = found["interrupt"]
    return Kept(
        today=int(found["today"]),
        findings={slot: value for slot, value in values.items() if value is not None},
        interrupt=InterruptId(interrupt) if interrupt in pathway.interrupts else None,
        questions=int(found["questions"]),
        lost=int(found["lost"]),
        confirmed=bool(found["confirmed"]),
        verified=tuple(InterruptId(one) for one in found.get("verified", ()) if one in pathway.interrupts),
        **slots,
    )


def _value(value: object, question: Question) -> Value | None:
    """Return a finding's value; None if it is none of this question."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if question.kind in _NUMBERS else None
    if value == Finding.UNSURE.value:
        return Finding.UNSURE
    if question.kind is SlotKind.FINDING:
        return Finding(value)
    return ChoiceId(str(value)) if value in question.choices else None


def open_unfinished(file: Path, report: Callable[[str], None]) -> Keeper:
    """Return a keeper in a file."""
    return UnfinishedFile(file, report)
