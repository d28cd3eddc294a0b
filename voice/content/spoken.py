"""From the word lists and the gathered patterns of a language to the `Language` that the core understands with."""

from dataclasses import dataclass, field

from voice.content.lists import group_of
from voice.content.nodes import Node
from voice.content.phrases import Phrasebook
from voice.content.questions import Gathered
from voice.content.words import (
    SLOT_LISTS,
    command_words,
    confusions,
    flat_words,
    pause_words,
    polarity_words,
    scope_words,
    word_table,
    wordings,
)
from voice.core.assertion import AssertionWeights
from voice.core.language import Language
from voice.core.leaning import LeaningWeights
from voice.core.lexicon import Role, compile_lexicon
from voice.core.likelihood import Weights
from voice.core.normalize import Words
from voice.core.patterns import Dialect
from voice.core.quantity_words import QuantityWords
from voice.core.scope_words import ReferenceWords, TakingBackWords
from voice.core.terms import Command, PromptId, SlotId
from voice.core.understand import COMMAND, CUE, OFFSCRIPT


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned for the language: of alarms, of answers to a question, and of what is told beside them."""

    likelihood: Weights
    leaning: LeaningWeights
    assertion: AssertionWeights


@dataclass(frozen=True, slots=True)
class Spelling:
    """The three files of word lists, and what patterns need of them. ``exact`` knows no small words: commands, cues
    and off-script questions are compared word for word, so that "what is that" does not shrink to "what"."""

    words: Node
    scope: Node
    answers: Node
    table: Words = field(init=False)
    dialect: Dialect = field(init=False)
    exact: Dialect = field(init=False)

    def __post_init__(self) -> None:
        table, dialect = word_table(self.words, self.scope)
        few = Words(irregular=table.irregular, contractions=table.contractions)
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "dialect", dialect)
        object.__setattr__(self, "exact", Dialect(few, dialect.classes))


def language_of(
    spelling: Spelling,
    quantities: QuantityWords,
    gathered: Gathered,
    book: Phrasebook,
    learned: Learned,
) -> Language:
    """Compile the language; commands and cues join the book first."""
    table, answers = spelling.table, spelling.answers.mapping()
    _add_commands(answers.get("commands", spelling.answers.nothing), book, spelling.exact)
    _add_cues(spelling.scope, book, spelling.exact)
    scope = scope_words(spelling.scope)
    heard_as, guards = confusions(spelling.words, table)
    missing = spelling.answers.nothing
    spelling.dialect.forget()
    spelling.exact.forget()
    return Language(
        words=table,
        scope=scope,
        quantities=quantities,
        reference=group_of(ReferenceWords, spelling.scope, "reference"),
        taking_back=group_of(TakingBackWords, spelling.scope, "taking_back"),
        answers=polarity_words(spelling.answers, table, scope, quantities),
        commanding=command_words(spelling.answers),
        lexicon=compile_lexicon(book.numbering, table, heard_as, guards),
        traits=gathered.traits,
        politeness=answers.get("politeness", missing).words(),
        corrections=_by_first(wordings(answers.get("corrections", missing), table)),
        soft=frozenset(wordings(answers.get("soft", missing), table)),
        flat=flat_words(spelling.answers, table),
        acknowledge=frozenset(wordings(answers.get("acknowledge", missing), table)),
        interrupts=tuple(one for _, one in sorted((gathered.orders[one], one) for one in gathered.interrupts)),
        interrupt_ids=frozenset(gathered.interrupts),
        requests=frozenset(gathered.requests),
        shaded=_shaded(gathered),
        interrupt_fills=gathered.fills,
        just_now=gathered.just_now,
        in_scope=frozenset(SlotId(name) for name in slot_lists(spelling.scope)["in_scope"]),
        pauses=pause_words(spelling.answers),
        likelihood=learned.likelihood,
        leaning=learned.leaning,
        assertion=learned.assertion,
    )


def _shaded(gathered: Gathered) -> dict[str, tuple[str, ...]]:
    """For whom else the look-alikes of an owner hold: those of an interrupt for the slots that it fills, and those of a
    slot for the interrupt's phrases that fill it. An interrupt of what has just happened knows look-alikes that are
    old, not untrue; those are its own."""
    found: dict[str, list[str]] = {}
    for phrases, (interrupt, slot, _) in gathered.fills.items():
        if slot is not None:
            found.setdefault(slot, []).append(phrases)
            if interrupt not in gathered.recent:
                found.setdefault(interrupt, []).append(slot)
    return {owner: tuple(dict.fromkeys(others)) for owner, others in found.items()}


def slot_lists(scope: Node) -> dict[str, frozenset[str]]:
    """The lists of slots in ``scope.yaml``."""
    keys = scope.mapping()
    return {name: keys.get(name, scope.nothing).words() for name in SLOT_LISTS}


def add_offscript(file: Node, prompts: dict[PromptId, str], book: Phrasebook, exact: Dialect) -> dict[str, PromptId]:
    """Questions that callers ask, such as "is it cancer?": name to the prompt that answers."""
    found: dict[str, PromptId] = {}
    for name, node in file.items():
        keys = node.mapping()
        if "phrases" not in keys or "says" not in keys:
            node.wrong("an off-script question needs `phrases:` and `says:`")
            continue
        book.add(OFFSCRIPT, name, Role.PHRASE, keys["phrases"], exact)
        found[name] = PromptId(f"offscript.{name}")
        prompts[found[name]] = keys["says"].text()
    return found


def _add_commands(commands: Node, book: Phrasebook, exact: Dialect) -> None:
    known = {command.value for command in Command}
    for name, block in commands.items():
        if name not in known:
            block.wrong(f"there is no command {name!r}")
        book.add(COMMAND, name, Role.PHRASE, block, exact)


def _add_cues(scope: Node, book: Phrasebook, exact: Dialect) -> None:
    for name, block in scope.mapping().get("cues", scope.nothing).items():
        book.add(CUE, name, Role.PHRASE, block, exact)


def _by_first(found: tuple[tuple[str, ...], ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Wordings by their first word, the longest first."""
    filed: dict[str, list[tuple[str, ...]]] = {}
    for words in found:
        filed.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(ones, key=len, reverse=True)) for first, ones in filed.items()}
