"""Does the program hear itself? What is heard may be its own sentence, out of a loudspeaker that no echo check knows of
(another room's, a recording's): such words answer nothing."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

LONG = 6  # words; who says fewer may mean them: "call nine nine nine now"
# fuzz.ratio to one of its sentences from which words are its own. Of 48 whole sentences of its own, heard in its own
# voice and kept for tuning, 47 are so near; of 770 written answers of four words and more none is nearer than 78.
ALIKE = 95.0
_ENDS = (".", "?", "!")
_MARKS = re.compile(r"[^\w']+")


def own_sentences(texts: Iterable[str]) -> tuple[str, ...]:
    """What is spoken by itself, as a recogniser writes it; facts within other sentences, and what has places to be
    filled, are left out."""
    whole = (text for text in texts if text.endswith(_ENDS) and "{" not in text)
    plain = (" ".join(_MARKS.sub(" ", text.lower()).split()) for text in whole)
    return tuple(dict.fromkeys(text for text in plain if len(text.split()) >= LONG))


def is_own(heard: str, sentences: Iterable[str]) -> bool:
    """Is it one of these sentences, misheard here and there?"""
    return len(heard.split()) >= LONG and any(fuzz.ratio(heard, one, score_cutoff=ALIKE) for one in sentences)
