"""When it began, as a day of the week: "Tuesday week", "two Mondays ago", "the first Sunday in October"."""

from voice.core.counted import UNIT_DAYS, Span, unit_at
from voice.core.dates import WEEK, days_since_weekday
from voice.core.feasts import MOST_RANKS, OfMonth, days_since_feast
from voice.core.holidays import named_feast
from voice.core.numerals import Figures
from voice.core.quantity_words import Unit

SATURDAY = 5  # from Monday, 0
FEAST_REACH = 7  # words from a feast to the day of the week on which it fell
DAY_REACH = 6  # words within which the date stands before its day of the week


def weekday_at(place: int, said: Figures, today: int) -> Span | None:
    """The day of the week or the weekend that is named here, as it was lately; not where it only tells which day a
    feast or a date was."""
    lists = said.known.datings
    word = said.said(place)
    name = word if word in lists.weekdays else word.removesuffix("s")
    nth = _nth_of_month(place, lists.weekdays[name], said, today) if name in lists.weekdays else None
    if nth is not None:
        return nth
    if _of_a_feast(place, said):
        return None
    if word == "weekends":
        return _weekday_gone(place, days_since_weekday(today, SATURDAY), said)
    if name == "weekend" and said.said(place - 1) != "last":
        return Span(days_since_weekday(today, SATURDAY), place, place + 1)
    if name not in lists.weekdays or said.words(place + 1, place + 3) == ("before", "last"):
        return None
    told = set(said.words(place - DAY_REACH, place))
    if said.said(place - 1) == "a" and not told.isdisjoint((*lists.months, *lists.seasons)):
        return None  # "the ninth of November, which was a Monday", "in the summer, on a Monday"
    return _weekday_gone(place, days_since_weekday(today, lists.weekdays[name]), said)


def _of_a_feast(place: int, said: Figures) -> bool:
    """As in "Easter Sunday", "Labor Day weekend, that Monday", "the bank holiday in May, on the Monday"; but "Christmas
    was fine, then Monday" tells of another day."""
    lists = said.known.datings
    for near in range(max(0, place - FEAST_REACH), place):
        feast, end = named_feast(near, said)
        between = said.tokens[end:place]
        if feast and all(
            token.skippable or token.said in lists.of_feast or token.said in lists.months for token in between
        ):
            return {token.said for token in between}.isdisjoint(("was", "then"))
    return False


def _weekday_gone(place: int, days: int, said: Figures) -> Span:
    """A weekday that was lately so many days ago, or a week or more before that: "Tuesday week", "two Mondays ago"."""
    lists = said.known.datings
    several = said.said(place) not in lists.weekdays and said.said(place + 1) in ("ago", "back")  # "two Mondays ago"
    count = next((one for one in said.numbers if one.end == place and one.value >= 1), None)
    if count is not None and several:
        return Span(days + WEEK * (int(count.value) - 1), count.start, place + 2)
    if said.words(place + 1, place + 3) == ("but", "one"):
        return Span(days + WEEK, place, place + 3)
    if _one_week_back(place, said):
        return Span(days + WEEK, place, place + 1)
    gone = said.said(place + 1) in lists.gone_by and said.said(place + 2) == "a"  # "Wednesday gone a week"
    end = place + 1 + 2 * gone
    after = unit_at(end, said)
    if after in (Unit.WEEK, Unit.FORTNIGHT) and said.said(end) == after.value:
        return Span(days + int(UNIT_DAYS[after]), place, end + 1, ago=said.said(end + 1) == "ago")
    return Span(days, place, place + 1)


def _one_week_back(place: int, said: Figures) -> bool:
    """As in "the one before last Friday", "last to last Friday", "not this past Wednesday, the Wednesday before"."""
    before = said.words(place - 3, place)
    ends = place + 2 >= len(said.tokens) or said.tokens[place + 2].clause != said.tokens[place].clause
    return (
        ("before" in before and said.known.datings.not_the_week_before.isdisjoint(before))
        or before == ("last", "to", "last")
        or (said.said(place + 1) == "before" and ends)
    )


def _nth_of_month(place: int, day: int, said: Figures, today: int) -> Span | None:
    """As in "the first Sunday in October", "a Monday in late May"."""
    lists, part = said.known.datings, said.said(place + 2)
    early, late = part in lists.starts, part in lists.ends
    end = place + 3 + (early or late)
    month = lists.months.get(said.said(end - 1))
    rank = next((one for one in said.ordinals if one.end == place and one.value <= MOST_RANKS), None)
    last = said.said(place - 1) == "last" or late
    if month is None or said.said(place + 1) not in ("in", "of") or not (rank or last or early):
        return None
    nth = OfMonth(int(rank.value) if rank else 0 if last else 1, day, month)
    return Span(days_since_feast(today, nth), place - bool(rank or said.said(place - 1) == "last"), end)
