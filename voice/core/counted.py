"""Lengths of time that are counted: "three and a half weeks", "a good month", "half a year", "five weeks, no, six"."""

from dataclasses import dataclass

from voice.core.numerals import Figures, Number

# Days of one unit. A month is 30 and half a year 180, as the pathway counts them.
UNIT_DAYS = {
    "minute": 0,
    "second": 0,
    "hour": 1 / 24,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3650,
}
SHORT_UNITS = {
    "wks": "week", "wk": "week", "hrs": "hour", "hr": "hour", "mins": "minute", "min": "minute", "yrs": "year",
    "yr": "year", "mths": "month", "mth": "month", "mnths": "month", "secs": "second", "sec": "second",
}  # fmt: skip
AFTER_DIGITS = {"d": "day", "w": "week", "m": "month", "y": "year", "h": "hour"}
VAGUE = {"couple": 2.0, "coupla": 2.0, "few": 3.0, "several": 4.0, "handful": 4.0}
PARTS = {"half": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3}
# Words between a count and its unit.
IDLE = frozenset(
    "of odd good full whole solid long more so past calendar straight consecutive entire or fair further".split()
)
FELT = frozenset("bad sore rotten miserable painful weary awful terrible horrible sleepless working".split())
BEFORE_NOW = frozenset("ago back since earlier previous previously prior".split())
EPISODE = frozenset("later afterwards apart off each".split())
RATE = frozenset("take times twice once thrice every each per tablets pills".split())
JOINS = frozenset(
    "no wait sorry or maybe perhaps make it that is actually rather more like probably about say nearly almost well "
    "possibly even going on coming up to now s could be was i mean tell a lie nope getting for roughly around".split()
)
TAIL_ENDS = frozenset("at or maybe i say then now if possibly perhaps probably tops max easily anyway".split())
CLOCK = frozenset("last this past to oclock am pm".split())
TAIL_REACH = 10  # tokens between a unit and a bare number that takes it


@dataclass(frozen=True, slots=True)
class Span:
    """A duration at token places ``start`` to ``end`` (exclusive); ``ago`` if it dates an event."""

    days: int
    start: int
    end: int
    ago: bool = False
    unit: str = ""


def unit_at(place: int, said: Figures) -> str:
    """The unit of time at a place, in the singular; nothing if there is none."""
    word = said.said(place)
    name = word.removesuffix("s")
    if name in UNIT_DAYS and word != "second":
        return name
    if word in AFTER_DIGITS and said.said(place - 1).isdigit():
        return AFTER_DIGITS[word]
    return SHORT_UNITS.get(word, "")


def days_of(count: float, unit: str) -> int:
    """Whole days of so many units."""
    if unit == "year" and count == 0.5:
        return 180
    return int(count * UNIT_DAYS[unit] + (0.0 if unit in ("minute", "second", "hour") else 0.5))


def counted(said: Figures) -> list[Span]:
    """Every count of a unit, and every bare number that takes the unit said before."""
    at = {number.end: number for number in said.numbers}
    found: list[Span] = []
    for place in range(len(said.tokens)):
        unit = unit_at(place, said)
        amount = _amount_before(place, unit, said, at) if unit else None
        if amount is not None:
            found.extend(_span(amount, place, unit, said))
    return found


def _span(amount: tuple[float, int], place: int, unit: str, said: Figures) -> list[Span]:
    count, start = amount
    end = place + 1
    if said.words(end, end + 3) in (("and", "a", "half"), ("and", "an", "half")):
        count, end = count + 0.5, end + 3
    elif said.words(end, end + 2) in (("or", "two"), ("or", "so"), ("or", "three")):
        count, end = max(count, {"two": 2.0, "three": 3.0}.get(said.said(end + 1), count)), end + 2
    after = said.said(end)
    if after in EPISODE or said.said(start - 1) in RATE or _only_a_saying(start, said):
        return []
    ago = after in BEFORE_NOW
    coming = 1 if after == "tomorrow" or said.words(end, end + 2) == ("come", "tomorrow") else 0
    return [Span(max(0, days_of(count, unit) - coming), start, end + ago, ago, unit)]


