"""How long the pain has been there, in days, from what was said (section 2 of the pathway, rules 11 and 12)."""

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
TO_COME = 4  # words, as in "two months come the end of November"


def durations(said: Figures, today: int, *, clocks: bool) -> tuple[Span, ...]:
    """Every duration or date in what was said, in order; what dates loosely only with ``clocks`` and nothing else."""
    plain = counted(said)
    found = [*plain, *bare_tails(plain, said), *dated(said, today)]
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
        adds = between == ("and",) and following.unit in SMALLER.get(span.unit or Unit.DAY, ())
        return span.days + following.days if adds else None
    name = said.said(following.start)
    if between in (("before",), ("before", "the")):
        return following.days + span.days
    if between in (("after",), ("after", "the")):
        return following.days - span.days
    if name == "yesterday" and between in ((), ("ago",), ("since",)):
        return span.days + 1
    if name == "today" and between in ((), ("ago",)):
        return span.days
    if name in dating.weekdays and span.days >= WEEK and span.days % WEEK == 0:
        gone = said.said(following.end) in ("past", "gone", "last")
        return _beside_weekday(
            span, dating.weekdays[name], () if between == ("on",) and gone else between, (said, today)
        )
    if between[:1] in (("come",), ("this",)) and len(between) <= TO_COME:
        return span.days
    named = (dating.months, dating.seasons, dating.feasts)
    yearly = span.days >= YEAR and any(name in group for group in named)
    return span.days + following.days % YEAR if yearly and _linked(between, said) else None


def _linked(between: tuple[str, ...], said: Figures) -> bool:
    return not between or between in said.known.durations.links


def _beside_weekday(span: Span, day: int, between: tuple[str, ...], heard: tuple[Figures, int]) -> int | None:
    """The words "on" and "come" look forward to the day on which it will be so long."""
    said, today = heard
    if between in (("on",), ("come",), ("next",), ("this",)):
        return span.days - ((day - weekday(today)) % WEEK or WEEK)
    return span.days + days_since_weekday(today, day) if _linked(between, said) else None


def present_spell(found: tuple[Span, ...], said: Figures, marks: tuple[int, ...]) -> Span | None:
    """The duration that counts: after a correction the last, after a contrast ("but this bad since Tuesday") the
    one behind it, otherwise the last one said that is no older story."""
    lists = said.known.durations
    if not found:
        return None
    corrected = [span for span in found if any(mark <= span.start for mark in marks)]
    if corrected:
        return corrected[-1]
    for span in found[1:]:
        if set(said.words(span.start - 6, span.start)) & lists.contrast and not _told_of_old(span, said):
            return span
    present = [span for span in found if not _told_of_old(span, said)]
    if any(
        not span.unit and span.days > 1 for span in present
    ):  # beside a day long past, minutes are of something else
        present = [span for span in present if span.unit not in SHORT or span.ago]
    return (present or found)[-1]


def _told_of_old(span: Span, said: Figures) -> bool:
    """Is it an event of the past ("I had it years ago"), which gives way where something else is said too?"""
    lists = said.known.durations
    if not span.ago:
        return False
    segment = said.tokens[span.start].segment
    lead = range(max(0, span.start - 8), min(len(said.tokens), span.end + 2))
    return bool(lists.old_story & {said.said(place) for place in lead if said.tokens[place].segment == segment})
