"""Whatever the words of a denial: a sign that is named and denied is not there, and raises no alarm."""

from pathlib import Path

import pytest
import yaml

from voice.content import Content
from voice.core.terms import Finding, SlotId
from voice.core.understand import understand

QUESTIONS = Path(__file__).parents[2] / "intents" / "en" / "questions"
TODAY = 739_000
PATTERN_MARKS = frozenset("<(|.=[^$")
DENIALS = (
    "there hasn't been any {}", "I've had no {}", "I wouldn't say I've had any {}", "without any {}",
    "not a bit of {}", "I'm not getting any {}", "neither {} nor anything like it", "free of {}", "I don't get {}",
    "I've never had {}", "{}? No.", "{} no", "no sign of {}", "there's been no {} at all", "I've not noticed any {}",
    "nothing in the way of {}", "{}, none", "it's not {}", "I can't say I've had {}", "haven't got any {}",
    "they asked about {} and I said no", "my mother had {} but I haven't", "ain't had no {}", "not had {}",
    "definitely no {} thank God", "I've no {} to speak of", "can't complain of {}", "{} I have not", "never any {}",
    "no fever, no {} and no cough", "my back hurts but no {}", "zero {}", "nil {}", "negative for {}",
    "not that I have {}", "I don't think there's any {}", "I dinnae have any {}", "me no have {}",
    "i am not having {}", "no {} is there", "{} is not there", "{} not there", "the doctor ruled out {}",
    "I was worried about {} but there isn't any", "so far no {}", "touch wood no {}", "not so much as a hint of {}",
    "no problems with {}",
)  # fmt: skip


def _named() -> list[tuple[SlotId, str]]:
    """The plain names that questions give their signs."""
    files = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(QUESTIONS.glob("*.yaml"))]
    lines = [(SlotId(one["slot"]), line.strip()) for one in files for line in one.get("named", "").splitlines()]
    return [(slot, name) for slot, name in lines if name and PATTERN_MARKS.isdisjoint(name)]


@pytest.mark.parametrize("denial", DENIALS)
def test_a_named_sign_that_is_denied_is_not_there(english: Content, denial: str) -> None:
    wrong = []
    for slot, name in _named():
        heard = understand(denial.format(name), (), english.pathway, TODAY)
        if heard.findings.get(slot) is Finding.PRESENT or heard.alarm is not None:
            wrong.append((slot, name, heard.alarm))
    assert not wrong


def test_names_are_there_to_be_denied() -> None:
    assert len(_named()) > 50
