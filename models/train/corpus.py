"""Recordings of real people: where they come from, who may be trained on, who only measures."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

AN4_SOURCE = "http://www.speech.cs.cmu.edu/databases/an4/ (an4_sphere.tar.gz)"
FSDD_SOURCE = "https://github.com/Jakobovski/free-spoken-digit-dataset (folder recordings/)"

# Measured, never trained or tuned on. Three women and seven men, chosen by name before any training because between
# them they say most of the single command words (yes, no, help, repeat, stop, start, go) that AN4 has few of.
# They are not a wholly untouched test: the figures that earlier weights had on them, on FSDD and on voices.HELD_OUT
# were seen after eight epochs, whereupon people's recordings were seen more often, and again after ten and thirteen.
# The present weights were chosen without them.
AN4_HELD_OUT = frozenset("flrp fnsv fwxs mcel mcsc mdxs meht mjbh mskh mtje".split())
# For choosing the blank penalty, the cost of [unk] and the number of epochs: one woman, two men.
AN4_DEVELOPMENT = frozenset("fsaf2 mcen mmtm".split())

DIGITS = "zero one two three four five six seven eight nine".split()
_AN4_LINE = re.compile(r"^(?:<s>)?\s*(?P<text>.*?)\s*(?:</s>)?\s*\((?P<file>[\w-]+)\)$")


@dataclass(frozen=True)
class Recording:
    """One sound file with its words and its speaker."""

    path: Path
    text: str
    speaker: str


def read_an4(folder: Path) -> list[Recording]:
    """AN4 as published (etc/*.transcription, wav/**/*.sph) or as flat files beside a transcripts.csv.

    Raises FileNotFoundError if there are none.
    """
    if (folder / "transcripts.csv").exists():
        return _read_table(folder)
    sounds = {path.stem: path for path in folder.rglob("an*") if path.suffix in {".sph", ".wav", ".flac"}}
    found = []
    for table in sorted((folder / "etc").glob("*.transcription")):
        for line in table.read_text(encoding="ascii").splitlines():
            if (match := _AN4_LINE.match(line)) and match["file"] in sounds:
                path = sounds[match["file"]]
                found.append(Recording(path, match["text"].lower(), match["file"].split("-")[1]))
    if not found:
        raise FileNotFoundError(f"no AN4 recordings in {folder}; they are at {AN4_SOURCE}")
    return found


def read_fsdd(folder: Path) -> list[Recording]:
    """FSDD as published: {digit}_{speaker}_{take}.wav."""
    if (folder / "transcripts.csv").exists():
        return _read_table(folder)
    found = []
    for path in sorted(folder.glob("*_*_*.wav")):
        digit, speaker, _ = path.stem.split("_", 2)
        found.append(Recording(path, DIGITS[int(digit)], speaker))
    return found


def training(recordings: Iterable[Recording]) -> list[Recording]:
    """AN4 recordings by people who are neither held out nor kept for development."""
    return [r for r in recordings if r.speaker not in AN4_HELD_OUT | AN4_DEVELOPMENT]


def development(recordings: Iterable[Recording]) -> list[Recording]:
    """AN4 recordings for tuning."""
    return [r for r in recordings if r.speaker in AN4_DEVELOPMENT]


def held_out(recordings: Iterable[Recording]) -> list[Recording]:
    """AN4 recordings for the reported figures only."""
    return [r for r in recordings if r.speaker in AN4_HELD_OUT]


def _read_table(folder: Path) -> list[Recording]:
    with (folder / "transcripts.csv").open(encoding="utf-8", newline="") as table:
        return [Recording(folder / row["file"], row["text"], row["speaker"]) for row in csv.DictReader(table)]
