"""Days that come back every year: how each is written in the content, and on which day of a year it falls.

Four ways of writing:

* ``12-25``: the same month and day every year;
* ``4 thursday 11``, ``last monday 8``: a weekday of a month; ``4 thursday 11 +1`` is the day after it;
* ``easter``, ``easter-2``: Easter Sunday, or so many days before or after it;
* ``2025-10-20 2026-11-08``: a table, for what follows the moon. A year that it lacks takes the nearest it has.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from voice.core.dates import WEEK, Civil, civil, day_number, easter, weekday

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")  # as content writes them
MONTHS = 12
DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MOST_RANKS = 4  # a fifth Monday is not in every month; the last one is

SAME_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
OF_MONTH = re.compile(rf"([1-{MOST_RANKS}]|last) ({'|'.join(WEEKDAYS)}) (\d{{1,2}})(?: ([+-]\d{{1,2}}))?")
BY_EASTER = re.compile(r"easter([+-]\d{1,2})?")
DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class SameDay:
    """The same month and day every year, such as Christmas."""

    month: int
    day: int

    def on(self, year: int) -> int:
        """Its day number in a year; the 29th of February is the 1st of March where there is none."""
        return day_number(Civil(year, self.month, self.day))


@dataclass(frozen=True, slots=True)
class OfMonth:
    """A weekday of a month, such as the fourth Thursday; rank 0 is the last one. ``moved`` by so many days, as the
    Friday after it is by one."""

    rank: int
    weekday: int
    month: int
    moved: int = 0

    def on(self, year: int) -> int:
        """Its day number in a year."""
        return nth_weekday(self.rank, self.weekday, self.month, year) + self.moved


@dataclass(frozen=True, slots=True)
class ByEaster:
    """So many days after Easter Sunday, or before it: Good Friday is two days before."""

    moved: int

    def on(self, year: int) -> int:
        """Its day number in a year."""
        return easter(year) + self.moved


@dataclass(frozen=True, slots=True)
class Listed:
    """What follows the moon, such as Diwali: its date in each year for which it is known."""

    dates: tuple[Civil, ...]

    def on(self, year: int) -> int:
        """Its day number in a year: as listed, else as in the nearest year that is."""
        nearest = min(self.dates, key=lambda date: abs(date.year - year))
        return day_number(Civil(year, nearest.month, nearest.day))


Feast = SameDay | OfMonth | ByEaster | Listed


def nth_weekday(rank: int, day: int, month: int, year: int) -> int:
    """Day number of such a weekday of a month: the second Sunday of May; rank 0 is the last one."""
    if not rank:
        following = Civil(year + month // MONTHS, month % MONTHS + 1, 1)
        return day_number(following) - 1 - (weekday(day_number(following) - 1) - day) % WEEK
    first = day_number(Civil(year, month, 1))
    return first + (day - weekday(first)) % WEEK + WEEK * (rank - 1)


def days_since_feast(today: int, feast: Feast) -> int:
    """Days since a feast was last kept, today counting as 0."""
    year = civil(today).year
    kept = (feast.on(one) for one in (year, year - 1, year - 2))  # one that was moved may fall in the next year
    return min(today - day for day in kept if day <= today)


def feast_of(text: str) -> Feast:
    """The feast that is written so; a ValueError if that is no way to write one."""
    for pattern, make in WAYS:
        found = pattern.fullmatch(text)
        if found is not None:
            return make(*found.groups())
    dates = tuple(_date(one) for one in text.split())
    if not dates:
        raise ValueError("no date")
    return Listed(dates)


def _same_day(month: str, day: str) -> Feast:
    return SameDay(*_month_and_day(month, day))


def _of_month(rank: str, day: str, month: str, moved: str | None) -> Feast:
    return OfMonth(0 if rank == "last" else int(rank), WEEKDAYS.index(day), _month(month), int(moved or 0))


def _by_easter(moved: str | None) -> Feast:
    return ByEaster(int(moved or 0))


def _date(text: str) -> Civil:
    found = DATE.fullmatch(text)
    if found is None:
        raise ValueError(f"no date: {text}")
    return Civil(int(found[1]), *_month_and_day(found[2], found[3]))


def _month_and_day(month: str, day: str) -> tuple[int, int]:
    if not 1 <= int(day) <= DAYS_OF_MONTH[_month(month) - 1]:
        raise ValueError(f"no day: {day}")
    return int(month), int(day)


def _month(text: str) -> int:
    if not 1 <= int(text) <= MONTHS:
        raise ValueError(f"no month: {text}")
    return int(text)


WAYS: tuple[tuple[re.Pattern[str], Callable[..., Feast]], ...] = (
    (SAME_DAY, _same_day),
    (OF_MONTH, _of_month),
    (BY_EASTER, _by_easter),
)
