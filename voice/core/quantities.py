"""Pain scores in words. Which of several counts follows section 2 of the pathway, rules 4, 7 and 11: a marked
correction wins, of two scores the worse counts, and a number fills only the slot that was asked or one tied to its
unit."""

from dataclasses import dataclass, replace

from voice.core.counted import unit_at
from voice.core.numerals import Figures, Number
from voice.core.pointing import HIGHEST, counted_out, gestured, pointed_at

EXCESS = 20  # "twelve out of ten" is meant; a bare seventy is something else
TIME_REACH = 5  # words from "on a good day" to the score
ONE_REACH = 4  # words from "the" to the "one" of "the straight mouth one"
FULL = 100  # "a hundred" of ten
TENS = ("ten", "10")  # what a score is out of


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity found at token places ``start`` to ``end`` (exclusive)."""

    value: int
    start: int
    end: int


def scores(
    said: Figures, marks: tuple[int, ...], hidden: frozenset[int] = frozenset(), *, for_another: bool = False
) -> Amount | None:
    """A pain score given in answer to the question. ``marks`` are the places where corrections begin, ``hidden`` those
    of words that are known to mean something else; what others make of it counts ``for_another``, whose it is."""
    said = _out_of_hundred(said)
    plain, percent = (
        [one for one in numbers if _is_score(one, said) and one.start not in hidden]
        for numbers in (said.numbers, _percents(said))
    )
    numbers = plain or percent or pointed_at(said) or _misheard(said)
    found = [_score(one, said) for one in _present(numbers, said, for_another=for_another)]
    last_mark = max((mark for mark in marks if any(one.start >= mark for one in found)), default=0)
    found = [one for one in found if one.start >= last_mark]
    if not found:
        return None
    if len(found) > 2 and _whole_sentence(found[-1], said):
        return found[-1]
    return max(found, key=lambda one: one.value)


def _misheard(said: Figures) -> list[Number]:
    """A word that only sounds like a number is one where nothing else was said in answer."""
    lists = said.known.scores
    spoken = [(place, token.said) for place, token in enumerate(said.tokens) if token.said not in lists.around]
    value = lists.sounds_like.get(spoken[0][1]) if len(spoken) == 1 else None
    return [] if value is None else [Number(float(value), spoken[0][0], spoken[0][0] + 1)]


def _out_of_hundred(said: Figures) -> Figures:
    """The same, where points of a hundred are points of ten: "eighty over a hundred", "out of a hundred, seventy"."""
    full = [one for one in said.numbers if one.value == FULL and _is_top(one, said)]
    others = [one for one in said.numbers if one not in full]
    if not full or not others:
        return said  # "it's over a hundred"
    numbers: list[Number] = []
    for one in others:
        end = next((top.end for top in full if 0 < top.start - one.end <= 2), one.end)
        of_it = one.value <= FULL and (end > one.end or one.value > HIGHEST)
        numbers.append(Number(one.value / HIGHEST, one.start, end) if of_it else one)
    return replace(said, numbers=tuple(numbers))


def _percents(said: Figures) -> list[Number]:
    """As in "eighty percent", which counts where nothing else does: "a hundred percent it's my gallbladder, a six"."""
    lists = said.known.scores
    return [
        Number(one.value / HIGHEST, one.start, one.end + 1)
        for one in said.numbers
        if one.value <= FULL and said.said(one.end) in lists.percent and said.said(one.end + 1) not in lists.percent_of
    ]


def _is_top(hundred: Number, said: Figures) -> bool:
    """The hundred of "out of a hundred" and "from one to a hundred"."""
    before = said.said(hundred.start - 1)
    low = any(one.end == hundred.start - 1 and one.value <= 1 for one in said.numbers)
    return before in said.known.scores.scored_of or (before in ("to", "and") and low)


def _score(number: Number, said: Figures) -> Amount:
    points = int(number.value + 0.5) + _compared(number, said)
    return Amount(max(0, min(HIGHEST, points)), number.start, number.end)


def _compared(number: Number, said: Figures) -> int:
    """One point more for "higher than a six", one less for "under a six"."""
    lists = said.known.scores
    place = number.start - (said.said(number.start - 1) in ("a", "an", "the"))
    for steps, group in ((1, lists.above), (-1, lists.below)):
        for words in group:
            start = place - len(words)
            if said.words(start, place) == words and lists.no_more.isdisjoint(_just_before(start, said)):
                return steps
    return 0


def _just_before(place: int, said: Figures) -> tuple[str, ...]:
    """The two words before a place, of its clause: "I'd [not go] above a five"."""
    return said.words(max(place - 2, said.clause(place).start), place)


def _present(numbers: list[Number], said: Figures, *, for_another: bool) -> list[Number]:
    """Leaves out what the pain was before, and what others make of it, where something else is said."""
    mine = [one for one in numbers if for_another or not _of_another(one, said)] or [
        one for one in numbers if _patient_says(one, said)
    ]
    now = [one for one in mine if not _over(one, mine, said)] or mine
    told_now = [one for one in now if _beside(one, said, said.known.scores.at_once)]
    return [one for one in now if one in told_now or not (told_now and _beside(one, said, said.known.scores.at_times))]


def _beside(number: Number, said: Figures, words: frozenset[str]) -> bool:
    """Does one of these stand shortly before the score, and no other number between: "on a bad day nine", "now six"?"""
    first = max([number.start - TIME_REACH, *(one.end for one in said.numbers if one.end <= number.start)])
    return not words.isdisjoint(said.words(max(first, said.clause(number.start).start), number.start))


def _of_another(number: Number, said: Figures) -> bool:
    """As in "My wife would say ten"."""
    lists = said.known.scores
    if gestured(number, said) or counted_out(number, said):
        return False  # whoever shows it has the pain
    for place in range(number.start - 1, max(-1, number.start - 7), -1):
        word = said.said(place)
        if word in ("i", "me") or said.tokens[place].segment != said.tokens[number.start].segment:
            return False
        if word in lists.others:
            return True
    return False


def _patient_says(number: Number, said: Figures) -> bool:
    """As in "She says seven", "mum says nine": nobody else is named, or an elder without "my" says it, as of whom one
    speaks for; so the caller passes on what the patient says."""
    lists, ages = said.known.scores, said.known.ages
    others = [place for place in range(number.start) if said.said(place) in lists.others - lists.pronouns]
    return all(
        said.said(place) in ages.elders
        and said.said(place - 1) not in ages.owns
        and said.said(place + 1) in lists.tells
        for place in others
    )


def _left_behind(number: Number, begun: int, others: list[Number], lead: list[str], said: Figures) -> bool | None:
    """Is the score one that it came from: "down to four from nine", "gone from three to six"?"""
    if lead == ["from"] and any(one.end == begun and said.said(one.start - 1) == "to" for one in others):
        return True
    if lead[-1:] == ["from"] or lead[-2:] in (["from", "a"], ["from", "an"]):
        return "to" in said.words(number.end, number.end + 3) or bool({"down", "up"} & set(lead[-3:]))
    return None


def _over(number: Number, others: list[Number], said: Figures) -> bool:
    """As in "It was nine yesterday but it is five now": the nine is over."""
    lists = said.known.scores
    begun = max((one.end for one in others if one.end <= number.start), default=0)
    clauses = said.tokens[number.start].clause, said.tokens[begun].clause
    turned = said.said(begun + 1) in said.known.amounts.turns  # "five now but it has been ten"
    if (
        0 < begun < number.start
        and (clauses[0] != clauses[1] or turned)
        and said.said(begun) in lists.over_after | {"now", "today"}
    ):
        begun += 1  # said of the number before: "nine yesterday, seven today"
    lead = [said.said(place) for place in range(max(begun, number.start - 6), number.start)]
    following = tuple(token.said for token in said.tokens[number.end : number.end + 2] if token.clause == clauses[0])
    if following[:1] == ("now",):
        return False
    if following == ("was", "when"):
        return True
    left = _left_behind(number, begun, others, lead, said)
    if left is not None:
        return left
    if (lead[-1:] == ["was"] and others[1:]) or (turned and "been" in lead[-2:]):
        return True
    if "now" in lead or {"is", "am", "are"} & set(lead[-4:]) or "today" in lead[-3:]:
        return False
    if {"this", "morning"} <= set(lead) or {"last", "night"} <= set(lead) or {"last", "week"} <= set(lead):
        return True
    return bool(lists.over_now & set(lead)) or bool(lists.over_after & set(following)) or following == ("last", "night")


def _is_score(number: Number, said: Figures) -> bool:
    lists = said.known.scores
    if number.value > HIGHEST + EXCESS // 2 and number.value != FULL:
        return False
    put = said.said(number.start - 1) == "at" and (
        gestured(number, said)
        or lists.put_at & set(said.words(number.start - 4, number.start))
        or _stands_at(number, said)
    )
    if (
        (said.said(number.start - 1) in lists.not_before and not (put or _after_a_pause(number, said)))
        or _counts_something(number, said)
        or _in_a_scale(number, said)
    ):
        return False
    if (
        _asked_back(number, said)
        or _denied(number, said)
        or _denominator(number, said)
        or _digits_in_a_row(number, said)
    ):
        return False
    return number.value != 1 or said.said(number.start) != "one" or _one_is_a_number(number, said)


def _after_a_pause(number: Number, said: Figures) -> bool:
    """As in "you want a number, seven"."""
    place = number.start - 1
    return said.said(place) == "number" and said.tokens[place].clause != said.tokens[number.start].clause


def _stands_at(number: Number, said: Figures) -> bool:
    """Does it end its clause after "we're at", which is of the pain? "It's at ten tomorrow" is not."""
    lists, place = said.known.scores, number.start - 1
    ends = number.end >= said.clause(number.start).stop or _out_of_ten(number, said) or said.said(number.end) == "now"
    return ends and any(said.words(place - len(words), place) == words for words in lists.stands_at)


def _counts_something(number: Number, said: Figures) -> bool:
    """As in "Two tablets", "eight kids", "three weeks": the number belongs to the word behind it."""
    lists = said.known.scores
    after = said.said(number.end)
    if after == "of" and said.said(number.end + 1) in TENS:
        return False
    if counted_out(number, said):
        return False
    if after in lists.not_after or unit_at(number.end, said):
        return True
    if number.end < len(said.tokens) and said.tokens[number.end].clause != said.tokens[number.start].clause:
        return False
    return len(after) > 3 and after.endswith("s") and after not in lists.plural_allowed and not after.endswith("ss")


def _asked_back(number: Number, said: Figures) -> bool:
    """As in "what's ten again", "what does a ten feel like": the speaker asks about the scale."""
    place = number.start - (said.said(number.start - 1) in ("a", "an"))
    return any(said.words(place - len(words), place) == words for words in said.known.scores.asks_of)


def _denied(number: Number, said: Figures) -> bool:
    """As in "Not a five, more a four"; but "not far off ten" is ten."""
    return any(
        said.words(number.start - len(words), number.start) == words
        and said.said(number.start - len(words) - 1) not in said.known.scores.no_more
        for words in said.known.scores.denied
    )


def _denominator(number: Number, said: Figures) -> bool:
    """The ten of "eight out of ten" and "eight over ten"; and "from" where a "to" follows is no score of now."""
    lists = said.known.scores
    before = said.said(number.start - 1)
    if (
        before in ("the", "your", "that")
        and said.said(number.start - 2) == "of"
        and said.said(number.start - 3) == "out"
    ):
        return number.value == HIGHEST
    return (
        number.value == HIGHEST
        and before in lists.scored_of
        and number.start > 1
        and said.said(number.start - 2) != "from"
    )


def _digits_in_a_row(number: Number, said: Figures) -> bool:
    """The digits of a telephone or house number; but that of "the pain number, that would be nine" stands alone."""
    lists, beside = said.known.scores, (number.start, number.end)
    words = {said.said(place) for place in said.clause(number.start)} & lists.addresses
    in_a_row = any(one.end in beside or one.start in beside for one in said.numbers if one != number)
    named = bool(words - {"number"}) or ("number" in words and in_a_row)
    return named and said.said(number.start - 1) != "a"


def _in_a_scale(number: Number, said: Figures) -> bool:
    """The ends of "from one to ten" and "ten being the worst" are no score."""
    lists = said.known.scores
    if said.said(number.end) in lists.worst and lists.scale_tops & set(said.words(number.end + 1, number.end + 4)):
        return True
    before, after = said.said(number.start - 1), said.said(number.end)
    if before in lists.scale_leads and after == "the" and said.said(number.end + 1) in lists.scale_tops:
        return True  # "with ten the worst"
    if number.value == HIGHEST and before in ("to", "and"):
        low = [one for one in said.numbers if number.start - 4 < one.end < number.start and one.value <= 1]
        return bool(low)
    scale = any(word in ("scale", "from", "between") for word in said.words(number.start - 4, number.start))
    if number.value <= 1 and after in ("to", "and", "through"):
        return scale or any(one.start == number.end + 1 and one.value == HIGHEST for one in said.numbers)
    return False


def _the_one(number: Number, said: Figures) -> bool:
    """As in "the straight mouth one", "that yellow one": only words that count stand between "the" and it."""
    place = number.start - 1
    while place >= 0 and number.start - place < ONE_REACH and not said.tokens[place].skippable:
        place -= 1
    between = said.tokens[place + 1 : number.start]
    of_pain = any(token.stem in said.known.amounts.pain_stems or token.said == "number" for token in between)
    return bool(between) and not of_pain and said.said(place) in ("the", "that", "this")


def _one_is_a_number(number: Number, said: Figures) -> bool:
    """The word "one" is often a pronoun; it counts where its clause begins or ends with it, or beside another
    number word."""
    lists = said.known.scores
    before, after, clause = number.start - 1, number.end, said.clause(number.start)
    if said.said(before) in lists.one_before:
        return False
    edge = before < clause.start or after >= clause.stop
    return (
        (edge and not _the_one(number, said))
        or said.said(after) in lists.one_after
        or said.said(before) in ("or", "a", "about")
    )


def _whole_sentence(one: Amount, said: Figures) -> bool:
    tokens = said.tokens
    starts = one.start == 0 or tokens[one.start - 1].sentence != tokens[one.start].sentence
    return starts and (one.end == len(tokens) or tokens[one.end].sentence != tokens[one.start].sentence)


def volunteered_score(said: Figures) -> Amount | None:
    """A score that names its unit: "eight out of ten", "a pain level of seven"."""
    scaled = {token.sentence for token in said.tokens if token.said == "scale"}
    found: list[Amount] = []
    for number in said.numbers:
        before = said.words(number.start - 4, number.start)
        levelled = "pain" in before and not {"level", "score", "rate", "rated"}.isdisjoint(before)
        rated = _out_of_ten(number, said) or levelled or said.tokens[number.start].sentence in scaled
        if rated and number.value <= HIGHEST and not _in_a_scale(number, said) and not _denominator(number, said):
            found.append(_score(number, said))
    return max(found, key=lambda one: one.value, default=None)


def _out_of_ten(number: Number, said: Figures) -> bool:
    after = said.words(number.end, number.end + 3)
    return (after[:2] == ("out", "of") and after[2:] and after[2] in TENS) or (
        len(after) > 1 and after[0] in ("over", "on", "outta") and after[1] in TENS
    )
