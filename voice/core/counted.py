"""Lengths of time that are counted: "three and a half weeks", "a good month", "half a year", "five weeks, no, six"."""

from dataclasses import dataclass
from itertools import pairwise

from voice.core.numerals import Figures, Number
from voice.core.quantity_words import Unit

# Days of one unit. A month is 30 and half a year 180, as the pathway counts them.
UNIT_DAYS = {
    Unit.MINUTE: 0,
    Unit.SECOND: 0,
    Unit.HOUR: 1 / 24,
    Unit.DAY: 1,
    Unit.NIGHT: 1,
    Unit.WEEK: 7,
    Unit.FORTNIGHT: 14,
    Unit.MONTH: 30,
    Unit.YEAR: 365,
    Unit.DECADE: 3650,
}
SHORT = (Unit.MINUTE, Unit.SECOND, Unit.HOUR)
SHORT_WORD = 3  # letters; "is" and "was" end like what there are many of
TALE_REACH = 4  # tokens after "one day" within which is told how long: "one day now I have had it"
TURN_REACH = 12  # tokens from "one week it is here" to "and the next it is gone"
TAIL_REACH = 10  # tokens between a unit and a bare number that takes it
MARKED_REACH = 16  # the same for one that is marked as a correction


@dataclass(frozen=True, slots=True)
class Span:
    """A duration at token places ``start`` to ``end`` (exclusive); ``ago`` if it dates an event."""

    days: int
    start: int
    end: int
    ago: bool = False
    unit: Unit | None = None


def unit_at(place: int, said: Figures) -> Unit | None:
    """The unit of time at a place, if there is one."""
    word, lists = said.said(place), said.known.counted
    return lists.units.get(word) or (lists.after_digits.get(word) if said.said(place - 1).isdigit() else None)


def days_of(count: float, unit: Unit) -> int:
    """Whole days of so many units."""
    if unit is Unit.YEAR and count == 0.5:
        return 180
    return int(count * UNIT_DAYS[unit] + (0.0 if unit in SHORT else 0.5))


def counted(said: Figures) -> list[Span]:
    """Every count of a unit, and every bare number that takes the unit said before."""
    at = {number.end: number for number in said.numbers}
    found: list[Span] = []
    for place in range(len(said.tokens)):
        unit = unit_at(place, said)
        amount = (count_before(place, unit, said, at) or _bare(place, said)) if unit else None
        if unit is not None and amount is not None:
            found.extend(_span(amount, (place, unit), said, at))
    return found


def _span(amount: tuple[float, int], measured: tuple[int, Unit], said: Figures, at: dict[int, Number]) -> list[Span]:
    lists, (place, unit) = said.known.counted, measured
    count, start = amount
    end = place + 1
    if said.words(end, end + 3) in (("and", "a", "half"), ("and", "an", "half")):
        count, end = count + 0.5, end + 3
    elif said.words(end, end + 2) in (("or", "two"), ("or", "so"), ("or", "three")):
        count, end = max(count, {"two": 2.0, "three": 3.0}.get(said.said(end + 1), count)), end + 2
    if said.said(end) == "old" and said.tokens[end].clause == said.tokens[place].clause:
        end += 1  # "this bout is two weeks old today"
    after = said.said(end)
    rate = said.said(start - 1) in lists.rate and not _only_rounded(start, said)
    if after in lists.episode or said.words(end, end + 2) in lists.ahead or rate or _only_a_saying(start, end, said):
        return []
    if unit in (Unit.YEAR, Unit.DECADE) and said.said(start - 1) == "my" and said.said(end - 1) != "old":
        return []  # "in all my sixty years"
    if _shared_out(place, said) or _for_each((start, place, end), said, at) or _some_day((start, place, end), said):
        return []
    ago = after in lists.before_now
    return [Span(days_of(count, unit), start, end + ago, ago, unit)]


def _only_rounded(start: int, said: Figures) -> bool:
    """As in "give or take six weeks", where no other length of time stands before it."""
    rounded = said.words(start - 3, start) == ("give", "or", "take")
    return rounded and not any(unit_at(place, said) for place in range(start - 3))


