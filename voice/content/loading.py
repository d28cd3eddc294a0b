"""The one door to the content: reads every file, checks it as a whole, compiles it, or raises one ContentError."""

from dataclasses import dataclass
from pathlib import Path

from voice.content.grammar import Share, answer_forms, pattern_forms, quantity_forms
from voice.content.nodes import Node, Problems, read
from voice.content.phrases import Phrasebook, spoken_forms
from voice.content.questions import Gathered, add_interrupt, add_question, add_sweeps, kinds_of
from voice.content.rules import guidance_of, prompts_of, regions_of, rules_of, sources_of, unanswered_allowed
from voice.content.words import confusions, polarity_words, scope_words, word_table, wordings
from voice.core.language import Language
from voice.core.lexicon import Role, compile_lexicon
from voice.core.normalize import Words
from voice.core.pathway import Pathway
from voice.core.patterns import Dialect
from voice.core.terms import Command, PromptId, SlotId, SlotKind
from voice.core.understand import COMMAND, CUE, OFFSCRIPT
from voice.errors import ContentError, SettingsError

OWN, ALARMS, COMMANDS = Share(40, 4), Share(8, 2), Share(4, 2)  # how much of each a question's grammar takes
ANSWERS = 1  # wordings of one line of answers.yaml
NUMBERS = {SlotKind.SCORE, SlotKind.AGE, SlotKind.DURATION}
NUMBER_TALK = ("no", "yes", "no sorry", "no wait", "about", "or", "maybe", "say", "nearly", "over", "just", "and a half")
EVERY = Share(10_000, 10_000)


@dataclass(frozen=True, slots=True)
class Content:
    """All the content of one language for one region, and the raw phrases that grammars are made of."""

    pathway: Pathway
    book: Phrasebook
    answers: Node

    def phrases_for(self, asked: tuple[SlotId, ...]) -> tuple[str, ...]:
        """What the recogniser may expect when these slots are asked: yes, no and not sure, the slots' own replies and
        phrases, quantities, every alarm and every command. Nothing for an open question: that has no grammar."""
        if not asked:
            return ()
        kinds = {self.pathway.questions[slot].kind for slot in asked}
        common = (
            *(form for kind in kinds for form in quantity_forms(kind)),
            *pattern_forms(self.book, asked, (Role.PHRASE, Role.REPLY), OWN),
            *pattern_forms(self.book, (COMMAND,), (Role.PHRASE,), COMMANDS),
        )
        if kinds & NUMBERS:  # "four" must not drown among words that sound like it
            return tuple(dict.fromkeys((*answer_forms(self.answers, ("unsure",), ANSWERS), *NUMBER_TALK, *common)))
        found = (
            *answer_forms(self.answers, ("affirm", "deny", "unsure"), ANSWERS),
            *common,
            *pattern_forms(self.book, self.pathway.interrupts, (Role.PHRASE,), ALARMS),
        )
        return tuple(dict.fromkeys(found))

    def vocabulary(self) -> frozenset[str]:
        """Every word that may be spoken by either side: prompts, and what is expected of callers."""
        owners = {entry.owner for entry, _ in self.book.patterns}
        heard = (
            *answer_forms(self.answers, ("affirm", "deny", "unsure"), EVERY.each),
            *(form for kind in SlotKind for form in quantity_forms(kind)),
            *pattern_forms(self.book, owners, Role, EVERY),
        )
        spoken = (word for text in (*self.pathway.prompts.values(), *heard) for word in text.lower().split())
        return frozenset(word.strip(".,;:?!\"'{}") for word in spoken) - {""}


