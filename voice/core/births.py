"""An age from the day of birth: "born on the eighth of August nineteen fifty-eight", "3/5/48", "fifty-two, me"."""

from voice.core.dates import Civil, age_on, civil
from voice.core.numerals import Figures, Number
from voice.core.quantities import Amount

OLDEST = 119  # years a person says
AFTER_BORN = 8  # words within which the year follows


def birth_years(said: Figures, today: int, *, asked: bool) -> list[Amount]:
    """From a year of birth alone; `born_on` is more exact where day and month are said."""
    this_year, months = civil(today).year, said.known.datings.months
    births = [place for place, token in enumerate(said.tokens) if token.said in said.known.ages.born]
    following = [one for one in said.numbers if any(0 < one.start - place <= AFTER_BORN for place in births)]
    found: list[Amount] = []
    for number in said.numbers:
        born = number in following or (not following and any(-7 <= number.start - place < 0 for place in births))
        value = int(number.value)
        short = value < 100 and number.end - number.start <= 2 and number.value == value
        reared = not said.known.ages.reared.isdisjoint(said.words(number.start - AFTER_BORN, number.start))
        short = short and not (reared and said.said(number.start - 1) != "in")  # "born and bred here, eighty"
        told_age = said.said(number.end) in ("years", "year") or said.said(number.start - 1) in ("so", "am")
        if born and short and not told_age:
            value += 1900 if this_year - 1900 - value < 100 else 2000
        if (born or asked) and this_year - OLDEST <= value < this_year:
            month = max((months.get(word, 0) for word in said.words(number.start - 3, number.start)), default=0)
            found.append(Amount(this_year - value - (month > civil(today).month), number.start, number.end))
    return found


def born_on(said: Figures, today: int) -> Amount | None:
    """The age from a full date of birth: a day, a month by name or rank or number, and a year, in either order."""
    parts = sorted((*said.numbers, *said.ordinals), key=lambda one: one.start)
    ranks = {one.start for one in said.ordinals}
    months = said.known.datings.months
    named = [(place, months[token.said]) for place, token in enumerate(said.tokens) if token.said in months]
    for place, month in named:
        near = [one for one in parts if place - 6 <= one.start <= place + 6]
        days = [one for one in near if 1 <= one.value <= 31 and (one.start in ranks or abs(one.start - place) <= 3)]
        days.sort(key=lambda one: (one.start not in ranks, abs(one.start - place)))
        for day in days[:1]:
            last = max(place, day.start)
            years = [
                one
                for one in near
                if one.start not in ranks
                and (
                    one.value >= 100 or ((one.start > last or said.said(one.start - 1) == "in") and not _age(one, said))
                )
            ]
            likeliest = sorted(years, key=lambda one: one.start < place)  # "twenty-nine, born in April ninety-seven"
            year = next((found for one in likeliest if one != day and (found := _year(one, today))), None)
            if year and not _a_birthday(place, near, said):
                return _born(Civil(year, month, int(day.value)), today, (min(place, day.start), near[-1].end))
    return _numbered_date([one for one in parts if said.said(one.start - 1) not in said.known.ages.not_before], today)


def _age(number: Number, said: Figures) -> bool:
    """As in "on the tenth of March I was seventy-two", "on the second of December I'll be seventy"."""
    return said.said(number.start - 2) == "i" or said.said(number.start - 1) == "be"


def _a_birthday(month: int, parts: list[Number], said: Figures) -> bool:
    """As in "seventeen, eighteen in February": only ages, the next of them with its month."""
    return said.words(month - 1, month) == ("in",) and all(one.end <= month and one.value < 100 for one in parts)


def _numbered_date(parts: list[Number], today: int) -> Amount | None:
    """As in "Three five forty eight", "31/12/1948", "the twenty fifth of the twelfth forty eight"."""
    for day, month, year in zip(parts, parts[1:], parts[2:], strict=False):
        if year.start - day.end > 6 or not (1 <= day.value <= 31 and 1 <= month.value <= 31):
            continue
        first, second = (day, month) if month.value <= 12 else (month, day)
        found = _year(year, today)
        if found and second.value <= 12 and year.value > 12:
            return _born(Civil(found, int(second.value), int(first.value)), today, (day.start, year.end))
    return None


def _year(number: Number, today: int) -> int | None:
    year, value = civil(today).year, int(number.value)
    if year - OLDEST <= value <= year:
        return value
    if not 0 <= value < 100 or number.value != value:
        return None
    return 1900 + value if value > year % 100 else 2000 + value


def _born(date: Civil, today: int, places: tuple[int, int]) -> Amount | None:
    age = age_on(today, date)
    return Amount(age, *places) if 0 <= age <= OLDEST else None
