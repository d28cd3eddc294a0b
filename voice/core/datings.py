"""When it began, as a day of the calendar: "since last Sunday", "the tenth of October", "half term", "this morning"."""

from voice.core.counted import UNIT_DAYS, Span, unit_at
from voice.core.dates import Civil, civil, day_number, days_since, days_since_easter, days_since_weekday
from voice.core.numerals import Figures, Number

AT_ONCE = {"today": 0, "tonight": 0, "yesterday": 1, "overnight": 1}
WEEKDAYS = {
    name: i for i, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
} | {"satday": 5}
MONTHS = {
    name: i + 1
    for i, name in enumerate(
        "january february march april may june july august september october november december".split()
    )
}
MONTHS |= {name[:3]: i for name, i in MONTHS.items() if name not in ("march", "may", "december")} | {"sept": 9}
SEASONS = {"spring": (4, 1), "summer": (7, 15), "autumn": (10, 1), "fall": (10, 1), "winter": (1, 15)}
FEASTS = {
    "bonfire": (11, 5), "guy": (11, 5), "diwali": (11, 8), "thanksgiving": (11, 26), "halloween": (10, 31),
    "christmas": (12, 25), "xmas": (12, 25), "boxing": (12, 26), "hogmanay": (12, 31), "valentine": (2, 14),
    "valentines": (2, 14), "paddy": (3, 17), "paddys": (3, 17), "midsummer": (6, 24), "eid": (3, 20), "holi": (3, 4),
    "dussehra": (10, 20), "navratri": (10, 15), "anzac": (4, 25), "remembrance": (11, 8), "armistice": (11, 11),
    "hallowe": (10, 31), "michaelmas": (9, 29), "lammas": (8, 1), "yuletide": (12, 25),
}  # fmt: skip
NAMED_DAYS = {
    ("half", "term"): (10, 26), ("bank", "holiday"): (8, 31), ("new", "year"): (1, 1), ("new", "years"): (1, 1),
    ("labor", "day"): (9, 7), ("labour", "day"): (9, 7), ("memorial", "day"): (5, 25), ("australia", "day"): (1, 26),
    ("burns", "night"): (1, 25), ("pancake", "day"): (2, 17), ("mothers", "day"): (3, 15), ("clocks", "went"): (10, 25),
    ("clocks", "changed"): (10, 25), ("clocks", "go"): (10, 25), ("melbourne", "cup"): (11, 3),
    ("patricks", "day"): (3, 17), ("fathers", "day"): (6, 21), ("independence", "day"): (7, 4),
    ("schools", "went"): (9, 3), ("memorial", "weekend"): (5, 25),
}  # fmt: skip
MONTH_LEADS = frozenset(
    "since in from last early late before mid of beginning start end middle about around after during through by the "
    "on between".split()
)
DAY_LEADS = frozenset("since from on about around the began started".split())
SAME_DAY = frozenset(
    "morning afternoon evening lunchtime lunch breakfast noon midday dinner tea teatime minute second hour".split()
)
STARTS = frozenset("beginning start early first turn".split())
ENDS = frozenset("end late tail last".split())
YET_TO_COME = frozenset("next till until come by coming upcoming".split())
AHEAD = frozenset("next tomorrow appointment booked".split())
LATEST_DAY = 28
DATING = frozenset(
    (
        *AT_ONCE,
        *WEEKDAYS,
        *(f"{name}s" for name in WEEKDAYS),
        *MONTHS,
        *SEASONS,
        *FEASTS,
        *SAME_DAY,
        "easter",
        "weekend",
    )
) | {"last", "now", "day", "week", "month", "year", "night", *(first for first, _ in NAMED_DAYS)}


def dated(said: Figures, today: int) -> list[Span]:
    """Weekdays, months, feasts, seasons and relative days, counted back from today."""
    found: list[Span] = []
    for place, token in enumerate(said.tokens):
        if token.said not in DATING:
            continue
        span = (
            _relative(place, said, today)
            or _weekday(place, said, today)
            or _in_month(place, said, today)
            or _feast(place, said, today)
            or _edge(place, said, today)
        )
        if span is not None and not (set(said.words(place - 3, place)) & YET_TO_COME and token.said != "half"):
            found.append(span)
    return [*found, *_by_year(said, today), *_by_day(said, today), *_nth(said)]


