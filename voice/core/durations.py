"""How long the pain has been there, in days, from what was said (section 2 of the pathway, rules 11 and 12)."""

from collections.abc import Sequence

from voice.core.counted import SHORT, Span, bare_tails, counted
from voice.core.dates import WEEK, days_since_weekday, weekday
from voice.core.datings import dated, loosely
from voice.core.numerals import Figures
from voice.core.quantity_words import Unit

SMALLER = {
    Unit.YEAR: (Unit.MONTH, Unit.WEEK),
    Unit.MONTH: (Unit.WEEK, Unit.DAY),
    Unit.WEEK: (Unit.DAY,),
    Unit.FORTNIGHT: (Unit.DAY,),
}
YEAR = 365
WELL_REACH = 5  # words up to "fine" of "I have not been fine all week"
EXPLAINED_REACH = 5  # words after a day of the week that may contrast it: "it was Monday it really flared"
TO_COME = 4  # words, as in "two months come the end of November"


def durations(said: Figures, today: int, *, clocks: bool, marks: tuple[int, ...] = ()) -> tuple[Span, ...]:
    """Every duration or date in what was said, in order; what dates loosely only with ``clocks`` and nothing else.
    ``marks`` are the places where corrections begin: "two days, I'm lying to you, it's five"."""
    plain = counted(said)
    lengths = [_yet_to_come(span, said, today) for span in (*plain, *bare_tails(plain, said, marks))]
    found = [*lengths, *dated(said, today)]
    found = [span for span in found if not _all_well(span, said)]
    if not found and clocks:
        found = loosely(said, today)
    found.sort(key=lambda span: (span.start, -span.end))
    out: list[Span] = []
    for span in found:
        joined = _joined(out[-1], span, said, today) if out else None
        if out and _says_month(out[-1], span, said):
            continue
        if joined is not None:
            out[-1] = joined
        elif not out or span.start >= out[-1].end:
            out.append(span)
    return tuple(out)


def _all_well(span: Span, said: Figures) -> bool:
    """Is it how long all was well, as in "grand all summer, then on Thursday", "fine the whole week"? Not as in "I have
    not been right all week"."""
    lists, place = said.known.durations, span.start
    while place and (said.tokens[place - 1].light or said.said(place - 1) in lists.throughout | {"last", "past"}):
        if said.said(place - 1) in lists.well:
            break  # "well" is a small word, too
        place -= 1
    whole = not lists.throughout.isdisjoint(said.words(place, span.end))
    lead = said.words(place - WELL_REACH, place)
    well = said.said(place - 1) in lists.well and said.words(place - 1, place + 1) != ("right", "through")
    return whole and well and lists.not_well.isdisjoint(lead)


def _yet_to_come(span: Span, said: Figures, today: int) -> Span:
    """Takes away the days until it will be so long: "five weeks come Wednesday", "tomorrow it will be a week"."""
    lists = said.known.durations
    if said.said(span.end) == "tomorrow":
        return Span(max(0, span.days - 1), span.start, span.end + 1, unit=span.unit)
    for link in lists.links_ahead:
        place = span.end + len(link)
        if said.words(span.end, place) == link:
            ahead = _days_ahead(place, span, said, today)
            if ahead is not None and not _is_over(place + 1, said):
                end = place + 1 + (said.said(place + 1) == "coming")
                return Span(max(0, span.days - ahead), span.start, end, span.ago)
    for link in lists.reaches:
        if said.words(span.start - len(link), span.start) == link:
            ahead = _days_ahead(span.start - len(link) - 1, span, said, today)
            return Span(max(0, span.days - (ahead or 0)), span.start, span.end, span.ago, span.unit)
    return span


def _is_over(place: int, said: Figures) -> bool:
    """Does what stands after a day say that it is over: "Monday gone", "Monday just past", "Monday that's gone"?"""
    lists = said.known.durations
    while said.said(place) in lists.only_gone - lists.gone:
        place += 1
    return said.said(place) in lists.gone


def _days_ahead(place: int, span: Span, said: Figures, today: int) -> int | None:
    """Days until the day named here, if one is. "Ten days ago on Thursday" only says which day that was, and "three
    days on Friday" is told as two things."""
    word, weekdays = said.said(place), said.known.datings.weekdays
    if word == "tomorrow":
        return 1
    in_days, ago = span.unit in (Unit.DAY, Unit.NIGHT), said.said(span.end - 1) == "ago"
    if word not in weekdays or span.unit in SHORT or (in_days and not ago and span.days < WEEK):
        return None
    if in_days and ago:
        return 0
    return (weekdays[word] - weekday(today)) % WEEK or WEEK


def _says_month(span: Span, following: Span, said: Figures) -> bool:
    """As in "since the clocks went back in October": the month of a day that was named."""
    between = said.words(span.end, following.start)
    month = said.said(following.start) in said.known.datings.months and following.end == following.start + 1
    return month and not span.unit and span.days > 1 and between in (("in",), ("back", "in"), ("of",))


def _joined(span: Span, following: Span, said: Figures, today: int) -> Span | None:
    """Two that make one: "a week last Tuesday", "a fortnight on Wednesday", "a year and two months"."""
    between = said.words(span.end, following.start)
    days = _sum(span, following, between, said, today) if span.unit else None
    return None if days is None else Span(max(0, days), span.start, following.end, span.ago)


