"""The sentences to measure on: those beside the tests, and the shared ones where that folder is there."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "tests" / "content"
HELD_OUT = "held_out"  # the folder of what is reported and never tuned on
FIRST_SIGHT = "first_sight"  # the folder of what was written last
STORIES, REPLIES = "*/I*.tsv", "answering/*/I*.tsv"  # in it: told at the start; told when something else was asked
SHARED = ROOT.parent / "shared"
TODAY = date(2026, 11, 22)  # the day that all sentences are read on

OTHER_SITE = frozenset(  # what a pain elsewhere may say of itself without being wrong
    """pain_duration onset_sudden pain_severity pain_quality pain_trend radiating_pain night_pain rest_pain
    exertional_pain daily_activity_limited treatment_not_helping strain_trigger movement_related
    already_assessed""".split()
)
SAID = {"yes": "present", "no": "absent"}


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence and what is known to be right about it. ``interrupts`` are all that are acceptable."""

    subset: str
    text: str
    asked: str = ""
    held_out: bool = False
    expect: Mapping[str, str | int | None] = field(default_factory=dict)
    never: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    interrupts: frozenset[str] = frozenset()
    polarities: frozenset[str] = frozenset()
    command: str | None = None


def odd(text: str) -> bool:
    """Is this shared sentence of the half that is reported and never tuned on?"""
    return bool(hashlib.sha256(text.encode("utf-8")).digest()[0] % 2)


@cache
def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _notes(note: str) -> dict[str, frozenset[str]]:
    """The machine-readable parts of a note: ``ignore:a,b; alt_interrupt:X|Y; ...``."""
    found: dict[str, frozenset[str]] = {}
    for part in note.split(";"):
        key, colon, values = part.strip().partition(":")
        if colon and key in ("ignore", "alt_interrupt", "alt_polarity"):
            first = values.strip().split(" ")[0]
            names = first.replace("|", ",").split(",")
            found[key] = found.get(key, frozenset()) | frozenset(name.strip(".") for name in names if name)
    return found


@cache
def phrases() -> tuple[Case, ...]:
    """What real people said to doctors, as annotated; arguable ones are left out."""
    path = SHARED / "phrases_dev.json"
    if not path.is_file():
        return ()
    items = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_phrase(item) for item in items if item["confidence"] == "sure")


def _phrase(item: Mapping[str, Any]) -> Case:
    notes = _notes(item.get("note", ""))
    ignore = notes.get("ignore", frozenset())
    if "other_site" in ignore:
        ignore |= OTHER_SITE
    return Case(
        subset="phrases",
        text=item["text"],
        held_out=odd(item["text"]),
        expect=item["findings"],
        ignore=ignore,
        interrupts=frozenset({item["interrupt"]}) | notes.get("alt_interrupt", frozenset()),
        polarities=frozenset({item["polarity"]}) | notes.get("alt_polarity", frozenset()),
    )


def _both(name: str) -> Iterator[tuple[dict[str, Any], bool]]:
    """The sentences of a file that is tuned on, then those of its namesake that is only reported."""
    for folder, held_out in ((CONTENT, False), (CONTENT / HELD_OUT, True)):
        for one in _yaml(folder / name):
            yield one, held_out


@cache
def alarms() -> tuple[Case, ...]:
    """Sentences that must set off an interrupt: subset ``alarms/I1`` and so on."""
    return tuple(_alarm_file("alarms"))


@cache
def lookalikes() -> tuple[Case, ...]:
    """Sentences that must not: subset ``lookalikes/I1`` and so on."""
    return tuple(_alarm_file("lookalikes"))


def _alarm_file(key: str) -> Iterator[Case]:
    paths = sorted((CONTENT / "alarms").glob("I*.yaml"), key=lambda path: int(path.stem[1:]))
    for path in paths:
        for folder, held_out in ((CONTENT, False), (CONTENT / HELD_OUT, True)):
            for one in _yaml(folder / "alarms" / path.name)[key]:
                yield Case(
                    subset=f"{key}/{path.stem}",
                    text=one["says"],
                    asked=one.get("asked") or "",
                    held_out=held_out,
                    expect=one.get("expect") or {},
                    interrupts=frozenset({path.stem, *one.get("also", ())} if key == "alarms" else {"none"}),
                )


@cache
def last_alarms() -> tuple[Case, ...]:
    """Sentences of alarm written after everything else, which nothing was tuned on: subset ``first/I1`` and so on."""
    return tuple(_last("A", STORIES))


@cache
def last_lookalikes() -> tuple[Case, ...]:
    """Those written with them that only sound like one."""
    return tuple(_last("L", STORIES))


@cache
def alarms_beside_answers() -> tuple[Case, ...]:
    """Answers to questions that tell of an alarm, too, or of nothing else: "never mind that, my legs have gone"."""
    return tuple(_last("A", REPLIES))


@cache
def lookalikes_beside_answers() -> tuple[Case, ...]:
    """Answers to questions that only sound like an alarm."""
    return tuple(_last("L", REPLIES))


def _last(wanted: str, files: str) -> Iterator[Case]:
    for path in sorted((CONTENT / FIRST_SIGHT).glob(files)):
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, _, text = line.partition("\t")
            if kind == wanted:
                interrupts = frozenset({path.stem if kind == "A" else "none"})
                yield Case(f"first/{path.stem}", text, held_out=True, interrupts=interrupts)


@cache
def last_answers() -> tuple[Case, ...]:
    """Answers to questions written after everything else, and what they say of the sign that was asked about."""
    return tuple(one for path in sorted((CONTENT / FIRST_SIGHT).glob("answers_*.tsv")) for one in _answers(path.name))


