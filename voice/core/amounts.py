"""Which of the numbers in an utterance fill a slot: any for the slot that was asked, else only one tied to its unit."""

from collections.abc import Mapping

from voice.core.ages import ages, of_the_patient
from voice.core.births import born_on
from voice.core.counted import SHORT, Span, unit_at
from voice.core.decades import of_a_generation
from voice.core.durations import durations, present_spell
from voice.core.kin import beside_anothers, of_kin, of_oneself
from voice.core.language import Language
from voice.core.normalize import Token
from voice.core.numerals import Figures, Number, figures
from voice.core.quantities import Amount, scores, volunteered_score
from voice.core.terms import SlotId, SlotKind

SINCE_REACH = 7  # tokens, as in "since I got up this morning" and "came on like a thunderclap at teatime yesterday"
LONG_SINCE = 14  # tokens, as in "since I moved the piano with my brother in law two weeks ago"
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
        if (away.isdisjoint(range(span.start, span.end)) and not _how_old(span, said))
        or (asked and any(tells(span, said) for tells in (_since, _of_it, _so_long_it_is, _told_anew, _gone_through)))
    ]
    if asked:
        spans = [span for span in spans if not (_is_rate(span, said) or _of_something_else(span, said))]
        own = [span for span in spans if for_another or not _had_by_another(span, said)]
        spans = own or spans
    else:
        spans = [span for span in spans if span.start in marks or _dates_the_pain(span, said, (opening, for_another))]
    span = present_spell(tuple(spans), said, marks)
    return None if span is None else Amount(span.days, span.start, span.end)


def _own_part(span: Span, said: Figures) -> list[int]:
    """The places beside a length of time in its clause, up to the next "and" or "because"."""
    lists = said.known.amounts
    clause = said.clause(span.start)
    first = max((place + 1 for place in clause if place < span.start and said.said(place) in lists.parts), default=0)
    last = min(
        (place for place in clause if place >= span.end and said.said(place) in lists.parts), default=clause.stop
    )
    return [place for place in clause if first <= place < last and not span.start <= place < span.end]


def _since(span: Span, said: Figures) -> bool:
    """Does what else happened then only date the pain ("since my operation three weeks ago", "since my grandson was
    born and he's four months now")?"""
    if _since_then(span, said):
        return True
    with_child = said.known.amounts.with_child
    return bool(span.unit) and any(
        token.said == "since" and with_child & set(said.words(place + 1, place + SINCE_REACH))
        for place, token in enumerate(said.tokens)
    )


def _how_old(span: Span, said: Figures) -> bool:
    """As in "my mattress is two weeks old"."""
    return bool(span.unit) and said.said(span.end - 1) == "old"


def _so_long_it_is(span: Span, said: Figures) -> bool:
    """Does "it's" lead to it and "I've had it", "since" or nothing follow, whatever was told before: "they gave me
    tablets but it's six weeks I've had this"?"""
    lists, place = said.known.amounts, span.start - 1
    if span.unit in (None, *SHORT) or _how_old(span, said):
        return False
    while place > 0 and said.said(place) in lists.hedges | said.known.ages.soft:
        place -= 1
    led = next((words for words in lists.so_long if _ends_at(words, place + 1, said)), ())
    if not led or (led[0] in said.known.ages.elders and said.said(place - len(led)) in said.known.ages.owns):
        return False  # "my dad has had it six weeks" is of him
    ends = span.end >= said.clause(span.start).stop or said.said(span.end) in lists.parts | said.known.counted.tail_ends
    return ends or any(said.words(span.end, span.end + len(words)) == words for words in lists.so_long_after)


def _ends_at(words: tuple[str, ...], place: int, said: Figures) -> bool:
    return said.words(place - len(words), place) == words


def _since_then(span: Span, said: Figures) -> bool:
    """Does a "since" lead to it? Further off only where it was so long "ago" and no other number stands between."""
    childs = said.said(span.end - 1) == "old" and said.said(span.start - 1) in said.known.ages.owns
    if "since" in said.words(span.start - 4, span.start):
        return not childs  # "since I lifted my four-year-old"
    first = max(said.clause(span.start).start, span.start - LONG_SINCE)
    return (
        span.ago
        and "since" in said.words(first, span.start)
        and not any(first <= one.start < span.start for one in said.numbers)
    )


