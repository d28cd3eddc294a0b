"""``questions/*.yaml`` and ``interrupts/*.yaml``: slots, their words and their phrases."""

from dataclasses import dataclass, field

from voice.content.conditions import Kinds, policy, slot_of, test, value_of
from voice.content.nodes import Node
from voice.content.phrases import Phrasebook
from voice.core.conditions import Test
from voice.core.language import Several, Trait
from voice.core.lexicon import Role
from voice.core.pathway import Implication, Interrupt, Question
from voice.core.phrasing import HINT, IDIOM, JUST_NOW, UNCHANGED
from voice.core.terms import ChoiceId, Finding, InterruptId, PromptId, SlotId, SlotKind, SourceId, Value

QUESTION_KEYS = frozenset(
    "slot kind order guarded must_answer alarm reask_unsure listen_only lasting ask_if skip_if if_unsure if_unanswered "
    "choices cite implies scope several denied ask reprompt help why listed said subject phrases replies named "
    "unchanged lookalikes".split()
)
INTERRUPT_KEYS = frozenset(
    "interrupt name order request recent variant check checked phrases just_now idioms hints lookalikes cite".split()
)
JUST_NOW_KEYS = frozenset("of anywhere beside unless".split())
WORDS = ("ask", "reprompt", "help", "why")
NUMBERS = (SlotKind.SCORE, SlotKind.DURATION, SlotKind.AGE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the question files come to."""

    questions: dict[SlotId, Question] = field(default_factory=dict)
    traits: dict[SlotId, Trait] = field(default_factory=dict)
    prompts: dict[PromptId, str] = field(default_factory=dict)
    interrupts: dict[InterruptId, Interrupt] = field(default_factory=dict)
    just_now: dict[SlotId, InterruptId] = field(default_factory=dict)
    orders: dict[InterruptId, int] = field(default_factory=dict)
    requests: set[InterruptId] = field(default_factory=set)
    recent: set[InterruptId] = field(default_factory=set)
    fills: dict[str, tuple[InterruptId, SlotId | None, Value | None]] = field(default_factory=dict)


def kinds_of(files: list[Node]) -> Kinds:
    """First pass: which slots there are, so that conditions can be checked in the second."""
    kinds: Kinds = {}
    names = {kind.value: kind for kind in SlotKind}
    for file in files:
        keys = file.mapping()
        kind = keys.get("kind", file.nothing).text()
        if kind not in names:
            file.wrong(f"kind should be one of {', '.join(names)}")
        slot = SlotId(keys.get("slot", file.nothing).text())
        if not file.file.endswith(f"/{slot}.yaml"):
            file.wrong(f"the slot {slot!r} should be the file's name")
        choices = frozenset(one.text() for one in keys.get("choices", file.nothing).elements())
        kinds[slot] = (names.get(kind, SlotKind.FINDING), choices)
    return kinds


def add_question(file: Node, kinds: Kinds, lists: dict[str, frozenset[str]], book: Phrasebook, out: Gathered) -> None:
    """Second pass: one question file, whole."""
    keys = file.mapping()
    _check_keys(file, keys, QUESTION_KEYS, (*WORDS, "said", "order", "if_unsure", "if_unanswered"))
    slot = SlotId(keys.get("slot", file.nothing).text())
    for key in WORDS:
        out.prompts[PromptId(f"{slot}.{key}")] = keys.get(key, file.nothing).text()
    if "listed" in keys:
        out.prompts[PromptId(f"{slot}.listed")] = keys["listed"].text()
    for said, node in keys.get("said", file.nothing).items():
        out.prompts[PromptId(f"{slot}.said.{said}")] = node.text()
    question = _question(file, keys, slot, kinds)
    out.questions[slot] = question
    out.traits[slot] = _trait(file, keys, question, kinds, lists)
    _add_phrases(file, keys, slot, kinds, book)


def _check_keys(file: Node, keys: dict[str, Node], known: frozenset[str], needed: tuple[str, ...]) -> None:
    for key, value in keys.items():
        if key not in known:
            value.wrong(f"unknown key {key!r}")
    for key in needed:
        if key not in keys:
            file.wrong(f"the key {key!r} is missing")


def _question(file: Node, keys: dict[str, Node], slot: SlotId, kinds: Kinds) -> Question:
    def at(key: str) -> Node:
        return keys.get(key, file.nothing)

    kind = kinds[slot][0]
    default: Value = Finding.ABSENT if kind is SlotKind.FINDING else Finding.UNSURE
    return Question(
        slot=slot,
        kind=kind,
        order=at("order").whole(),
        if_unsure=policy(at("if_unsure"), slot, kinds, default),
        if_unanswered=policy(at("if_unanswered"), slot, kinds, default),
        choices=tuple(ChoiceId(one.text()) for one in at("choices").elements()),
        guarded=at("guarded").flag(),
        must_answer=at("must_answer").flag(),
        alarm=at("alarm").flag(),
        reask_unsure=at("reask_unsure").flag(),
        listen_only=at("listen_only").flag(),
        lasting=at("lasting").flag(),
        listed="listed" in keys,
        ask_if=_optional(at("ask_if"), kinds),
        skip_if=_optional(at("skip_if"), kinds),
        implies=_implications(at("implies"), slot, kinds),
        cite=tuple(SourceId(one.text()) for one in at("cite").elements()),
    )


def _optional(node: Node, kinds: Kinds) -> Test | None:
    return test(node, kinds) if node else None


def _implications(node: Node, slot: SlotId, kinds: Kinds) -> tuple[Implication, ...]:
    return tuple(
        Implication(
            value_of(fills, slot, kinds, value), slot_of(fills, other, kinds), value_of(filled, SlotId(other), kinds)
        )
        for value, fills in node.items()
        for other, filled in fills.items()
    )


def _trait(
    file: Node, keys: dict[str, Node], question: Question, kinds: Kinds, lists: dict[str, frozenset[str]]
) -> Trait:
    slot, kind = question.slot, question.kind
    finding = kind is SlotKind.FINDING
    several = keys.get("several", file.nothing)
    name = several.text("worst" if finding or kind in NUMBERS else "first")
    if name not in {one.value for one in Several}:
        several.wrong("several should be worst, first or last")
        name = "worst"
    scope = keys.get("scope", file.nothing)
    if scope.text() not in ("", "any_time", "family_too"):
        scope.wrong("scope should be any_time or family_too")
    denied = value_of(keys["denied"], slot, kinds) if "denied" in keys else (Finding.ABSENT if finding else None)
    return Trait(
        slot=slot,
        kind=kind,
        ranked=(Finding.ABSENT, Finding.UNSURE, Finding.PRESENT) if finding else (Finding.UNSURE, *question.choices),
        several=Several(name),
        denied=denied,
        affirmed=Finding.PRESENT if finding else None,
        any_time=scope.text() in ("any_time", "family_too"),
        family_too=scope.text() == "family_too",
        conditional=slot in lists["conditional"],
        of_the_pain=slot in lists["pain_attributes"],
        implies=tuple((one.value, one.slot, one.fills) for one in question.implies),
    )


def _add_phrases(file: Node, keys: dict[str, Node], slot: SlotId, kinds: Kinds, book: Phrasebook) -> None:
    for group, role in (("phrases", Role.PHRASE), ("replies", Role.REPLY)):
        for value, block in keys.get(group, file.nothing).items():
            if not (kinds[slot][0] in NUMBERS and value.isdigit()):
                value_of(block, slot, kinds, value)
            book.add(slot, value, role, block)
    book.add_well(slot, keys.get("denied", file.nothing).text("absent"), keys.get("subject", file.nothing))
    book.add(slot, "present", Role.NAME, keys.get("named", file.nothing))
    book.add(slot, "", Role.LOOKALIKE, keys.get("lookalikes", file.nothing))
    book.add(slot, UNCHANGED, Role.LOOKALIKE, keys.get("unchanged", file.nothing))
    if "unchanged" in keys and not keys.get("lasting", file.nothing).flag():
        keys["unchanged"].wrong("`unchanged:` is for a question that is `lasting: true`")


def add_interrupt(file: Node, kinds: Kinds, book: Phrasebook, out: Gathered) -> None:
    """One interrupt file. Its phrases stand under ``slot=value`` for what they fill, or under ``none``."""
    keys = file.mapping()
    _check_keys(file, keys, INTERRUPT_KEYS, ("interrupt", "name", "order", "variant", "check", "phrases"))
    interrupt = InterruptId(keys.get("interrupt", file.nothing).text())
    if not file.file.endswith(f"/{interrupt}.yaml"):
        file.wrong(f"the interrupt {interrupt!r} should be the file's name")
    fills: dict[SlotId, Value] = {}
    for target, block in keys.get("phrases", file.nothing).items():
        slot: SlotId | None = None
        value: Value | None = None
        if target != "none":
            slot_text, _, value_text = target.partition("=")
            slot = slot_of(block, slot_text, kinds)
            value = value_of(block, slot, kinds, value_text)
            fills.setdefault(slot, value)
        out.fills[f"{interrupt}:{target}"] = (interrupt, slot, value)
        book.add(interrupt, target, Role.PHRASE, block)
    book.add(interrupt, "", Role.LOOKALIKE, keys.get("lookalikes", file.nothing))
    book.add(interrupt, IDIOM, Role.LOOKALIKE, keys.get("idioms", file.nothing))
    book.add(interrupt, HINT, Role.LOOKALIKE, keys.get("hints", file.nothing))
    checked = keys.get("checked", file.nothing).flag()
    if (checked or "idioms" in keys or "hints" in keys) and not fills:
        file.wrong("what is `checked:` or has `idioms:` or `hints:` needs phrases that fill a slot")
    if "just_now" in keys:
        _add_just_now(keys["just_now"], interrupt, kinds, book, out)
    out.prompts[PromptId(f"{interrupt}.check")] = keys.get("check", file.nothing).text()
    out.orders[interrupt] = keys.get("order", file.nothing).whole()
    if keys.get("request", file.nothing).flag():
        out.requests.add(interrupt)
    if keys.get("recent", file.nothing).flag():
        out.recent.add(interrupt)
    name, variant = keys.get("name", file.nothing).text(), keys.get("variant", file.nothing).text()
    out.interrupts[interrupt] = Interrupt(interrupt, name, fills, variant, checked)


def _add_just_now(node: Node, interrupt: InterruptId, kinds: Kinds, book: Phrasebook, out: Gathered) -> None:
    """A slot whose presence raises the interrupt, too, when the words around it say that it was just now."""
    keys = node.mapping()
    _check_keys(node, keys, JUST_NOW_KEYS, ("of", "anywhere"))
    slot = slot_of(keys.get("of", node.nothing), keys.get("of", node.nothing).text(), kinds)
    out.just_now[slot] = interrupt
    for kind in ("anywhere", "beside", "unless"):
        book.add(JUST_NOW, f"{interrupt}:{kind}", Role.PHRASE, keys.get(kind, node.nothing), book.exact)