def _relative(place: int, said: Figures, today: int) -> Span | None:
    """Yesterday, last night, this morning, the other day, the week before last."""
    word, before = said.said(place), said.said(place - 1)
    if word in AT_ONCE:
        return Span(AT_ONCE[word] + (word == "yesterday" and before == "before"), place, place + 1)
    if word == "last" and before == "before":
        return _before_last(place, said, today)
    if before == "this" and word in SAME_DAY:
        return Span(0, place - 1, place + 1)
    if before == "last":
        return _last(place, said, today)
    if (before, said.said(place - 2)) == ("time", "this") and word == "last" and said.said(place + 1) in UNIT_DAYS:
        return Span(int(UNIT_DAYS[said.said(place + 1)]), place - 2, place + 2)
    if word == "now" and before == "just":
        return Span(0, place - 1, place + 1)
    lately = word == "day" and before == "other" and place > 1 and said.said(place - 2) == "the"
    return Span(3, place - 1, place + 1) if lately else None


def _before_last(place: int, said: Figures, today: int) -> Span | None:
    name = said.said(place - 2)
    if name in WEEKDAYS:
        return Span(days_since_weekday(today, WEEKDAYS[name]) + 7, place - 2, place + 1)
    if name == "weekend":
        return Span(days_since_weekday(today, WEEKDAYS["saturday"]) + 7, place - 2, place + 1)
    days = {"night": 2, "week": 14, "month": 45, "year": 545, "evening": 2}.get(name)
    return None if days is None else Span(days, place - 2, place + 1)


def _last(place: int, said: Figures, today: int) -> Span | None:
    word = said.said(place)
    if word == "weekend":
        gone = days_since_weekday(today, WEEKDAYS["saturday"])
        return Span(gone + 7 * (gone < 3), place, place + 1)
    if said.said(place - 2) in ENDS | {"of"} or word not in ("week", "month", "year", "night", "evening", "hour"):
        return None
    return Span(int(UNIT_DAYS.get(word, 1)), place, place + 1)


def _weekday(place: int, said: Figures, today: int) -> Span | None:
    word = said.said(place)
    name = word if word in WEEKDAYS else word.removesuffix("s")
    if name == "weekend" and said.said(place - 1) != "last":
        return Span(days_since_weekday(today, WEEKDAYS["saturday"]), place, place + 1)
    if name not in WEEKDAYS or said.words(place + 1, place + 3) == ("before", "last"):
        return None
    if name == "sunday" and said.said(place - 1) in ("easter", "remembrance"):
        return None
    days = days_since_weekday(today, WEEKDAYS[name])
    before = said.words(place - 3, place)
    if said.words(place + 1, place + 3) == ("but", "one"):
        return Span(days + 7, place, place + 3)
    if "before" in before and "since" not in before:
        return Span(days + 7, place, place + 1)
    after = unit_at(place + 1, said)
    if after in ("week", "fortnight") and said.said(place + 1) == after:
        return Span(days + int(UNIT_DAYS[after]), place, place + 2, ago=said.said(place + 2) == "ago")
    return Span(days, place, place + 1)


def _in_month(place: int, said: Figures, today: int) -> Span | None:
    word, before = said.said(place), set(said.words(place - 3, place))
    if word not in MONTHS:
        return None
    day = _day_of_month(place, said)
    led = said.said(place - 1) in MONTH_LEADS if word in ("may", "march", "mar") else before & MONTH_LEADS
    if not led and not _ranked(place, said):
        return None
    return Span(days_since(today, MONTHS[word], day), place, place + 1)


def _ranked(place: int, said: Figures) -> list[Number]:
    """Ordinals and small numbers that stand beside a month: "the tenth of", "november the first", "3 may"."""
    near = [one for one in said.ordinals if one.end in (place, place - 1) or one.start in (place + 1, place + 2)]
    near += [one for one in said.numbers if (one.end == place or one.start == place + 1) and 1 <= one.value <= 31]
    return [one for one in near if one.value <= 31 and unit_at(one.end, said) == ""]


