"""Which of the numbers in an utterance fill a slot: any for the slot that was asked, else only one tied to its unit."""

from collections.abc import Mapping

from voice.core.ages import ages, of_the_patient
from voice.core.births import born_on
from voice.core.decades import of_a_generation
from voice.core.durations import durations, present_spell
from voice.core.kin import beside_anothers, of_kin, of_oneself
from voice.core.language import Language
from voice.core.normalize import Token
from voice.core.numerals import Figures, Number, figures
from voice.core.pain_times import (
    dates_the_pain,
    gone_through,
    had_by_another,
    how_old,
    is_rate,
    of_it,
    of_something_else,
    opens,
    since,
    so_long_it_is,
    told_anew,
)
from voice.core.quantities import Amount, scores, volunteered_score
from voice.core.terms import SlotId, SlotKind

NO_REACH = 8  # tokens from a no by itself to the number that replaces another
NOTHING: frozenset[int] = frozenset()

Hidden = Mapping[SlotId, set[int]]


def amounts(
    heard: tuple[tuple[Token, ...], tuple[int, ...], Hidden],
    asked: tuple[SlotId, ...],
    language: Language,
    today: int,
    *,
    for_another: bool = False,
) -> dict[SlotId, Amount]:
    """The numbers that count, by slot. ``heard`` holds the tokens, the places where corrections begin, and for each
    slot those of its look-alikes."""
    tokens, marks, hidden = heard
    said = figures(tokens, language.quantities)
    marks = (*marks, *_put_right(said))
    found: dict[SlotId, Amount] = {}
    for slot, trait in language.traits.items():
        if trait.kind in (SlotKind.FINDING, SlotKind.CHOICE):
            continue
        away = frozenset(hidden.get(slot, NOTHING))
        amount: Amount | None
        if trait.kind is SlotKind.SCORE:
            amount = _points(said, marks, away, (slot in asked, for_another))
        elif trait.kind is SlotKind.AGE:
            amount = _years(said, marks, away, today, (slot in asked, for_another))
        else:
            amount = _days(said, marks, away, today, (slot in asked, not asked, for_another))
        kept = trait.kind is not SlotKind.SCORE  # the others are weighed already
        shown = kept or amount is None or away.isdisjoint(range(amount.start, amount.end))
        if amount is not None and shown:
            found[slot] = amount
    return found


def _put_right(said: Figures) -> tuple[int, ...]:
    """A number right after a no corrects the one before: "sixty-six. No, I'm sixty-seven"; and so does one that is said
    to be the true one, or to follow: "sixty-four at Christmas, so sixty-three"."""
    lists = said.known.amounts
    found: list[int] = []
    for number in said.numbers:
        place = number.start - 1
        while place > number.start - NO_REACH and said.said(place) in lists.said_again:
            place -= 1
        refused = place > 0 and (said.said(place) in lists.takes_back or _no_alone(number, said))
        if refused or any(said.words(number.start - len(led), number.start) == led for led in lists.puts_right):
            found.append(number.start)
    return tuple(found)


def _no_alone(number: Number, said: Figures) -> bool:
    """Does a no stand by itself before the number ("thirty-one, no, listen to me, thirty-two")?"""
    tokens = said.tokens
    return any(
        tokens[place].said in said.known.amounts.takes_back
        and tokens[place - 1].clause != tokens[place].clause != tokens[place + 1].clause
        and not any(place < one.start < number.start for one in said.numbers)
        for place in range(max(1, number.start - NO_REACH), number.start)
    )


def _after_but(said: Figures) -> tuple[int, ...]:
    """An age of the speaker's after a "but" corrects the one before: "I keep saying fifty-eight but I'm fifty-nine"."""
    return tuple(one.start for one in said.numbers if said.words(one.start - 3, one.start) == ("but", "i", "am"))


def _points(said: Figures, marks: tuple[int, ...], away: frozenset[int], how: tuple[bool, bool]) -> Amount | None:
    asked, for_another = how
    return (scores(said, marks, away, for_another=for_another) if asked else None) or volunteered_score(said)


def _years(
    said: Figures, marks: tuple[int, ...], away: frozenset[int], today: int, how: tuple[bool, bool]
) -> Amount | None:
    asked, for_another = how
    dated = asked or any(token.said in said.known.ages.born for token in said.tokens)
    born = born_on(said, today) if dated else None
    if born is not None:
        return born if for_another or away.isdisjoint(range(born.start, born.end)) else None
    found = ages(said, (*marks, *_after_but(said)), today, asked=asked, for_another=for_another)
    theirs = [one for one in found if for_another and of_the_patient(one, said)]
    indirect = (of_kin(said, marks, today) or beside_anothers(said)) if asked and not for_another else None
    if indirect is not None:
        return indirect
    if for_another:  # "I'm the carer, I'm fifty, and eighty-six is the patient"
        found.sort(key=lambda one: of_oneself(one, said))
    shown = [
        one
        for one in found
        if of_a_generation(one, said) or of_oneself(one, said) or away.isdisjoint(range(one.start, one.end))
    ]
    return next(iter((*theirs, *shown)), None)


def _days(
    said: Figures, marks: tuple[int, ...], away: frozenset[int], today: int, how: tuple[bool, bool, bool]
) -> Amount | None:
    asked, opening, for_another = how
    found = durations(said, today, clocks=asked, marks=marks)
    spans = [
        span
        for span in found
        if (away.isdisjoint(range(span.start, span.end)) and not how_old(span, said))
        or (asked and any(tells(span, said) for tells in (since, of_it, so_long_it_is, told_anew, gone_through, opens)))
    ]
    if asked:
        spans = [span for span in spans if not (is_rate(span, said) or of_something_else(span, said))]
        own = [span for span in spans if for_another or not had_by_another(span, said)]
        spans = own or spans
    else:
        spans = [span for span in spans if span.start in marks or dates_the_pain(span, said, (opening, for_another))]
    span = present_spell(tuple(spans), said, marks)
    return None if span is None else Amount(span.days, span.start, span.end)
