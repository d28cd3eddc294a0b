"""Measuring a model folder on voices it was not trained on, beside pocketsphinx on the same recordings and grammars.

python -m models.train.evaluate --model models/starter-en --an4 DIR --fsdd DIR [--ood DIR] [--json]
"""

import argparse
import dataclasses
import hashlib
import importlib.util
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from models.train import corpus, engines, voices, wordings
from models.train.distance import edits
from models.train.listeners import Grammar, Listener, PocketSphinx, Vosk, sound
from models.train.numerals import NUMBER_WORDS, is_number
from models.train.synthesis import spoken_by

COMMANDS = ("yes", "no", "help", "repeat", "stop", "start", "go")
NARROW = Grammar(("yes", "no", "not sure", "help", "stop", "repeat"))


@dataclass(frozen=True)
class Spoken:
    """A sound file and the words in it."""

    path: Path
    text: str


@dataclass(frozen=True)
class Task:
    """Recordings to be heard with one grammar. ``skipped`` says why there are none."""

    name: str
    grammar: Grammar
    spoken: Sequence[Spoken]
    skipped: str = ""


@dataclass(frozen=True)
class Score:
    """``exact``: share of utterances without a mistake; ``real_time``: processor seconds a second of sound."""

    recogniser: str
    exact: float
    word_error: float
    real_time: float


