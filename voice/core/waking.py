"""The words that wake a program which sits waiting. Pure.

An ear that expects these words hears them in a sneeze, too; so the free ear must have heard at least something like it.
"""

from rapidfuzz import fuzz

from voice.core.normalize import normalize
from voice.core.pathway import Pathway
from voice.core.terms import Utterance

ALIKE = 60.0  # fuzz.ratio of the two hearings from which they are the same words, misheard here and there


def wakes(utterance: Utterance, pathway: Pathway) -> bool:
    """Was it called? Total."""
    said = tuple(token.said for token in normalize(utterance.text, pathway.language.words))
    ends = range(1, len(said) + 1)
    called = any(said[start:end] in pathway.setup.start for end in ends for start in range(end))
    return called and (utterance.free is None or fuzz.ratio(utterance.text, utterance.free) >= ALIKE)
