"""An age told by its decade: "in my late forties"; and what tells only when somebody was young: "a child of the
sixties", "a war baby"."""

from voice.core.kin import HE_OR_SHE, kin_spoken_for
from voice.core.numerals import Figures, Number
from voice.core.quantities import Amount


def decades(said: Figures, *, asked: bool, for_another: bool) -> list[Amount]:
    """As in "In my forties", early 42, late 48; "in his forties" of whom the caller speaks for, or where the answer
    begins with it."""
    lists = said.known.ages
    found: list[Amount] = []
    for place, token in enumerate(said.tokens):
        middle = lists.decades.get(token.said)
        before = said.words(place - 3, place)
        owner = next((one for one in range(place - 1, place - 4, -1) if said.said(one) in lists.owners), None)
        answers = owner is not None and (for_another or _begins_answer(owner, said) or _answers_for(owner, said))
        theirs = owner is not None and not (asked and answers)
        if middle is None or theirs or not (asked or "my" in before) or _brought_up(place, said):
            continue
        shift = -3 if "early" in before[-1:] else 3 if "late" in before[-1:] else 0
        found.append(Amount(middle + shift, place, place + 1))
    return found


def _brought_up(place: int, said: Figures) -> bool:
    """Does a decade tell only when somebody was young: "a child of the sixties", "a seventies kid"?"""
    bred = said.known.ages.bred
    return said.said(place + 1) in bred or (
        said.words(place - 2, place) == ("of", "the") and said.said(place - 3) in bred
    )


def of_a_generation(found: Number | Amount, said: Figures) -> bool:
    """Is it said after what the speaker is by the year of birth ("a war baby, eighty-five"), which is nobody else?"""
    lists, place = said.known.ages, found.start - 1
    while place > 0 and said.said(place) in lists.alone and said.said(place) not in lists.bred:
        place -= 1
    if said.said(place) in lists.decades:
        return _brought_up(place, said)
    if said.said(place) not in lists.bred or place == 0:
        return False
    era = said.tokens[place - 1]  # "a war baby" begins with what no family has
    numbered = any(one.end == place for one in (*said.numbers, *said.ordinals))
    lead = said.tokens[: place - 1]
    named = era.skippable or era.said in lists.patients | lists.owns or numbered
    return not named and all(token.light or token.said in said.known.amounts.hedges for token in lead)


def _answers_for(owner: int, said: Figures) -> bool:
    """As in "mum would be somewhere in her seventies", "she's in her eighties": whose decade is told is who is spoken
    for, and no other is named."""
    lists = said.known.ages
    if said.said(owner) not in lists.sole_owners:
        return False
    if any(place < owner for place in kin_spoken_for(said)):
        return True
    named = any(token.said in lists.family | lists.elders for token in said.tokens[:owner])
    first = next((token.said for token in said.tokens if token.said not in said.known.amounts.hedges), "")
    return first in HE_OR_SHE and not named


def _begins_answer(owner: int, said: Figures) -> bool:
    """As in "his late fifties, my partner": so is answered for the one whose age was asked."""
    return said.said(owner) in said.known.ages.sole_owners and said.words(0, owner) in ((), ("in",), ("oh", "in"))