def load(folder: Path, language: str = "en", region: str = "unknown") -> Content:
    """Read ``intents/``. Raises ContentError with every problem, SettingsError for a language or region it lacks."""
    spoken = folder / language
    if not spoken.is_dir():
        offered = sorted(path.name for path in folder.glob("*/") if (path / "questions").is_dir())
        raise SettingsError(f"There is no language {language!r}; choose one of: {', '.join(offered) or 'none'}.")
    problems = Problems()

    def file(name: str) -> Node:
        return read(folder / name, folder, problems)

    words_file, scope_file, answers_file = (file(f"{language}/{name}.yaml") for name in ("words", "scope", "answers"))
    table, dialect = word_table(words_file, scope_file)
    book = Phrasebook(dialect)
    gathered, kinds = _gather(spoken, folder, scope_file, book, problems)
    sources = sources_of(file("sources.yaml"))
    rules_file = file("rules.yaml")
    rules, scope_rules, incomplete = rules_of(rules_file, kinds, sources)
    regions = regions_of(file("regions.yaml"))
    if region not in regions and regions:
        raise SettingsError(f"There is no region {region!r}; choose one of: {', '.join(regions)}.")
    gathered.prompts.update(prompts_of(file(f"{language}/prompts.yaml")))
    exact = Dialect(Words(irregular=table.irregular, contractions=table.contractions), dialect.classes)
    offscript = _offscript(file(f"{language}/offscript.yaml"), gathered, book, exact)
    _add_commands(answers_file, book, exact)
    _add_cues(scope_file, book, exact)
    spoken_scope = scope_words(scope_file)
    heard_as, guards = confusions(words_file, table)
    answers = answers_file.mapping()
    nothing = Node(None, answers_file.file, problems)
    lists = _slot_lists(scope_file)
    lang = Language(
        words=table,
        scope=spoken_scope,
        answers=polarity_words(answers_file, table, spoken_scope),
        lexicon=compile_lexicon(book.patterns, table, heard_as, guards),
        traits=gathered.traits,
        politeness=answers.get("politeness", nothing).words(),
        corrections=_by_first(wordings(answers.get("corrections", nothing), table)),
        soft=frozenset(wordings(answers.get("soft", nothing), table)),
        interrupt_ids=frozenset(gathered.interrupts),
        interrupt_fills=gathered.fills,
        in_scope=frozenset(SlotId(name) for name in lists["in_scope"]),
    )
    guidance = guidance_of(rules_file, kinds)
    if problems.lines:
        raise ContentError(tuple(problems.lines))
    pathway = Pathway(
        questions=gathered.questions,
        sweeps=tuple(gathered.sweeps),
        rules=rules,
        scope_rules=scope_rules,
        incomplete=incomplete,
        unanswered_allowed=unanswered_allowed(rules_file),
        guidance=guidance,
        interrupts=gathered.interrupts,
        sources=sources,
        prompts=gathered.prompts,
        offscript=offscript,
        region=regions[region],
        language=lang,
    )
    return Content(pathway, book, answers_file)


def _gather(spoken: Path, root: Path, scope_file: Node, book: Phrasebook, problems: Problems) -> tuple[Gathered, dict]:  # type: ignore[type-arg]
    files = [read(path, root, problems) for path in sorted((spoken / "questions").glob("*.yaml"))]
    files = [file for file in files if file]
    if not files:
        problems.add(f"{spoken.name}/questions", "holds no question")
    kinds = kinds_of(files)
    gathered = Gathered()
    lists = _slot_lists(scope_file)
    for file in files:
        if "slot" in file.mapping():
            add_question(file, kinds, lists, book, gathered)
    for path in sorted((spoken / "interrupts").glob("*.yaml")):
        interrupt = read(path, root, problems)
        if interrupt:
            add_interrupt(interrupt, kinds, book, gathered)
    add_sweeps(read(spoken / "sweeps.yaml", root, problems), kinds, gathered)
    return gathered, kinds


def _slot_lists(scope_file: Node) -> dict[str, frozenset[str]]:
    keys = scope_file.mapping()
    empty = Node(None, scope_file.file, scope_file.problems)
    return {name: keys.get(name, empty).words() for name in ("conditional", "pain_attributes", "in_scope")}


def _by_first(found: tuple[tuple[str, ...], ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    filed: dict[str, list[tuple[str, ...]]] = {}
    for words in found:
        filed.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(ones, key=len, reverse=True)) for first, ones in filed.items()}


def _offscript(file: Node, gathered: Gathered, book: Phrasebook, exact: Dialect) -> dict[str, PromptId]:
    found: dict[str, PromptId] = {}
    for name, node in file.items():
        keys = node.mapping()
        if "phrases" not in keys or "says" not in keys:
            node.wrong("an off-script question needs `phrases:` and `says:`")
            continue
        book.add(OFFSCRIPT, name, Role.PHRASE, keys["phrases"], exact)
        found[name] = PromptId(f"offscript.{name}")
        gathered.prompts[found[name]] = keys["says"].text()
    return found


def _add_commands(answers: Node, book: Phrasebook, exact: Dialect) -> None:
    """Commands are compared word for word, small words too: "what is that" must not shrink to "what"."""
    known = {command.value for command in Command}
    for name, block in answers.mapping().get("commands", Node(None, answers.file, answers.problems)).items():
        if name not in known:
            block.wrong(f"there is no command {name!r}")
        book.add(COMMAND, name, Role.PHRASE, block, exact)


def _add_cues(scope: Node, book: Phrasebook, exact: Dialect) -> None:
    for name, block in scope.mapping().get("cues", Node(None, scope.file, scope.problems)).items():
        book.add(CUE, name, Role.PHRASE, block, exact)


def literal_forms(content: Content, owner: str, role: Role) -> tuple[str, ...]:
    """A few literal wordings of every pattern of one owner."""
    found: dict[str, None] = {}
    for entry, variants in content.book.patterns:
        if entry.owner == owner and entry.role is role:
            found.update((" ".join(form), None) for form in spoken_forms(variants, 3))
    return tuple(found)
