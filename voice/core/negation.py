"""Is a phrase denied, before it, within it or after it?"""

from itertools import pairwise

from voice.core.cues import CUE_REACH, NEAR_DOUBT, SUPPOSED, between_phrases, denied_within, near_cues
from voice.core.lexicon import Match
from voice.core.reach import reaches, stays
from voice.core.surroundings import Surroundings

TO_WITHOUT = 7  # words from a "not" or "never" to the "without" that undoes it


def negated(match: Match, around: Surroundings) -> bool:
    """Does a negator before it, within it or after it deny the phrase?"""
    if turned(match, around):
        return False
    free = _free(match, around)
    inside = (place for place in free if match.start < place < match.end and around.tokens[place].said != "nor")
    if any(not _of_a_modal(place, around) for place in inside) or _negated_after(match, around):
        return True
    if any(around.tokens[place].said in around.words.negators for place in match.places):
        return False  # it says its own "not"; another one before it is emphasis or another matter
    before = [place for place in free if place < match.start]
    return any(reaches(place, match, around) for place in reversed(before[-4:]))


def straddles(match: Match, around: Surroundings) -> bool:
    """Does a phrase run on from what is denied into the next statement ("my skin's not yellow, my eyes aren't", "I'm
    not losing it, I know what day it is")? Then it was never said."""
    tokens, words = around.tokens, around.words
    for place, after in pairwise(match.places):
        states = tokens[place].said in words.verbal_negators and tokens[place - 1].said not in words.modals
        if states and any(
            tokens[one].said in words.nominative
            and (tokens[one].clause != tokens[one - 1].clause or tokens[one - 1].said == "and")
            for one in range(place + 1, after + 1)
        ):
            return True
    within = range(match.start + 1, match.end)
    if any(tokens[place].said in words.none_of and tokens[place + 1].said == "of" for place in within):
        return True  # "tight in the middle, none of it goes down my arm"
    anew = any(
        place in around.starts and tokens[place].said in ("my", "the")
        for place in range(match.start + 1, match.end + 1)
    )
    return anew and any(0 < match.start - place <= NEAR_DOUBT for place in around.negators)


def wrongly_denied(match: Match, around: Surroundings) -> bool:
    """Is the "not" of a denial said of something else ("the fever won't go away", "can't shift the rash"), or does
    another statement begin after it ("they don't believe me I'm feverish")?"""
    tokens, words = around.tokens, around.words
    for place, after in pairwise(match.places):
        if tokens[place].said in words.verbal_negators and any(
            tokens[one].said == "i" and tokens[one - 1].said not in words.negation.before_content
            for one in range(place + 2, after)
        ):
            return True
    return any(tokens[place].said in words.verbal_negators and stays(place, match, around) for place in match.places)


def strays(match: Match, around: Surroundings) -> bool:
    """Does another statement begin amid its words ("a pain behind my shoulder, I don't know ...")? It may be none of
    either."""
    return any(place in around.starts for place in range(match.start + 1, match.end + 1))


def turned(match: Match, around: Surroundings) -> bool:
    """As in "I had no fever then, but I do now", "no numbness until today", "nobody has had it but me": what was denied
    is there after all."""
    all_but_me = any(cue.start > match.end for cue in around.cues.get("all_but_me", ()))
    return (
        all_but_me
        or _said_before(match, around)
        or any(
            match.start < cue.start <= match.end + 1 + CUE_REACH
            and not between_phrases(match.end + 1, cue.start, around)
            and not denied_within(cue, around)
            for cue in around.cues.get("come_since", ())
        )
    )


def _said_before(match: Match, around: Surroundings) -> bool:
    """As in "I said I had no fever but I've just taken it and it's thirty nine": after what was told before, a "but" of
    the speaker's own says the opposite, unless it tells of another sign."""
    tokens, lists = around.tokens, around.words.negation
    told = any(
        cue.start < match.start and match.start - cue.end <= SUPPOSED
        for cue in near_cues("said_before", match, around, CUE_REACH)
    )
    but = next(
        (
            place
            for place in range(match.end + 1, min(match.end + NEAR_DOUBT, len(tokens) - 1))
            if tokens[place].said in lists.against
        ),
        0,
    )
    if not (told and but) or tokens[but + 1].said not in lists.own_words:
        return False
    return not between_phrases(but + 1, len(tokens), around)


