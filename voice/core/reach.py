"""How far a "no" reaches: every word between a negator and what it negates must be *transparent* (see `context`)."""

from collections.abc import Iterable

from voice.core.cues import FAR
from voice.core.lexicon import Match
from voice.core.surroundings import Surroundings

OPENS_AFTER = 2  # words at most from a sign to what it is likened to


def reaches(negator: int, match: Match, around: Surroundings) -> bool:
    """Does the negator's scope run unbroken to the phrase?"""
    tokens, words = around.tokens, around.words
    between = range(negator + 1, match.start)
    if _parted(negator, match, around) or _ability(negator, range(negator + 1, match.start + 1), around):
        return False
    if _closes_its_clause(negator, around) or _takes_for_granted(negator, match, around):
        return False
    if tokens[match.start].stands_for is not None and _new_subject(match.start, negator, around):
        return False
    listed = any(tokens[place].said in ("or", "nor", "and") for place in between)
    for place in between:
        said = tokens[place].said
        if said == "one" and tokens[place + 1].clause != tokens[place].clause:
            return False  # "not a bad one, slipped on the mat"
        if (
            (said in words.terminators and not (said == "so" and _so_much(place, negator, around)))
            or _says_instead(place, negator, around)
            or _new_subject(place, negator, around)
        ):
            return False
        clear = tokens[place].light or said in words.transparent or place in around.taken or said in words.negators
        if not clear and not listed:
            return False
    return True


def stays(negator: int, match: Match, around: Surroundings) -> bool:
    """Is a "not" spent on what follows it: that the sign stays ("won't go away", "can't shift it", "never stops"), or
    how the speaker is ("I'm not well I ...")? Not where that is a word of the phrase itself."""
    tokens, lists = around.tokens, around.words.negation
    if tokens[negator].said not in around.words.verbal_negators:
        return False
    place = negator + 1
    while place < len(tokens) and tokens[place].light and tokens[place].said not in lists.unwell:
        place += 1
    if place >= len(tokens) or place in match.places or tokens[place].clause != tokens[negator].clause:
        return False
    after = tokens[place + 1].said if place + 1 < len(tokens) else ""
    ends = not after or tokens[place + 1].clause != tokens[place].clause
    said = tokens[place].said
    if said in lists.unwell:
        return after in around.words.nominative
    if said in lists.goes:
        return ends or after in lists.goes_away
    return said in lists.stays


def _so_much(place: int, negator: int, around: Surroundings) -> bool:
    """As in "not so bad", "I hadn't had so much as a trip"."""
    return place - 1 == negator or around.tokens[place + 1].said == "much"


def _closes_its_clause(negator: int, around: Surroundings) -> bool:
    """As in "my arms are fine but my legs aren't, they're weak": this "not" denies what stands before it."""
    tokens, words = around.tokens, around.words
    if tokens[negator].said not in words.verbal_negators or negator + 2 >= len(tokens):
        return False
    stated = negator > 0 and tokens[negator - 1].said in words.postposed.states
    subject = tokens[negator + 1].said in words.statements.subjects
    if stated and subject and tokens[negator + 2].said in words.statements.finite:
        return True
    paused = tokens[negator + 1].clause != tokens[negator].clause
    return stated and paused and tokens[negator + 1].said in words.subjects


def _takes_for_granted(negator: int, match: Match, around: Surroundings) -> bool:
    """As in "I don't like the numbness", "I've not told anyone of the blood", "never had chest pain like this": what is
    denied is not that it is there."""
    tokens, lists = around.tokens, around.words.negation
    if tokens[negator].said not in around.words.verbal_negators:
        return False
    likened = [cue.end + 1 for cue in around.cues.get("like_this", ()) if 0 < cue.start - match.end <= OPENS_AFTER]
    if likened and (tokens[negator].said == "never" or any(_before(end, around) for end in likened)):
        return True
    verb = negator + 1
    while verb < match.start and tokens[verb].said in lists.degrees:
        verb += 1
    return verb < match.start and tokens[verb].said in lists.granted


def _before(place: int, around: Surroundings) -> bool:
    """As in "I've not had a cough like this before": then there is one now."""
    return place < len(around.tokens) and around.tokens[place].said == "before"


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
    return before.clause != tokens[place].clause or before.said in ("and", "or", "no") or place - 1 in around.ends


def _and_between(negator: int, place: int, around: Surroundings) -> bool:
    """As in "I don't sleep and some nights I think of it", "they don't believe me I'm worn out": after an "and", or
    right after a "me", a subject that is no object's clause."""
    lists = around.words.negation
    said = [around.tokens[one].said for one in range(negator + 1, place)]
    return said[-1:] == ["me"] or ("and" in said and said[-1] not in lists.content_clauses)


def _listed_on(place: int, around: Surroundings) -> bool:
    """Is this "it" an object, because the list goes on after it ("didn't knock it or slip")?"""
    after = place + 1
    return after < len(around.tokens) and around.tokens[after].said in ("or", "nor", "and")
