"""Training texts: what people say when they answer, one plain line each.

The committed lists stand on their own; a folder of intents adds to them when it is given.
"""

import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.train.numerals import spell

FOLDER = Path(__file__).with_name("texts")
LEARNED = Path(__file__).parents[1]
_REFERENCE = re.compile(r"\{.*?\}|<.*?>")
_PATTERN = re.compile(r"[<>{}()\[\]|=^$&~]|\.\.")
_NOT_SPOKEN = frozenset("slot interrupt kind cite id variant order choices when then if_unsure if_unanswered".split())
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*'?")


def normalise(text: str) -> str:
    """Lower case, straight apostrophes, numbers spelled out, hyphens opened, everything else dropped."""
    text = text.lower().replace("\u2019", "'").replace("\u2018", "'")
    text = re.sub(r"(\d),(?=\d{3})", r"\1", text)
    text = re.sub(r"\d{1,6}", lambda found: f" {spell(int(found.group()))} ", text)
    words = []
    for token in re.split(r"[^a-z']+", text):
        word = token.strip("'")
        if _WORD.fullmatch(word):
            words.append(word)
    return " ".join(words)


def read_lines(path: Path) -> list[str]:
    """Normalised lines of a text file; empty lines and lines that begin with # are left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [text for line in lines if not line.startswith("#") and (text := normalise(line))]


def common_words() -> list[str]:
    """The committed everyday vocabulary, sorted."""
    return sorted({word for line in read_lines(FOLDER / "common_words.txt") for word in line.split()})


def answers() -> list[str]:
    """Short answers: yes, no, not sure, numbers, durations, ages, dates, places on the body, commands."""
    numbers = [spell(n) for n in range(121)]
    counted = [f"{spell(n)} {unit}" for n in (2, 3, 4, 5, 6, 8, 10, 12, 20) for unit in ("hours", "days", "weeks")]
    counted += [f"{spell(n)} {unit}" for n in (2, 3, 4, 6, 9, 18, 30) for unit in ("minutes", "months", "years")]
    ages = [
        f"{wording} {spell(n)}" for n, wording in zip(range(18, 98, 4), _cycle(("i'm", "i am", "aged")), strict=False)
    ]
    severity = [f"about {spell(n)}" for n in range(11)] + [f"{spell(n)} out of ten" for n in range(11)]
    return _unique([*read_lines(FOLDER / "answers.txt"), *numbers, *counted, *ages, *severity])


def sentences() -> list[str]:
    """Everyday sentences, written for this model."""
    return _unique(read_lines(FOLDER / "sentences.txt"))


def symptoms() -> list[str]:
    """How people tell symptoms, and what only sounds like one."""
    return _unique(read_lines(FOLDER / "symptoms.txt"))


def told() -> list[str]:
    """What callers tell, alarming or not: the sentences that the likelihood of alarms is learned from, too."""
    return _unique(_last_columns("alarms/sentences/*/*.tsv"))


def answered() -> list[str]:
    """What callers answer to questions: the answers and tales that are learned from elsewhere, as often as written."""
    return [*_last_columns("answers/sentences/**/*.tsv"), *_last_columns("tales/sentences/*.tsv")]


def _last_columns(pattern: str) -> Iterator[str]:
    for path in sorted(LEARNED.glob(pattern)):
        yield from (normalise(line.rpartition("\t")[2]) for line in path.read_text(encoding="utf-8").splitlines())


def frequent() -> list[str]:
    """Whole answers as often as people give them, so that the free decode expects a bare "no" most."""
    lines = (FOLDER / "frequent.txt").read_text(encoding="utf-8").splitlines()
    counted = (line.split(maxsplit=1) for line in lines if not line.startswith("#"))
    return [normalise(text) for count, text in counted for _ in range(int(count))]


def intent_strings(folder: Path) -> list[str]:
    """Every line of every spoken or matched string under an intents folder, normalised.

    Places to fill ({EMERGENCY}), names of word classes (<pain>) and remarks are dropped; of a pattern its words stay.
    """
    return _unique(normalise(_REFERENCE.sub(" ", line)) for line in _intent_lines(folder))


def plain_strings(folder: Path) -> list[str]:
    """Those lines of an intents folder that are words and punctuation only, as somebody would say them."""
    return _unique(normalise(line) for line in _intent_lines(folder) if not _PATTERN.search(line))


def _intent_lines(folder: Path) -> Iterator[str]:
    import yaml

    language = folder / "en" if (folder / "en").is_dir() else folder  # what lies beside it is rules, not speech
    for path in sorted(language.rglob("*.yaml")):
        for value in _strings(yaml.safe_load(path.read_text(encoding="utf-8"))):
            yield from (line for line in value.splitlines() if not line.strip().startswith("#"))


def number_strings(count: int, rng: random.Random) -> list[str]:
    """Runs of two to seven digit or number words, as in telephone numbers and dates."""
    pool = [spell(n) for n in range(1, 100)] + ["oh", "zero", "hundred"] + [spell(n) for n in range(10)] * 8
    return [" ".join(rng.choice(pool) for _ in range(rng.randint(2, 7))) for _ in range(count)]


def word_runs(count: int, words: list[str], rng: random.Random) -> list[str]:
    """Runs of three to six unrelated words: every word is heard, and no sentence is learned by heart."""
    return [" ".join(rng.sample(words, rng.randint(3, 6))) for _ in range(count)]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NOT_SPOKEN:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _cycle(items: tuple[str, ...]) -> Iterator[str]:
    while True:
        yield from items


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(item for item in items if item))
