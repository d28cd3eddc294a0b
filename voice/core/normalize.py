"""From what was said to tokens: case, apostrophes, contractions, spellings of a recogniser, fillers, clause bounds.

A token keeps its word, its stem (the form that patterns are compared in) and three facts the matcher needs: is it a
small word, may it be skipped, and which sentence and clause it stands in. Total: any text gives a tuple of tokens.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from voice.core.denials import Denials, affirmed
from voice.core.ellipsis import distributed, filled_in
from voice.core.scope_words import CorrectingWords, EllipsisWords

WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*|[.,;:!?\u2026\u2014-]+")
JOINED = re.compile(r"(?<=\w)-(?=\w)")
GLUED = re.compile(r"(?<=\d)(?=(?:wks?|hrs?|mins?|mths?|yrs?|days?|weeks?|months?|years?|am|pm|ish|yo|[dwmyh])\b)")
DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{2,4})\b")
OUT_OF = re.compile(r"(?<=\d)\s*/\s*(?=10\b)")
STOPS = frozenset(".;!?")
SETTLED = 2  # words at least from a negator to the word that turns from it ("not weak, more tired")
TURNS_WITHIN = 7  # words at most
CORRECTS_WITHIN = 14  # words at most from what a thing is not to what it is
PAUSES = ("..", "...", "....")  # someone who gasps for words has not ended the sentence
UNDOUBLED = frozenset("bdfgmnprt")
ONE_YEAR, ANY_YEAR = re.compile(r"(?:19|20)\d\d"), "1999"  # every year is this one in patterns: "in 1999"
LONGEST_WORD = 40  # letters; longer runs are noise and are cut, so that cost stays linear

APOSTROPHE_ENDINGS = {
    "n't": ("not",),
    "'ve": ("have",),
    "'re": ("are",),
    "'ll": ("will",),
    "'d": ("would",),
    "'m": ("am",),
    "'s": ("s",),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The small words of a language: what `normalize` needs of ``words.yaml`` and ``scope.yaml``.

    ``rewrites`` maps a first word to the phrases that begin with it and what each becomes, longest first.
    """

    light: frozenset[str] = frozenset()
    skippable: frozenset[str] = frozenset()
    negators: frozenset[str] = frozenset()
    verbal_negators: frozenset[str] = frozenset()
    contrasts: frozenset[str] = frozenset()
    irregular: Mapping[str, str] = field(default_factory=dict)
    contractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rewrites: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = field(default_factory=dict)
    turns: frozenset[str] = frozenset()
    no_turn_before: frozenset[str] = frozenset()
    no_turn_after: frozenset[str] = frozenset()
    ellipsis: EllipsisWords = field(default_factory=EllipsisWords)
    modals: frozenset[str] = frozenset()
    corrects: CorrectingWords = field(default_factory=CorrectingWords)
    denials: Denials = field(default_factory=Denials)


class Referent(NamedTuple):
    """What a pronoun stands for: the word, its stem, and whether the pronoun is the subject of a clause."""

    said: str
    stem: str
    subject: bool


@dataclass(frozen=True, slots=True)
class Token:
    """One word: ``said`` as normalised, ``stem`` for comparing. ``sentence`` ends at a stop, ``segment`` also at a word
    such as "but", ``clause`` also at a comma; all three count from the start of the utterance. ``stands_for`` is what
    a pronoun means, where it is known."""

    said: str
    stem: str
    sentence: int
    segment: int
    clause: int
    light: bool
    skippable: bool
    stands_for: Referent | None = None


def stem(word: str, irregular: Mapping[str, str]) -> str:
    """Cut the endings of a word so that ``legs`` is ``leg`` and ``hurting`` is ``hurt``. Crude on purpose: both sides
    of every comparison go through it, so it need only be consistent."""
    if word in irregular:
        word = irregular[word]
    if ONE_YEAR.fullmatch(word):
        return ANY_YEAR
    if len(word) < 4:
        return word
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ies")):
        word = word[:-1]
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    word = _without_ending(word)
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and _has_vowel(base):
            return base[:-1] if len(base) > 3 and base[-1] == base[-2] and base[-1] in UNDOUBLED else base
    return word


def _has_vowel(text: str) -> bool:
    return any(letter in "aeiouy" for letter in text)


