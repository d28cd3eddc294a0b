"""When it began, as a day of the calendar: "since last Sunday", "the tenth of October", "half term", "this morning"."""

from itertools import pairwise

from voice.core.counted import UNIT_DAYS, Span, unit_at
from voice.core.dates import WEEK, Civil, civil, day_number, days_since, days_since_weekday, weekday
from voice.core.holidays import feast_at
from voice.core.numerals import Figures, Number
from voice.core.quantity_words import Unit
from voice.core.weekdays import SATURDAY, weekday_at

LATEST_DAY = 28
FEAST_REACH = 6  # words from the date of a feast to its name
MONTH_REACH = 6  # words from a feast to the day of its month
WELL_REACH = 12  # words in which it is told how well all was until then
PAST = ("did", "had", "was", "were")
COUNTED_RANK = 4  # beside a weekday, "the first thing" and "the third time" are no days of the month
LATELY = {Unit.DAY: 3, Unit.NIGHT: 3, Unit.WEEK: 10, Unit.MONTH: 45}  # days, as in "the other day"


def dated(said: Figures, today: int) -> list[Span]:
    """Weekdays, months, feasts, seasons and relative days, counted back from today."""
    lists = said.known.datings
    found: list[Span] = []
    for place, token in enumerate(said.tokens):
        if token.said not in lists.signals:
            continue
        span = (
            _relative(place, said, today)
            or weekday_at(place, said, today)
            or _feast(place, said, today)  # "the October bank holiday" is more exact than its month
            or _in_month(place, said, today)
            or _edge(place, said, today)
        )
        if span is not None and (token.said == "half" or not _to_come(place, said)):
            found.append(span)
    return [*found, *_by_year(said, today), *_by_day(said, today), *_nth(said)]


def _to_come(place: int, said: Figures) -> bool:
    """Is the day here still to come, as in "until Monday", "next Monday"? Not where all was well until then."""
    lists = said.known.datings
    ahead = [near for near in range(max(0, place - 3), place) if said.said(near) in lists.yet_to_come]
    return bool(ahead) and not _well_until(ahead[-1], said)


def _well_until(place: int, said: Figures) -> bool:
    """As in "right as rain till Monday", "never a twinge until last night", "I didn't feel a thing till Thursday"."""
    lists = said.known.datings
    if said.said(place) not in lists.well_until:
        return False
    segment = said.tokens[place].segment
    first = place
    while first and said.tokens[first - 1].segment == segment and place - first < WELL_REACH:
        first -= 1
    lead = said.words(first, place)
    was_not = any(one in PAST and after in ("not", "no") for one, after in pairwise(lead))
    no_pain = any(
        said.said(near) == "no" and said.tokens[near + 1].stem in said.known.amounts.pain_stems
        for near in range(first, place)
    )
    told = was_not or no_pain or not lists.well_before.isdisjoint(lead[:-1] if lead[-1:] == ("right",) else lead)
    return told and ("never" in lead or lists.not_well_before.isdisjoint(lead))


def _relative(place: int, said: Figures, today: int) -> Span | None:
    """Yesterday, last night, this morning, the other day, the week before last."""
    lists = said.known.datings
    word, before = said.said(place), said.said(place - 1)
    if word in lists.at_once:
        return _at_once(place, said)
    if word == "last" and before == "before":
        return _before_last(place, said, today)
    if before == "this" and word in lists.same_day:
        return Span(0, place - 1, place + 1)
    if before == "last":
        return _last(place, said, today)
    unit = unit_at(place + 1, said)
    if (before, said.said(place - 2)) == ("time", "this") and word == "last" and unit is not None:
        return Span(int(UNIT_DAYS[unit]), place - 2, place + 2)
    if word == "now" and before == "just":
        return Span(0, place - 1, place + 1)
    if word == "hours" and before in lists.small_hours:
        return Span(0, place - 1, place + 1)
    unit = unit_at(place, said)
    lately = LATELY.get(unit) if unit and said.words(place - 2, place) == ("the", "other") else None
    return Span(lately, place - 1, place + 1) if lately else None


def _at_once(place: int, said: Figures) -> Span:
    """Today, yesterday, the day before yesterday, yesterday week."""
    word = said.said(place)
    days = said.known.datings.at_once[word]
    if word == "yesterday" and said.said(place + 1) == "week":
        return Span(days + WEEK, place, place + 2)
    return Span(days + (word == "yesterday" and said.said(place - 1) == "before"), place, place + 1)


def _before_last(place: int, said: Figures, today: int) -> Span | None:
    lists = said.known.datings
    name = said.said(place - 2)
    if name in lists.weekdays:
        return Span(days_since_weekday(today, lists.weekdays[name]) + 7, place - 2, place + 1)
    if name == "weekend":
        return Span(days_since_weekday(today, SATURDAY) + 7, place - 2, place + 1)
    days = lists.before_last.get(name)
    return None if days is None else Span(days, place - 2, place + 1)


