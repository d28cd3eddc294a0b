"""Which cues stand near a phrase, and whether they tell of it: what negation, supposition and the past all ask."""

from voice.core.lexicon import Match
from voice.core.surroundings import Surroundings

FAR = 14  # tokens over which a negator in a list may reach
NEAR_DOUBT = 4  # tokens between a word of doubt and what it doubts
SUPPOSED = 7  # tokens between "if I ..." and what is supposed
CUE_REACH = 12  # tokens between a cue and the finding it speaks of


def near_cues(kind: str, match: Match, around: Surroundings, reach: int) -> list[Match]:
    """The cues of a kind in the sentence of a phrase, at most so many tokens from it."""
    sentence = around.tokens[match.start].sentence
    return [
        cue
        for cue in around.cues.get(kind, ())
        if around.tokens[cue.start].sentence == sentence
        and min(abs(cue.start - match.end), abs(match.start - cue.end)) <= reach
    ]


def between_phrases(start: int, end: int, around: Surroundings) -> bool:
    """Does another phrase stand between, so that what follows is said of that one?"""
    return any(place in around.taken for place in range(start, end))


def denied_within(cue: Match, around: Surroundings) -> bool:
    """Does a cue hold a negator that is none of its own words?"""
    return any(cue.start < place < cue.end and place not in cue.places for place in around.negators)


def apart(match: Match, cue: Match, around: Surroundings) -> bool:
    """Does the cue belong to another statement of the speaker ("my back hurts, I had cancer ten years ago")?"""
    tokens = around.tokens
    start, end = (match.end + 1, cue.start) if cue.start > match.end else (cue.end + 1, match.start)
    return any(
        (tokens[place].clause != tokens[place - 1].clause or tokens[place - 1].said == "and")
        and tokens[place].said in around.words.first_person
        for place in range(start, end + 1)
        if place < len(tokens)
    )
