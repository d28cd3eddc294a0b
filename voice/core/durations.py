"""How long the pain has been there, in days, from what was said (section 2 of the pathway, rules 11 and 12)."""

from dataclasses import dataclass

from voice.core.dates import Civil, civil, day_number, days_since, days_since_easter, days_since_weekday
from voice.core.normalize import Token
from voice.core.numerals import Number, numbers, ordinal

# Days of one unit. A month is 30 and half a year 180, as the pathway counts them.
UNIT_DAYS = {
    "minute": 0,
    "hour": 1 / 24,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3650,
}
VAGUE = {"couple": 2, "coupla": 2, "few": 3, "several": 4, "dozen": 12}
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
SEASONS = {"spring": (4, 1), "summer": (7, 15), "autumn": (10, 1), "fall": (10, 1), "winter": (1, 15)}
FEASTS = {
    "bonfire": (11, 5),
    "guy": (11, 5),
    "diwali": (11, 8),
    "thanksgiving": (11, 26),
    "halloween": (10, 31),
    "christmas": (12, 25),
    "xmas": (12, 25),
    "boxing": (12, 26),
}
ENOUGH = 400  # tokens looked at: nobody's pain takes longer to date, and cost stays bounded
CONTRAST = frozenset("but bad worse different flared properly really last these spell bout time lately".split())
MONTH_LEADS = frozenset("since in from last early late before mid of beginning start end middle".split())
SAME_DAY = frozenset("morning afternoon evening lunchtime lunch breakfast noon midday dinner tea teatime".split())


@dataclass(frozen=True, slots=True)
class Span:
    """A duration at token places ``start`` to ``end`` (exclusive); ``ago`` if it dates an event."""

    days: int
    start: int
    end: int
    ago: bool = False


def durations(tokens: tuple[Token, ...], today: int) -> tuple[Span, ...]:
    """Every duration or date in what was said, in order."""
    tokens = tokens[:ENOUGH]
    found = [*_counted(tokens), *_dated(tokens, today), *_same_day(tokens), *_by_year(tokens, today)]
    found.sort(key=lambda span: (span.start, -span.end))
    out: list[Span] = []
    for span in found:
        if out and _continues(out[-1], span, tokens):
            out[-1] = Span(out[-1].days + span.days, out[-1].start, span.end, out[-1].ago)
        elif not out or span.start >= out[-1].end:
            out.append(span)
    return tuple(_with_bare_tail(out, tokens))


def _continues(span: Span, following: Span, tokens: tuple[Token, ...]) -> bool:
    """ "a week last Tuesday", "three weeks yesterday": a week or more before that day."""
    between = [token.said for token in tokens[span.end : following.start]]
    dated = tokens[following.end - 1].said in (*WEEKDAYS, "yesterday")
    return dated and span.days >= 7 and span.days % 7 == 0 and between in ([], ["last"], ["ago", "last"], ["past"])


def _unit(place: int, tokens: tuple[Token, ...]) -> str | None:
    if not 0 <= place < len(tokens):
        return None
    said = tokens[place].said
    name = said.removesuffix("s")
    return name if name in UNIT_DAYS else {"wks": "week", "hrs": "hour", "mins": "minute", "yrs": "year"}.get(said)


def _counted(tokens: tuple[Token, ...]) -> list[Span]:
    at = {number.end: number for number in numbers(tokens)}
    found: list[Span] = []
    for place in range(len(tokens)):
        unit = _unit(place, tokens)
        if unit is None:
            continue
        amount = _amount_before(place, tokens, at)
        if amount is None:
            continue
        count, start = amount
        count, end = _and_a_half(count, place + 1, tokens)
        ago = end < len(tokens) and tokens[end].said in ("ago", "back", "since", "earlier")
        if end < len(tokens) and tokens[end].said in ("later", "afterwards", "apart", "off", "after"):
            continue
        coming = _to_come(end, tokens)
        found.append(Span(max(0, _days(count, unit) - coming), start, end + ago, ago))
    return found


