"""Numbers in words and digits."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.said import read
from voice.core.numerals import ENOUGH

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
UNITS += "seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def number_words(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        rest = f" {UNITS[number % 10]}" if number % 10 else ""
        return TENS[number // 10 - 2] + rest
    rest = f" and {number_words(number % 100)}" if number % 100 else ""
    return f"{UNITS[number // 100]} hundred{rest}"


@given(st.integers(0, 999))
def test_a_number_in_words_is_that_number(number: int) -> None:
    assert [one.value for one in read(number_words(number)).numbers] == [number]


@given(st.integers(0, 9999))
def test_a_number_in_digits_is_that_number(number: int) -> None:
    assert [one.value for one in read(str(number)).numbers] == [number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three score and ten", 70),
        ("the big five oh", 50),
        ("five and twenty", 25),
        ("half a dozen", 6),
        ("nineteen forty eight", 1948),
        ("nineteen oh four", 1904),
        ("two thousand and four", 2004),
        ("seven and a half", 7.5),
        ("six point five", 6.5),
        ("sixish", 6),
    ],
)
def test_old_and_playful_numbers_are_read(text: str, value: float) -> None:
    assert read(text).numbers[0].value == value


@pytest.mark.parametrize(("text", "rank"), [("eighth", 8), ("8th", 8), ("the twenty first", 21), ("eightieth", 80)])
def test_a_rank_is_no_count(text: str, rank: int) -> None:
    said = read(text)
    assert [one.value for one in said.ordinals] == [rank]
    assert not said.numbers


@given(st.text())
def test_any_text_has_numbers_in_order_or_none(text: str) -> None:
    found = read(text).numbers
    assert all(one.start < one.end <= two.start for one, two in pairwise(found))


def test_a_tale_of_numbers_is_read_only_so_far() -> None:
    assert len(read("seven " * 10_000).tokens) == ENOUGH