@dataclass(frozen=True)
class Row:
    """One task and how each recogniser did."""

    task: str
    count: int
    scores: tuple[Score, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Refusals:
    """Of ``count`` strange utterances: taken for an answer, and still taken if a free decode must say the same."""

    recogniser: str
    count: int
    narrow: int
    both: int


@dataclass(frozen=True)
class Report:
    """All that was measured, and who was kept aside for it."""

    split: str
    an4_speakers: tuple[str, ...]
    voices: tuple[str, ...]
    rows: tuple[Row, ...]
    strange_speech: tuple[Refusals, ...]
    note: str


def score(task: Task, listener: Listener) -> Score:
    """Have one recogniser hear the whole task."""
    exact = wrong = words = 0
    processor = seconds = 0.0
    for item in task.spoken:
        samples = sound(item.path)
        heard = listener.hear(samples, task.grammar)
        meant = item.text.split()
        mistakes = edits(meant, heard.text.split())
        exact, wrong, words = exact + (mistakes == 0), wrong + mistakes, words + len(meant)
        processor, seconds = processor + heard.seconds, seconds + len(samples) / 16000
    count = max(1, len(task.spoken))
    return Score(listener.name, exact / count, wrong / max(1, words), processor / max(seconds, 1e-6))


def real_tasks(an4: Path | None, fsdd: Path | None, split: str) -> list[Task]:
    """Numbers and single words of AN4 speakers of this split, and, when all is reported, FSDD's digits."""
    tasks = []
    if an4:
        chosen = corpus.development if split == "development" else corpus.held_out
        spoken = [Spoken(r.path, r.text) for r in chosen(corpus.read_an4(an4))]
        numbers = Grammar(tuple(sorted(NUMBER_WORDS)), repeated=True)
        tasks.append(Task("AN4 numbers", numbers, [s for s in spoken if is_number(s.text)]))
        tasks.append(Task("AN4 single words", Grammar(COMMANDS), [s for s in spoken if s.text in COMMANDS]))
    if fsdd and split == "held-out":
        digits = [Spoken(r.path, r.text) for r in corpus.read_fsdd(fsdd)]
        tasks.append(Task("FSDD digits", Grammar(tuple(corpus.DIGITS)), digits))
    return tasks


def answer_phrases() -> list[str]:
    """Some ninety short answers, spread over the committed list."""
    return [text for text in wordings.read_lines(wordings.FOLDER / "answers.txt") if len(text.split()) <= 6][::6][:96]


def synthetic_tasks(split: str, scratch: Path) -> list[Task]:
    """Answer phrases in voices that were not trained on, with the grammar of all the phrases and without one."""
    labels = voices.measuring(tuning=split == "development")
    phrases = answer_phrases()
    tasks = []
    for label in labels:
        engine = voices.as_recorded(label).engine
        names = (f"{label} phrases, {len(phrases)}-phrase grammar", f"{label} phrases, no grammar")
        if not engines.installed(engine):
            tasks += [Task(task, Grammar(), (), f"{engine} is not installed") for task in names]
            continue
        paths = voices.read_aloud(spoken_by(voices.as_recorded(label), phrases), scratch)
        spoken = [Spoken(path, phrase) for path, phrase in zip(paths, phrases, strict=True)]
        tasks += [Task(names[0], Grammar(tuple(phrases)), spoken), Task(names[1], Grammar(), spoken)]
    return tasks


def strange_speech(folder: Path, split: str) -> list[Path]:
    """Recordings that must not be understood; half of them, by a digest of the name, are for tuning."""

    def odd(path: Path) -> bool:
        return bool(hashlib.sha256(path.stem.encode()).digest()[0] % 2)

    return [
        path
        for path in sorted(folder.glob("*.flac")) + sorted(folder.glob("*.wav"))
        if odd(path) == (split == "development")
    ]


def false_accepts(paths: Sequence[Path], listener: Listener) -> tuple[int, int]:
    """How many strange utterances pass for one of six answers, and how many still do if a free decode must agree."""
    narrow = both = 0
    for path in paths:
        samples = sound(path)
        taken = listener.hear(samples, NARROW).text
        if taken in NARROW.phrases:
            narrow += 1
            both += listener.hear(samples, Grammar()).text == taken
    return narrow, both


def listeners(model: Path, *, alone: bool) -> tuple[list[Listener], str]:
    """What can be measured here, and a note on what cannot."""
    found: list[Listener] = [Vosk(model)]
    if alone:
        return found, ""
    if importlib.util.find_spec("pocketsphinx") is None:
        return found, "pocketsphinx is not installed (pip install pocketsphinx==5.1.1): its columns are left out"
    return [*found, PocketSphinx()], ""


def report(arguments: argparse.Namespace) -> Report:
    """Measure everything that was asked for."""
    hearing, note = listeners(arguments.model, alone=arguments.alone)
    with TemporaryDirectory() as scratch:
        tasks = real_tasks(arguments.an4, arguments.fsdd, arguments.split)
        tasks += synthetic_tasks(arguments.split, Path(scratch))
        rows = tuple(measured(task, hearing) for task in tasks)
    refused: tuple[Refusals, ...] = ()
    if arguments.ood:
        paths = strange_speech(arguments.ood, arguments.split)
        refused = tuple(Refusals(one.name, len(paths), *false_accepts(paths, one)) for one in hearing)
    tuning = arguments.split == "development"
    speakers = sorted(corpus.AN4_DEVELOPMENT if tuning else corpus.AN4_HELD_OUT)
    labels = voices.measuring(tuning=tuning)
    return Report(arguments.split, tuple(speakers), labels, rows, refused, note)


def measured(task: Task, hearing: Sequence[Listener]) -> Row:
    """One task, heard by all."""
    scores = tuple(score(task, one) for one in hearing) if task.spoken else ()
    return Row(task.name, len(task.spoken), scores, task.skipped)


def lines(found: Report) -> list[str]:
    """The report as text."""
    out = [
        f"AN4 speakers measured ({found.split}, none trained on): {' '.join(found.an4_speakers)}",
        f"Synthetic voices measured (none trained on): {' '.join(found.voices)}",
        f"{'task':<40}{'count':>6}  {'recogniser':<14}{'exact':>7}{'word error':>12}{'real time':>11}",
    ]
    for row in found.rows:
        for one in row.scores:
            figures = f"{one.exact:>7.3f}{one.word_error:>12.3f}{one.real_time:>11.3f}"
            out.append(f"{row.task:<40}{row.count:>6}  {one.recogniser:<14}{figures}")
        if row.note:
            out.append(f"{row.task:<40}  skipped: {row.note}")
    for refused in found.strange_speech:
        share = f"{refused.narrow} of {refused.count} taken for an answer, {refused.both} if a free decode must agree"
        out.append(f"speech that is no answer, {refused.recogniser}: {share}")
    return [*out, found.note] if found.note else out


def parser() -> argparse.ArgumentParser:
    """Command line."""
    made = argparse.ArgumentParser(prog="python -m models.train.evaluate", description=__doc__.splitlines()[0])
    made.add_argument("--model", type=Path, default=Path("models/starter-en"))
    made.add_argument("--an4", type=Path, help=f"AN4 recordings: {corpus.AN4_SOURCE}")
    made.add_argument("--fsdd", type=Path, help=f"Free Spoken Digit Dataset: {corpus.FSDD_SOURCE}")
    made.add_argument("--ood", type=Path, help="folder of recordings that are no answers (.flac or .wav)")
    made.add_argument("--split", choices=("held-out", "development"), default="held-out")
    made.add_argument("--alone", action="store_true", help="leave pocketsphinx out")
    made.add_argument("--json", action="store_true", help="print one JSON object")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report."""
    chosen = parser().parse_args(arguments)
    found = report(chosen)
    print(json.dumps(dataclasses.asdict(found), indent=2) if chosen.json else "\n".join(lines(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
