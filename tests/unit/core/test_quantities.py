"""Pain scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.said import read
from voice.core.quantities import scores, volunteered_score


def score(text: str) -> int | None:
    found = scores(read(text), ())
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("six or seven", 7),
        ("10/10", 10),
        ("not far off ten", 10),
        ("seven going on eight", 8),
        ("four sitting still, eight when I move", 8),
        ("it was nine yesterday but it's five now", 5),
        ("it's gone from a three to a seven", 7),
        ("three, down from six", 3),
        ("I'd give it a four, my wife would say ten", 4),
        ("not a five, more a four", 4),
        ("on a scale of one to ten I'd say six", 6),
        ("if ten is the worst then six", 6),
        ("eight over ten", 8),
        ("seven and a half", 8),
        ("I'd put it at seven", 7),
        ("two and half", 3),
        ("not ten, ten was when I fell off the roof, but surely eight", 8),
    ],
)
def test_the_score_that_is_meant_now_counts(text: str, expected: int) -> None:
    assert score(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eighty percent", 8),
        ("a hundred per cent", 10),
        ("thirty five out of a hundred", 4),
        ("seventy over a hundred", 7),
        ("out of a hundred I'd say sixty", 6),
        ("on a scale of one to a hundred, seventy", 7),
        ("it's over a hundred", 10),
        ("a hundred percent it's my gallbladder, and it's a six", 6),
    ],
)
def test_points_of_a_hundred_are_points_of_ten(text: str, expected: int) -> None:
    assert score(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("higher than a six", 7),
        ("worse than eight", 9),
        ("worse than a ten", 10),
        ("less than a six", 5),
        ("under four", 3),
        ("less than zero", 0),
        ("more than five less than seven", 6),
        ("no more than six", 6),
        ("I'd not go above a five", 5),
        ("no, more than six", 7),
    ],
)
def test_what_is_above_a_score_is_a_point_more_and_below_a_point_less(text: str, expected: int) -> None:
    assert score(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("she's holding up seven fingers", 7),
        ("he pointed at the number six", 6),
        ("he pointed at the number six, but he means four", 4),
    ],
)
def test_a_score_may_be_shown(text: str, expected: int) -> None:
    assert score(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I took two of the five hundreds",
        "I've had it three weeks",
        "I'm on floor nine",
        "it started at ten o'clock",
        "I've three kids",
        "my phone number is double one two",
        "I'm seventy four",
        "what does a ten feel like",
        "eighty percent better",
        "three fingers are numb",
    ],
)
def test_a_number_of_something_else_is_no_score(text: str) -> None:
    assert score(text) is None


def test_a_volunteered_score_names_its_unit() -> None:
    found = volunteered_score(read("the pain is eight out of ten"))
    assert found is not None
    assert found.value == 8
    assert volunteered_score(read("I have eight cats")) is None


@given(st.text())
def test_a_score_is_never_beyond_ten(text: str) -> None:
    found = scores(read(text), ())
    assert found is None or 0 <= found.value <= 10
