"""Does the program hear itself? What is heard may be its own sentence, out of a loudspeaker that no echo check knows of
(another room's, a recording's): such words answer nothing."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from voice.core.pauses import plain

LONG = 6  # words; who says fewer may mean them: "call nine nine nine now"
# fuzz.ratio to one of its sentences from which words are its own. Of 60 whole sentences of its own, heard in its own
# voice and kept for tuning, all but a five-word one are so near; of 12,000 written answers of six words and more none
# is nearer than 78.
ALIKE = 88.0
ENDS = (".", "?", "!")


def own_sentences(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of what is spoken by itself; facts within other sentences, and what has places to be filled, are left
    out."""
    whole = (plain(text) for text in texts if text.endswith(ENDS) and "{" not in text)
    return tuple(dict.fromkeys(" ".join(words) for words in whole if len(words) >= LONG))


def is_own(heard: str, sentences: Iterable[str]) -> bool:
    """Is it one of these sentences, misheard here and there?"""
    words = plain(heard)
    return len(words) >= LONG and any(fuzz.ratio(" ".join(words), one, score_cutoff=ALIKE) for one in sentences)
