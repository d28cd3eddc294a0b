"""The age of the one who has the pain, told by another: "mammy's eighty-two", "my wife's sixty-eight and I'm two years
older"."""

from itertools import pairwise

from voice.core.ages import I_AM, of_oneself
from voice.core.births import OLDEST
from voice.core.nearing import GROWN, adjusted, counted_years
from voice.core.numerals import Figures
from voice.core.quantities import Amount

OLDER_REACH = 5  # words from whom it is said of to "two years older", or to the age of another


def of_a_parent(said: Figures, marks: tuple[int, ...], today: int) -> Amount | None:
    """The age of one of the speaker's elders, where it is all that was answered: "mammy's eighty-two", "dad's deaf,
    he's ninety". So answers who speaks for them; "my dad is eighty" may only be told beside."""
    lists = said.known.ages
    elders = [
        place
        for place, token in enumerate(said.tokens)
        if token.said in lists.elders and said.said(place - 1) not in lists.owns
    ]
    if not elders:
        return None
    numbers = [one for one in said.numbers if GROWN < one.value <= OLDEST and said.said(one.end) not in lists.after_age]
    told = [
        Amount(adjusted(one, said, today), one.start, one.end) for one in numbers if _is_of_one(elders, one.start, said)
    ]
    if not told or any(of_oneself(Amount(0, one.start, one.end), said) for one in numbers):
        return None
    if numbers[0].start < told[0].start:
        return None  # "sixty-four, mum's ninety"
    last_mark = max((mark for mark in marks if any(one.start >= mark for one in told)), default=0)
    return next(one for one in told if one.start >= last_mark)


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
        for other in said.numbers:
            owned = not of_family.isdisjoint(said.words(other.start - OLDER_REACH, other.start))
            if GROWN < other.value <= OLDEST and owned and said.said(other.end) not in lists.after_age:
                return Amount(int(other.value) + (years if mine else -years), other.start, other.end)
    return None


def _is_of_one(elders: list[int], age: int, said: Figures) -> bool:
    """Do only a verb and such words as "nearly" stand between one of these places, or a "he" or "she" after the first
    of them, and the age?"""
    place = age - 1
    while place > 0 and said.said(place) in said.known.ages.leads_to_age:
        place -= 1
    if place + 1 == age:
        return False
    return place in elders or (said.said(place) in ("he", "she") and elders[0] < place)
