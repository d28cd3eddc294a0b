"""How sure the recogniser was of single words, where it has no second opinion.

A recogniser without a grammar turns whatever it hears into words, and in a long tale some of them make an alarm by
chance. It is seldom sure of all of these.
"""

from itertools import groupby

from voice.core.findings import Found
from voice.core.normalize import Token, Words, open_contraction
from voice.core.terms import Utterance

# Of 225 spoken tales of written callers, in a synthetic voice kept for tuning, 22 were heard to tell of a danger sign:
# 9 rightly, of which 4 hold a word below this, and 13 wrongly, of which 11 do.
SURE = 0.65


def unsure_words(utterance: Utterance, words: Words) -> frozenset[str]:
    """The words that the one ear was not sure of, opened ("can't" is "can not"); none where two ears heard, or the
    words were typed."""
    doubted = (word for word, sure in _each(utterance) if sure < SURE)
    return frozenset(part for word in doubted for part in open_contraction(word, words.contractions))


def sure_stretches(utterance: Utterance) -> tuple[str, ...]:
    """What was said between the words that the one ear was not sure of."""
    runs = groupby(_each(utterance), lambda one: one[1] >= SURE)
    return tuple(" ".join(word for word, _ in run) for sure, run in runs if sure)


def _each(utterance: Utterance) -> tuple[tuple[str, float], ...]:
    """Every word with how sure the ear was of it; nothing where that is not told for each."""
    heard = utterance.text.split()
    told = len(heard) == len(utterance.sureness)
    return tuple(zip(heard, utterance.sureness, strict=True)) if told else ()


def rests_on(found: Found, unsure: frozenset[str], tokens: tuple[Token, ...]) -> bool:
    """Was any of these words needed for what was found?"""
    places = found.places or range(found.start, found.end + 1)
    return any(tokens[place].said in unsure for place in places if place < len(tokens))