def _day_of_month(place: int, said: Figures) -> int:
    """The day that goes with a month's name: as said, else the first, the middle or the end of it."""
    named = _ranked(place, said)
    if named:
        return min(LATEST_DAY, int(named[-1].value))
    weeks = [one for one in said.ordinals if place - one.end in (1, 2, 3) and said.said(one.end) == "week"]
    if weeks:
        return min(LATEST_DAY, int(weeks[-1].value) * 7 - 3)
    around = set(said.words(place - 4, place))
    if "last" in around and around & {"day", "week", "weekend", "days"}:
        return LATEST_DAY
    return 1 if around & STARTS else LATEST_DAY if around & ENDS - {"last"} else 15


def _feast(place: int, said: Figures, today: int) -> Span | None:
    word = said.said(place)
    if word in FEASTS:
        return Span(days_since(today, *FEASTS[word]), place, place + 1)
    named = NAMED_DAYS.get((word, said.said(place + 1)))
    if named is not None:
        month_day = (3, 29) if said.said(place + 2) == "forward" else named
        return Span(days_since(today, *month_day), place, place + 2)
    if word == "easter":
        return Span(days_since_easter(today), place, place + 1)
    if word in SEASONS and said.said(place - 1) in ("the", "last", "since", "in", "this", "early", "late", "all"):
        return Span(days_since(today, *SEASONS[word]), place, place + 1)
    return None


def _edge(place: int, said: Figures, today: int) -> Span | None:
    """The "start of the week", the "back end of last year", the "middle of last month"."""
    word, of = said.said(place), said.words(place - 2, place)
    if word not in ("week", "month", "year") or of not in (("of", "the"), ("of", "this"), ("of", "last")):
        return None
    edge, last = said.said(place - 3), said.said(place - 1) == "last"
    share = 0.0 if edge in STARTS else 0.9 if edge in ENDS else 0.5 if edge in ("middle", "mid") else None
    if share is None:
        return None
    now = civil(today)
    begun = {
        "week": today - (today + 6) % 7,
        "month": day_number(Civil(now.year, now.month, 1)),
        "year": day_number(Civil(now.year, 1, 1)),
    }[word]
    begun -= int(UNIT_DAYS[word]) if last else 0
    days = today - begun - int(share * UNIT_DAYS[word])
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
    """The day or week of it that this is: "this is the third day of it", "fourth week now"."""
    found: list[Span] = []
    for one in said.ordinals:
        unit, after = unit_at(one.end, said), said.said(one.end + 1)
        if unit not in ("day", "week", "month"):
            continue
        ends = one.end + 1 >= len(said.tokens) or said.tokens[one.end + 1].clause != said.tokens[one.end].clause
        told = after in ("now", "with", "running") or said.words(one.end + 1, one.end + 3) in (
            ("of", "it"),
            ("of", "this"),
        )
        if told or ends:
            found.append(Span(int(one.value * UNIT_DAYS[unit]), one.start, one.end + 1))
    return found


def _by_day(said: Figures, today: int) -> list[Span]:
    """A day of this month or the last: "since the fifth", "the tenth of this month"."""
    found: list[Span] = []
    for one in said.ordinals:
        of = said.words(one.end, one.end + 3)
        ends = one.end == len(said.tokens) or said.tokens[one.end].clause != said.tokens[one.start].clause
        led = said.said(one.start - 1) == "the" and said.said(one.start - 2) in DAY_LEADS - {"the"}
        this, past = of in (("of", "this", "month"), ("of", "the", "month")), of == ("of", "last", "month")
        if one.value <= 31 and ((ends and led) or this or past):
            now = civil(today)
            back = past or one.value > now.day
            month = (now.month - 2) % 12 + 1 if back else now.month
            found.append(Span(days_since(today, month, min(LATEST_DAY, int(one.value))), one.start, one.end))
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
