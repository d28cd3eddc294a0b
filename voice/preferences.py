"""What a person has chosen, kept from one start to the next in a small TOML file; and the same by environment.

How the program sounds and listens, and the region: nothing else, and never anything about the person's health. A flag
goes before the environment, the environment before the file, the file before the defaults (`voice.flags`).

A file that cannot be read or written costs one plain sentence and never a consultation. It is written whole beside
the old one and then put in its place, so that a power cut leaves the one or the other.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from enum import Enum
from pathlib import Path
from typing import Any

from voice.core.events import Action, Adjust, Event
from voice.earcons import Earcon
from voice.errors import SettingsError
from voice.files import replace_file
from voice.settings import PATIENCE_LIMITS, RATE_LIMITS, Speech

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Preferences:
    """What was chosen; None is no choice. ``patience`` is a factor on the pauses within an answer; ``resume`` keeps an
    unfinished consultation until it is finished."""

    region: str | None = None
    rate: int | None = None
    volume: float | None = None
    voice: str | None = None
    device: str | None = None
    patience: float | None = None
    earcons: frozenset[Earcon] | None = None
    captions: bool | None = None
    speech: bool | None = None
    resume: bool | None = None

    def over(self, other: "Preferences") -> "Preferences":
        """Return these choices, and those of ``other`` where there is none here."""
        chosen = {name: value for name, value in self.items() if value is not None}
        return replace(other, **chosen)

    def items(self) -> list[tuple[str, Any]]:
        """Return every choice by its name."""
        return [(each.name, getattr(self, each.name)) for each in fields(self)]


def switch(value: object) -> bool:
    """Return whether something is on; raises ValueError."""
    if isinstance(value, bool):
        return value
    if value in ("on", "off"):
        return value == "on"
    message = "is on or off"
    raise ValueError(message)


def earcons(value: object) -> frozenset[Earcon]:
    """Return tones from ``on``, ``off``, or their names as a list or with commas; raises ValueError."""
    with suppress(ValueError):
        return frozenset(Earcon) if switch(value) else frozenset()
    names = value.split(",") if isinstance(value, str) else value
    known = {earcon.name.lower().replace("_", "-"): earcon for earcon in Earcon}
    wanted = [str(name).strip() for name in names] if isinstance(names, list) else [""]
    if not all(name in known for name in wanted):
        message = f"is on, off, or some of {', '.join(known)}"
        raise ValueError(message)
    return frozenset(known[name] for name in wanted)


def _rate(value: object) -> int:
    slowest, fastest = RATE_LIMITS
    with suppress(ValueError):
        number = int(value) if isinstance(value, str | int) and not isinstance(value, bool) else 0
        if slowest <= number <= fastest:
            return number
    message = f"is a whole number of words a minute, {slowest} to {fastest}"
    raise ValueError(message)


def _between(least: float, most: float, *, above: bool = False) -> Callable[[object], float]:
    """Return what reads a number within limits; ``above`` leaves out the least itself."""

    def read(value: object) -> float:
        with suppress(ValueError):
            number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else least - 1
            if least <= number <= most and not (above and number == least):
                return number
        message = f"is a number {'above' if above else 'from'} {least:g} to {most:g}"
        raise ValueError(message)

    return read


def _name(value: object) -> str:
    if isinstance(value, str) and 0 < len(value) <= _LONGEST_NAME and value.isprintable():
        return value
    message = "is a name"
    raise ValueError(message)


_READERS: Mapping[str, Callable[[object], object]] = {
    "region": _name,
    "rate": _rate,
    "volume": _between(0, 1, above=True),
    "voice": _name,
    "device": _name,
    "patience": _between(*PATIENCE_LIMITS),
    "earcons": earcons,
    "captions": switch,
    "speech": switch,
    "resume": switch,
}


def from_environment(environment: Mapping[str, str]) -> Preferences:
    """Return what variables such as BACKTALK_RATE choose; raises SettingsError, as a wrong flag does."""
    found: dict[str, Any] = {}
    for name, read in _READERS.items():
        variable = f"BACKTALK_{name.upper()}"
        if environment.get(variable):
            try:
                found[name] = read(environment[variable])
            except ValueError as error:
                message = f"The variable {variable} {error}, not {environment[variable]!r}."
                raise SettingsError(message) from error
    return Preferences(**found)


class PreferencesFile:
    """The file. ``report`` takes one plain sentence for whatever is wrong with it, each sentence once."""

    def __init__(self, file: Path, report: Callable[[str], None]) -> None:
        """Keep choices in ``file``, which need not be there yet."""
        self.file = file
        self._report = report
        self._told: set[str] = set()

    @property
    def exists(self) -> bool:
        """Whether somebody has chosen anything yet."""
        try:
            return self.file.exists()
        except OSError:
            return False

    @property
    def is_new(self) -> bool:
        """Whether nobody has chosen anything yet and what is chosen now can be kept. Where it cannot, asking at every
        start would only be in the way."""
        folder = next((each for each in self.file.parents if each.is_dir()), None)
        return not self.exists and folder is not None and os.access(folder, os.W_OK)

    def read(self) -> Preferences:
        """Return what was chosen. What cannot be read is told and left out."""
        table = self._table()
        found: dict[str, Any] = {}
        for name, value in (table or {}).items():
            if name not in _READERS:
                self._tell(f"The settings file {self.file} has {name!r}, which is no setting; take it out.")
                continue
            try:
                found[name] = _READERS[name](value)
            except ValueError as error:
                self._tell(f"In the settings file {self.file}, {name} {error}; the default is used.")
        return Preferences(**found)

    def write(self, chosen: Preferences) -> bool:
        """Keep these choices beside those that are kept already; return whether that worked. Never raises.

        A file that cannot be read is left as it is: what somebody wrote by hand may be one comma short.
        """
        table = self._table()
        if table is None:
            return False
        table.update({name: _plain(value) for name, value in chosen.items() if value is not None})
        try:
            replace_file(self.file, _toml(table))
        except OSError as error:
            why = error.strerror or "it cannot be reached"
            self._tell(f"The settings file {self.file} cannot be written ({why}), so nothing is remembered.")
            return False
        return True

    def _table(self) -> dict[str, Any] | None:
        """Return what the file holds, nothing when there is none; None, told, when it cannot be read."""
        try:
            return tomllib.loads(self.file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            why = f"cannot be read ({error.strerror or 'it cannot be reached'})"
        except UnicodeDecodeError:
            why = "is not text"
        except tomllib.TOMLDecodeError as error:
            why = f"is not valid TOML ({str(error).rstrip('.')})"
        self._tell(f"The settings file {self.file} {why}, so the defaults are used; mend it or delete it.")
        return None

    def _tell(self, sentence: str) -> None:
        """Report a sentence that was not reported yet."""
        if sentence not in self._told:
            self._told.add(sentence)
            self._report(sentence)


def _plain(value: object) -> object:
    """Return a choice as TOML holds it."""
    if isinstance(value, frozenset):
        names = sorted(earcon.name.lower().replace("_", "-") for earcon in value if isinstance(earcon, Enum))
        return True if len(names) == len(Earcon) else names or False
    return round(value, 3) if isinstance(value, float) else value


def _toml(table: Mapping[str, Any]) -> bytes:
    """Return a table as a file's content."""
    import tomli_w  # noqa: PLC0415 - only when something is kept

    return tomli_w.dumps(table).encode()


class Remembering:
    """A journal that keeps what the caller changes by voice: slower, faster, louder, quieter. Nothing else."""

    def __init__(self, speech: Speech, file: PreferencesFile) -> None:
        """Begin with ``speech``, and keep its changes in ``file``."""
        self._speech = speech
        self._file = file

    def note(self, entry: Event | Action) -> None:
        """Keep the rate or volume that an adjustment leads to; never raises."""
        if not isinstance(entry, Adjust):
            return
        before, self._speech = self._speech, self._speech.adjusted(entry.command)
        if self._speech.rate != before.rate:
            self._file.write(Preferences(rate=self._speech.rate))
        if self._speech.volume != before.volume:
            self._file.write(Preferences(volume=self._speech.volume))
