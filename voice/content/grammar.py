"""What the recogniser may expect as the answer to a question: wordings as they are spoken, for a run-time grammar.

libvosk makes a bigram of the phrases it is given, so each word need only stand in some phrase beside its usual
neighbours. Patterns are written out with each of their words at least once; negations are contracted as people speak.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from voice.content.lists import expanded
from voice.content.nodes import Node
from voice.content.phrases import Phrasebook
from voice.core.lexicon import Role
from voice.core.patterns import Dialect, PatternError, Variant, parse
from voice.core.quantity_words import NumberWords
from voice.core.terms import SlotKind
from voice.core.wording import number_words

CONTRACTED = (
    ("can not", "can't"), ("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("is not", "isn't"),
    ("are not", "aren't"), ("was not", "wasn't"), ("have not", "haven't"), ("has not", "hasn't"),
    ("could not", "couldn't"), ("would not", "wouldn't"), ("should not", "shouldn't"), ("will not", "won't"),
    ("i am", "i'm"), ("i have", "i've"), ("i would", "i'd"), ("i will", "i'll"), ("it is", "it's"),
    ("that is", "that's"), ("there is", "there's"), ("they are", "they're"), ("he is", "he's"), ("she is", "she's"),
)  # fmt: skip
UNITS = ("minutes", "hours", "days", "weeks", "months", "years")
VAGUE = ("a few", "a couple of", "several", "about two", "about three", "over a", "nearly a")
DATED = (
    "today", "yesterday", "this morning", "last night", "since yesterday", "since this morning", "since last week",
    "since monday", "since tuesday", "since wednesday", "since thursday", "since friday", "since saturday",
    "since sunday", "a fortnight", "a week", "a month", "a year", "half an hour", "half a year", "a month and a half",
    "since christmas", "since the weekend", "about a week", "for years", "all day", "overnight", "just now",
)  # fmt: skip
OLDEST = 100
BARE = 5  # a number alone is a likelier answer to "how bad is it" than any other wording, so many times


def contracted(text: str) -> str:
    """The wording as it is usually spoken."""
    padded = f" {text} "
    for full, short in CONTRACTED:
        padded = padded.replace(f" {full} ", f" {short} ")
    return padded.strip()


def forms(line: str, dialect: Dialect, most: int) -> Iterator[str]:
    """A pattern written out: as many wordings as it takes for each of its words to occur, at most ``most``."""
    try:
        variants = parse(line, dialect)
    except PatternError:
        return
    yield from islice((form for variant in variants for form in _wordings(variant)), most)


def _wordings(variant: Variant) -> Iterator[str]:
    choices = [sorted(word.lstrip("=") for word in element.stems) for part in variant.parts for element in part]
    for turn in range(max(len(words) for words in choices)):
        yield contracted(" ".join(words[turn % len(words)] for words in choices))


def literal(dialect: Dialect) -> Dialect:
    """The dialect that keeps every word as written."""
    return Dialect(dialect.words, dialect.classes, literal=True)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of some owners' patterns a grammar takes: the first ``lines`` of a group, ``each`` wordings a line."""

    lines: int
    each: int


def pattern_forms(book: Phrasebook, owners: Iterable[str], roles: Iterable[Role], share: Share) -> tuple[str, ...]:
    """The foremost patterns of some owners written out."""
    wanted, as_what, dialect = frozenset(owners), frozenset(roles), literal(book.dialect)
    taken: Counter[tuple[str, str, Role]] = Counter()
    found: dict[str, None] = {}
    for entry in book.entries:
        group = (entry.owner, entry.value, entry.role)
        if entry.owner in wanted and entry.role in as_what and taken[group] < share.lines:
            taken[group] += 1
            found.update(dict.fromkeys(forms(entry.text, dialect, share.each)))
    return tuple(found)


def answer_forms(answers: Node, keys: Iterable[str], each: int) -> tuple[str, ...]:
    """Yes, no and not sure as they are spoken, at most ``each`` wordings a line."""
    listed = answers.mapping()
    lines = (line for key in keys if key in listed for _, line in listed[key].lines())
    return tuple(dict.fromkeys(contracted(form) for line in lines for form in expanded(line.strip("~^$ "))[:each]))


def quantity_forms(kind: SlotKind, words: NumberWords) -> tuple[str, ...]:
    """Numbers as people say them in answer to a question of this kind."""
    match kind:
        case SlotKind.SCORE:
            numbers = [number_words(number, words) for number in range(11)]
            return (
                *(numbers * BARE),
                *(f"{number} out of ten" for number in numbers),
                *(f"about {number}" for number in numbers),
            )
        case SlotKind.AGE:
            ages = [number_words(number, words) for number in range(1, OLDEST)]
            return (*ages, *(f"i'm {age}" for age in ages), *(f"{age} years old" for age in ages))
        case SlotKind.DURATION:
            counts = [number_words(number, words) for number in (*range(1, 21), 24, 30, 40, 50)]
            counted = (f"{count} {unit}" for count in (*counts, *VAGUE) for unit in UNITS)
            return (*counted, *(f"{number_words(number, words)} years" for number in range(21, 61)), *DATED)
        case _:
            return ()