def _told_anew(span: Span, said: Figures) -> bool:
    """Does it begin another part of the sentence, which tells of the pain: "I drive a bus, and for nine months I have
    not been able to turn round"?"""
    lists, part = said.known.amounts, _own_part(span, said)
    lead = tuple(said.said(place) for place in part if place < span.start and said.said(place) not in lists.parts)
    opened = span.start - len(lead)
    if said.said(opened - 1) not in lists.parts or not set(lead) <= lists.leads_anew | lists.hedges:
        return False
    if span.unit in SHORT or said.said(span.end) in ("after", "before", "from"):
        return False  # "and about a week after it came the ache began"
    rest = [said.tokens[place] for place in part if place >= span.end]
    words = {token.said for token in rest}
    of_pain = any(token.stem in lists.pain_stems for token in rest) or not words.isdisjoint(lists.hindered)
    return of_pain and ("in" not in lead or not words.isdisjoint(("have", "has")))


def _of_it(span: Span, said: Figures) -> bool:
    """Is it the pain of which the words before it tell, back to an "and" or a "so": "I waited three weeks, so the
    pain's been, what, five weeks", "this one's ten days old"; or the "it" of "it's only ten days old"?"""
    lists, place = said.known.amounts, span.start - 1
    while place >= 0 and said.said(place) not in lists.parts and _same_sentence(place, span, said):
        token = said.tokens[place]
        if (token.said in ("this", "pain") or token.said in lists.bouts) and not _of_a_noun(place + 1, said):
            return True
        place -= 1
    if place >= 0 and _same_sentence(place, span, said):
        return False  # "my mattress is new and it's ten days old"
    lead = said.tokens[place + 1 : span.start]
    spoken = lists.own_subjects | lists.hedges | said.known.ages.soft
    numbered = {near for one in said.numbers if one.end <= span.start for near in range(one.start, one.end + 1)}
    return any(token.said == "it" for token in lead) and all(
        token.light or token.said in spoken or near in numbered for near, token in enumerate(lead, place + 1)
    )


def _same_sentence(place: int, span: Span, said: Figures) -> bool:
    return said.tokens[place].sentence == said.tokens[span.start].sentence


def _had_by_another(span: Span, said: Figures) -> bool:
    """As in "a month, and my husband's had that cough a year"."""
    lists = said.known.amounts
    return any(
        said.said(place) in lists.relatives
        and ("had" in said.words(place + 1, place + 3) or said.words(place + 2, place + 3) == ("been",))
        for place in _own_part(span, said)
        if place < span.start
    )


def _is_rate(span: Span, said: Figures) -> bool:
    """As in "Come back in two weeks", "every three days": no length of the pain."""
    lists = said.known.amounts
    led = said.said(span.start - 1) in lists.not_so_long - {"at"}
    return bool(span.unit) and led and not span.ago and not (_gone_through(span, said) or _told_anew(span, said))


def _gone_through(span: Span, said: Figures) -> bool:
    """As in "after ten days of it", "in three weeks of this", "still no better after a month": so long it has been.
    Minutes and hours are how long something was done."""
    lists = said.known.amounts
    if span.unit in SHORT or said.said(span.start - 1) not in lists.through:
        return False
    of_it = said.said(span.end) == "of" and any(
        token.said in lists.it or token.stem in lists.pain_stems for token in said.tokens[span.end + 1 : span.end + 4]
    )
    with_it = said.said(span.end) == "with" and said.said(span.end + 1) in lists.it
    return of_it or with_it or _unchanged(span, said)


def _unchanged(span: Span, said: Figures) -> bool:
    """As in "still sore after a month", "no better after three weeks"."""
    lists = said.known.amounts
    lead = said.tokens[said.clause(span.start).start : span.start]
    words = {token.said for token in lead}
    if "still" in words:
        return not words.isdisjoint(lists.remains) or any(token.stem in lists.pain_stems for token in lead)
    return "better" in words and not words.isdisjoint(("no", "not", "never"))


