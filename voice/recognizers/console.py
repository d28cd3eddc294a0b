"""Answers by keyboard, or from another program line by line; both hear without any sound."""

from collections.abc import Iterable

from voice.core.events import Heard, Interrupted, Listen, NoInput
from voice.core.terms import Utterance
from voice.machine import read_objects, text_field
from voice.ports import Deaf, Listener, Overheard, Sentence


class Keyboard:
    """One typed line an answer; an empty line is silence, the end of input ends the consultation."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read answers from ``lines``."""
        self._lines = iter(lines)

    def hear(self, listen: Listen) -> Heard | NoInput | Interrupted:
        """Wait for a line."""
        del listen
        line = next(self._lines, None)
        if line is None:
            return Interrupted()
        return _heard(line)

    def attend(self) -> None:
        """What is typed ahead is meant."""

    def overhear(self, sentence: Sentence) -> Overheard:
        """Return what hears nothing: a line is read when it is asked for."""
        del sentence
        return Deaf()


class JsonLines:
    """One ``{"says": TEXT}`` line an answer; null is silence, the end of input ends the consultation."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read answers from ``lines``."""
        self._objects = iter(read_objects(lines))

    def hear(self, listen: Listen) -> Heard | NoInput | Interrupted:
        """Wait for a line; raises SettingsError naming it when it is malformed."""
        del listen
        numbered = next(self._objects, None)
        if numbered is None:
            return Interrupted()
        return _heard(text_field(*numbered, "says"))

    def attend(self) -> None:
        """What is typed ahead is meant."""

    def overhear(self, sentence: Sentence) -> Overheard:
        """Return what hears nothing: a line is read when it is asked for."""
        del sentence
        return Deaf()


def _heard(text: str | None) -> Heard | NoInput:
    """Return what a typed text means: nothing typed is nothing said."""
    words = " ".join((text or "").split())
    return Heard(Utterance(words)) if words else NoInput()


def open_keyboard(lines: Iterable[str]) -> Listener:
    """Return a listener for typed lines."""
    return Keyboard(lines)


def open_json(lines: Iterable[str]) -> Listener:
    """Return a listener for JSON lines."""
    return JsonLines(lines)