def _to_come(end: int, tokens: tuple[Token, ...]) -> int:
    """ "a week tomorrow" is six days so far."""
    return 1 if end < len(tokens) and tokens[end].said == "tomorrow" else 0


def _days(count: float, unit: str) -> int:
    if unit == "year" and count == 0.5:
        return 180
    if unit in ("minute", "hour"):
        return int(count * UNIT_DAYS[unit])
    return int(count * UNIT_DAYS[unit] + 0.5)


def _amount_before(place: int, tokens: tuple[Token, ...], at: dict[int, Number]) -> tuple[float, int] | None:
    """The count that stands before a unit, and where it starts."""
    back = place - 1
    while back >= 0 and tokens[back].said in (
        "of",
        "or",
        "odd",
        "good",
        "full",
        "whole",
        "solid",
        "long",
        "more",
        "so",
        "last",
    ):
        back -= 1
    if back < 0 or tokens[back].sentence != tokens[place].sentence:
        return (1.0, place) if _unit(place, tokens) == "fortnight" else None
    said = tokens[back].said
    if said in VAGUE:
        return float(VAGUE[said]), back - (back > 0 and tokens[back - 1].said == "a")
    if said == "half" and back >= 1 and tokens[back - 1].said == "a" and back >= 3:
        if back - 2 in at and tokens[back - 2].said == "and":
            return at[back - 2].value + 0.5, at[back - 2].start
    if said in ("a", "an") and back >= 1 and tokens[back - 1].said == "half":
        return 0.5, back - 1
    if said == "half":
        return 0.5, back
    if back + 1 in at:
        return at[back + 1].value, at[back + 1].start
    if said in ("a", "an", "another", "single"):
        return 1.0, back
    if said in ("past", "all") and tokens[place].said in ("week", "month", "year", "fortnight", "day"):
        return (0.0 if tokens[place].said == "day" else 1.0), back
    return None


def _and_a_half(count: float, end: int, tokens: tuple[Token, ...]) -> tuple[float, int]:
    if [token.said for token in tokens[end : end + 3]] == ["and", "a", "half"]:
        return count + 0.5, end + 3
    return count, end


def _dated(tokens: tuple[Token, ...], today: int) -> list[Span]:
    """Weekdays, months, feasts and seasons, counted back from today."""
    found: list[Span] = []
    for place, token in enumerate(tokens):
        days = _date_days(place, tokens, today)
        if days is None:
            continue
        before = {earlier.said for earlier in tokens[max(0, place - 3) : place]}
        if before & {"next", "till", "until", "come"}:
            continue
        if token.said in MONTHS and not (before & MONTH_LEADS if token.said != "may" else {tokens[place - 1].said} & MONTH_LEADS):
            continue
        weeks = 7 if "before" in before and token.said in WEEKDAYS and "since" not in before else 0
        found.append(Span(days + weeks, place, place + 1))
    return found


def _date_days(place: int, tokens: tuple[Token, ...], today: int) -> int | None:
    said = (
        tokens[place].said.removesuffix("s") if tokens[place].said.removesuffix("s") in WEEKDAYS else tokens[place].said
    )
    if said in WEEKDAYS:
        return days_since_weekday(today, WEEKDAYS[said])
    if said in MONTHS:
        return days_since(today, MONTHS[said], _day_of_month(place, tokens))
    if said in FEASTS:
        return days_since(today, *FEASTS[said])
    if said == "month" and place and tokens[place - 1].said == "this":
        named = [day for one in tokens[max(0, place - 4) : place] if (day := ordinal(one.said)) is not None]
        return (civil(today).day - named[-1]) % 31 if named else None
    if said == "easter":
        return days_since_easter(today)
    if said == "year" and place and tokens[place - 1].said == "new":
        return days_since(today, 1, 1)
    if said == "weekend":
        past = 7 if place and tokens[place - 1].said == "last" else 0
        return days_since_weekday(today, WEEKDAYS["saturday"]) + (
            past if past and days_since_weekday(today, 5) < 3 else 0
        )
    if said in SEASONS and place and tokens[place - 1].said in ("the", "last", "since", "in"):
        return days_since(today, *SEASONS[said])
    if said in ("week", "month", "year", "night", "evening") and place and tokens[place - 1].said == "last":
        return int(UNIT_DAYS.get(said, 1))
    return None