@cache
def turning_answers() -> tuple[Case, ...]:
    """Those that begin like the opposite of what they come to, as "none, unless you count ..."."""
    return tuple(_answers("turning.tsv"))


def _answers(name: str) -> Iterator[Case]:
    for slot, label, text in (line.split("\t") for line in _last_lines(name)):
        yield Case("first/answers", text, slot, True, {slot: SAID.get(label, label) if label != "none" else None})


@cache
def last_quantities() -> tuple[Case, ...]:
    """How long, how bad, how old, written after everything else."""
    rows = (line.split("\t") for line in _last_lines("quantities.tsv"))
    return tuple(
        Case("first/quantities", text, slot, True, {slot: None if value == "null" else int(value)})
        for slot, value, text in rows
    )


@cache
def last_denials() -> tuple[Case, ...]:
    """Denials of danger signs, some in answer to a question, written after everything else."""
    rows = (line.split("\t") for line in _last_lines("denials.tsv"))
    return tuple(
        Case(
            "first/denials",
            text,
            asked.strip("-"),
            True,
            {slot: value for slots, value in ((denied, "absent"), (told, "present")) for slot in _listed(slots)},
        )
        for asked, denied, told, text in rows
    )


@cache
def last_tales() -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """Tales that tell, deny, fear and remember in one breath: what is so, one case each; and what is not."""
    so, not_so = [], []
    for line in _last_lines("tales.tsv"):
        asked, labels, text = line.split("\t")
        slot_asked = asked.strip("-")
        for slot, _, sign in (label.partition("=") for label in labels.split()):
            if slot == slot_asked:
                continue
            if sign == "+":
                so.append(Case("first/tales/so", text, slot_asked, True, {slot: "present"}))
            else:
                not_so.append(Case("first/tales/not so", text, slot_asked, True, never=frozenset((slot,))))
    return tuple(so), tuple(not_so)


def _last_lines(name: str) -> list[str]:
    return (CONTENT / FIRST_SIGHT / name).read_text(encoding="utf-8").splitlines()


def _listed(slots: str) -> list[str]:
    return [one for one in slots.split(",") if one != "-"]


@cache
def scope() -> tuple[Case, ...]:
    """Who, when, whether, and how far a no reaches."""
    return tuple(
        Case("scope", one["says"], one["asked"] or "", held_out, one["expect"], frozenset(one["never"]))
        for one, held_out in _both("scope.yaml")
    )


@cache
def answers() -> tuple[Case, ...]:
    """What callers answer to each question, mostly without a yes or a no. All of it is tuned on, none is reported."""
    return tuple(
        Case("answers", one["says"], one["asked"], False, one["expect"], frozenset(one["never"]))
        for one in _yaml(CONTENT / "answers.yaml")
    )


@cache
def polarity() -> tuple[Case, ...]:
    """Direct answers."""
    return tuple(
        Case(
            "polarity",
            one["says"],
            one["asked"] or "",
            held_out,
            polarities=frozenset({one["polarity"] or "none"}),
        )
        for one, held_out in _both("polarity.yaml")
    )


@cache
def commands() -> tuple[Case, ...]:
    """Commands, and answers that only sound like one."""
    return tuple(
        Case("commands", one["says"], one["asked"] or "", held_out, command=one["command"])
        for one, held_out in _both("commands.yaml")
    )


@cache
def quantities() -> tuple[Case, ...]:
    """How long, how bad, how old."""
    return tuple(
        Case(
            "quantities",
            one["says"],
            one["asked"] or "",
            held_out,
            {one.get("slot") or one["asked"]: one["expect"]},
        )
        for one, held_out in _both("quantities.yaml")
    )


@dataclass(frozen=True, slots=True)
class SweepAnswer:
    """What somebody says who was asked for several danger signs at once. ``some``: at least one is there, or may be."""

    text: str
    some: bool
    held_out: bool


@cache
def danger_sweep() -> tuple[SweepAnswer, ...]:
    """Answers to the question that asks for danger signs together."""
    return tuple(
        SweepAnswer(text, key == "some", held_out)
        for folder, held_out in ((CONTENT, False), (CONTENT / HELD_OUT, True))
        for key, texts in _yaml(folder / "danger_sweep.yaml").items()
        for text in texts
    )


@dataclass(frozen=True, slots=True)
class Vignette:
    """One invented caller: turns of (slot asked or empty, words), and all that the turns together say."""

    id: str
    turns: tuple[tuple[str, str], ...]
    gold: Mapping[str, str | int]
    emergency: bool
    held_out: bool


@cache
def vignettes() -> tuple[Vignette, ...]:
    """The shared callers."""
    path = SHARED / "vignettes_dev.yaml"
    return tuple(_vignette(one) for one in _yaml(path)["vignettes"]) if path.is_file() else ()


def _vignette(one: Mapping[str, Any]) -> Vignette:
    turns = tuple(
        ("" if turn["question_slot"] == "opening" else turn["question_slot"], turn["says"]) for turn in one["spoken"]
    )
    gold = {slot: SAID.get(value, value) for slot, value in one["gold_slots"].items()}
    return Vignette(one["id"], turns, gold, one["gold_urgency"] == "EMERGENCY", odd(one["id"]))


def everything() -> tuple[Case, ...]:
    """Every single sentence, for timing."""
    turns = tuple(Case("vignettes", text, asked) for one in vignettes() for asked, text in one.turns)
    return phrases() + alarms() + lookalikes() + scope() + polarity() + commands() + quantities() + turns
