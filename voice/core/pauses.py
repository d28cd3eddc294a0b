"""The words by which a listener knows whether somebody goes on: closed lists, compared whole. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from voice.core.normalize import split

Wordings = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PauseWords:
    """``thinking``: said while looking for words; ``unfinished``: words with which no answer ends; ``backchannels``:
    said to show that one listens, which is no wish to speak."""

    thinking: Wordings = frozenset()
    unfinished: frozenset[str] = frozenset()
    backchannels: Wordings = frozenset()

    def trails_off(self, text: str) -> bool:
        """Does it end in a way after which people go on ("um", "let me think", "and")?"""
        words = plain(text)
        if not words:
            return False
        longest = max(map(len, self.thinking), default=0)
        thinking = any(words[-count:] in self.thinking for count in range(1, min(longest, len(words)) + 1))
        return thinking or words[-1] in self.unfinished

    def only_listens(self, text: str) -> bool:
        """Is it nothing but "uh huh", "okay", "I see", once or several times?"""
        words = plain(text)
        return bool(words) and _made_of(words, self.backchannels)


def plain(text: str) -> tuple[str, ...]:
    """The words, without punctuation."""
    return tuple(piece for piece in split(text) if piece[0].isalnum())


def _made_of(words: tuple[str, ...], wordings: Wordings) -> bool:
    """Is it a chain of these? Each place is looked at once, so that long texts take no longer than they must."""
    lengths = sorted({len(one) for one in wordings})
    reached = {0}
    for place in range(len(words)):
        if place in reached:
            reached |= {place + count for count in lengths if words[place : place + count] in wordings}
    return len(words) in reached


def wordings(lines: Iterable[str]) -> Wordings:
    """One wording a line, as they are compared."""
    return frozenset(words for line in lines if (words := plain(line)))