def _day_of_month(place: int, tokens: tuple[Token, ...]) -> int:
    """The day that goes with a month's name: as said, else the first, the middle or the end of it."""
    around = [*tokens[max(0, place - 3) : place], *tokens[place + 1 : place + 2]]
    named = [day for token in around if (day := ordinal(token.said)) is not None and day <= 28]
    if named:
        return named[-1]
    said = {token.said for token in around}
    return 1 if said & {"beginning", "start", "early"} else 28 if said & {"end", "late"} else 15


def _by_year(tokens: tuple[Token, ...], today: int) -> list[Span]:
    """ "since two thousand and nineteen": counted from the middle of that year."""
    found: list[Span] = []
    for number in numbers(tokens):
        year = int(number.value)
        since = number.start and tokens[number.start - 1].said in ("since", "from")
        if since and civil(today).year - 100 < year < civil(today).year:
            found.append(Span(today - day_number(Civil(year, 7, 1)), number.start, number.end))
    return found


def _same_day(tokens: tuple[Token, ...]) -> list[Span]:
    found: list[Span] = []
    for place, token in enumerate(tokens):
        before = tokens[place - 1].said if place else ""
        if token.said in AT_ONCE:
            shift = 1 if token.said == "yesterday" and before == "before" else 0
            found.append(Span(AT_ONCE[token.said] + shift, place, place + 1))
        elif token.said in SAME_DAY and before == "this":
            found.append(Span(0, place - 1, place + 1))
        elif token.said == "last" and [one.said for one in tokens[max(0, place - 2) : place]] == ["night", "before"]:
            found.append(Span(2, place - 2, place + 1))
        elif token.said in ("past", "oclock") and any(one.said == "since" for one in tokens[max(0, place - 4) : place]):
            found.append(Span(0, place - 1, place + 2))
        elif token.said == "now" and before == "just":
            found.append(Span(0, place - 1, place + 1))
        elif token.said == "day" and before == "other":
            found.append(Span(3, place - 1, place + 1))
    return found


def _with_bare_tail(found: list[Span], tokens: tuple[Token, ...]) -> list[Span]:
    """ "five weeks, no, six" and "years, ten at least": a bare number takes the unit said before."""
    out = list(found)
    for number in numbers(tokens):
        clock = number.end < len(tokens) and tokens[number.end].said in ("last", "this", "past", "to", "oclock")
        if clock or any(span.start <= number.start < span.end for span in out) or _unit(number.end, tokens) is not None:
            continue
        units = [(place, unit) for place in range(number.start) if (unit := _unit(place, tokens)) is not None]
        alone = number.end == len(tokens) or tokens[number.end].clause != tokens[number.start].clause
        tail = alone or tokens[number.end].said in ("at", "or", "maybe", "i", "say", "then")
        if units and tail and 0 < number.value < 100 and number.start - units[-1][0] <= 8:
            out.append(Span(_days(number.value, units[-1][1]), number.start, number.end))
    return sorted(out, key=lambda span: span.start)


def present_spell(found: tuple[Span, ...], tokens: tuple[Token, ...], marks: tuple[int, ...]) -> Span | None:
    """The duration that counts: after a correction the last, after a contrast ("but this bad since Tuesday") the
    one behind it, otherwise the last one said."""
    if not found:
        return None
    corrected = [span for span in found if any(mark <= span.start for mark in marks)]
    if corrected:
        return corrected[-1]
    for span in found[1:]:
        if any(token.said in CONTRAST for token in tokens[max(0, span.start - 6) : span.start]):
            return span
    return found[-1]
