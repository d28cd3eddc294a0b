"""Whether wording of a denial ("my legs are fine") still holds, or never was one."""

from itertools import pairwise

from voice.core.lexicon import Match
from voice.core.normalize import Token
from voice.core.scope_words import ScopeWords

SOON_AFTER = 6  # words in which what was fine turns out not to be


def lapsed(match: Match, tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    """Is it denied itself, over, or contradicted?"""
    return _crossed(match, tokens, words) or _no_longer(match, tokens) or _contradicted(match, tokens, words)


def _no_longer(match: Match, tokens: tuple[Token, ...]) -> bool:
    """As in "they were fine until this morning", "my legs used to be fine", "fine last week and now they're not"."""
    after = {token.said for token in tokens[match.end + 1 : match.end + 4]}
    told = [
        token.said if place not in match.places else ""
        for place, token in enumerate(tokens[: match.end + 1])
        if place >= match.start - 3
    ]
    used = any(pair == ("used", "to") for pair in pairwise(told))
    following = [token.said for token in tokens[match.end + 1 : match.end + 1 + SOON_AFTER]]
    changed = any(pair in (("and", "now"), ("but", "now")) for pair in pairwise(following))
    return used or changed or not after.isdisjoint(("until", "till"))


def _crossed(match: Match, tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    """Does a "not" that is none of its words stand within it ("she can not stand" for "can stand")?"""
    inside = range(match.start, match.end)
    return any(tokens[place].said in words.verbal_negators and place not in match.places for place in inside)


def _contradicted(match: Match, tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    """As in "they were fine but they aren't": does no more than a subject, a verb and a "not" follow a "but"?"""
    but = match.end + 1
    if len(tokens) - but < len(("but", "they", "are", "not")) or tokens[but].said not in words.negation.against:
        return False
    subject, verb, denial = tokens[but + 1 : but + 4]
    ends = but + 4 == len(tokens) or tokens[but + 4].clause != denial.clause
    states = verb.said in words.postposed.states
    return subject.said in words.nominative and states and denial.said in words.verbal_negators and ends
