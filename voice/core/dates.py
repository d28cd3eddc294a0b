"""Calendar arithmetic on day numbers (1 = 1 January of year 1, Gregorian). The core reads no clock: today comes in.

Formulas: the civil-calendar algorithms of the proleptic Gregorian calendar (day counts as Python's
``date.toordinal``), and the anonymous Gregorian computus for Easter (Meeus, Astronomical Algorithms, chapter 8).
"""

from dataclasses import dataclass

WEEK = 7


@dataclass(frozen=True, slots=True)
class Civil:
    """A year, month (1 to 12) and day of the month."""

    year: int
    month: int
    day: int


def day_number(date: Civil) -> int:
    """Days since the day before 1 January of year 1."""
    year = date.year - (date.month <= 2)
    era_day = 365 * year + year // 4 - year // 100 + year // 400
    return era_day + (153 * ((date.month + 9) % 12) + 2) // 5 + date.day - 306


def civil(number: int) -> Civil:
    """The date of a day number; the inverse of `day_number`."""
    shifted = number + 305
    era, of_era = divmod(shifted, 146097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * of_year + 2) // 153
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    return Civil(era * 400 + year_of_era + (month <= 2), month, of_year - (153 * shifted_month + 2) // 5 + 1)


def weekday(number: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (number + 6) % WEEK


def days_since_weekday(today: int, wanted: int) -> int:
    """Days since the last such weekday, 1 to 7: nobody calls today by its name."""
    return (weekday(today) - wanted) % WEEK or WEEK


def days_since(today: int, month: int, day: int) -> int:
    """Days since the last such day of the year, today counting as 0."""
    year = civil(today).year
    number = day_number(Civil(year, month, day))
    return today - (number if number <= today else day_number(Civil(year - 1, month, day)))


def easter(year: int) -> int:
    """Day number of Easter Sunday."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return day_number(Civil(year, month, (h + m - 7 * n + 33 * month + 19) % 32))


def age_on(today: int, born: Civil) -> int:
    """Whole years lived; for a year alone give month 1 and day 1."""
    now = civil(today)
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))