def _of_something_else(span: Span, said: Figures) -> bool:
    """As in "I've been married forty years": its clause tells of something that is no pain, and nothing was dated."""
    lists = said.known.amounts
    places = [place for place in said.clause(span.start) if not span.start <= place < span.end]
    clause = [said.tokens[place] for place in places]
    words = {token.said for token in clause}
    if _says_the_date(span, said):
        return True
    if _since_then(span, said) or _told_anew(span, said):
        return False
    if span.ago or not span.unit:
        turned = max((place for place in places if place < span.start and said.said(place) in lists.turns), default=-1)
        return any(said.said(place) in lists.happened for place in places if place > turned)
    if span.unit in SHORT:
        return bool((lists.elsewhere | lists.spell) & words)
    names_pain = any(token.stem in lists.pain_stems and token.said not in ("this", "back", "bad") for token in clause)
    with_it = any(said.words(place, place + 2) in (("with", "it"), ("with", "this"), ("for", "it")) for place in places)
    return not (names_pain or with_it) and bool(
        lists.elsewhere & {said.said(place) for place in places if place < span.start}
    )


def _says_the_date(span: Span, said: Figures) -> bool:
    """As in "three days. It's Friday today, isn't it": does it only say which day it is?"""
    weekdays = said.known.datings.weekdays
    named = next((place for place in (span.start, span.start - 1) if said.said(place) in weekdays), None)
    return named is not None and said.said(named - 1) in ("is", "s") and said.said(named + 1) == "today"


def _names_pain(span: Span, said: Figures) -> bool:
    """Does its part of the clause name the pain, or say "this" of it? The "this" of "this house" names the house."""
    part, stems = _own_part(span, said), said.known.amounts.pain_stems
    return any(
        said.tokens[place].stem in stems and not (said.said(place) == "this" and _of_a_noun(place + 1, said))
        for place in part
    )


def _of_a_noun(place: int, said: Figures) -> bool:
    """Does a word stand here that counts, and that tells neither of the pain nor of a time?"""
    if place >= len(said.tokens) or said.tokens[place].clause != said.tokens[place - 1].clause:
        return False
    token, known = said.tokens[place], said.known
    number = any(one.start == place for one in (*said.numbers, *said.ordinals))
    spoken_of = known.amounts.own_subjects, known.amounts.hedges, known.datings.signals, known.durations.contrast
    of_it = unit_at(place, said) is not None or any(token.said in words for words in spoken_of)
    return not (token.skippable or number or of_it or token.stem in known.amounts.pain_stems)


def _dates_the_pain(span: Span, said: Figures, how: tuple[bool, bool]) -> bool:
    """Was this duration said of the pain? Its clause names pain, or it says no more than how long "it" has been."""
    lists = said.known.amounts
    opening, for_another = how
    clause = [said.tokens[place] for place in _own_part(span, said)]
    words = {token.said for token in clause}
    lead = set(said.words(span.start - 2, span.start))
    if [token.said for token in clause[:2]] == ["that", "was"]:  # "but that was back in spring": of what went before
        return False
    if (
        words & lists.other_events
        or (words & lists.relatives and not for_another)
        or (span.unit and lead & lists.not_so_long and not _gone_through(span, said))
    ):
        return False
    if _names_pain(span, said) or (opening and lead & {"these", "last", "past"}):
        return True
    told = set(said.words(span.start - SINCE_REACH, span.start))
    if opening and ("since" in told or (lists.begun & told and {"it", "this"} & words)):
        return True
    if not opening or [
        token for token in clause if not token.skippable and token.said not in lists.own_subjects | lists.hedges
    ]:
        return False
    around = [token for token in said.tokens if token.sentence == said.tokens[span.start].sentence]
    return not span.ago or any(token.said in lists.begun or token.stem in lists.pain_stems for token in around)
