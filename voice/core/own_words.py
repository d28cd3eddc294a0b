"""Does the program hear itself? What is heard may be its own sentence, out of a loudspeaker that no echo check knows of
(another room's, a recording's): such words answer nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from voice.core.pauses import plain

LONG = 6  # words; who says fewer may mean them: "call nine nine nine now"
SHORT = 5  # words of those that are its own only word for word, and where they name no number to call
# fuzz.ratio to one of its sentences from which words are its own. Of 60 whole sentences of its own, heard in its own
# voice and kept for tuning, all but a five-word one are so near. People come near only to short ones ("I need an
# ambulance right now" 89, "I have passed out or nearly passed out" 92): of 91,000 written sentences and answers none of
# twelve words or more is nearer than 75.
ALIKE, ALIKE_LONG = 95.0, 88.0
LONGER = 12  # words from which the second holds
ENDS = (".", "?", "!")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the program says by itself: ``sentences`` of at least six words, ``short`` ones of five, and ``frames``, the
    words before and after the place that a sentence has for what was found ("let me check ... is that right")."""

    sentences: tuple[str, ...] = ()
    short: frozenset[str] = frozenset()
    frames: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


def own_words(prompts: Iterable[tuple[str, str]]) -> OwnWords:
    """The words of the prompts, each as it was written and with its numbers filled in; facts within other sentences
    are left out."""
    sentences: dict[str, None] = {}
    short: set[str] = set()
    frames: dict[tuple[tuple[str, ...], tuple[str, ...]], None] = {}
    for written, text in prompts:
        if not text.endswith(ENDS):
            continue
        said = tuple(plain(text))
        if "{" in text:
            frame = tuple(plain(text[: text.index("{")])), tuple(plain(text[text.rindex("}") + 1 :]))
            if len(frame[0]) + len(frame[1]) >= LONG:
                frames[frame] = None
        elif len(said) >= LONG:
            sentences[" ".join(said)] = None
        elif len(said) == SHORT and "{" not in written:
            short.add(" ".join(said))
    return OwnWords(tuple(sentences), frozenset(short), tuple(frames))


def is_own(heard: str, own: OwnWords) -> bool:
    """Is it one of these sentences, misheard here and there?"""
    words = tuple(plain(heard))
    if len(words) < LONG:
        return " ".join(words) in own.short
    if _near(words, own.sentences):
        return True
    framed = (frame for frame in own.frames if len(words) > len(frame[0]) + len(frame[1]))
    return any(
        _near((*words[: len(head)], *words[len(words) - len(tail) :]), (" ".join((*head, *tail)),))
        for head, tail in framed
    )


def _near(words: tuple[str, ...], sentences: Iterable[str]) -> bool:
    alike = ALIKE_LONG if len(words) >= LONGER else ALIKE
    return any(fuzz.ratio(" ".join(words), one, score_cutoff=alike) for one in sentences)