def _only_a_saying(start: int, said: Figures) -> bool:
    """As in "fifteen years if it is a day", "forever and a day", "give or take a week"."""
    lead = said.words(start - 3, start)
    return lead[:1] == ("if",) or lead[-2:] == ("ever", "and") or lead[-2:] == ("forever", "and")


def _amount_before(place: int, unit: str, said: Figures, at: dict[int, Number]) -> tuple[float, int] | None:
    """The count that stands before a unit, and where it starts."""
    back = place - 1
    while back >= 0 and said.said(back) in IDLE | FELT and back + 1 not in at:
        back -= 1
    if back < 0 or said.tokens[back].sentence != said.tokens[place].sentence:
        return (1.0, place) if unit == "fortnight" or (place == 0 and said.words(1, 3) == ("and", "a")) else None
    word = said.said(back)
    if word in VAGUE:
        return VAGUE[word], back - (said.said(back - 1) == "a")
    if back + 1 in at:
        return at[back + 1].value, at[back + 1].start
    if word in ("a", "an"):
        return None if FELT & set(said.words(back, place)) else _part_of(back, said)
    return _whole(back, word, place, unit, said)


def _part_of(article: int, said: Figures) -> tuple[float, int]:
    """A whole one, or the "half", "quarter of" or "three quarters of" before it."""
    part = article - (2 if said.said(article - 1) == "of" else 1)
    share = PARTS.get(said.said(part))
    if share is None:
        return 1.0, article
    return (share * 3, part - 1) if said.said(part - 1) == "three" else (share, part)


def _whole(back: int, word: str, place: int, unit: str, said: Figures) -> tuple[float, int] | None:
    if word == "half":
        return 0.5, back
    if word in ("another", "single"):
        return 1.0, back
    if word in ("all", "this") and said.said(place - 1) == "past":
        return (0.0 if unit == "day" else 1.0), back
    if unit == "day" and word == "all":
        return 0.0, back
    long = unit in ("week", "month", "year", "fortnight")
    if long and word == "the" and said.said(back - 1) in ("just", "only"):
        return 1.0, back
    if long and (word == "all" or (word == "the" and said.said(back + 1) in ("past", "whole", "full", "entire"))):
        return 1.0, back
    return (1.0, place) if unit == "fortnight" else None


def bare_tails(found: list[Span], said: Figures) -> list[Span]:
    """Bare numbers that take the unit said before: "five weeks, no, six", "years, ten at least"."""
    units = [
        (place, unit)
        for place in range(len(said.tokens))
        if (unit := unit_at(place, said))
        and said.said(place - 1) not in ("last", "this", "every", "next")
        and "take" not in said.words(place - 3, place)
    ]
    out: list[Span] = []
    covered = {place for span in found for place in range(span.start, span.end)}
    passed = 0
    for number in said.numbers:
        while passed < len(units) and units[passed][0] < number.start:
            passed += 1
        if not passed or number.start in covered or not 0 < number.value < 100:
            continue
        place, unit = units[passed - 1]
        if number.start - place <= TAIL_REACH and _is_tail(number, place, said):
            out.append(Span(days_of(number.value, unit), number.start, number.end, unit=unit))
    return out


def _is_tail(number: Number, unit: int, said: Figures) -> bool:
    after = said.said(number.end)
    if after in CLOCK or unit_at(number.end, said):
        return False
    clause = said.tokens[number.start].clause
    numbered = {place for one in said.numbers for place in range(one.start, one.end)}
    if not all(said.said(place) in JOINS or place in numbered for place in range(unit + 1, number.start)):
        return False
    ends = number.end == len(said.tokens) or said.tokens[number.end].clause != clause
    return ends or after in TAIL_ENDS
