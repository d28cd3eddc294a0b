"""The words a model must know, and where they come from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.train import wordings
from models.train.lexicon import Lexicon
from models.train.numerals import NUMBER_WORDS

OFTEN = 8  # times that a word must be said in tales and answers to be known for that alone
ANSWERS_COUNT = 3  # times, since most of what is said are answers


@dataclass(frozen=True)
class Vocabulary:
    """All words, sorted, and texts that teach the free decode what is likely, some of them several times."""

    words: tuple[str, ...]
    texts: tuple[str, ...]


def gather(intents: Path | None, lexicon: Lexicon) -> Vocabulary:
    """Committed texts, everyday words, number words, and every string of ``intents`` when it is given. The inflected
    forms of words in patterns are left out that are seldom said in the tales and answers."""
    sentences: list[str] = [*wordings.frequent(), *wordings.answers(), *wordings.sentences(), *wordings.symptoms()]
    words = {word for sentence in sentences for word in sentence.split()} | set(wordings.common_words()) | NUMBER_WORDS
    told = wordings.told()
    said = Counter(word for text in (*told, *wordings.answered()) for word in text.split())
    often = {word for word, count in said.items() if count >= OFTEN}
    words |= {word for word in often if not lexicon.missing([word])}
    if intents:
        sentences += wordings.plain_strings(intents)
        matched = intent_words(intents)
        words |= matched | (inflected(matched, lexicon) & often)
    texts = (*sentences, *told, *wordings.answered() * ANSWERS_COUNT)
    return Vocabulary(tuple(sorted(words)), texts)


def intent_words(intents: Path) -> set[str]:
    """Every word in a spoken or matched string of the intents."""
    return {word for text in wordings.intent_strings(intents) for word in text.split()}


def inflected(words: Iterable[str], lexicon: Lexicon) -> set[str]:
    """The forms with -s, -ed and -ing that the dictionary has: a pattern's "ache" is also said "aches", "aching"."""
    stems = {stem for word in words if len(word) > 2 for stem in (word, word.removesuffix("e"))}
    return {stem + end for stem in stems for end in ("s", "es", "ed", "ing") if stem + end in lexicon.entries}


def lacking(intents: Path, model: Path) -> list[str]:
    """Words in ``intents`` that the model folder's words.txt has not."""
    lines = (model / "graph" / "words.txt").read_text(encoding="utf-8").splitlines()
    known = {line.split()[0] for line in lines if line}
    return sorted(intent_words(intents) - known)


def model_words(model: Path) -> Sequence[str]:
    """Every word of a model folder's graph."""
    return [line.split()[0] for line in (model / "graph" / "words.txt").read_text(encoding="utf-8").splitlines()]
