"""Pain scores in words. Which of several counts follows section 2 of the pathway, rules 4, 7 and 11: a marked
correction wins, of two scores the worse counts, and a number fills only the slot that was asked or one tied to its
unit."""

from dataclasses import dataclass

from voice.core.counted import unit_at
from voice.core.numerals import Figures, Number

HIGHEST = 10  # points of pain
EXCESS = 20  # "twelve out of ten" is meant; a bare seventy is something else
FULL = 100  # "a hundred" of ten

NOT_BEFORE = frozenset(
    "floor number room t l c at chapter level2 bed ward since born page bus route got have had took taken take "
    "taking double treble triple grade until till before after past flat apartment aged age every".split()
)
NOT_AFTER = frozenset(
    "oclock am pm times of stone pounds miles hundred hundreds thousand percent per mornings ago mg milligrams "
    "paracetamol ibuprofen codeine aspirin nurofen tramadol panadol tylenol kids children people more other foot "
    "feet inches degrees year-old grand quid cups sugars".split()
)
PUT_AT = frozenset("put sitting sat rate rated hovering running standing currently now place".split())
PLURAL_ALLOWED = frozenset(
    "sometimes always is was does less as worse yes points marks ones perhaps this plus bits unless towards besides "
    "tops hurts varies gets goes comes".split()
)
ADDRESSES = frozenset("phone number telephone mobile postcode address road street".split())
SCORED_OF = frozenset("of over on upon from outta".split())
ONE_AFTER = frozenset("or out if maybe to over point".split())
ONE_BEFORE = frozenset("this that no bad which good any the last every each another some not like big bad".split())
OVER_NOW = frozenset("was were used yesterday earlier been originally initially previously before".split())
OVER_AFTER = frozenset("yesterday earlier before".split())
OTHERS = frozenset(
    "wife husband mum mother mom dad father son daughter brother sister partner doctor nurse friend missus hubby "
    "he she they carer boss".split()
)
SOUNDS_LIKE = {
    "ate": 8, "eights": 8, "for": 4, "fore": 4, "too": 2, "to": 2, "won": 1, "tree": 3, "free": 3, "sicks": 6, "sex": 6,
    "nein": 9, "mine": 9, "tin": 10, "tan": 10, "fife": 5, "hive": 5,
}  # fmt: skip
AROUND_A_NUMBER = frozenset("a an about around maybe probably roughly it is say i would like um er oh well".split())
PRONOUNS = frozenset("he she they".split())
WORST = frozenset("being is was means".split())
SCALE_TOPS = frozenset("worst worse best highest lowest nothing none no least max maximum agony".split())


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity found at token places ``start`` to ``end`` (exclusive)."""

    value: int
    start: int
    end: int


def scores(said: Figures, marks: tuple[int, ...], hidden: frozenset[int] = frozenset()) -> Amount | None:
    """A pain score given in answer to the question. ``marks`` are the places where corrections begin, ``hidden`` those
    of words that are known to mean something else."""
    numbers = [one for one in said.numbers if _is_score(one, said) and one.start not in hidden] or _misheard(said)
    found = [_score(one) for one in _present(numbers, said)]
    last_mark = max((mark for mark in marks if any(one.start >= mark for one in found)), default=0)
    found = [one for one in found if one.start >= last_mark]
    if not found:
        return None
    if len(found) > 2 and _whole_sentence(found[-1], said):
        return found[-1]
    return max(found, key=lambda one: one.value)


def _misheard(said: Figures) -> list[Number]:
    """A word that only sounds like a number is one where nothing else was said in answer."""
    spoken = [(place, token.said) for place, token in enumerate(said.tokens) if token.said not in AROUND_A_NUMBER]
    value = SOUNDS_LIKE.get(spoken[0][1]) if len(spoken) == 1 else None
    return [] if value is None else [Number(float(value), spoken[0][0], spoken[0][0] + 1)]


def _score(number: Number) -> Amount:
    return Amount(min(HIGHEST, int(number.value + 0.5)), number.start, number.end)


def _present(numbers: list[Number], said: Figures) -> list[Number]:
    """Leaves out what the pain was before, and what others make of it, where something else is said."""
    mine = [one for one in numbers if not _of_another(one, said)] or [
        one for one in numbers if _patient_says(one, said)
    ]
    now = [one for one in mine if not _over(one, mine, said)]
    return now or mine


def _of_another(number: Number, said: Figures) -> bool:
    """As in "My wife would say ten"."""
    for place in range(number.start - 1, max(-1, number.start - 7), -1):
        word = said.said(place)
        if word in ("i", "me") or said.tokens[place].segment != said.tokens[number.start].segment:
            return False
        if word in OTHERS:
            return True
    return False


def _patient_says(number: Number, said: Figures) -> bool:
    """As in "She says seven": nobody else is named, so the caller passes on what the patient says."""
    return OTHERS.isdisjoint(said.words(0, number.start)) or OTHERS & set(said.words(0, number.start)) <= PRONOUNS


def _over(number: Number, others: list[Number], said: Figures) -> bool:
    """As in "It was nine yesterday but it is five now": the nine is over."""
    begun = max((one.end for one in others if one.end <= number.start), default=0)
    lead = [said.said(place) for place in range(max(begun, number.start - 6), number.start)]
    following = said.words(number.end, number.end + 2)
    if following[:1] == ("now",):
        return False
    if lead[-1:] == ["from"] or lead[-2:] in (["from", "a"], ["from", "an"]):
        return "to" in said.words(number.end, number.end + 3) or bool({"down", "up"} & set(lead[-3:]))
    if lead[-1:] == ["was"] and others[1:]:
        return True
    if "now" in lead or "is" in lead[-4:] or "today" in lead[-3:]:
        return False
    if {"last", "night"} <= set(lead) or {"last", "week"} <= set(lead):
        return True
    return bool(OVER_NOW & set(lead)) or bool(OVER_AFTER & set(following)) or following == ("last", "night")


def _is_score(number: Number, said: Figures) -> bool:
    if number.value > HIGHEST + EXCESS // 2 and number.value != FULL:
        return False
    put = said.said(number.start - 1) == "at" and PUT_AT & set(said.words(number.start - 4, number.start))
    if (
        (said.said(number.start - 1) in NOT_BEFORE and not put)
        or _counts_something(number, said)
        or _in_a_scale(number, said)
    ):
        return False
    if _denied(number, said) or _denominator(number, said) or _digits_in_a_row(number, said):
        return False
    return number.value != 1 or said.said(number.start) != "one" or _one_is_a_number(number, said)


def _counts_something(number: Number, said: Figures) -> bool:
    """As in "Two tablets", "eight kids", "three weeks": the number belongs to the word behind it."""
    after = said.said(number.end)
    if after in NOT_AFTER or unit_at(number.end, said):
        return True
    if number.end < len(said.tokens) and said.tokens[number.end].clause != said.tokens[number.start].clause:
        return False
    return len(after) > 3 and after.endswith("s") and after not in PLURAL_ALLOWED and not after.endswith("ss")


def _denied(number: Number, said: Figures) -> bool:
    """As in "Not a five, more a four"; but "not far off ten" is ten."""
    before = said.words(number.start - 3, number.start)
    return before[-1:] == ("not",) or before[-2:] in (("not", "a"), ("not", "an"), ("not", "the"), ("not", "even"))


def _denominator(number: Number, said: Figures) -> bool:
    """The ten of "eight out of ten" and "eight over ten"; and "from" where a "to" follows is no score of now."""
    before = said.said(number.start - 1)
    if before == "the" and said.said(number.start - 2) == "of" and said.said(number.start - 3) == "out":
        return number.value == HIGHEST
    return (
        number.value == HIGHEST and before in SCORED_OF and number.start > 1 and said.said(number.start - 2) != "from"
    )


def _digits_in_a_row(number: Number, said: Figures) -> bool:
    """The digits of a telephone or house number."""
    named = any(said.said(place) in ADDRESSES for place in said.clause(number.start))
    return named and said.said(number.start - 1) != "a"


def _in_a_scale(number: Number, said: Figures) -> bool:
    """The ends of "from one to ten" and "ten being the worst" are no score."""
    if said.said(number.end) in WORST and SCALE_TOPS & set(said.words(number.end + 1, number.end + 4)):
        return True
    before, after = said.said(number.start - 1), said.said(number.end)
    if number.value == HIGHEST and before in ("to", "and"):
        low = [one for one in said.numbers if number.start - 4 < one.end < number.start and one.value <= 1]
        return bool(low)
    scale = any(word in ("scale", "from", "between") for word in said.words(number.start - 4, number.start))
    if number.value <= 1 and after in ("to", "and", "through"):
        return scale or any(one.start == number.end + 1 and one.value == HIGHEST for one in said.numbers)
    return False


def _one_is_a_number(number: Number, said: Figures) -> bool:
    """The word "one" is often a pronoun; it counts where its clause begins or ends with it, or beside another
    number word."""
    before, after, clause = number.start - 1, number.end, said.clause(number.start)
    if said.said(before) in ONE_BEFORE:
        return False
    edge = before < clause.start or after >= clause.stop
    return edge or said.said(after) in ONE_AFTER or said.said(before) in ("or", "a", "about")


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
            found.append(_score(number))
    return max(found, key=lambda one: one.value, default=None)


def _out_of_ten(number: Number, said: Figures) -> bool:
    after = said.words(number.end, number.end + 3)
    tens = ("ten", "10")
    return (after[:2] == ("out", "of") and after[2:] and after[2] in tens) or (
        len(after) > 1 and after[0] in ("over", "on", "outta") and after[1] in tens
    )