def refused(match: Match, around: Surroundings) -> bool:
    """As in "they asked about blood and I said no", "is my throat closing? no, no": somebody's question, denied."""
    if any(
        0 <= cue.start - match.end - 1 <= CUE_REACH and _list_goes_on(match.end + 1, cue.start, around)
        for cue in around.cues.get("ruled_out", ())
    ):
        return True
    asked = any(
        cue.start <= match.start and match.start - cue.end <= SUPPOSED for cue in around.cues.get("spoken_of", ())
    ) or any(0 < cue.start - match.end <= NEAR_DOUBT for cue in around.cues.get("quoted", ()))
    return asked and any(0 < cue.start - match.end <= SUPPOSED for cue in around.cues.get("refusal", ()))


def _free(match: Match, around: Surroundings) -> list[int]:
    """The negators that may negate a phrase: not its own words, nor those of a phrase that is another matter. One that
    belongs to another reading of the same words counts."""
    own, undone = set(match.places), _undone(match, around)
    return [
        place
        for place in around.negators
        if place not in own | undone
        and not stays(place, match, around)
        and place not in around.postposed
        and all(own & other for other in around.users.get(place, ()))
    ]


def _undone(match: Match, around: Surroundings) -> set[int]:
    """The negators that undo each other: "I never manage the hill without stopping" says that one stops."""
    tokens, words = around.tokens, around.words
    undone: set[int] = set()
    for without in around.negators:
        if tokens[without].said != "without" or without >= match.end or without in match.places:
            continue
        for place in around.negators:
            between = range(place + 1, without)
            beside = 0 < without - place <= TO_WITHOUT and tokens[place].clause == tokens[without].clause
            denies = beside and tokens[place].said in words.verbal_negators
            if denies and not any(tokens[one].said in words.negation.parts_without for one in between):
                undone |= {place, without}
    return undone


def _of_a_modal(negator: int, around: Surroundings) -> bool:
    """As in "so tight I can't swallow": an inability amid a phrase confirms it, unless it is one to find anything."""
    tokens, lists = around.tokens, around.words.negation
    if not negator or tokens[negator].said != "not" or tokens[negator - 1].said not in around.words.modals:
        return False
    return negator + 1 == len(tokens) or tokens[negator + 1].said not in lists.finds


def _negated_after(match: Match, around: Surroundings) -> bool:
    """As in "chest pain, no", "fever none": a negator that ends the clause right after the phrase."""
    lists = around.words.negation
    tokens, after = around.tokens, match.end + 1
    if after in around.postposed or _put_first(match, around):
        return True
    if after < len(tokens) and tokens[after].said in lists.takes_back and _taken_back(after, around):
        return True
    if after >= len(tokens) or tokens[after].said not in lists.after:
        return False
    if tokens[after].sentence != tokens[match.end].sentence:
        return False
    if tokens[after].said in ("no", "nope") and any(
        tokens[place].said in around.words.verbal_negators for place in match.places
    ):
        return False  # "I can't go, no" agrees with what it says
    return after + 1 == len(tokens) or tokens[after + 1].clause != tokens[after].clause


def _put_first(match: Match, around: Surroundings) -> bool:
    """As in "fever I have not had", "weak would not be the word": what is denied stands before its verb, and nothing
    was stated before it."""
    if any(cue.start == match.end + 1 for cue in around.cues.get("not_there", ())):
        return True
    if not any(cue.start == match.end + 1 for cue in around.cues.get("denied_after", ())):
        return False
    segment = around.tokens[match.start].segment
    before = [token.said for token in around.tokens[: match.end + 1] if token.segment == segment]
    return around.words.postposed.states.isdisjoint(before)


def _taken_back(place: int, around: Surroundings) -> bool:
    """Does a clause follow that says no more than "there isn't one", "found nothing", "not since"?"""
    lists = around.words.negation
    tokens, denied, said = around.tokens, False, place + 1
    while said < len(tokens) and tokens[said].clause in (tokens[place].clause, tokens[place].clause + 1):
        if tokens[said].said not in lists.taken_back:
            return False
        denied = denied or tokens[said].said in around.words.negators
        said += 1
    return denied


def _list_goes_on(start: int, end: int, around: Surroundings) -> bool:
    """Do only further phrases and small words stand between, and no more than a few others where no phrase does?"""
    lists = around.words.negation
    between = range(start, end)
    if not between_phrases(start, end, around):
        return end - start <= NEAR_DOUBT
    return all(
        around.tokens[place].light or place in around.taken or around.tokens[place].said in lists.joins | lists.after
        for place in between
    )
