"""Ages, pain scores and durations in words. Which of several counts follows section 2 of the pathway, rules 4, 7, 11
and 12: a marked correction wins, of two scores the worse counts, a number fills only the slot that was asked or one
tied to its unit, and for an old pain that flares the present spell counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from voice.core.normalize import Token
from voice.core.numerals import Number, numbers

YOUNGEST, OLDEST = 1, 119  # years a person says
HIGHEST = 10  # points of pain
FULL = 100  # "a hundred" of ten

AFTER_AGE = frozenset(
    "minute minutes hour hours day days week weeks month months mg milligrams percent per stone kilo kilos pounds foot "
    "feet inches miles pregnant out tablets times oclock am pm gone steps degrees grand quid".split()
)
AGE_SOFT = frozenset("now only just about around nearly almost a an aged age say well still already like".split())
NOT_A_SCORE_BEFORE = frozenset("floor number room t l c at chapter level2 bed ward since born page bus route".split())
NOT_A_SCORE_AFTER = frozenset(
    "minute minutes hour hours day days week weeks month months year years oclock am pm times tablets pills mg of stone "
    "pounds miles hundred thousand percent mornings nights o'clock weeks' ago".split()
)
COMING = frozenset("turning turn rising pushing coming".split())
DECADES = {
    "teens": 15, "twenties": 25, "thirties": 35, "forties": 45, "fifties": 55, "sixties": 65, "seventies": 75,
    "eighties": 85, "nineties": 95,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity found at token places ``start`` to ``end`` (exclusive)."""

    value: int
    start: int
    end: int


def _near(tokens: tuple[Token, ...], place: int, words: Iterable[str]) -> bool:
    return 0 <= place < len(tokens) and tokens[place].said in words


def scores(tokens: tuple[Token, ...], marks: tuple[int, ...]) -> Amount | None:
    """A pain score given in answer to the question. ``marks`` are the places where corrections begin."""
    found = [_score(number, tokens) for number in numbers(tokens) if _is_score(number, tokens)]
    last_mark = max((mark for mark in marks if any(one.start >= mark for one in found)), default=0)
    found = [one for one in found if one.start >= last_mark]
    if not found:
        return None
    alone = [one for one in found if _whole_sentence(one, tokens)]
    return alone[-1] if alone and alone[-1] is found[-1] and len(found) > 2 else max(found, key=lambda one: one.value)


def _score(number: Number, tokens: tuple[Token, ...] = ()) -> Amount:
    half = 1 if _half_follows(number.end, tokens) else 0
    return Amount(min(HIGHEST, int(number.value + 0.5) + half), number.start, number.end)


def _is_score(number: Number, tokens: tuple[Token, ...]) -> bool:
    if (number.value > HIGHEST + 10 and number.value != FULL) or _near(tokens, number.start - 1, NOT_A_SCORE_BEFORE):
        return False
    if _near(tokens, number.start - 1, ("not", "got", "have", "took", "taken")) or _in_a_scale(number, tokens):
        return False
    if _before_now(number, tokens):
        return False
    if _near(tokens, number.start - 1, ("from",)) and _near(tokens, number.start - 2, ("down", "up")):
        return False
    if _near(tokens, number.start - 1, ("of",)) and _near(tokens, number.start - 2, ("out",)):
        return False
    if number.value == 1 and _near(tokens, number.start, ("one",)) and not _one_is_a_number(number, tokens):
        return False
    following = tokens[number.end].said if number.end < len(tokens) else ""
    return following not in NOT_A_SCORE_AFTER


def _before_now(number: Number, tokens: tuple[Token, ...]) -> bool:
    """ "It was nine yesterday but it is five now": the nine is over."""
    same = [token.said for token in tokens if token.segment == tokens[number.start].segment]
    return ("was" in same or "yesterday" in same) and "now" not in same and any(token.said == "now" for token in tokens)


def _in_a_scale(number: Number, tokens: tuple[Token, ...]) -> bool:
    """The ends of "from one to ten" are no score."""
    scale = any(token.said in ("scale", "from") for token in tokens[max(0, number.start - 4) : number.start])
    return scale and (_near(tokens, number.end, ("to", "and")) or _near(tokens, number.start - 1, ("to", "and")))


def _one_is_a_number(number: Number, tokens: tuple[Token, ...]) -> bool:
    """ "one" is often a pronoun; it counts where its clause begins or ends with it, or beside another number word."""
    before, after = number.start - 1, number.end
    starts = before < 0 or tokens[before].clause != tokens[number.start].clause
    ends = after >= len(tokens) or tokens[after].clause != tokens[number.start].clause
    if _near(tokens, before, ("this", "that", "no", "bad", "which", "good", "any", "the", "last")):
        return False
    return (
        starts
        or ends
        or _near(tokens, after, ("or", "out", "if", "maybe", "to"))
        or _near(tokens, before, ("or", "a", "about"))
    )


def _whole_sentence(one: Amount, tokens: tuple[Token, ...]) -> bool:
    starts = one.start == 0 or tokens[one.start - 1].sentence != tokens[one.start].sentence
    return starts and (one.end == len(tokens) or tokens[one.end].sentence != tokens[one.start].sentence)


