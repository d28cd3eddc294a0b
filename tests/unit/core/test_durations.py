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
        ("two and half weeks", 18),
        ("one year two months", 425),
        ("between a week and ten days", 10),
        ("a twelvemonth, and not a day less", 365),
        ("two mornings ago", 2),
        ("two year mibbe three", 1095),
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
        ("wednesday gone a week", 11),
        ("two mondays ago", 13),
        ("since monday, third day now", 3),
        ("on tuesday the first thing I felt was my back", 5),
        ("christmas eve", 333),
        ("new year's eve last year", 326),
        ("tuesday the tenth", 12),
        ("it was friday the thirteenth I did it", 9),
        ("monday the second of november", 20),
        ("a monday in late may", 181),
        ("the first sunday in october", 49),
        ("before then on tuesday it changed", 5),
    ],
)
def test_a_date_is_counted_back_from_today(text: str, expected: int) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("five weeks come wednesday", 32),
        ("two weeks come the thursday", 10),
        ("a fortnight on wednesday", 11),
        ("a fortnight on wednesday past", 18),
        ("a month this wednesday coming", 27),
        ("a week come tomorrow", 6),
        ("tomorrow it will be one week", 6),
        ("on friday it'll be three weeks", 16),
        ("two weeks ago on tuesday", 12),
        ("fourteen days on tuesday", 12),
        ("ten days ago on thursday", 10),
    ],
)
def test_a_day_to_come_on_which_it_will_be_so_long_is_counted_back_from(text: str, expected: int) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two days... no, sorry, I'm lying to you, it's five", 5),
        ("I told the nurse two weeks, but I looked in my diary since and it's actually four", 28),
        ("I said one week but I tell a lie it's nearer two", 14),
        ("ten weeks ago and the trouble had started the week before that so eleven I make it", 77),
        ("three weeks. No, I am sixty-six", 21),
        ("two weeks and I'd give it a five, sorry, six", 14),
    ],
)
def test_a_number_that_puts_another_right_takes_its_unit(text: str, expected: int) -> None:
    assert days(text) == expected


def test_a_month_of_sundays_is_no_length_of_time() -> None:
    assert days("a month of Sundays") is None


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
