"""``words.yaml``, ``answers.yaml`` and ``scope.yaml``: the closed word lists of a language."""

from collections.abc import Iterator
from itertools import chain, islice, product

from voice.content.lists import GROUP, expanded, group_of, lists_of
from voice.content.nodes import Node
from voice.core import pauses
from voice.core.answer_words import AnswerWords, ReplyWords, Sense, Wording, answer_words
from voice.core.denials import Denials
from voice.core.echoes import Echo
from voice.core.flatness import FlatWords
from voice.core.language import CommandWords
from voice.core.normalize import Words, normalize, open_contraction, split, stem
from voice.core.patterns import Dialect
from voice.core.pauses import PauseWords
from voice.core.quantity_words import QuantityWords
from voice.core.scope_words import CorrectingWords, DenialWords, EllipsisWords, ScopeWords
from voice.core.terms import Polarity

MOST_WORDINGS = 5000  # of one line: some more, and all the words and rules load in half a second more
BRACKETS = frozenset("()[]")
# The lists of `scope.yaml` that are needed before anything is judged, and those that name slots.
NORMALIZING = ("negators", "verbal_negators", "modals", "contrasts", "turns", "no_turn_before", "no_turn_after")
GROUPS = ("corrects", "ellipsis", "denials", "reference", "taking_back")  # of `scope.yaml`, each a mapping of its own
SLOT_LISTS = ("conditional", "pain_attributes", "in_scope")


def word_table(words: Node, scope: Node) -> tuple[Words, Dialect]:
    """The small words, spellings and classes."""
    keys = words.mapping()
    empty = words.nothing
    for key in ("light", "skippable", "classes"):
        if words and key not in keys:
            words.wrong(f"the key {key!r} is missing")
    irregular = {heard: base.text() for heard, base in keys.get("irregular", empty).items()}
    contractions = {short: tuple(full.text().split()) for short, full in keys.get("contractions", empty).items()}
    rewrites: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for where, line in keys.get("rewrites", empty).lines():
        heard, _, plain = line.partition("=")
        phrase = tuple(heard.split())
        if not phrase or not plain.strip():
            words.problems.add(where, "a rewrite is written `heard = plain`")
            continue
        rewrites.setdefault(phrase[0], []).append((phrase, tuple(plain.split())))
    closed = {name: scope.mapping().get(name, empty).words() for name in NORMALIZING}
    table = Words(
        light=keys.get("light", empty).words(),
        skippable=keys.get("skippable", empty).words(),
        irregular=irregular,
        contractions=contractions,
        corrects=group_of(CorrectingWords, scope, "corrects"),
        ellipsis=group_of(EllipsisWords, scope, "ellipsis"),
        denials=Denials(group_of(DenialWords, scope, "denials"), closed["negators"], closed["verbal_negators"]),
        rewrites={first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in rewrites.items()},
        **closed,
    )
    classes = {name: "|".join(line for _, line in block.lines()) for name, block in keys.get("classes", empty).items()}
    return table, Dialect(table, classes)


def confusions(words: Node, table: Words) -> tuple[dict[str, str], tuple[frozenset[str], frozenset[str]]]:
    """What the recogniser writes for what was said, as stems, and the company that shows it was meant as written."""
    keys = words.mapping()
    empty = words.nothing
    found: dict[str, str] = {}
    for where, line in keys.get("confusions", empty).lines():
        heard, _, meant = (part.strip() for part in line.partition("="))
        if not heard or not meant:
            words.problems.add(where, "a confusion is written `heard=meant`")
            continue
        found[heard] = stem(meant, table.irregular)
    guards = keys.get("confusion_guards", empty).mapping()
    return found, (guards.get("before", empty).words(), guards.get("after", empty).words())


def scope_words(scope: Node) -> ScopeWords:
    """The closed lists of ConText."""
    return lists_of(ScopeWords, scope, besides=(*NORMALIZING, *GROUPS, *SLOT_LISTS, "cues"))


