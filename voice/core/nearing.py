"""Ages told by what they are not yet, or no longer: "two years off seventy", "three years past sixty"."""

from math import ceil

from voice.core.counted import UNIT_DAYS, count_before, unit_at
from voice.core.dates import days_since
from voice.core.numerals import Figures, Number
from voice.core.quantity_words import Unit

YOUNGEST = 1  # year a person says
GROWN = 14  # a number above it is an age, or one below it years beside it
LEAST = 20  # years from which an age is told by what lies beside it
HALF_A_YEAR = 182  # days
YEAR = 365  # days
DATE_REACH = 6  # words from the age to the end of its date: "sixty-one on the second of December"
NOT_YET_REACH = 4  # words from the age to "yet"
NOT_QUITE = frozenset(("yet", "quite", "even", "really", "the", "my"))  # between "not" and the age
LAST_DAY = 28  # of a month, which every month has


def adjusted(number: Number, said: Figures, today: int) -> int:
    """The age in years that is meant by a number: "seventy-odd", "nearly sixty", "two years off seventy"."""
    lists = said.known.ages
    value, after = int(number.value), said.said(number.end)
    years = years_off(number, said) or _years_ahead(number, said)
    if years:
        return max(YOUNGEST, value + years)
    if value >= 20 and value % 10 == 0 and (after in lists.odd or said.said(number.end - 1).endswith("ish")):
        return value + 5
    return value - 1 if _to_come(number, said) or _soon(number, said, today) else value


def years_off(number: Number, said: Figures) -> int:
    """Years to add for "three years past sixty", "seventy plus two"; to take away, negative, for "two years off
    seventy", "two shy of seventy", "six months short of sixty", "ninety less two"."""
    lists, place = said.known.ages, number.start
    if number.value < LEAST:
        return 0  # "ten past four" is a time of day
    while said.said(place - 1) in ("the", "my", "big", "being", "i", "am"):
        place -= 1
    for sign, group in ((-1, lists.short_of), (1, lists.beyond)):
        for words in group:
            start = place - len(words)
            if said.words(start, place) == words and (years := counted_years(start, said, sign)):
                return years
    second = next((one for one in said.numbers if one.start == number.end + 1), None)
    alone = second is not None and second.end == said.clause(number.start).stop  # not "seventy plus two dogs"
    if second is None or not alone or second.value >= GROWN:
        return 0
    joined = said.said(number.end)
    return int(second.value) * ((joined in lists.adds) - (joined in lists.takes))


def counted_years(end: int, said: Figures, sign: int) -> int:
    """Years, with a sign, of the length of time that ends before a place; a bare number is one of years. What is to
    come counts when begun, what is over when full."""
    at = {one.end: one for one in said.numbers}
    unit = unit_at(end - 1, said)
    if unit is None:
        bare = at.get(end)
        return sign * int(bare.value) if bare and bare.value < GROWN else 0
    counted = count_before(end - 1, unit, said, at)
    if counted is None and sign < 0 and unit not in (Unit.YEAR, Unit.DECADE):
        return sign  # "months off ninety"
    years = counted[0] * UNIT_DAYS[unit] / YEAR if counted else 0.0
    return -ceil(years) if sign < 0 else int(years)


def _years_ahead(number: Number, said: Figures) -> int:
    """Years, negative, until it will be that age: "I'll be sixty in three years", "seventy in a couple of years"."""
    if said.said(number.end) != "in":
        return 0
    for place in range(number.end + 2, number.end + 6):
        if unit_at(place, said) is Unit.YEAR and said.tokens[place].clause == said.tokens[number.end].clause:
            return counted_years(place + 1, said, -1)
    return 0


def _soon(number: Number, said: Figures, today: int) -> bool:
    """As in "sixty-one on the second of December", said in November; not "on the tenth of March just past"."""
    if said.said(number.end) != "on" or said.known.ages.reached & set(said.words(number.start - 4, number.start)):
        return False
    months, places = said.known.datings.months, range(number.end, number.end + DATE_REACH)
    month = next((months[said.said(place)] for place in places if said.said(place) in months), 0)
    rank = next((int(one.value) for one in said.ordinals if one.start in places and one.value <= LAST_DAY), 0)
    over = said.known.durations.gone & set(said.words(number.end, number.end + DATE_REACH + 2))
    return bool(month and rank) and not over and days_since(today, month, rank) > HALF_A_YEAR


def _to_come(number: Number, said: Figures) -> bool:
    """As in "Sixty in March", "nearly sixty", "I'll be sixty on my next birthday"."""
    lists = said.known.ages
    before, after = said.words(number.start - 4, number.start), said.words(number.end, number.end + 4)
    future = "will" in before and not lists.reaching.isdisjoint(before) and "now" not in after[:2]
    nearly = (bool(lists.coming & set(before[-2:])) and "after" not in before) or any(
        before[-len(words) :] == words for words in lists.nearly
    )
    gone = bool({"gone", "last", "ago", "past"} & set(said.words(number.end, number.end + 5)))
    months = {*said.known.datings.months, "weeks", "days", "months", "year", "week", "fortnight", "month", "day"} & set(
        after
    )
    on_day = after[:1] == ("on",) and bool({"coming", "next"} & set(said.words(number.end, number.end + 4)))
    dated = (
        on_day
        or after[:1] in (("soon",), ("tomorrow",))
        or (after[:1] == ("next",) and after[1:2] != ("door",))
        or after[:2] == ("s", "door")
        or (after[:1] in (("in",), ("come",), ("this",)) and bool(months) and not gone)
        or (after[:1] == ("come",) and not gone)
    )
    birthday = "next" in after and after[:1] in (("on",), ("my",))
    reached = lists.reached & set(before)
    return not_yet(number, said) or ((future or nearly or dated or birthday) and not reached)


def not_yet(number: Number, said: Figures) -> bool:
    """As in "not eighty yet", "not sixty till May", "I have not turned ninety yet"; but "not yet, sixty"."""
    lists, place = said.known.ages, number.start - 1
    while place > 0 and said.said(place) in lists.soft | lists.reached | NOT_QUITE:
        place -= 1
    if number.value < LEAST or said.said(place) != "not":
        return False
    rest = said.words(number.end, min(number.end + NOT_YET_REACH, said.clause(number.start).stop))
    return said.said(place + 1) == "yet" or not lists.until.isdisjoint(rest)
