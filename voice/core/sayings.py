"""The words of one utterance and the phrases in them, as they were meant: what all that follows is read from."""

from dataclasses import dataclass

from voice.core.findings import Found
from voice.core.fragments import denied_details
from voice.core.language import Language
from voice.core.lexicon import Match
from voice.core.matching import find, read
from voice.core.normalize import Token, normalize
from voice.core.phrasing import CUE, HINT, IDIOM, judged_phrases, unshadowed
from voice.core.reference import referred
from voice.core.surroundings import THEIR_PAIN, answering
from voice.core.taking_back import parted, retractions
from voice.core.terms import SlotId


@dataclass(frozen=True, slots=True)
class Sayings:
    """The words of an utterance and the phrases in them: all that are ``written`` there, the ``matches`` that no
    look-alike hides, the places that look-alikes hold, and the phrases of slots as they were meant. ``retracted`` are
    the places from which on something is taken back."""

    tokens: tuple[Token, ...]
    retracted: tuple[int, ...]
    written: list[Match]
    matches: list[Match]
    shadows: dict[SlotId, set[int]]
    judged: list[Found]

    @property
    def hints(self) -> frozenset[str]:
        """The interrupts that sayings and hints may mean."""
        return frozenset(one.entry.owner for one in self.written if one.entry.value in (HINT, IDIOM))


def sayings_in(text: str, asked: tuple[SlotId, ...], language: Language) -> Sayings | None:
    """What phrases find in an utterance; None where it holds no word."""
    tokens = referred(normalize(text, language.words), language.reference)
    retracted = retractions(tokens, language.taking_back)
    tokens = parted(tokens, retracted)
    if not tokens:
        return None
    reading = read(tokens, language.lexicon, answering(tokens, language.scope))
    written = find(reading, language.lexicon, frozenset(asked))
    matches, shadows = unshadowed(written, tokens, language)
    if asked:  # an answer may mention somebody's pain; only a tale that begins with it is theirs
        matches = [one for one in matches if one.entry.owner != CUE or one.entry.value != THEIR_PAIN]
    judged = denied_details(judged_phrases(tokens, matches, language), tokens, language)
    return Sayings(tokens, tuple(retracted), written, matches, shadows, judged)
