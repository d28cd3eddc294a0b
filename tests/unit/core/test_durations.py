"""How long it has hurt, in days, on Sunday 22 November 2026."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.said import TODAY, hear, read
from tests.unit.core.test_numerals import number_words
from voice.core.durations import durations, present_spell
from voice.core.terms import SlotId


def days(text: str) -> object:
    found = hear(text, "pain_duration").findings.get(SlotId("pain_duration"))
    return found if isinstance(found, int) else None


@given(st.integers(1, 999))
def test_a_count_of_days_is_as_many_days(count: int) -> None:
    said = read(f"{number_words(count)} days")
    span = present_spell(durations(said, TODAY, clocks=True), said, ())
    assert span is not None
    assert span.days == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a calendar month", 30),
        ("three and a half weeks", 25),
        ("three quarters of an hour", 0),
        ("half a year", 180),
        ("3wks", 21),
        ("a week and three days", 10),
        ("a week yesterday", 8),
        ("a week tomorrow", 6),
        ("a week last tuesday", 12),
        ("five weeks, no, six", 42),
        ("two, no wait, three weeks", 21),
        ("a month or two", 60),
    ],
)
def test_counted_time_is_counted(text: str, expected: int) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the day before yesterday", 2),
        ("since last sunday", 7),
        ("wednesday week past", 11),
        ("the week before last", 14),
        ("since the fifth", 17),
        ("since november the first", 21),
        ("since the end of october", 25),
        ("half term", 27),
        ("since christmas", 332),
        ("a couple of weeks before christmas", 346),
        ("since half past three", 0),
        ("yesterday at three pm", 1),
        ("since half ten last night", 1),
    ],
)
def test_a_date_is_counted_back_from_today(text: str, expected: int) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on and off for years but this bad since tuesday", 5),
        ("I've had it two years but it changed three weeks ago", 21),
        ("started two weeks ago, I'm seventy five", 14),
    ],
)
def test_the_present_spell_counts(text: str, expected: int) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text", ["come back in two weeks", "every two hours", "since my birthday", "I'm seventy", "ten out of ten"]
)
def test_time_of_something_else_is_no_duration(text: str) -> None:
    assert days(text) is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz 0123456789,.'", max_size=80))
def test_no_text_gives_fewer_than_no_days(text: str) -> None:
    assert all(span.days >= 0 for span in durations(read(text), TODAY, clocks=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday week", 8),
        ("since mother's day", 252),
        ("since canada day", 144),
        ("since remembrance day", 11),
        ("the october bank holiday monday", 27),
        ("since labor day weekend, that monday", 76),
        ("since this arvo", 0),
    ],
)
def test_a_feast_dates_and_the_day_of_the_week_beside_it_does_not(text: str, expected: int) -> None:
    assert days(text) == expected