def _last(place: int, said: Figures, today: int) -> Span | None:
    lists = said.known.datings
    word = said.said(place)
    if word == "weekend":
        gone = days_since_weekday(today, SATURDAY)
        return Span(gone + 7 * (gone < 3), place, place + 1)
    if said.said(place - 2) in lists.ends | {"of"} or word not in lists.last:
        return None
    return Span(lists.last[word], place, place + 1)


def _feast(place: int, said: Figures, today: int) -> Span | None:
    """A feast, unless the day of it has just been told: "on October the first, our Independence Day"."""
    months, before = said.known.datings.months, range(max(0, place - FEAST_REACH), place)
    told = any(said.said(near) in months and _ranked(near, said) for near in before)
    return None if told else feast_at(place, said, today)


def _in_month(place: int, said: Figures, today: int) -> Span | None:
    lists = said.known.datings
    word, before = said.said(place), set(said.words(place - 3, place))
    if word not in lists.months:
        return None
    year = next((one for one in said.numbers if one.start == place + 1), None)
    if year is not None and civil(today).year - 100 < year.value <= civil(today).year:
        told = day_number(Civil(int(year.value), lists.months[word], _day_of_month(place, said)))
        return Span(today - told, place, year.end) if told <= today else None
    day = _day_of_month(place, said)
    led = said.said(place - 1) in lists.month_leads if word in lists.no_month_alone else before & lists.month_leads
    if not led and not _ranked(place, said):
        return None
    return Span(days_since(today, lists.months[word], day), place, place + 1)


def _ranked(place: int, said: Figures) -> list[Number]:
    """Ordinals and small numbers that stand beside a month: "the tenth of", "november the first", "3 may"."""
    near = [one for one in said.ordinals if one.end in (place, place - 1) or one.start in (place + 1, place + 2)]
    ended = [
        one for one in near if one.end < len(said.tokens) and said.tokens[one.end].clause != said.tokens[place].clause
    ]
    if ended:  # "October third, day of my niece's wedding" tells of no third day
        return [one for one in ended if one.value <= 31]
    near += [one for one in said.numbers if (one.end == place or one.start == place + 1) and 1 <= one.value <= 31]
    return [one for one in near if one.value <= 31 and unit_at(one.end, said) is None]


def _day_of_month(place: int, said: Figures) -> int:
    """The day that goes with a month's name: as said, else the first, the middle or the end of it."""
    lists = said.known.datings
    named = _ranked(place, said)
    if named:
        return min(LATEST_DAY, int(named[-1].value))
    weeks = [one for one in said.ordinals if place - one.end in (1, 2, 3) and said.said(one.end) == "week"]
    if weeks:
        return min(LATEST_DAY, int(weeks[-1].value) * 7 - 3)
    around = set(said.words(place - 4, place))
    if "last" in around and around & {"day", "week", "weekend", "days"}:
        return LATEST_DAY
    return 1 if around & lists.starts else LATEST_DAY if around & lists.ends - {"last"} else 15


def _edge(place: int, said: Figures, today: int) -> Span | None:
    """The "start of the week", the "back end of last year", the "middle of last month"."""
    lists = said.known.datings
    unit, of = unit_at(place, said), said.words(place - 2, place)
    if unit not in (Unit.WEEK, Unit.MONTH, Unit.YEAR) or of not in (("of", "the"), ("of", "this"), ("of", "last")):
        return None
    edge, last = said.said(place - 3), said.said(place - 1) == "last"
    share = 0.0 if edge in lists.starts else 0.9 if edge in lists.ends else 0.5 if edge in lists.middles else None
    if share is None:
        return None
    now = civil(today)
    begun = {
        Unit.WEEK: today - (today + 6) % 7,
        Unit.MONTH: day_number(Civil(now.year, now.month, 1)),
        Unit.YEAR: day_number(Civil(now.year, 1, 1)),
    }[unit]
    begun -= int(UNIT_DAYS[unit]) if last else 0
    days = today - begun - int(share * UNIT_DAYS[unit])
    return Span(max(0, days), place - 3, place + 1)


def _by_year(said: Figures, today: int) -> list[Span]:
    """Counted from the middle of the year: "since two thousand and nineteen"."""
    year = civil(today).year
    return [
        Span(today - day_number(Civil(int(one.value), 7, 1)), one.start, one.end)
        for one in said.numbers
        if year - 100 < one.value < year and said.said(one.start - 1) in ("since", "from")
    ]


