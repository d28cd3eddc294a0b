"""A caller made of recordings: reads a script of answers and plays the part of microphone.

A script is YAML with one key, ``says``: a list of answers. An answer is a file (relative to the script), or ``null``
for silence, or ``{asked: NAME, file: FILE}``. The latter is given whenever NAME is asked, where NAME is a slot or a
kind of listening (opening, confirm, readback, closing); the others are given in order to whatever else is asked::

    says:
      - opening.flac
      - {asked: readback, file: yes.flac}
      - {asked: chest_pain, file: no.flac}
      - null
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from voice.audio import wav
from voice.core.events import Listen
from voice.core.terms import ListenKind
from voice.errors import SettingsError, UnansweredError
from voice.ports import Ear, Pcm, Recognizer
from voice.settings import Hearing

_DIRECT = {ListenKind.QUESTION, ListenKind.SWEEP}
"""Listening that is about the slots themselves; in a read-back of a slot, "yes" means something else."""


@dataclass(frozen=True, slots=True)
class Script:
    """Answers in order, and answers for what is asked by name; None is silence."""

    file: Path
    in_order: tuple[Path | None, ...]
    by_name: Mapping[str, Path | None]


def read_script(file: Path) -> Script:
    """Read and check a script and that its recordings exist; raises SettingsError, AudioDeviceError."""
    says = _answers(file)
    in_order: list[Path | None] = []
    by_name: dict[str, Path | None] = {}
    for number, answer in enumerate(says, start=1):
        match answer:
            case None | str():
                in_order.append(_recording(file, answer))
            case {"asked": str(name), "file": (None | str()) as recording}:
                by_name[name] = _recording(file, recording)
            case _:
                message = f"Answer {number} of {file} is neither a file, nor null, nor {{asked: NAME, file: FILE}}."
                raise SettingsError(message)
    return Script(file, tuple(in_order), by_name)


def _answers(file: Path) -> list[object]:
    """Return the list under ``says``; raises SettingsError."""
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        message = f"The script {file} cannot be read; give a YAML file with a list of answers."
        raise SettingsError(message) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" at line {mark.line + 1}" if mark else ""
        message = f"The script {file} is not valid YAML{line}."
        raise SettingsError(message) from error
    match content:
        case {"says": list(says)} if len(content) == 1:
            return says
        case _:
            message = f"The script {file} must have one key, says, with a list of answers."
            raise SettingsError(message)


def _recording(script: Path, name: str | None) -> Path | None:
    """Return where a recording lies; raises AudioDeviceError when it is missing."""
    if name is None:
        return None
    file = script.parent / name
    wav.expect_file(file)
    return file


class ScriptedCaller:
    """Both microphone and ear: it must know what is asked to know what to say, then the real ear listens."""

    def __init__(self, script: Script, ear: Ear, hearing: Hearing) -> None:
        """Answer from ``script``, to be heard by ``ear``."""
        self._script = script
        self._in_order = iter(script.in_order)
        self._ear = ear
        self._hearing = hearing
        self._saying: Path | None = None

    def open(self, listen: Listen) -> Recognizer:
        """Choose the answer to this question; raises UnansweredError when the script has none."""
        self._saying = self._choose(listen)
        return self._ear.open(listen)

    def ready(self) -> Iterator[Pcm]:
        """Nothing is said before it is asked for."""
        return iter(())

    def flush(self) -> None:
        """Nothing is captured before it is asked for."""

    def frames(self) -> Iterator[Pcm]:
        """Yield the answer, then silence for as long as anybody listens; raises AudioDeviceError."""
        seconds, rate = self._hearing.frame_seconds, self._hearing.rate
        if self._saying is not None:
            yield from wav.pieces(wav.read(self._saying, rate), seconds)
        nothing = wav.silence(seconds, rate)
        while True:
            yield nothing

    def _choose(self, listen: Listen) -> Path | None:
        """Return the recording for this question, None for silence."""
        names = [str(slot) for slot in listen.asked] if listen.kind in _DIRECT else []
        for name in (*names, listen.kind.value):
            if name in self._script.by_name:
                return self._script.by_name[name]
        try:
            return next(self._in_order)
        except StopIteration as error:
            if listen.kind is ListenKind.CLOSING:
                return None  # having nothing to add is an answer
            asked = ", ".join(listen.asked) or listen.kind.value
            message = f"The script {self._script.file} has no answer left for {asked}; add one to its list."
            raise UnansweredError(message) from error
