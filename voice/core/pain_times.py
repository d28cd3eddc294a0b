"""Was a length of time, or a date, said of the pain? "It's six weeks I've had it", "after ten days of this"; not "I
waited three weeks", "every two hours"."""

from voice.core.counted import SHORT, Span, unit_at
from voice.core.numerals import Figures

SINCE_REACH = 7  # tokens, as in "since I got up this morning" and "came on like a thunderclap at teatime yesterday"
LONG_SINCE = 14  # tokens, as in "since I moved the piano with my brother in law two weeks ago"


def _own_part(span: Span, said: Figures) -> list[int]:
    """The places beside a length of time in its clause, up to the next "and" or "because"."""
    lists = said.known.amounts
    clause = said.clause(span.start)
    first = max((place + 1 for place in clause if place < span.start and said.said(place) in lists.parts), default=0)
    last = min(
        (place for place in clause if place >= span.end and said.said(place) in lists.parts), default=clause.stop
    )
    return [place for place in clause if first <= place < last and not span.start <= place < span.end]


def since(span: Span, said: Figures) -> bool:
    """Does what else happened then only date the pain ("since my operation three weeks ago", "since my grandson was
    born and he's four months now")?"""
    if _since_then(span, said) or _began_then(span, said):
        return True
    with_child = said.known.amounts.with_child
    return bool(span.unit) and any(
        token.said == "since" and with_child & set(said.words(place + 1, place + SINCE_REACH))
        for place, token in enumerate(said.tokens)
    )


def opens(span: Span, said: Figures) -> bool:
    """Is it all of the first clause, and does another statement follow: "a month, and I've had pills for it"?"""
    end = said.clause(span.start).stop
    if (
        span.unit in (None, *SHORT)
        or said.tokens[span.start].clause != said.tokens[0].clause
        or end == len(said.tokens)
    ):
        return False
    lists, known = said.known.amounts, said.known
    idle = lists.hedges | lists.own_subjects | known.ages.soft | known.counted.tail_ends
    rest = [token for place, token in enumerate(said.tokens[:end]) if not span.start <= place < span.end]
    another = said.said(end) in lists.parts | lists.turns or said.tokens[end].sentence != said.tokens[0].sentence
    return another and all(token.light or token.said in idle for token in rest)


def _began_then(span: Span, said: Figures) -> bool:
    """As in "it started the day my sister got married, three weeks ago"."""
    first = max(0, span.start - LONG_SINCE)
    return (
        span.ago
        and any(
            said.said(place) in said.known.amounts.begun
            and said.said(place - 1) in ("it", "this", "pain")
            and _same_sentence(place, span, said)
            for place in range(first, span.start)
        )
        and not any(first <= one.start < span.start for one in said.numbers)
    )


def how_old(span: Span, said: Figures) -> bool:
    """As in "my mattress is two weeks old"."""
    of_pain = span.end < len(said.tokens) and said.tokens[span.end].stem in said.known.amounts.pain_stems
    return bool(span.unit) and said.said(span.end - 1) == "old" and not of_pain  # "a three-week-old pain"


def so_long_it_is(span: Span, said: Figures) -> bool:
    """Does "it's" lead to it and "I've had it", "since" or nothing follow, whatever was told before: "they gave me
    tablets but it's six weeks I've had this"?"""
    lists, place = said.known.amounts, span.start - 1
    if span.unit in (None, *SHORT) or how_old(span, said):
        return False
    numbered = {near for one in said.numbers if one.end <= span.start for near in range(one.start, one.end + 1)}
    while place > 0 and (said.said(place) in lists.hedges | said.known.ages.soft or place in numbered):
        place -= 1
    led = next((words for words in lists.so_long if _ends_at(words, place + 1, said)), ())
    if not led or (led[0] in said.known.ages.elders and said.said(place - len(led)) in said.known.ages.owns):
        return False  # "my dad has had it six weeks" is of him
    if any(said.words(span.end, span.end + len(words)) == words for words in lists.so_long_after):
        return True
    ends = span.end >= said.clause(span.start).stop or said.said(span.end) in lists.parts | said.known.counted.tail_ends
    before = {said.said(near) for near in _own_part(span, said) if near < span.start}
    return ends and lists.elsewhere.isdisjoint(before)  # "we've been married, it's forty years now"


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


def told_anew(span: Span, said: Figures) -> bool:
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


def of_it(span: Span, said: Figures) -> bool:
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


def had_by_another(span: Span, said: Figures) -> bool:
    """As in "a month, and my husband's had that cough a year"."""
    lists = said.known.amounts
    return any(
        said.said(place) in lists.relatives
        and ("had" in said.words(place + 1, place + 3) or said.words(place + 2, place + 3) == ("been",))
        for place in _own_part(span, said)
        if place < span.start
    )


def is_rate(span: Span, said: Figures) -> bool:
    """As in "Come back in two weeks", "every three days": no length of the pain."""
    lists = said.known.amounts
    led = said.said(span.start - 1) in lists.not_so_long - {"at"}
    lately = not {"past", "last"}.isdisjoint(said.words(span.start, span.end))  # "in the past hour"
    if not (span.unit and led) or lately or span.ago:
        return False
    return not (gone_through(span, said) or told_anew(span, said))


def gone_through(span: Span, said: Figures) -> bool:
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


def of_something_else(span: Span, said: Figures) -> bool:
    """As in "I've been married forty years": its clause tells of something that is no pain, and nothing was dated."""
    lists = said.known.amounts
    places = [place for place in said.clause(span.start) if not span.start <= place < span.end]
    clause = [said.tokens[place] for place in places]
    words = {token.said for token in clause}
    if _says_the_date(span, said):
        return True
    if any(tells(span, said) for tells in (_since_then, _began_then, told_anew, so_long_it_is)):
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


def dates_the_pain(span: Span, said: Figures, how: tuple[bool, bool]) -> bool:
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
        or (span.unit and lead & lists.not_so_long and not gone_through(span, said))
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