def split(text: str) -> list[str]:
    """Lower-case words and punctuation, in order."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = text.lower().replace("\u2019", "'").replace("\u2018", "'").replace("`", "'")
    text = GLUED.sub(" ", DATE.sub(r"\1 \2 \3", OUT_OF.sub(" out of ", JOINED.sub(" ", text))))
    return [piece[:LONGEST_WORD] for piece in WORD.findall(text)]


def open_contraction(word: str, contractions: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """``can't`` to ``can not``; a word without an apostrophe only when the language lists it (``cant``)."""
    known = contractions.get(word)
    if known is not None:
        return known
    if "'" not in word:
        return (word,)
    for ending, opened in APOSTROPHE_ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word[: -len(ending)].replace("'", ""), *opened)
    return (word.replace("'", ""),)


def _rewritten(words: list[str], table: Words) -> list[str]:
    """Replace the spellings and fixed phrases that have a plainer form; one pass, longest first, so linear."""
    out: list[str] = []
    place = 0
    while place < len(words):
        for phrase, instead in table.rewrites.get(words[place], ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                out.extend(instead)
                place += len(phrase)
                break
        else:
            out.append(words[place])
            place += 1
    return out


def _turns(words: list[str], place: int, table: Words) -> bool:
    follows = words[place + 1] if place + 1 < len(words) else None
    return follows is not None and follows not in table.no_turn_before and words[place - 1] not in table.no_turn_after


def _corrects(words: list[str], place: int, lists: CorrectingWords) -> bool:
    """Does "it is my ..." begin here, after what it is not ("I'm not breathless, it's just my chest is tight")?"""
    if words[place] not in lists.subjects or words[place - 1] in lists.binders:
        return False
    following = words[place + 1 : place + 3]
    return len(following) > 1 and following[0] in lists.copulas and following[1] in lists.instead


def normalize(text: str, table: Words) -> tuple[Token, ...]:
    """Tokens of an utterance. Punctuation ends sentences and clauses and is then gone; fillers are gone too."""
    opened: list[str] = []
    for piece in split(text):
        opened.extend(open_contraction(piece, table.contractions))
    tokens: list[Token] = []
    sentence = segment = clause = 0
    stops: list[int] = []  # sentences that follow no question
    words = filled_in(affirmed(_rewritten(opened, table), table.denials), table.negators, table.ellipsis)
    words = distributed(words, table.negators, table.ellipsis)
    denied = refused = -CORRECTS_WITHIN
    for place, word in enumerate(words):
        if not word[0].isalnum():
            if word not in PAUSES and any(mark in STOPS for mark in word):
                sentence, segment = sentence + 1, segment + 1
                stops += [sentence] if "?" not in word else []
                refused = -CORRECTS_WITHIN
            clause += 1
            denied = -TURNS_WITHIN
            continue
        if word in table.negators:
            denied = place
            refused = refused if place and words[place - 1] in table.modals else place
        turns = word in table.turns and SETTLED <= place - denied < TURNS_WITHIN and _turns(words, place, table)
        corrects = SETTLED <= place - refused < CORRECTS_WITHIN and _corrects(words, place, table.corrects)
        segment += word in table.contrasts or turns or corrects
        light = word in table.light
        skippable = light or word in table.skippable
        tokens.append(Token(word, stem(word, table.irregular), sentence, segment, clause, light, skippable))
    return _telegraphic(tokens, stops, table) if stops else tuple(tokens)


def _telegraphic(tokens: list[Token], stops: list[int], table: Words) -> tuple[Token, ...]:
    """Who is short of breath speaks in single words: "Pressure. Chest. Bad." A full stop beside no more than one word
    that counts ends a sentence, so that no "not" reaches across, but phrases may."""
    counted = [0] * (tokens[-1].sentence + 1) if tokens else []
    for token in tokens:
        counted[token.sentence] += not token.skippable and token.said not in table.negators
    joins = {one for one in stops if one < len(counted) and min(counted[one - 1], counted[one]) <= 1}
    if not joins:
        return tuple(tokens)
    before = [0] * len(counted)
    for one in range(1, len(counted)):
        before[one] = before[one - 1] + (one in joins)
    return tuple([replace(token, segment=token.segment - before[token.sentence]) for token in tokens])
