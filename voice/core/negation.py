"""Is a phrase denied? Every word between a negator and what it negates must be *transparent* (see `context`)."""

from collections.abc import Iterable

from voice.core.cues import CUE_REACH, FAR, NEAR_DOUBT, SUPPOSED, between_phrases, denied_within
from voice.core.lexicon import Match
from voice.core.surroundings import Surroundings


def negated(match: Match, around: Surroundings) -> bool:
    """Does a negator before it, within it or after it deny the phrase?"""
    if turned(match, around):
        return False
    free = _free(match, around)
    inside = (place for place in free if match.start < place < match.end)
    if any(not _of_a_modal(place, around) for place in inside) or _negated_after(match, around):
        return True
    if any(around.tokens[place].said in around.words.negators for place in match.places):
        return False  # it says its own "not"; another one before it is emphasis or another matter
    before = [place for place in free if place < match.start]
    return any(_reaches(place, match, around) for place in reversed(before[-4:]))


def turned(match: Match, around: Surroundings) -> bool:
    """As in "I had no fever then, but I do now", "no numbness until today": what was denied has come since."""
    return any(
        match.start < cue.start <= match.end + 1 + CUE_REACH
        and not between_phrases(match.end + 1, cue.start, around)
        and not denied_within(cue, around)
        for cue in around.cues.get("come_since", ())
    )


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
    own = set(match.places)
    return [
        place
        for place in around.negators
        if place not in own
        and place not in around.postposed
        and all(own & other for other in around.users.get(place, ()))
    ]


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


def _reaches(negator: int, match: Match, around: Surroundings) -> bool:
    """Does the negator's scope run unbroken to the phrase?"""
    tokens, words = around.tokens, around.words
    between = range(negator + 1, match.start)
    if _parted(negator, match, around) or _ability(negator, range(negator + 1, match.start + 1), around):
        return False
    listed = any(tokens[place].said in ("or", "nor", "and") for place in between)
    for place in between:
        said = tokens[place].said
        if said in words.terminators or _says_instead(place, negator, around) or _new_subject(place, negator, around):
            return False
        clear = tokens[place].light or said in words.transparent or place in around.taken or said in words.negators
        if not clear and not listed:
            return False
    return True


def _parted(negator: int, match: Match, around: Surroundings) -> bool:
    """Does the phrase stand too far off, or in what is said apart: after a "but", or in a statement that begins amid
    its own words ("no pain in my legs, they're numb")?"""
    denies, first = around.tokens[negator], around.tokens[match.start]
    if denies.sentence != first.sentence or match.start - negator > FAR:
        return True
    if denies.segment != first.segment and first.said not in around.words.terminators:
        return True
    resumed = [place for place in around.starts if match.start < place <= match.end]
    if any(around.tokens[place].said in ("the", "my") for place in resumed):
        return True
    return bool(resumed) and bool(around.taken.intersection(range(negator + 1, match.start)))


def _says_instead(place: int, negator: int, around: Surroundings) -> bool:
    """As in "not a sharp pain, more of a weight"; and "never had such a pain" is a pain."""
    lists = around.words.negation
    tokens, said = around.tokens, around.tokens[place].said
    if said == "such":
        return tokens[negator].said == "never"
    if said != "more":
        return False
    fixed = tokens[place - 1].said in ("any", "no", "not")
    compares = not fixed and tokens[place + 1].said in lists.compares
    return compares or tokens[place].clause != tokens[place - 1].clause


def _ability(negator: int, between: Iterable[int], around: Surroundings) -> bool:
    tokens, words = around.tokens, around.words
    if tokens[negator].said != "not" or not negator or tokens[negator - 1].said not in words.modals:
        return False
    verbs = [place for place in list(between)[:2] if tokens[place].said in words.reporting_verbs]
    return not any(place + 1 < len(tokens) and tokens[place + 1].clause == tokens[place].clause for place in verbs)


def _new_subject(place: int, negator: int, around: Surroundings) -> bool:
    """A subject after a comma, or after "and", begins a clause of its own."""
    tokens, lists = around.tokens, around.words.negation
    if place in around.starts or place - 1 <= negator:
        return place in around.starts or (
            tokens[negator].said == "none" and tokens[place].said in around.words.nominative
        )
    before = tokens[place - 1]
    if tokens[place].said == "the":
        return before.said == "and"
    if tokens[place].said not in around.words.subjects or before.said in lists.prepositions:
        return False
    if tokens[negator].said == "without" and tokens[place].said in around.words.nominative:
        return True
    if before.said in lists.adverbs and place > 1:
        before = tokens[place - 2]
    if tokens[place].said == "it" and _listed_on(place, around):
        return False
    if tokens[place].said in around.words.nominative and _and_between(negator, place, around):
        return True
    return before.clause != tokens[place].clause or before.said in ("and", "or", "no") or place - 1 in around.taken


def _and_between(negator: int, place: int, around: Surroundings) -> bool:
    """As in "I don't sleep and some nights I think of it": after an "and", a subject that is no object's clause."""
    lists = around.words.negation
    said = [around.tokens[one].said for one in range(negator + 1, place)]
    return "and" in said and said[-1] not in lists.content_clauses


def _listed_on(place: int, around: Surroundings) -> bool:
    """Is this "it" an object, because the list goes on after it ("didn't knock it or slip")?"""
    after = place + 1
    return after < len(around.tokens) and around.tokens[after].said in ("or", "nor", "and")


def _list_goes_on(start: int, end: int, around: Surroundings) -> bool:
    """Do only further phrases and small words stand between, and no more than a few others where no phrase does?"""
    lists = around.words.negation
    between = range(start, end)
    if not between_phrases(start, end, around):
        return end - start <= NEAR_DOUBT
    return all(
        around.tokens[place].light or place in around.taken or around.tokens[place].said in lists.joins
        for place in between
    )
