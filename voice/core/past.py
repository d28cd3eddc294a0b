"""Is what a phrase tells of long ago, over, or as it has always been?"""

from voice.core.cues import CUE_REACH, FAR, apart, between_phrases, near_cues, sentence_start
from voice.core.lexicon import Match
from voice.core.scope import Scope
from voice.core.surroundings import Surroundings

BEGAN = 4  # tokens from a "when" to what began then ("when the cough began, back in September")


def bygone(match: Match, around: Surroundings) -> Scope | None:
    """Long ago, or over; None where it is neither, or is said to go on."""
    own = set(match.places)
    dated = [cue for cue in near_cues("past", match, around, CUE_REACH) if not set(cue.places) <= own]
    resolved = [
        cue for cue in near_cues("resolved", match, around, CUE_REACH, later=True) if own.isdisjoint(cue.places)
    ]
    past = [cue for cue in (*dated, *resolved) if not _in_two(cue, around)]
    over = [cue for cue in past if not _denied_cue(cue, match, around) and not _elsewhere(match, cue, around)]
    if not over:
        return None
    ends = {end.end for end in over}
    recent = [
        cue
        for cue in near_cues("recent", match, around, CUE_REACH)
        if own.isdisjoint(cue.places)
        and not (around.tokens[cue.start].said == "now" and cue.start - 1 in ends)  # the now of "years ago now"
        and not _now_another(match, cue, around)
        and not _since_then(match, cue, over, around)
        and not _now_of_another(match, cue, dated, around)
        and "when" not in {token.said for token in around.tokens[max(0, cue.start - BEGAN) : cue.start]}
    ]
    if any(not any(set(cue.places) <= set(end.places) for end in past) for cue in recent):
        return None
    return Scope.PAST if any(cue in dated for cue in over) else Scope.OVER


def _now_another(match: Match, cue: Match, around: Surroundings) -> bool:
    """As in "I was paralysed years back, my legs are perfect now": does the present tell of another phrase, in a clause
    of its own that does not come back to this one?"""
    tokens, clause = around.tokens, around.tokens[cue.start].clause
    if clause == tokens[match.start].clause or tokens[cue.start].said not in around.words.present_times:
        return False
    places = [place for place, token in enumerate(tokens) if token.clause == clause]
    back = any(tokens[place].said in around.words.comes_back for place in places)
    return not back and any(place in around.taken and place not in match.places for place in places)


def _now_of_another(match: Match, cue: Match, dated: list[Match], around: Surroundings) -> bool:
    """As in "he had a stroke in 2019, the left hand is still not right": does the "still" tell of what its own clause
    names, when the phrase has its date?"""
    tokens, clause = around.tokens, around.tokens[cue.start].clause
    first = cue.start
    while first and tokens[first - 1].clause == clause:
        first -= 1
    own = tokens[match.start].clause
    if clause == own or first == cue.start or tokens[first].said in around.words.nominative:
        return False
    return any(tokens[end.start].clause == own for end in dated) and around.words.comes_back.isdisjoint(
        token.said for token in tokens[first : cue.start]
    )


def _since_then(match: Match, cue: Match, over: list[Match], around: Surroundings) -> bool:
    """As in "I've had that since I came off a horse in eighty-one": does a "since" only lead to what is so long ago?"""
    tokens = around.tokens
    if tokens[cue.start].said != "since" or cue.end > match.start:
        return False
    dates = [end for end in over if end.start > match.start and tokens[end.start].clause == tokens[match.start].clause]
    return any(tokens[place].said in around.words.long_ago for date in dates for place in date.places)


def _in_two(cue: Match, around: Surroundings) -> bool:
    """Does an "and" part the words of a cue, so that it is none ("it came back up, and then my dinner")?"""
    return any(around.tokens[place].said == "and" and place not in cue.places for place in range(cue.start, cue.end))


def unchanged(match: Match, around: Surroundings) -> bool:
    """Long-standing and the same as ever ("numb toes for twelve years, no change")."""
    return any(
        not (_never_before(cue, around) or _of_another(match, cue, around) or _told_anew(match, cue, around))
        for cue in near_cues("unchanged", match, around, FAR, later=True)
    )


def _told_anew(match: Match, cue: Match, around: Surroundings) -> bool:
    """As in "my water flows as always, I've soiled myself twice": does an "I" after a pause begin to tell of it?"""
    tokens = around.tokens
    return any(
        tokens[place].said == "i" and tokens[place].clause != tokens[place - 1].clause
        for place in range(cue.start + 1, match.start + 1)
    )


def _elsewhere(match: Match, cue: Match, around: Surroundings) -> bool:
    """Does a cue of the past tell of something other than the phrase, or only measure it?"""
    measures = _compared(cue, around) or _in_a_lifetime(cue, around)
    return measures or apart(match, cue, around) or _of_another(match, cue, around)


def _compared(cue: Match, around: Surroundings) -> bool:
    """As in "I can't hold it like I used to": what once was is only the measure of what is."""
    before = [token.said for token in around.tokens[max(0, cue.start - 3) : cue.start]]
    return (
        before[-1:] != [] and before[-1] in around.words.nominative and bool(around.words.measures.intersection(before))
    )


def _in_a_lifetime(cue: Match, around: Surroundings) -> bool:
    """As in "the worst in all my sixty years", "in seventy-two years": it is how long, not when."""
    following = around.tokens[cue.end + 1 : cue.end + 3]  # "two" may stand between
    return around.tokens[cue.start].said == "in" and any(one.said in around.words.lifetimes for one in following)


def _of_another(match: Match, cue: Match, around: Surroundings) -> bool:
    """Is it another phrase that the cue tells of ("the tingling has gone but the legs are weak")? Said before the
    phrase it does not outlast a "but", nor a phrase that it follows; said after it, another phrase must not come
    between."""
    segments = around.tokens[cue.start].segment, around.tokens[match.start].segment
    if cue.start > match.end:
        after = max(match.end + 1, sentence_start(cue.start, around))
        return segments[0] != segments[1] and between_phrases(after, cue.start, around)
    if segments[0] != segments[1]:
        return True
    own = set(match.places)
    return cue.entry.value == "resolved" and any(
        place in around.taken and place not in own and around.tokens[place].segment == segments[0]
        for place in range(cue.start)
    )


def _denied_cue(cue: Match, match: Match, around: Surroundings) -> bool:
    """What "won't go away" is not over, and who "is no better" is not well; the "not" of "couldn't breathe, years ago"
    is the phrase's own."""
    own = {*cue.places, *match.places}
    return any(cue.start - 3 < place < cue.end and place not in own for place in around.negators)


def _never_before(cue: Match, around: Surroundings) -> bool:
    """As in "never in all my life": the same words, with a never before them, say that it is new."""
    return any(token.said == "never" for token in around.tokens[max(0, cue.start - 3) : cue.start])
