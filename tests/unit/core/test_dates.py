"""Day numbers against the calendar of the standard library."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.core.dates import Civil, age_on, civil, day_number, days_since, days_since_weekday, easter, weekday

DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))


@given(DAYS)
def test_a_day_number_is_the_standard_one_and_leads_back(day: date) -> None:
    assert day_number(Civil(day.year, day.month, day.day)) == day.toordinal()
    assert civil(day.toordinal()) == Civil(day.year, day.month, day.day)
    assert weekday(day.toordinal()) == day.weekday()


@given(DAYS, st.integers(0, 6))
def test_the_last_such_weekday_is_one_to_seven_days_back(day: date, wanted: int) -> None:
    days = days_since_weekday(day.toordinal(), wanted)
    assert 1 <= days <= 7
    assert weekday(day.toordinal() - days) == wanted


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_the_last_such_day_of_the_year_is_within_a_year(day: date, month: int, of_month: int) -> None:
    found = civil(day.toordinal() - days_since(day.toordinal(), month, of_month))
    assert (found.month, found.day) == (month, of_month)
    assert found.year in (day.year, day.year - 1)


@pytest.mark.parametrize(("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (1961, 4, 2)])
def test_easter_is_when_the_almanac_says(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day).toordinal()


def test_a_year_is_lived_only_on_the_birthday() -> None:
    today = date(2026, 11, 22).toordinal()
    assert age_on(today, Civil(1950, 11, 22)) == 76
    assert age_on(today, Civil(1950, 11, 23)) == 75
