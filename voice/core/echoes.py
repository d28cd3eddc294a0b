"""Answers that do no more than echo the question: "it does not, really", "I wouldn't say I have", "it is and it isn't".

Such a clause is made of a closed set of words. What it says is read off its grammar: yes, no where it is negated,
unsure where it is both or doubted.
"""

from dataclasses import dataclass
from itertools import pairwise

from voice.core.terms import Polarity


@dataclass(frozen=True, slots=True)
class Echo:
    """The closed lists of words that a clause may be made of which only echoes the question."""

    auxiliaries: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    rest: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    negators: frozenset[str] = frozenset()
    doubts: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    never_first: frozenset[str] = frozenset()
    never_last: frozenset[str] = frozenset()
    no_answers: frozenset[tuple[str, ...]] = frozenset()
    whole: frozenset[str] = frozenset()
    sealing: frozenset[str] = frozenset()
    after_whole: frozenset[str] = frozenset()
    after_whole_not: frozenset[str] = frozenset()


def echoes(word: str, echo: Echo) -> bool:
    """Is it a word that an echo may be made of?"""
    return (
        word in echo.auxiliaries
        or word in echo.subjects
        or word in echo.rest
        or word in echo.negators
        or word in echo.verbs
        or word in echo.doubts
        or word in echo.joins
        or word in echo.adverbs
    )


def answering(said: list[str], echo: Echo) -> bool:
    """Does a clause of echo words answer? It has a subject with its auxiliary, or a verb of opinion with its "so"; and
    "that is it" ends rather than answers."""
    if (
        len(said) <= 1
        or tuple(said[:3]) in echo.no_answers
        or said[0] in echo.never_first
        or said[-1] in echo.never_last
    ):
        return False
    if "feel" in said and {"can", "could"} & set(said) and "any" not in said and "anything" not in said:
        return False  # "I can't really feel it" names a numbness
    if said[0] in echo.doubts or (said[0] in echo.auxiliaries and said[1] in echo.negators):
        return True
    return any(word in echo.subjects and _has_auxiliary(said[at + 1 :], echo) for at, word in enumerate(said)) or any(
        one in echo.verbs and two == "so" for one, two in pairwise(said)
    )


def whole(said: list[str], following: str, echo: Echo) -> bool:
    """Is it an answer already, whatever follows ("it does that every time", "they did not the once")? After "do" no
    object can: what comes next says when, where or how, or begins something new."""
    last = max((at for at, word in enumerate(said) if word in echo.auxiliaries), default=-1)
    if last < 1 or said[last] not in echo.whole:
        return False
    if not all(word in echo.negators or word in echo.adverbs or word in echo.sealing for word in said[last + 1 :]):
        return False
    negated = not echo.negators.isdisjoint(said)
    return following.endswith("ly") or following in echo.after_whole or (negated and following in echo.after_whole_not)


def _has_auxiliary(following: list[str], echo: Echo) -> bool:
    """Does an auxiliary follow, after adverbs at most; or a "never" that ends it?"""
    for word in following:
        if word in echo.auxiliaries or word in echo.doubts:
            return True
        if word not in echo.adverbs and word not in echo.negators:
            return False
    return following[-1:] == ["never"]


def _states(part: list[str], echo: Echo) -> bool:
    """Does a part say yes or no by itself: by an auxiliary, a doubt, or a verb of opinion with its "so"?"""
    return bool((echo.auxiliaries | echo.doubts) & set(part)) or any(
        one in echo.verbs and two == "so" for one, two in pairwise(part)
    )


def echoed(said: list[str], echo: Echo) -> Polarity:
    """Yes, or no if it is negated; unsure if it is both, or doubted. Each joined part is taken by itself."""
    parts: list[list[str]] = [[]]
    for word in said:
        if word in echo.joins:
            parts.append([])
        else:
            parts[-1].append(word)
    signs = {bool(echo.negators & set(part)) for part in parts if _states(part, echo)}
    able = any(one == "could" and two in echo.negators for one, two in pairwise(said))
    if len(signs) > 1 or (echo.doubts & set(said) and not able):
        return Polarity.UNSURE
    return Polarity.NO if echo.negators & set(said) else Polarity.YES
