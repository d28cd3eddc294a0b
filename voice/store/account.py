"""What is told about speech models: for people as plain labelled lines, for programs as objects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voice.models import SpeechModel, words_of
from voice.store.catalogue import Listed
from voice.store.shelf import STARTER, Shelf

UNKNOWN_WORD = "[unk]"
_NAMED = 10  # words that are told, of those a model lacks


@dataclass(frozen=True, slots=True)
class Row:
    """A model that is here or may be fetched; ``folder`` is None for one that is not here."""

    name: str
    folder: Path | None
    used: bool
    listed: Listed | None = None

    def as_object(self) -> dict[str, Any]:
        """Return it for programs."""
        found = self.listed
        return {
            "name": self.name,
            "folder": str(self.folder) if self.folder else None,
            "used": self.used,
            "megabytes": found.megabytes if found else None,
            "licence": found.licence if found else None,
            "grammars": found.grammars if found else None,
            "address": found.address if found else None,
        }

    def as_line(self) -> str:
        """Return it as one line."""
        state = "here" if self.folder else "not fetched"
        parts = [f"{self.name}: {state}{', in use' if self.used else ''}"]
        if self.listed is not None and self.listed.megabytes is not None:
            parts.append(f"{self.listed.megabytes} megabytes, licence {self.listed.licence}")
            parts.append(self.listed.about)
        return "; ".join(parts) + "."


def rows(shelf: Shelf, catalogue: Iterable[Listed], starter: Path, used: Path) -> list[Row]:
    """Return the starter, what is on the shelf, what may be fetched, and the one in use if it is from elsewhere."""
    by_name = {one.name: one for one in catalogue}
    here = {STARTER: starter, **{name: shelf.folder / name for name in shelf.names()}}
    elsewhere = {} if used in here.values() else {str(used): used}
    names = dict.fromkeys([*here, *elsewhere, *by_name])
    places = {**here, **elsewhere}
    return [Row(name, places.get(name), places.get(name) == used, by_name.get(name)) for name in names]


@dataclass(frozen=True, slots=True)
class Checked:
    """A model that loads, held against the words of the content."""

    model: SpeechModel
    unknown_word: bool
    lacking: tuple[str, ...]

    def as_object(self) -> dict[str, Any]:
        """Return it for programs."""
        return {
            "folder": str(self.model.folder),
            "grammars": self.model.runtime_grammars,
            "unknown_word": self.unknown_word,
            "lacking": list(self.lacking),
        }

    def as_lines(self) -> list[str]:
        """Return it as plain labelled lines."""
        grammars = "yes" if self.model.runtime_grammars else "no, so answers are heard freely, and less well"
        strange = "can be told from answers" if self.unknown_word else "cannot be told from answers by this model alone"
        some = ", ".join(self.lacking[:_NAMED])
        return [
            f"Model: {self.model.folder}",
            "Loads: yes",
            f"Takes the answers expected to each question: {grammars}",
            f"Strange speech: {strange}",
            f"Expected words that it lacks: {len(self.lacking)}{f', for example {some}' if some else ''}",
        ]


def checked(model: SpeechModel, expected: Iterable[str]) -> Checked:
    """Hold a model against the words that are expected; raises EngineUnavailable."""
    known = words_of(model.folder)
    return Checked(model, UNKNOWN_WORD in known, tuple(sorted(set(expected) - known)))


def object_of(shelf: Shelf, found: Iterable[Row]) -> Mapping[str, Any]:
    """Return the list of models for programs."""
    return {"folder": str(shelf.folder), "models": [row.as_object() for row in found]}


def lines_of(shelf: Shelf, found: Iterable[Row]) -> list[str]:
    """Return the list of models for people."""
    return [*(row.as_line() for row in found), f"Models that are fetched are kept in {shelf.folder}."]
