"""Does the program hear itself? What is heard may be its own sentence, out of a loudspeaker that no echo check knows of
(another room's, a recording's): such words answer nothing."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from voice.core.pauses import plain

LONG = 6  # words; who says fewer may mean them: "call nine nine nine now"
# fuzz.ratio to one of its sentences from which words are its own. Of 60 whole sentences of its own, heard in its own
# voice and kept for tuning, all but a five-word one are so near. People come near only to short ones ("I need an
# ambulance right now" 89, "I have passed out or nearly passed out" 92): of 91,000 written sentences and answers none of
# twelve words or more is nearer than 75.
ALIKE, ALIKE_LONG = 95.0, 88.0
LONGER = 12  # words from which the second holds
ENDS = (".", "?", "!")


def own_sentences(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of what is spoken by itself; facts within other sentences, and what has places to be filled, are left
    out."""
    whole = (plain(text) for text in texts if text.endswith(ENDS) and "{" not in text)
    return tuple(dict.fromkeys(" ".join(words) for words in whole if len(words) >= LONG))


def is_own(heard: str, sentences: Iterable[str]) -> bool:
    """Is it one of these sentences, misheard here and there?"""
    words = plain(heard)
    alike = ALIKE_LONG if len(words) >= LONGER else ALIKE
    return len(words) >= LONG and any(fuzz.ratio(" ".join(words), one, score_cutoff=alike) for one in sentences)
