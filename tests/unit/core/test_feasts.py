"""Days that come back every year, in years that are not alike."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.said import content
from voice.core.dates import civil
from voice.core.feasts import days_since_feast, feast_of, nth_weekday
from voice.core.terms import SlotId
from voice.core.understand import understand


@pytest.mark.parametrize(
    ("written", "in_2026", "in_2029"),
    [
        ("12-25", date(2026, 12, 25), date(2029, 12, 25)),
        ("4 thursday 11", date(2026, 11, 26), date(2029, 11, 22)),
        ("4 thursday 11 +1", date(2026, 11, 27), date(2029, 11, 23)),
        ("last monday 5 -7", date(2026, 5, 18), date(2029, 5, 21)),
        ("last monday 12", date(2026, 12, 28), date(2029, 12, 31)),
        ("easter", date(2026, 4, 5), date(2029, 4, 1)),
        ("easter-47", date(2026, 2, 17), date(2029, 2, 13)),
        ("easter+49", date(2026, 5, 24), date(2029, 5, 20)),
        ("2026-11-08 2029-11-05", date(2026, 11, 8), date(2029, 11, 5)),
        ("2025-10-20 2028-10-17", date(2026, 10, 20), date(2029, 10, 17)),  # as in the nearest year
    ],
)
def test_a_feast_is_kept_on_its_day_of_each_year(written: str, in_2026: date, in_2029: date) -> None:
    feast = feast_of(written)
    assert (feast.on(2026), feast.on(2029)) == (in_2026.toordinal(), in_2029.toordinal())


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(0, 6), st.integers(0, 4))
def test_a_weekday_of_a_month_is_that_weekday_in_that_month(year: int, month: int, day: int, rank: int) -> None:
    found = date.fromordinal(nth_weekday(rank, day, month, year))
    assert (found.year, found.month, found.weekday()) == (year, month, day)
    assert (found.day - 1) // 7 + 1 == rank or (not rank and date.fromordinal(found.toordinal() + 7).month != month)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_feast_was_kept_within_the_last_thirteen_months(today: date) -> None:
    for feast in content().pathway.language.quantities.datings.feasts.values():
        assert 0 <= days_since_feast(today.toordinal(), feast) <= 400


@pytest.mark.parametrize(
    "written",
    ["", "13-1", "2-30", "5 monday 8", "4 thorsday 11", "last monday 0", "easter two", "2026-13-01", "2026-11-08, 9-9"],
)
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"no (date|day|month)"):
        feast_of(written)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("since diwali", date(2027, 10, 29)),
        ("since good friday", date(2027, 3, 26)),
        ("since the bank holiday", date(2027, 8, 30)),
        ("since the clocks went forward", date(2027, 3, 28)),
        ("since thanksgiving", date(2026, 11, 26)),
        ("christmas day last year", date(2026, 12, 25)),
        ("since easter last year", date(2026, 4, 5)),
        ("since father's day", date(2027, 6, 20)),
    ],
)
def test_next_year_a_feast_is_dated_by_that_year(text: str, day: date) -> None:
    today = date(2027, 11, 21).toordinal()
    slot = SlotId("pain_duration")
    days = understand(text, (slot,), content().pathway, today).findings[slot]
    assert isinstance(days, int)
    assert civil(today - days) == civil(day.toordinal())
