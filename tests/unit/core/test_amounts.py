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


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the first sunday in october", 49),
        ("the last friday of october", 23),
        ("last to last friday", 9),
        ("not this past wednesday, the wednesday before", 11),
        ("middle of august, around the fifteenth", 99),
        ("it may have been around the fifth", 17),
        ("june some time", 160),
        ("march twenty twenty", 2444),
        ("october third, day of my niece's wedding", 50),
        ("I told the nurse two weeks but it's really four", 28),
        ("I waited three weeks for the appointment, so the pain's been, what, five weeks", 35),
        ("since my grandson was born and he's four months now", 120),
        ("my grandson is four months old", None),
        ("this one's four days old", 4),
        ("a month, and my husband's had that cough a year", 30),
        ("a month, and my daughter says six weeks", 42),
    ],
)
def test_when_it_began_is_told_in_many_ways(text: str, days: int | None) -> None:
    found = hear(text, SlotId("pain_duration")).findings.get(SlotId("pain_duration"))
    assert (found is None) if days is None else abs(int(str(found)) - days) <= max(1, days // 10), found


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("seventeen, eighteen in february", 17),
        ("I completed sixty-eight in the month of june", 68),
        ("I keep saying fifty-eight but I'm fifty-nine", 59),
    ],
)
def test_of_two_ages_the_one_that_is_so_counts(text: str, years: int) -> None:
    assert hear(text, SlotId("age_years")).findings.get(SlotId("age_years")) == years
