"""A folder of recordings with what is said in them: a YAML file beside a recording, or the recording's own name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from voice.core.terms import SlotId
from voice.errors import SettingsError

SUFFIXES = frozenset({".wav", ".flac"})
_KEYS = frozenset({"asked", "text", "findings"})
_TAKE = re.compile(r"[ _-]*\(?\d+\)?$")
_WORST = 10
"""How many problems are told at once."""

Plain = Mapping[str, str | int]
"""Findings as the machine interface writes them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One recording. ``text`` None: not known what is said; ``findings`` None: whatever the text means."""

    file: Path
    asked: SlotId | None
    text: str | None
    findings: Plain | None


def read_corpus(folder: Path, asked: SlotId | None, slots: Iterable[str]) -> list[Case]:
    """Return the recordings of a folder and of those in it, by name; raises SettingsError with every problem.

    A recording answers the question its YAML file names, else the one its folder is named after, else ``asked``.
    """
    if not folder.is_dir():
        message = f"There is no folder {folder}; give one that holds recordings, WAV or FLAC."
        raise SettingsError(message)
    known = frozenset(slots)
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    if not files:
        message = f"There are no recordings in {folder}; it should hold WAV or FLAC files."
        raise SettingsError(message)
    problems: list[str] = []
    cases = [_case(file, asked, known, problems) for file in files]
    if problems:
        more = f"\nand {len(problems) - _WORST} more" if len(problems) > _WORST else ""
        message = "What is said in the recordings cannot be read:\n" + "\n".join(problems[:_WORST]) + more
        raise SettingsError(message)
    return cases


def _case(file: Path, asked: SlotId | None, slots: frozenset[str], problems: list[str]) -> Case:
    own = SlotId(file.parent.name) if file.parent.name in slots else asked
    beside = file.with_suffix(".yaml")
    if not beside.exists():
        return Case(file, own, spoken(file.stem), None)
    found = _read(beside, problems)
    problems.extend(f"{beside}: {problem}" for problem in _wrong(found, slots))
    named = found.get("asked")
    return Case(
        file,
        SlotId(named) if isinstance(named, str) else own,
        found.get("text"),
        _findings(found["findings"]) if "findings" in found else None,
    )


def spoken(name: str) -> str:
    """Return the words that a file's name stands for: ``no_chest_pain_2`` is the second take of "no chest pain"."""
    return re.sub(r"[_\s]+", " ", _TAKE.sub("", name) or name).strip().lower()


def _read(file: Path, problems: list[str]) -> dict[str, Any]:
    """Read a mapping whose values stay text, so that "no" is a word."""
    try:
        found = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - makes nothing but texts
    except (OSError, ValueError, yaml.YAMLError) as error:
        problems.append(f"{file}: cannot be read ({' '.join(str(error).split())})")
        return {}
    if not isinstance(found, dict):
        problems.append(f"{file}: should hold asked, text, or findings")
        return {}
    return found


def _wrong(found: Mapping[str, Any], slots: frozenset[str]) -> Iterator[str]:
    """Yield what does not fit."""
    for key in sorted(found.keys() - _KEYS):
        yield f"there is no {key!r}; it may hold asked, text and findings"
    for key in ("asked", "text"):
        if key in found and not isinstance(found[key], str):
            yield f"{key} should be words"
    if isinstance(found.get("asked"), str) and found["asked"] not in slots:
        yield f"there is no slot {found['asked']!r}"
    findings = found.get("findings") or {}
    if isinstance(findings, dict):
        yield from (f"there is no slot {slot!r}" for slot in findings if slot not in slots)
        yield from (f"{slot} should have one value" for slot, value in findings.items() if not isinstance(value, str))
    else:
        yield "findings should be slots with their values, or {} for nothing"


def _findings(found: Any) -> Plain:  # noqa: ANN401 - as read, right or wrong
    """Return findings as the machine interface writes them; numbers are numbers."""
    if not isinstance(found, dict):
        return {}
    return {str(slot): int(value) if str(value).isdecimal() else str(value) for slot, value in found.items()}
