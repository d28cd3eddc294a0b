"""The age of the one who has the pain, told by another: "mammy's eighty-two", "my nan's ninety, bless her", "my wife's
sixty-eight and I'm two years older"."""

from itertools import pairwise

from voice.core.births import OLDEST
from voice.core.nearing import GROWN, YOUNGEST, adjusted, counted_years
from voice.core.numerals import Figures, Number
from voice.core.quantities import Amount

I_AM = ("i", "am")
OLDER_REACH = 5  # words from whom it is said of to "two years older", or to the age of another
HE_OR_SHE = ("he", "she")


def of_oneself(found: Amount, said: Figures) -> bool:
    """Is it the age of the one who speaks: "I'm only fifty-one", "fifty-one myself"?"""
    place = found.start - 1
    while place >= 0 and said.said(place) in said.known.ages.soft:
        place -= 1
    lead = tuple(word for word in said.words(place - 2, place + 1) if word != "myself")
    return lead[-2:] == I_AM or said.said(found.end) == "myself"


def of_kin(said: Figures, marks: tuple[int, ...], today: int) -> Amount | None:
    """The age of one of the speaker's kin, where it is all that was answered: "mammy's eighty-two", "dad's deaf, he's
    ninety", "my nan's ninety, bless her". So answers who speaks for them."""
    spoken_for = kin_spoken_for(said)
    if not spoken_for:
        return None
    numbers = [one for one in said.numbers if _may_be_age(one, said)]
    told = [
        Amount(adjusted(one, said, today), one.start, one.end)
        for one in numbers
        if _is_of_one(spoken_for, one.start, said)
    ]
    if not told or numbers[0].start < told[0].start:
        return None  # "sixty-four, mum's ninety"
    last_mark = max((mark for mark in marks if any(one.start >= mark for one in told)), default=0)
    return next(one for one in told if one.start >= last_mark)


def _may_be_age(number: Number, said: Figures) -> bool:
    return YOUNGEST <= number.value <= OLDEST and said.said(number.end) not in said.known.ages.after_age


def kin_spoken_for(said: Figures) -> list[int]:
    """The places of kin for whom the answer is given: an elder without a "my", or any with whom the answer begins and
    of whom it goes on to tell; nobody where an age of the speaker's own is told."""
    lists = said.known.ages
    if any(of_oneself(Amount(0, one.start, one.end), said) for one in said.numbers if _may_be_age(one, said)):
        return []
    return [
        place
        for place, token in enumerate(said.tokens)
        if (_named(place, said, lists.elders) and said.said(place - 1) not in lists.owns)
        or (_named(place, said, lists.family | lists.elders | lists.wards) and _told_of(place, said))
    ]


def _named(place: int, said: Figures, names: frozenset[str]) -> bool:
    """Is one of these named here, be it without the apostrophe of "dad's eighty"?"""
    word = said.said(place)
    return word in names or (word.removesuffix("s") in names and any(one.start == place + 1 for one in said.numbers))


def _told_of(place: int, said: Figures) -> bool:
    """Does the answer begin with "my nan" and go on with "she", "her"? Not with how much older she is."""
    lists = said.known.ages
    owner = place - 1 - (said.said(place - 1) not in lists.owns)  # "my little girl"
    begins = all(token.light or token.said in said.known.amounts.hedges for token in said.tokens[: max(0, owner)])
    if not begins or said.said(owner) not in lists.owns - {"a", "an", "i"}:
        return False
    rest = said.words(place + 1, len(said.tokens))
    compared = not (lists.older | lists.younger | lists.no_more).isdisjoint(rest) or ("than", "me") in pairwise(rest)
    return not lists.of_them.isdisjoint(rest) and not compared


def beside_anothers(said: Figures) -> Amount | None:
    """An age told by another's: "my wife's sixty-eight and I'm two years older", "he's two years older than me"."""
    lists = said.known.ages
    for place, token in enumerate(said.tokens):
        sign = (token.said in lists.older) - (token.said in lists.younger)
        years = counted_years(place, said, sign) if sign else 0
        if not years:
            continue
        mine = I_AM in pairwise(said.words(place - OLDER_REACH, place)) and said.said(place + 2) not in ("me", "i")
        of_family = lists.family | lists.elders | {"he", "she"}
        beyond = said.words(place + 1, place + OLDER_REACH)
        mine = mine or ("than" in beyond and not (lists.family | lists.elders).isdisjoint(beyond))
        for other in said.numbers:
            owned = not of_family.isdisjoint(said.words(other.start - OLDER_REACH, other.start))
            if GROWN < other.value <= OLDEST and owned and said.said(other.end) not in lists.after_age:
                return Amount(int(other.value) + (years if mine else -years), other.start, other.end)
    return None


def _is_of_one(kin: list[int], age: int, said: Figures) -> bool:
    """Do only a verb and such words as "nearly" stand between one of these places, or a "he" or "she" after the first
    of them, and the age?"""
    place = age - 1
    while place > 0 and said.said(place) in said.known.ages.leads_to_age:
        place -= 1
    if place + 1 == age and said.said(place) in (*HE_OR_SHE, *said.known.ages.family, *said.known.ages.elders):
        return False
    return place in kin or (said.said(place) in HE_OR_SHE and kin[0] < place)