def polarity_words(answers: Node, table: Words, scope: ScopeWords, quantities: QuantityWords) -> AnswerWords:
    """How people say yes, no and not sure; and fillers."""
    keys = answers.mapping()
    empty = answers.nothing
    wordings: list[Wording] = []
    known: dict[str, tuple[str, ...]] = {}
    for key, polarity in (("affirm", Polarity.YES), ("deny", Polarity.NO), ("unsure", Polarity.UNSURE)):
        for where, line in keys.get(key, empty).lines():
            sense = Sense(polarity, line.startswith("~"), line.endswith("$"), line.startswith("^"))
            told = list(islice(plain_wordings(line.strip("~^$ "), table, known), MOST_WORDINGS + 1))
            if not all(told):
                answers.problems.add(where, "an answer needs a word")
            if len(told) > MOST_WORDINGS:
                answers.problems.add(where, f"it comes to more than {MOST_WORDINGS} wordings; choose fewer of them")
            wordings += [(words, sense) for words in told if words]
    fillers = [words for line in expanded_lines(keys.get("fillers", empty)) if (words := plain_words(line, table))]
    echo = group_of(Echo, answers, "echo")
    replies = group_of(ReplyWords, answers, "replies")
    numbers, dates = quantities.numbers, quantities.datings
    times = replies.beside_times.union(
        numbers.units, numbers.tens, numbers.scales, quantities.counted.units, dates.signals
    )
    return answer_words(wordings, fillers, scope.answer_no_before, (echo, replies, times))


def command_words(answers: Node) -> CommandWords:
    """What tells a command from a remark."""
    return group_of(CommandWords, answers, "commanding")


def plain_wordings(line: str, table: Words, known: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """What `expanded` gives, as plain words, with each part of the line read once; ``known`` holds the parts."""
    pieces = GROUP.split(line)  # text, bracket, choices, text, bracket, choices, text
    if not BRACKETS.isdisjoint("".join(pieces[::3])):
        yield from (plain_words(whole, table) for whole in expanded(line))  # brackets within brackets
        return
    parts = [[pieces[0]]]
    for bracket, choices, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        parts += [choices.split("|") + ([""] if bracket == "[" else []), [text]]
    for part in chain.from_iterable(parts):
        if part not in known:
            known[part] = plain_words(part, table)
    for chosen in product(*([known[one] for one in part] for part in parts)):
        yield tuple(chain.from_iterable(chosen))


def plain_words(line: str, table: Words) -> tuple[str, ...]:
    """A fixed wording as the words that an utterance is compared in."""
    return tuple(
        word for piece in split(line) for word in open_contraction(piece, table.contractions) if word[0].isalnum()
    )


def wordings(block: Node, table: Words) -> tuple[tuple[str, ...], ...]:
    """Fixed wordings, one a line."""
    return tuple(words for _, line in block.lines() if (words := plain_words(line, table)))


def flat_words(answers: Node, table: Words) -> FlatWords:
    """What denies all that was asked, and what may stand beside it."""
    lists = answers.mapping().get("flat", answers.nothing).mapping()
    for name in ("denies", "beside"):
        if name not in lists:
            answers.wrong(f"the list {name!r} is missing under `flat`")

    def written(name: str) -> frozenset[tuple[str, ...]]:
        lines = expanded_lines(lists.get(name, answers.nothing))
        said = (tuple(token.said for token in normalize(line, table)) for line in lines)
        return frozenset(words for words in said if words)

    return FlatWords(written("denies"), written("beside"))


def pause_words(answers: Node) -> PauseWords:
    """What shows that somebody goes on, or only listens."""
    lists = answers.mapping().get("pauses", answers.nothing).mapping()
    for name in ("thinking", "unfinished", "backchannels"):
        if name not in lists:
            answers.wrong(f"the list {name!r} is missing under `pauses`")
    empty = answers.nothing
    return PauseWords(
        thinking=pauses.wordings(expanded_lines(lists.get("thinking", empty))),
        unfinished=lists.get("unfinished", empty).words(),
        backchannels=pauses.wordings(expanded_lines(lists.get("backchannels", empty))),
    )


def expanded_lines(block: Node) -> list[str]:
    """The lines of a block with their brackets written out."""
    return [whole for _, line in block.lines() for whole in expanded(line)]
