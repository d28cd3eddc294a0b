"""The one door to the content: reads every file, checks it as a whole, compiles it, or raises one ContentError."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from voice.content.assertion import assertion_of
from voice.content.conditions import Kinds
from voice.content.expected import Expected, expected_of
from voice.content.grammar import Share, answer_forms, pattern_forms, quantity_forms
from voice.content.keys import keys_of
from voice.content.leaning import leaning_of
from voice.content.likelihood import likelihood_of
from voice.content.lists import lists_of
from voice.content.nodes import Files, Node, Problems, read
from voice.content.phrases import Phrasebook
from voice.content.questions import Gathered, add_interrupt, add_question, kinds_of
from voice.content.rules import (
    guidance_of,
    labels_of,
    prompts_of,
    regions_of,
    rules_of,
    silence_of,
    sources_of,
    sweeps_of,
    unanswered_allowed,
)
from voice.content.setup import expected_in_setup, setup_of
from voice.content.spoken import Learned, Spelling, add_offscript, language_of, slot_lists
from voice.core.lexicon import Role
from voice.core.pathway import Pathway, Region
from voice.core.quantity_words import QuantityWords
from voice.core.terms import SlotId, SlotKind
from voice.errors import ContentError, SettingsError

EVERY = Share(10_000, 10_000)


@dataclass(frozen=True, slots=True)
class Content:
    """All the content of one language for one region, and what grammars are made of."""

    pathway: Pathway
    book: Phrasebook
    answers: Node
    expected: Expected
    setup: Mapping[SlotId, tuple[str, ...]]
    keys: Mapping[str, str]

    def phrases_for(self, asked: tuple[SlotId, ...]) -> tuple[str, ...]:
        """What the recogniser may expect when these slots are asked. Nothing for an open question: that has no
        grammar."""
        if not asked:
            return ()
        if asked[0] in self.setup:
            return self.setup[asked[0]]
        return self.expected.answers_to({slot: self.pathway.questions[slot].kind for slot in asked})

    def vocabulary(self) -> frozenset[str]:
        """Every word that may be spoken by either side: prompts, and what is expected of callers."""
        owners = {entry.owner for entry in self.book.entries}
        heard = (
            *answer_forms(self.answers, ("affirm", "deny", "unsure"), EVERY.each),
            *(form for kind in SlotKind for form in quantity_forms(kind, self.expected.numbers)),
            *pattern_forms(self.book, owners, Role, EVERY),
        )
        spoken = (word for text in (*self.pathway.prompts.values(), *heard) for word in text.lower().split())
        return frozenset(word.strip(".,;:?!\"'{}") for word in spoken) - {""} | self.expected.words()


def load(folder: Path, language: str = "en", region: str = "unknown") -> Content:
    """Read ``intents/``. Raises ContentError with every problem, SettingsError for a language or region it lacks."""
    if not (folder / language).is_dir():
        offered = sorted(path.name for path in folder.glob("*/") if (path / "questions").is_dir())
        raise SettingsError(f"There is no language {language!r}; choose one of: {', '.join(offered) or 'none'}.")
    with uncollected():
        return _load(Files(folder, language), region)


def region_names(folder: Path) -> dict[str, str]:
    """The ids and names of the regions, without the rest of the content; raises ContentError."""
    return {name: region.name for name, region in _regions(folder).items()}


def region_of(folder: Path, name: str) -> Region:
    """Whom to call in a region, without the rest of the content; raises ContentError, SettingsError."""
    return _region(_regions(folder), name)


def _regions(folder: Path) -> dict[str, Region]:
    problems = Problems()
    found = regions_of(read(folder / "regions.yaml", folder, problems))
    if problems.lines:
        raise ContentError(tuple(problems.lines))
    return found


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave what is read out of the search for garbage: some hundred thousand objects are made here and all of them
    stay, so searching among them, now or later, finds nothing and takes as long as the reading itself."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _load(files: Files, region: str) -> Content:
    spelling = Spelling(files.spoken("words"), files.spoken("scope"), files.spoken("answers"))
    well = tuple(line for _, line in spelling.words.mapping().get("well", spelling.words.nothing).lines())
    book = Phrasebook(spelling.dialect, spelling.exact, well)
    gathered, kinds = _gather(files, spelling.scope, book)
    gathered.prompts.update(prompts_of(files.spoken("prompts")))
    offscript = add_offscript(files.spoken("offscript"), gathered.prompts, book, spelling.exact)
    sources = sources_of(files.common("sources"))
    rules_file = files.common("rules")
    rules, scope_rules, incomplete = rules_of(rules_file, kinds, sources)
    guidance = guidance_of(rules_file, kinds)
    allowed = unanswered_allowed(rules_file)
    silence = silence_of(rules_file, gathered.interrupts)
    sweeps = sweeps_of(rules_file, kinds)
    quantities = lists_of(QuantityWords, files.spoken("quantities"))
    expected = expected_of(files.spoken("expected"), kinds, quantities.numbers)
    labels = labels_of(files.spoken("report"))
    regions = regions_of(files.common("regions"))
    chosen = _region(regions, region)
    learned = Learned(likelihood_of(files, gathered.interrupts), leaning_of(files), assertion_of(files))
    spoken = language_of(spelling, quantities, gathered, book, learned)
    book.numbering.forget()
    setup_file = files.spoken("setup")
    keys = keys_of(files.spoken("keys"))
    setup = setup_of(setup_file, regions, gathered.prompts, spelling.table)
    if files.problems.lines:
        raise ContentError(tuple(files.problems.lines))
    pathway = Pathway(
        questions=gathered.questions,
        rules=rules,
        scope_rules=scope_rules,
        incomplete=incomplete,
        unanswered_allowed=allowed,
        guidance=guidance,
        interrupts=gathered.interrupts,
        sources=sources,
        prompts=gathered.prompts,
        offscript=offscript,
        region=chosen,
        language=spoken,
        silence=silence,
        sweeps=sweeps,
        setup=setup,
        labels=labels,
    )
    return Content(pathway, book, spelling.answers, expected, expected_in_setup(setup_file), keys)


def _region(regions: Mapping[str, Region], name: str) -> Region:
    if regions and name not in regions:
        raise SettingsError(f"There is no region {name!r}; choose one of: {', '.join(regions)}.")
    return regions.get(name, Region(name, "", "", "", ""))


def _gather(files: Files, scope: Node, book: Phrasebook) -> tuple[Gathered, Kinds]:
    """Read what is one file each: questions and interrupts."""
    questions = files.each("questions")
    if not questions:
        files.problems.add(f"{files.language}/questions", "holds no question")
    kinds = kinds_of(questions)
    gathered = Gathered()
    lists = slot_lists(scope)
    for file in questions:
        if "slot" in file.mapping():
            add_question(file, kinds, lists, book, gathered)
    for file in files.each("interrupts"):
        add_interrupt(file, kinds, book, gathered)
    return gathered, kinds