def volunteered_score(tokens: tuple[Token, ...]) -> Amount | None:
    """A score that names its unit: "eight out of ten", "a pain level of seven"."""
    found: list[Amount] = []
    for number in numbers(tokens):
        after = [token.said for token in tokens[number.end : number.end + 3]]
        before = [token.said for token in tokens[max(0, number.start - 4) : number.start]]
        rated = after[:3] in (["out", "of", "ten"], ["out", "of", "10"]) or after[:2] in (
            ["over", "ten"],
            ["on", "ten"],
        )
        levelled = "pain" in before and any(word in before for word in ("level", "score", "rate", "rated"))
        scaled = any(token.said == "scale" and token.sentence == tokens[number.start].sentence for token in tokens)
        if number.value <= HIGHEST and not _in_a_scale(number, tokens) and (rated or levelled or scaled):
            found.append(_score(number))
    return max(found, key=lambda one: one.value, default=None)


def ages(tokens: tuple[Token, ...], marks: tuple[int, ...], this_year: int, *, asked: bool) -> Amount | None:
    """How old the speaker is: "I'm seventy-two"; also bare when it was asked."""
    born = _birth_years(tokens, this_year, asked=asked)
    taken = {one.start for one in born}
    said = (one for one in _said_ages(tokens, asked=asked) if one.start not in taken)
    found = [*said, *_decades(tokens, asked=asked), *born]
    found.sort(key=lambda one: one.start)
    last_mark = max((mark for mark in marks if any(one.start >= mark for one in found)), default=0)
    found = [one for one in found if one.start >= last_mark]
    if not found:
        return None
    return found[-1] if last_mark else found[0]


def _said_ages(tokens: tuple[Token, ...], *, asked: bool) -> list[Amount]:
    found: list[Amount] = []
    for number in numbers(tokens):
        end = number.end
        if not YOUNGEST <= number.value <= OLDEST or _near(tokens, end, AFTER_AGE) or _half_follows(end, tokens):
            continue
        if _near(tokens, number.start - 1, ("foot", "feet", "have", "got", "not")):
            continue
        in_years = _near(tokens, end, ("year", "years")) and _near(tokens, end + 1, ("old", "young", "of"))
        if _near(tokens, end, ("year", "years")) and not in_years:
            continue
        if in_years or _introduced(number, tokens) or (asked and not _others_number(number, tokens)):
            found.append(Amount(_adjusted(number, tokens), number.start, end))
    return found


def _half_follows(end: int, tokens: tuple[Token, ...]) -> bool:
    return _near(tokens, end, ("and",)) and _near(tokens, end + 1, ("a",)) and _near(tokens, end + 2, ("half",))


def _introduced(number: Number, tokens: tuple[Token, ...]) -> bool:
    """ "I am 71", "aged 71", "turning 71"."""
    place = number.start - 1
    if _near(tokens, place, ("aged", "age", "turned", "turning")):
        return True
    while place >= 0 and tokens[place].said in AGE_SOFT:
        place -= 1
    if not (
        _near(tokens, place, ("am", "be")) and any(token.said == "i" for token in tokens[max(0, place - 2) : place])
    ):
        return False
    return number.value > HIGHEST + 4 or _near(tokens, number.end, ("years",))


def _others_number(number: Number, tokens: tuple[Token, ...]) -> bool:
    """A number that belongs to someone or something else, though an age was asked."""
    before = [token.said for token in tokens[max(0, number.start - 4) : number.start]]
    someone = ("son", "daughter", "wife", "husband", "number", "floor", "he", "she", "mum", "dad", "brother", "sister")
    return (
        any(word in before for word in someone)
        or _near(tokens, number.end, ("plus",))
        or before[-2:] == ["here", "for"]
    )


def _adjusted(number: Number, tokens: tuple[Token, ...]) -> int:
    value = int(number.value)
    if number.value >= 20 and value % 10 == 0 and _near(tokens, number.end, ("odd", "something", "ish")):
        return value + 5
    future = [token.said for token in tokens[max(0, number.start - 3) : number.start]]
    coming = ("will" in future and "be" in future) or bool(COMING & set(future)) or _near(tokens, number.end, ("next",))
    return value - 1 if coming or (_near(tokens, number.end, ("next", "in", "soon")) and "be" in future) else value


def _decades(tokens: tuple[Token, ...], *, asked: bool) -> list[Amount]:
    """ "in my forties", early 42, late 47."""
    found: list[Amount] = []
    for place, token in enumerate(tokens):
        middle = DECADES.get(token.said)
        if middle is None or any(_near(tokens, back, ("their", "his", "her")) for back in range(max(0, place - 3), place)):
            continue
        if not asked and not any(_near(tokens, back, ("my",)) for back in range(max(0, place - 3), place)):
            continue
        shift = -3 if _near(tokens, place - 1, ("early",)) else 3 if _near(tokens, place - 1, ("late",)) else 0
        found.append(Amount(middle + shift, place, place + 1))
    return found


def _birth_years(tokens: tuple[Token, ...], this_year: int, *, asked: bool) -> list[Amount]:
    """From a year of birth alone; `born_on` in `calendar_said` is more exact where day and month are said."""
    found: list[Amount] = []
    for number in numbers(tokens):
        born = any(token.said in ("born", "birth") for token in tokens[max(0, number.start - 8) : number.start])
        value = int(number.value)
        if born and value < 100 and number.end - number.start <= 2:
            value += 1900
        if (born or asked) and this_year - OLDEST <= value <= this_year:
            found.append(Amount(this_year - value, number.start, number.end))
    return found