def _sum(span: Span, following: Span, between: tuple[str, ...], said: Figures, today: int) -> int | None:
    dating = said.known.datings
    if following.unit:
        return _sum_of_lengths(span, following, between, said)
    name = said.said(following.start)
    if between in (("before",), ("before", "the")):
        return following.days + span.days
    if between in (("after",), ("after", "the")):
        return following.days - span.days
    if name == "yesterday" and between in ((), ("ago",), ("since",)):
        return span.days + 1
    if name in ("today", "tonight") and between in ((), ("ago",)):
        return span.days
    over = between in (("on",), ("this",)) and _is_over(following.end, said)
    if name in dating.weekdays and span.days >= WEEK and (over or span.days % WEEK == 0):
        told = over or _linked(between, said)
        return span.days + days_since_weekday(today, dating.weekdays[name]) if told else None
    if between[:1] in (("come",), ("this",)) and len(between) <= TO_COME:
        return span.days
    named = (dating.months, dating.seasons, dating.feasts)
    yearly = span.days >= YEAR and any(name in group for group in named)
    return span.days + following.days % YEAR if yearly and _linked(between, said) else None


def _sum_of_lengths(span: Span, following: Span, between: tuple[str, ...], said: Figures) -> int | None:
    """As in "a year and two months", without the "and" only in one breath; of "between a week and ten days" the
    longer."""
    if said.said(span.start - 1) == "between" and between == ("and",):
        return max(span.days, following.days)
    in_one_breath = not between and said.tokens[span.start].clause == said.tokens[following.start].clause
    lists, whole = said.known.durations, _of_whole_days(span) and _of_whole_days(following)
    if whole and between in lists.lacks and following.days < span.days:
        return span.days - following.days  # "a fortnight bar a day"
    if whole and between in lists.lacking and span.days < following.days:
        return following.days - span.days  # "a day short of a week"
    if whole and (between in lists.besides or (len(between) == 1 and between[0] in lists.over)):
        return span.days + following.days  # "a month plus a day", "a day over a week"
    adds = (between == ("and",) or in_one_breath) and following.unit in SMALLER.get(span.unit or Unit.DAY, ())
    return span.days + following.days if adds else None


def _of_whole_days(span: Span) -> bool:
    return span.unit is not None and span.unit not in SHORT


def _linked(between: tuple[str, ...], said: Figures) -> bool:
    return not between or between in said.known.durations.links


def present_spell(found: Sequence[Span], said: Figures, marks: tuple[int, ...]) -> Span | None:
    """The duration that counts: after a correction the last, after a contrast ("but this bad since Tuesday") the
    one behind it, otherwise the last one said that is no older story."""
    lists = said.known.durations
    if not found:
        return None
    corrected = [span for span in found if any(mark <= span.start for mark in marks)]
    if corrected:
        return _telling(corrected, said)[-1]
    found = _telling(found, said)
    for span in found[1:]:
        if set(said.words(span.start - 6, span.start)) & lists.contrast and not _told_of_old(span, said):
            return span
    present = [span for span in found if not _told_of_old(span, said)]
    if any(
        not span.unit and span.days > 1 for span in present
    ):  # beside a day long past, minutes are of something else
        present = [span for span in present if span.unit not in SHORT or span.ago]
    return (present or found)[-1]


def _telling(found: Sequence[Span], said: Figures) -> Sequence[Span]:
    """Without what only explains the others: how long before or after something it came ("ten days, it was two days
    after the jab"), and the day of the week that a count makes ("nine days, it was the Friday")."""
    direct = [span for span in found if not (span.unit and said.said(span.end) in ("after", "before"))] or found
    counts = [span for span in direct if span.unit not in SHORT and not _told_of_old(span, said)]
    ends = [span.end for span in counts if not _is_weekday(span, said)]
    return [span for span in direct if not _explains(span, ends, said)]


def _is_weekday(span: Span, said: Figures) -> bool:
    """Is it a day of the week and nothing more?"""
    return not span.unit and said.said(span.start).removesuffix("s") in said.known.datings.weekdays


def _explains(span: Span, counts: list[int], said: Figures) -> bool:
    """Is it a day of the week that only tells which day a count makes that ended just before: "that was the Monday",
    "a Wednesday"? Not "it was Monday it really flared"."""
    lists = said.known.durations
    if not _is_weekday(span, said):
        return False
    lead = next((len(words) for words in lists.explains if _led(span, words, said)), 0)
    if not lead and said.said(span.start - 1) in ("a", "the") and span.start - 1 in counts:
        lead = 1
    count = max((end for end in counts if end <= span.start), default=None)
    following = set(said.words(span.end, span.end + EXPLAINED_REACH))
    if not lead or count is None or not lists.contrast.isdisjoint(following - {"last"}):
        return False
    known = said.known
    idle = known.amounts.hedges | known.amounts.own_subjects | known.ages.soft | known.counted.tail_ends
    return all(token.light or token.said in idle for token in said.tokens[count : span.start - lead])


def _led(span: Span, words: tuple[str, ...], said: Figures) -> bool:
    return said.words(span.start - len(words), span.start) == words


def _told_of_old(span: Span, said: Figures) -> bool:
    """Is it an event of the past ("I had it years ago"), which gives way where something else is said too?"""
    lists = said.known.durations
    if not span.ago:
        return False
    segment = said.tokens[span.start].segment
    lead = range(max(0, span.start - 8), min(len(said.tokens), span.end + 2))
    return bool(lists.old_story & {said.said(place) for place in lead if said.tokens[place].segment == segment})
