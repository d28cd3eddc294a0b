"""Proposals for words that have no pronunciation. They are printed for a person to check, never used unseen."""

import re
import subprocess
from collections.abc import Iterable

from models.train.lexicon import PHONES, Lexicon, Pronunciation

LETTERS = {
    **dict(zip("abcdefg", ("EY", "B IY", "S IY", "D IY", "IY", "EH F", "JH IY"), strict=True)),
    **dict(zip("hijklmn", ("EY CH", "AY", "JH EY", "K EY", "EH L", "EH M", "EH N"), strict=True)),
    **dict(zip("opqrstu", ("OW", "P IY", "K Y UW", "AA R", "EH S", "T IY", "Y UW"), strict=True)),
    **dict(zip("vwxyz", ("V IY", "D AH B AH L Y UW", "EH K S", "W AY", "Z IY"), strict=True)),
}
_BRITISH = (("ae", "e"), ("oe", "e"), ("our", "or"), ("is(e|ed|ing|er)$", r"iz\1"), ("ys(e|ed|ing)$", r"yz\1"))
_BRITISH_ENDS = (("ll(ed|ing|er)$", r"l\1"), ("re$", "er"), ("gh", ""))
_OTHER_NAMES = {"AX": "AH", "AXR": "ER", "IX": "IH", "EL": "AH L", "EM": "AH M", "EN": "AH N", "UX": "UW", "DX": "T"}


def suggest(word: str, lexicon: Lexicon) -> Pronunciation:
    """Letter by letter, by its American spelling, from its two halves, or by flite's letter-to-sound rules."""
    if not re.search("[aeiouy]", word):
        return spelled_out(word)
    for old, new in (*_BRITISH, *_BRITISH_ENDS):
        other = re.sub(old, new, word)
        if other != word and other in lexicon.entries:
            return lexicon.entries[other][0]
    return from_halves(word, lexicon) or by_rule(word)


def spelled_out(word: str) -> Pronunciation:
    """The names of its letters."""
    return tuple(" ".join(LETTERS[letter] for letter in word if letter in LETTERS).split())


def from_halves(word: str, lexicon: Lexicon) -> Pronunciation:
    """Two known words of four letters or more, or nothing."""
    for cut in range(4, len(word) - 3):
        first, second = word[:cut], word[cut:]
        if first in lexicon.entries and second in lexicon.entries:
            return lexicon.entries[first][0] + lexicon.entries[second][0]
    return ()


def by_rule(word: str) -> Pronunciation:
    """What flite would say; its phone names turned into cmudict's."""
    command = ["flite", "-voice", "kal", "-ps", "-t", word, "none"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.upper().split()
    phones = " ".join(_OTHER_NAMES.get(phone, phone) for phone in said if phone != "PAU").split()
    if "u" in word and not set(word) & set("oa"):  # flite has "gunk" with the vowel of "father"
        phones = ["AH" if phone == "AA" else phone for phone in phones]
    return tuple(phone for phone in phones if phone in PHONES)


def lines(words: Iterable[str], lexicon: Lexicon) -> list[str]:
    """Lines for texts/pronunciations.txt."""
    return [f"{word}  {' '.join(suggest(word, lexicon))}" for word in words]
