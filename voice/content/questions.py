"""``questions/*.yaml``, ``interrupts/*.yaml`` and ``sweeps.yaml``: slots, their words and their phrases."""

from dataclasses import dataclass, field

from voice.content.conditions import Kinds, condition, policy, slot_of, value_of
from voice.content.nodes import Node
from voice.content.phrases import Phrasebook
from voice.core.language import Several, Trait
from voice.core.lexicon import Role
from voice.core.pathway import Condition, Implication, Interrupt, Question, Sweep
from voice.core.terms import ChoiceId, Finding, InterruptId, PromptId, SlotId, SlotKind, SourceId, Value

QUESTION_KEYS = frozenset(
    "slot kind order guarded must_answer alarm reask_unsure listen_only ask_if skip_if if_unsure if_unanswered choices "
    "cite implies scope several denied ask reprompt help why said phrases replies lookalikes".split()
)
INTERRUPT_KEYS = frozenset("interrupt name variant check phrases lookalikes cite".split())
WORDS = ("ask", "reprompt", "help", "why")
NUMBERS = (SlotKind.SCORE, SlotKind.DURATION, SlotKind.AGE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the question files come to."""

    questions: dict[SlotId, Question] = field(default_factory=dict)
    traits: dict[SlotId, Trait] = field(default_factory=dict)
    prompts: dict[PromptId, str] = field(default_factory=dict)
    interrupts: dict[InterruptId, Interrupt] = field(default_factory=dict)
    fills: dict[str, tuple[InterruptId, SlotId | None, Value | None]] = field(default_factory=dict)
    sweeps: list[Sweep] = field(default_factory=list)


def kinds_of(files: list[Node]) -> Kinds:
    """First pass: which slots there are, so that conditions can be checked in the second."""
    kinds: Kinds = {}
    for file in files:
        keys = file.mapping()
        missing = Node(None, file.file, file.problems)
        kind_text = keys.get("kind", missing).text()
        names = {kind.value: kind for kind in SlotKind}
        if kind_text not in names:
            file.wrong(f"kind should be one of {', '.join(names)}")
        slot = keys.get("slot", missing).text()
        if not file.file.endswith(f"/{slot}.yaml"):
            file.wrong(f"the slot {slot!r} should be the file's name")
        if slot in kinds:
            file.wrong(f"the slot {slot!r} stands in two files")
        choices = (
            frozenset(element.text() for element in keys["choices"].elements()) if "choices" in keys else frozenset()
        )
        kinds[SlotId(slot)] = (names.get(kind_text, SlotKind.FINDING), choices)
    return kinds


def add_question(file: Node, kinds: Kinds, lists: dict[str, frozenset[str]], book: Phrasebook, out: Gathered) -> None:
    """Second pass: one question file, whole."""
    keys = file.mapping()
    missing = Node(None, file.file, file.problems)
    for key, value in keys.items():
        if key not in QUESTION_KEYS:
            value.wrong(f"unknown key {key!r}")
    slot = SlotId(keys.get("slot", missing).text())
    kind = kinds[slot][0]
    for key in (*WORDS, "said", "order", "if_unsure", "if_unanswered"):
        if key not in keys:
            file.wrong(f"the key {key!r} is missing")
    for key in WORDS:
        out.prompts[PromptId(f"{slot}.{key}")] = keys.get(key, missing).text()
    for value, node in keys.get("said", missing).items():
        out.prompts[PromptId(f"{slot}.said.{value}")] = node.text()
    default: Value = Finding.ABSENT if kind is SlotKind.FINDING else Finding.UNSURE
    implies = _implications(keys.get("implies", missing), slot, kinds)
    out.questions[slot] = Question(
        slot=slot,
        kind=kind,
        order=keys.get("order", missing).whole(),
        if_unsure=policy(keys.get("if_unsure", missing), slot, kinds, default),
        if_unanswered=policy(keys.get("if_unanswered", missing), slot, kinds, default),
        choices=tuple(ChoiceId(one.text()) for one in keys.get("choices", missing).elements()),
        **{
            flag: keys.get(flag, missing).flag()
            for flag in ("guarded", "must_answer", "alarm", "reask_unsure", "listen_only")
        },
        ask_if=_optional(keys.get("ask_if", missing), kinds),
        skip_if=_optional(keys.get("skip_if", missing), kinds),
        implies=implies,
        cite=tuple(SourceId(one.text()) for one in keys.get("cite", missing).elements()),
    )
    out.traits[slot] = _trait(keys, slot, kinds, lists, implies)
    _add_phrases(keys, slot, kinds, book)


def _optional(node: Node, kinds: Kinds) -> Condition | None:
    return condition(node, kinds) if node else None


def _implications(node: Node, slot: SlotId, kinds: Kinds) -> tuple[Implication, ...]:
    return tuple(
        Implication(
            value_of(fills, slot, kinds, value), slot_of(fills, other, kinds), value_of(filled, SlotId(other), kinds)
        )
        for value, fills in node.items()
        for other, filled in fills.items()
    )


def _trait(
    keys: dict[str, Node],
    slot: SlotId,
    kinds: Kinds,
    lists: dict[str, frozenset[str]],
    implies: tuple[Implication, ...],
) -> Trait:
    missing = Node(None, "", keys["slot"].problems)
    kind, _ = kinds[slot]
    choices = tuple(ChoiceId(one.text()) for one in keys.get("choices", missing).elements())
    finding = kind is SlotKind.FINDING
    several = keys.get("several", missing)
    name = several.text("worst" if finding or kind in NUMBERS else "first")
    if name not in {one.value for one in Several}:
        several.wrong("several should be worst, first or last")
        name = "worst"
    scope = keys.get("scope", missing)
    if scope.text() not in ("", "any_time", "family_too"):
        scope.wrong("scope should be any_time or family_too")
    denied = value_of(keys["denied"], slot, kinds) if "denied" in keys else (Finding.ABSENT if finding else None)
    return Trait(
        slot=slot,
        kind=kind,
        ranked=(Finding.ABSENT, Finding.UNSURE, Finding.PRESENT) if finding else (Finding.UNSURE, *choices),
        several=Several(name),
        denied=denied,
        affirmed=Finding.PRESENT if finding else None,
        any_time=scope.text() in ("any_time", "family_too"),
        family_too=scope.text() == "family_too",
        conditional=slot in lists["conditional"],
        of_the_pain=slot in lists["pain_attributes"],
        implies=tuple((one.value, one.slot, one.fills) for one in implies),
    )


def _add_phrases(keys: dict[str, Node], slot: SlotId, kinds: Kinds, book: Phrasebook) -> None:
    missing = Node(None, "", keys["slot"].problems)
    for group, role in (("phrases", Role.PHRASE), ("replies", Role.REPLY)):
        for value, block in keys.get(group, missing).items():
            if not (kinds[slot][0] in NUMBERS and value.isdigit()):
                value_of(block, slot, kinds, value)
            book.add(slot, value, role, block)
    book.add(slot, "", Role.LOOKALIKE, keys.get("lookalikes", missing))


def add_interrupt(file: Node, kinds: Kinds, book: Phrasebook, out: Gathered) -> None:
    """One interrupt file."""
    keys = file.mapping()
    missing = Node(None, file.file, file.problems)
    for key, value in keys.items():
        if key not in INTERRUPT_KEYS:
            value.wrong(f"unknown key {key!r}")
    for key in ("interrupt", "name", "variant", "check", "phrases"):
        if key not in keys:
            file.wrong(f"the key {key!r} is missing")
    name = InterruptId(keys.get("interrupt", missing).text())
    if not file.file.endswith(f"/{name}.yaml"):
        file.wrong(f"the interrupt {name!r} should be the file's name")
    fills: dict[SlotId, Value] = {}
    for target, block in keys.get("phrases", missing).items():
        slot_text, _, value_text = target.partition("=")
        slot: SlotId | None = None
        value: Value | None = None
        if target != "none":
            slot = slot_of(block, slot_text, kinds)
            value = value_of(block, slot, kinds, value_text)
            fills.setdefault(slot, value)
        out.fills[f"{name}:{target}"] = (name, slot, value)
        book.add(name, target, Role.PHRASE, block)
    book.add(name, "", Role.LOOKALIKE, keys.get("lookalikes", missing))
    out.prompts[PromptId(f"{name}.check")] = keys.get("check", missing).text()
    out.interrupts[name] = Interrupt(name, keys.get("name", missing).text(), fills, keys.get("variant", missing).text())


def add_sweeps(file: Node, kinds: Kinds, out: Gathered) -> None:
    """The questions that cover several slots."""
    for element in file.elements():
        keys = element.mapping()
        missing = Node(None, file.file, file.problems)
        name = keys.get("id", missing).text()
        slots = tuple(slot_of(one, one.text(), kinds) for one in keys.get("slots", missing).elements())
        for key in ("id", "slots", "ask", "reprompt"):
            if key not in keys:
                element.wrong(f"the key {key!r} is missing")
        for key in ("ask", "reprompt"):
            out.prompts[PromptId(f"sweep.{name}.{key}")] = keys.get(key, missing).text()
        out.sweeps.append(Sweep(name, slots))
