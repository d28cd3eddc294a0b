"""The recipes of ``intents/README.md`` do what they say: each is followed, step by step, on a copy of the content."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from voice import content
from voice.content import Content
from voice.content.checks import differences, problems_of
from voice.core.terms import Finding, Polarity, PromptId, SlotId
from voice.core.triage import Answers, assess
from voice.core.understand import Understanding, understand

ROOT = Path(__file__).parents[2]
README = (ROOT / "intents" / "README.md").read_text(encoding="utf-8")
BLOCK = r"\n\n```yaml\n(?P<text>.*?)```\n"
STEPS = {
    "add": re.compile(r"In `(?P<file>[^`]+)`, after `(?P<line>[^`]+)`, add:" + BLOCK, re.DOTALL),
    "replace": re.compile(r"in `(?P<file>[^`]+)`, replace `(?P<line>[^`]+)` by:" + BLOCK, re.DOTALL),
    "write": re.compile(r"Write `(?P<file>[^`]+)`:" + BLOCK, re.DOTALL),
    "copy": re.compile(r"`cp -r (?P<file>\w+) (?P<text>\w+)`"),
    "remove": re.compile(r"`rm (?P<file>\S+)(?P<text>)`"),
}


@dataclass(frozen=True)
class Step:
    """One thing that a recipe tells to do; ``place`` is where it stands."""

    place: int
    kind: str
    file: str
    line: str
    text: str

    def follow(self, folder: Path) -> None:
        """Do it in this copy of ``intents``."""
        file = folder / self.file
        match self.kind:
            case "copy":
                shutil.copytree(file, folder / self.text)
            case "remove":
                file.unlink()
            case "write":
                assert not file.exists()
                file.write_text(self.text, encoding="utf-8")
            case _:
                lines = file.read_text(encoding="utf-8").split("\n")
                found = next(
                    number for number, line in enumerate(lines) if line.partition("  #")[0].rstrip() == self.line
                )
                lines[found : found + 1] = [
                    *([lines[found]] if self.kind == "add" else []),
                    *self.text.rstrip().split("\n"),
                ]
                file.write_text("\n".join(lines), encoding="utf-8")


def recipe(name: str) -> list[Step]:
    """The steps of a recipe, in their order."""
    part = README.split(f"### {name}\n", 1)[1].split("\n### ", 1)[0]
    steps = [
        Step(found.start(), kind, found["file"], found.groupdict().get("line") or "", found["text"])
        for kind, pattern in STEPS.items()
        for found in pattern.finditer(part)
    ]
    assert steps
    assert part.count("```yaml") == sum(step.kind not in {"copy", "remove"} for step in steps), (
        "a block that no step uses"
    )
    return sorted(steps, key=lambda step: step.place)


@pytest.fixture(name="intents")
def _intents(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "intents", tmp_path / "intents"))


def follow(intents: Path, *names: str, language: str = "en", region: str = "unknown") -> Content:
    """Follow recipes and load what comes of it; nothing may be wrong with it."""
    for name in names:
        for step in recipe(name):
            step.follow(intents)
    loaded = content.load(intents, language, region)
    assert problems_of(loaded) == []
    return loaded


def heard(text: str, loaded: Content, asked: str = "") -> Understanding:
    return understand(text, (SlotId(asked),) if asked else (), loaded.pathway, 739_000)


def test_every_recipe_is_tried_here() -> None:
    told = set(re.findall(r"^### (.+)$", README.split("## Recipes\n", 1)[1], flags=re.MULTILINE))
    source = Path(__file__).read_text(encoding="utf-8")
    assert len(told) == 6
    assert all(f'"{name}"' in source for name in told)


def test_a_synonym(intents: Path, english: Content) -> None:
    loaded = follow(intents, "Add a synonym")
    words = "I'm boiling like a kettle"
    assert SlotId("fever") not in heard(words, english).findings
    assert heard(words, loaded).findings[SlotId("fever")] is Finding.PRESENT


def test_a_source(intents: Path) -> None:
    assert "S901" in follow(intents, "Add a source").pathway.sources


def test_a_question_with_its_source_and_rule(intents: Path) -> None:
    pathway = follow(intents, "Add a source", "Add a question", "Add a rule").pathway
    slot = SlotId("long_hiccups")
    fired = assess(Answers({slot: Finding.PRESENT}), pathway).fired
    assert [rule.id for rule in fired] == ["N90"]
    assert pathway.prompts[PromptId("rule.N90")]


def test_its_words_are_understood_and_its_look_alikes_are_not(intents: Path) -> None:
    loaded = follow(intents, "Add a source", "Add a question", "Add a rule")
    slot = SlotId("long_hiccups")
    assert heard("I've had hiccups for three days", loaded).findings[slot] is Finding.PRESENT
    assert heard("no hiccups for days now", loaded).findings[slot] is Finding.ABSENT
    assert slot not in heard("a hiccup in the day's timetable", loaded).findings
    assert loaded.phrases_for((slot,))


def test_a_question_that_no_rule_uses_is_a_problem(intents: Path) -> None:
    for name in ("Add a source", "Add a question"):
        for step in recipe(name):
            step.follow(intents)
    assert any("long_hiccups: no rule uses this slot" in one for one in problems_of(content.load(intents)))


def test_a_region(intents: Path) -> None:
    assert follow(intents, "Add a region", region="XX").pathway.region.emergency == "nine nine zero"


def test_a_language(intents: Path, english: Content) -> None:
    loaded = follow(intents, "Add a language", language="cy")
    assert loaded.pathway.prompts[PromptId("opening.ask")].startswith("Nawr")
    assert heard("oes", loaded, "fever").polarity is Polarity.YES
    assert differences(loaded, english) == []


def test_a_translation_that_decides_otherwise_is_a_problem(intents: Path, english: Content) -> None:
    for step in recipe("Add a language"):
        step.follow(intents)
    file = intents / "cy" / "questions" / "chest_pain.yaml"
    file.write_text(file.read_text().replace("if_unsure: present", "if_unsure: absent"))
    (intents / "cy" / "interrupts" / "I9.yaml").unlink()
    found = differences(content.load(intents, "cy"), english)
    assert "chest_pain: `if_unsure` differs from the reference, and only words may." in found
    assert any("I9" in one for one in found)


def test_the_command_checks_a_translation(intents: Path) -> None:
    for step in recipe("Add a language"):
        step.follow(intents)
    (intents.parent / "voice").symlink_to(ROOT / "voice")
    done = subprocess.run(
        [sys.executable, "-m", "voice", "check", "--language", "cy"],
        capture_output=True, text=True, check=False, timeout=120, cwd=intents.parent,
        env={**os.environ, "PYTHONPATH": str(intents.parent)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "The content has no problems.\n")
