"""Which numbers fill which slot."""

import pytest

from tests.unit.core.said import hear
from voice.core.terms import SlotId


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("I've had pain in my back for three weeks", "pain_duration", 21),
        ("my back's been killing me since tuesday", "pain_duration", 5),
        ("I'm sixty-two and my back's been bad", "age_years", 62),
        ("the pain is eight out of ten", "pain_severity", 8),
    ],
)
def test_a_number_tied_to_its_unit_is_volunteered(text: str, slot: str, expected: int) -> None:
    assert hear(text).findings.get(SlotId(slot)) == expected


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("I was off work for three weeks with flu", "pain_duration"),
        ("I've an appointment on tuesday", "pain_duration"),
        ("I've had it sixty two days", "age_years"),
        ("I've had eight kids", "pain_severity"),
    ],
)
def test_a_number_of_something_else_fills_nothing(text: str, slot: str) -> None:
    assert SlotId(slot) not in hear(text).findings


def test_a_number_after_a_no_corrects_the_one_before() -> None:
    assert hear("sixty-six. No, sixty-seven", "age_years").findings[SlotId("age_years")] == 67