def _nth(said: Figures) -> list[Span]:
    """The day or week of it that this is: "this is the third day of it", "fourth week now", "on day six"."""
    lists = said.known.datings
    found: list[Span] = []
    for one in said.ordinals:
        unit, after = unit_at(one.end, said), said.said(one.end + 1)
        if unit not in (Unit.DAY, Unit.WEEK, Unit.MONTH):
            continue
        ends = one.end + 1 >= len(said.tokens) or said.tokens[one.end + 1].clause != said.tokens[one.end].clause
        told = after in lists.nth_ends or said.words(one.end + 1, one.end + 3) in (("of", "it"), ("of", "this"))
        if told or ends:
            found.append(Span(int(one.value * UNIT_DAYS[unit]), one.start, one.end + 1 + (after in lists.nth_ends)))
    for number in said.numbers:
        unit, after = unit_at(number.start - 1, said), said.said(number.end)
        ends = number.end >= len(said.tokens) or said.tokens[number.end].clause != said.tokens[number.start].clause
        led = said.said(number.start - 2) in lists.nth_leads or number.start == 1
        if unit in (Unit.DAY, Unit.WEEK, Unit.MONTH) and led and (ends or after == "of" or after in lists.nth_ends):
            days = int(number.value * UNIT_DAYS[unit])
            found.append(Span(days, number.start - 1, number.end + (after in lists.nth_ends)))
    return found


def _by_day(said: Figures, today: int) -> list[Span]:
    """A day of this month or the last: "since the fifth", "the tenth of this month", "Friday the thirteenth"."""
    lists = said.known.datings
    found: list[Span] = []
    for one in said.ordinals:
        start = one.start - (said.said(one.start - 1) == "the")
        named = start < one.start and said.said(start - 1) in lists.weekdays
        of = said.words(one.end, one.end + 3)
        ends = one.end == len(said.tokens) or said.tokens[one.end].clause != said.tokens[one.start].clause
        ends = ends or said.said(one.end) in lists.day_ends
        led = said.said(one.start - 1) == "the" and said.said(one.start - 2) in lists.day_leads - {"the"}
        this, past = of in (("of", "this", "month"), ("of", "the", "month")), of == ("of", "last", "month")
        month_follows = said.said(one.end + (of[:1] == ("of",))) in lists.months
        named = named and not month_follows and (ends or one.value > COUNTED_RANK)
        if one.value <= 31 and ((ends and led) or this or past or named) and unit_at(one.end, said) is None:
            now = civil(today)
            back = past or one.value > now.day
            month = _month_told(start, said, today) or ((now.month - 2) % 12 + 1 if back else now.month)
            days = days_since(today, month, min(LATEST_DAY, int(one.value)))
            found.append(Span(days, start - 1 if named else one.start, one.end))
    return found


def _month_told(place: int, said: Figures, today: int) -> int | None:
    """The month of which was spoken before a place: that of a feast close by ("Easter weekend, the Saturday the
    fourth"), else the last that was named."""
    lists = said.known.datings
    feasts = [feast_at(near, said, today) for near in range(max(0, place - MONTH_REACH), place)]
    kept = next((feast for feast in feasts if feast), None)
    if kept is not None:
        return civil(today - kept.days).month
    names = lists.months.keys() - lists.no_month_alone
    return next((lists.months[token.said] for token in reversed(said.tokens[:place]) if token.said in names), None)


def loosely(said: Figures, today: int) -> list[Span]:
    """What dates only where nothing else does: a time of day, "this week", "in 2019"."""
    year, found, lists = civil(today).year, clock(said), said.known.datings
    for place in range(1, len(said.tokens)):
        unit, back = unit_at(place, said), 0.5 if said.said(place - 2) == "earlier" else 1.0
        if said.said(place - 1) == "this" and unit in (Unit.WEEK, Unit.MONTH):
            begun = weekday(today) if unit is Unit.WEEK else civil(today).day - 1
            found.append(Span(int(back * begun), place - 1, place + 1))
    for place, token in enumerate(said.tokens):
        if token.said in lists.months and token.said not in lists.no_month_alone:
            found.append(
                Span(days_since(today, lists.months[token.said], _day_of_month(place, said)), place, place + 1)
            )
    for one in said.numbers:
        if year - 100 < one.value < year and said.said(one.start - 1) == "in":
            found.append(Span(today - day_number(Civil(int(one.value), 7, 1)), one.start, one.end))
    return found


def clock(said: Figures) -> list[Span]:
    """Times of day, which mean today where no other day is said: "since half past three", "6 am"."""
    found: list[Span] = []
    for one in said.numbers:
        after, lead = said.said(one.end), set(said.words(one.start - 4, one.start))
        timed = after in ("oclock", "pm") or (after == "am" and said.said(one.end + 1) != "i")
        halved = bool(lead & {"since", "at", "from"} and lead & {"half", "quarter", "past"})
        ends = one.end == len(said.tokens) or said.tokens[one.end].clause != said.tokens[one.start].clause
        halved = halved or (said.said(one.start - 1) == "since" and ends and one.value <= 12)
        if one.value <= 24 and (timed or halved):
            found.append(Span(0, one.start, one.end + timed))
    return found