def _only_a_saying(start: int, end: int, said: Figures) -> bool:
    """As in "fifteen years if it is a day", "forever and a day", "give or take a week", "and not a day less"."""
    lead = said.words(start - 3, start)
    denied = lead[-1:] == ("not",) and said.said(end) in said.known.counted.compared
    return denied or lead[:1] == ("if",) or lead[-2:] == ("ever", "and") or lead[-2:] == ("forever", "and")


def _bare(place: int, said: Figures) -> tuple[float, int] | None:
    """One of a unit whose "a" was swallowed, as in "month or so", "well, year bit over": nothing that counts stands
    before it in its clause, and what follows shows that it was a length."""
    lists, known = said.known.counted, said.known.amounts
    if said.said(place).endswith("s") or said.said(place - 1) == "this":
        return None
    before = said.tokens[said.clause(place).start : place]
    harmless = known.hedges | known.own_subjects | lists.idle
    alone = all(token.light or token.said in harmless for token in before)
    shown = any(said.words(place + 1, place + 1 + len(tail)) == tail for tail in lists.bare_tails)
    return (1.0, place) if alone and shown else None


def _shared_out(place: int, said: Figures) -> bool:
    """Does a longer unit follow, of which this one is a share: "eight hours a day", "two nights per week"?"""
    unit, whole = unit_at(place, said), unit_at(place + 2, said)
    if unit is None or whole is None or said.said(place + 1) not in said.known.counted.each_of:
        return False
    return UNIT_DAYS[unit] < UNIT_DAYS[whole] and said.said(place + 3) not in said.known.counted.no_rate_before


def _for_each(span: tuple[int, int, int], said: Figures, at: dict[int, Number]) -> bool:
    """Is it the time in which something is counted, as in "thirty mile an hour", "six tablets a day", "twenty a day"?
    Not "I moved two beds a week ago". ``span`` is where it starts, the place of its unit, and where it ends."""
    lists, (article, place, end) = said.known.counted, span
    if article + 1 != place or said.said(article) not in lists.each_of or said.said(end) in lists.no_rate_before:
        return False
    if said.said(article - 1) in lists.vague:
        return True  # "a couple a day"
    counted = at.get(article) or (at.get(article - 1) if _is_counted(article - 1, place, said) else None)
    return counted is not None and said.tokens[counted.start].clause == said.tokens[article].clause


def _is_counted(place: int, unit: int, said: Figures) -> bool:
    """Is the word at a place a shorter unit than that at another, a thing of which there are many, or what a rate is
    told in?"""
    word, part, whole = said.said(place), unit_at(place, said), unit_at(unit, said)
    if part is not None and whole is not None:
        return UNIT_DAYS[part] < UNIT_DAYS[whole]
    many = len(word) > SHORT_WORD and word.endswith("s") and not word.endswith("ss")
    scores = said.known.scores
    return word in said.known.counted.rated or word in scores.not_after or (many and word not in scores.plural_allowed)


def _some_day(span: tuple[int, int, int], said: Figures) -> bool:
    """Is it only the day of a tale, as in "one day it was just there", "I woke one night", "one day good, one day bad"?
    Not "one day I have had it". ``span`` is where it starts, the place of its unit, and where it ends."""
    (start, place, end), lists = span, said.known.counted
    if said.words(start, place) != ("one",):
        return False
    clause = said.tokens[start].clause
    following = [token.said for token in said.tokens[end : end + TALE_REACH] if token.clause == clause]
    if unit_at(place, said) not in (Unit.DAY, Unit.NIGHT, Unit.MINUTE, Unit.SECOND):
        rest = said.words(end, end + TURN_REACH)
        return ("the", "next") in pairwise(rest)
    if following and following[0] in lists.tale_goes_on:
        return lists.lasts.isdisjoint(following)
    began = not lists.tale_began.isdisjoint(said.words(said.clause(start).start, start))
    hedged = said.said(start - 1) in said.known.amounts.hedges
    return began and not hedged and following[:1] in ([], ["and"])


