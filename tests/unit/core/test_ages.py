"""Ages, on Sunday 22 November 2026."""

import pytest

from tests.unit.core.said import hear
from voice.core.terms import SlotId


def age(text: str, asked: str = "age_years") -> object:
    found = hear(text, asked).findings.get(SlotId("age_years"))
    return found if isinstance(found, int) else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seventy two", 72),
        ("I'll be sixty in march", 59),
        ("sixty next birthday", 59),
        ("eighty in june just gone", 80),
        ("nearly ninety", 89),
        ("thirty four, nearly thirty five", 34),
        ("fifty odd", 55),
        ("in my forties", 45),
        ("three score and ten", 70),
        ("I've just had my eightieth", 80),
        ("forty-nine for the third time, no, I'm sixty-two", 62),
        ("twenty-one, no I'm kidding you, I'm seventy-two", 72),
        ("sixty-four at christmas so sixty-three for a bit yet", 63),
        ("halfway to seventy-two, so thirty-six", 36),
        ("come next august I will see eighty-eight", 87),
        ("made fifty in june", 50),
        ("his late fifties, my partner", 58),
    ],
)
def test_the_years_lived_are_told_in_many_ways(text: str, expected: int) -> None:
    assert age(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("born in fifty-three", 73),
        ("nineteen forty eight", 78),
        ("born in 1950, so seventy-six", 76),
        ("31/12/1948", 77),
        ("the third of may nineteen forty eight", 78),
        ("the twenty fifth of the twelfth forty eight", 77),
        ("may the third 1948", 78),
    ],
)
def test_a_birth_date_gives_the_age_in_any_order(text: str, expected: int) -> None:
    assert age(text) == expected


@pytest.mark.parametrize(
    "text", ["my son's forty", "they're all in their forties now, my kids", "I've had it three weeks"]
)
def test_the_age_of_others_is_not_the_patients(text: str) -> None:
    assert age(text) is None


def test_who_calls_for_another_tells_that_ones_age() -> None:
    assert age("it's my wife with the pain, she's sixty-eight", asked="") == 68


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i'm sixty two but i'm ringing for my mother and she's ninety one", 91),
        ("it's my dad i'm calling for, he's eighty four", 84),
        ("what year is it, twenty twenty six, so i'm seventy eight", 78),
        ("i'm after turning sixty seven", 67),
        ("i'm turning sixty seven", 66),
        ("mam's sixty-nine, I'm the son, I'm forty", 69),
        ("mrs jones, the lady I look after, is eighty-one, I'm only her carer, thirty", 81),
        ("i'm ringing for my wife, sixty-four", 64),
        ("it's my husband who's the patient, I'm fifty-two, he's fifty-seven", 57),
        ("the gentleman I look after is in his mid-seventies", 75),
    ],
)
def test_the_age_is_that_of_whom_one_calls_for_and_this_year_is_no_birth(text: str, expected: int) -> None:
    assert hear(text, "age_years").findings[SlotId("age_years")] == expected
