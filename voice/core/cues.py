"""Which cues stand near a phrase, and whether they tell of it: what negation, supposition and the past all ask."""

from voice.core.lexicon import Match
from voice.core.surroundings import Surroundings

FAR = 14  # tokens over which a negator in a list may reach
NEAR_DOUBT = 4  # tokens between a word of doubt and what it doubts
SUPPOSED = 7  # tokens between "if I ..." and what is supposed
CUE_REACH = 12  # tokens between a cue and the finding it speaks of


def near_cues(kind: str, match: Match, around: Surroundings, reach: int, *, later: bool = False) -> list[Match]:
    """The cues of a kind in the sentence of a phrase, at most so many tokens from it; ``later``, in sentences
    that take it up ("Numb toes. It's the sugar. They've not changed")."""
    sentence = around.tokens[match.start].sentence
    return [
        cue
        for cue in around.cues.get(kind, ())
        if (around.tokens[cue.start].sentence == sentence or (later and _takes_up(cue, match, around)))
        and min(abs(cue.start - match.end), abs(match.start - cue.end)) <= reach
    ]


def _takes_up(cue: Match, match: Match, around: Surroundings) -> bool:
    """Does every sentence from the one after the phrase to that of the cue begin with an "it" or "they"?"""
    tokens = around.tokens
    if cue.start <= match.end:
        return False
    begins = [place for place in range(match.end + 1, cue.start + 1) if _begins(place, around)]
    return all(tokens[place].said in around.words.takes_up for place in begins)


def _begins(place: int, around: Surroundings) -> bool:
    return around.tokens[place].sentence != around.tokens[place - 1].sentence


def sentence_start(place: int, around: Surroundings) -> int:
    """The first place of its sentence."""
    while place and not _begins(place, around):
        place -= 1
    return place


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