def count_before(place: int, unit: Unit, said: Figures, at: dict[int, Number]) -> tuple[float, int] | None:
    """The count that stands before a unit, and where it starts."""
    lists = said.known.counted
    back = place - 1
    while back >= 0 and said.said(back) in lists.idle | lists.felt and back + 1 not in at:
        back -= 1
    if back < 0 or said.tokens[back].sentence != said.tokens[place].sentence:
        return (1.0, place) if unit is Unit.FORTNIGHT or (place == 0 and said.words(1, 3) == ("and", "a")) else None
    word = said.said(back)
    if word in lists.vague:
        return lists.vague[word], back - (said.said(back - 1) == "a")
    if back + 1 in at:
        return at[back + 1].value, at[back + 1].start
    if word in ("a", "an"):
        if unit in (Unit.DAY, Unit.NIGHT) and said.said(back - 1) == "of" and said.said(back - 2) not in lists.shares:
            return None  # "he sits up of a night"
        if said.said(back - 1) in lists.vague and said.said(place).endswith("s"):  # "couple a weeks"
            return lists.vague[said.said(back - 1)], back - 1 - (said.said(back - 2) == "a")
        return None if lists.felt & set(said.words(back, place)) else _part_of(back, said)
    return _whole(back, word, place, unit, said)


def _part_of(article: int, said: Figures) -> tuple[float, int]:
    """A whole one, or the "half", "quarter of" or "three quarters of" before it."""
    part = article - (2 if said.said(article - 1) == "of" else 1)
    share = said.known.counted.parts.get(said.said(part))
    if share is None:
        return 1.0, article
    return (share * 3, part - 1) if said.said(part - 1) == "three" else (share, part)


def _said_whole(back: int, place: int, unit: Unit, said: Figures) -> bool:
    """Is it one unit without an "a", as in "the past hour", "all week", "the whole month", "only the week", "the last
    year and a half"?"""
    word, after, past = said.said(back), said.said(back + 1), said.said(place - 1) == "past"
    long = unit in (Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.FORTNIGHT)
    if word == "last":
        return said.said(back - 1) == "the" and said.words(place + 1, place + 4) == ("and", "a", "half")
    if word == "the":
        whole = long and (said.said(back - 1) in ("just", "only") or after in ("whole", "full", "entire"))
        return after == "past" or whole
    return (word in ("all", "this") and past) or (word == "all" and long)


def _whole(back: int, word: str, place: int, unit: Unit, said: Figures) -> tuple[float, int] | None:
    if word == "half":
        return 0.5, back
    if word in ("another", "single"):
        return 1.0, back
    if unit is Unit.DAY and word == "all":
        return (1.0 if said.said(place - 1) == "past" else 0.0), back
    if _said_whole(back, place, unit, said):
        return 1.0, back
    return (1.0, place) if unit is Unit.FORTNIGHT else None


def bare_tails(found: list[Span], said: Figures, marks: tuple[int, ...] = ()) -> list[Span]:
    """Bare numbers that take the unit said before: "five weeks, no, six", "years, ten at least". Anything may stand
    between, but no other number, where a correction is marked: "I told the nurse two weeks, but it's actually four"."""
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
        marked = _marked(number, place, said, marks)
        near = number.start - place <= (TAIL_REACH if marked is None else MARKED_REACH)
        if near and _is_tail(number, place if marked is None else marked, said):
            out.append(Span(days_of(number.value, unit), number.start, number.end, unit=unit))
    return out


def _marked(number: Number, unit: int, said: Figures, marks: tuple[int, ...]) -> int | None:
    """The place before the correction that a number belongs to, where no other number stands between it and the unit:
    "three weeks, and it's a six, no, a seven" is of no seven weeks, nor is "three weeks. No, I am sixty-six"."""
    mark = max((one for one in marks if unit < one <= number.start), default=None)
    between = any(unit < one.start < number.start for one in said.numbers)
    return None if mark is None or between or said.said(number.start - 1) == "am" else mark - 1


def _is_tail(number: Number, after_which: int, said: Figures) -> bool:
    """Does nothing but what joins stand between a place, that of the unit or of a correction, and the number?"""
    lists = said.known.counted
    after = said.said(number.end)
    if after in lists.clock or unit_at(number.end, said):
        return False
    clause = said.tokens[number.start].clause
    numbered = {place for one in said.numbers for place in range(one.start, one.end)}
    if not all(said.said(place) in lists.joins or place in numbered for place in range(after_which + 1, number.start)):
        return False
    ends = number.end == len(said.tokens) or said.tokens[number.end].clause != clause
    return ends or after in lists.tail_ends
