"""Conditions and policies of the content: mappings to frozen types."""

from collections.abc import Iterable

from voice.content.nodes import Node
from voice.core.conditions import All, Any, AtLeast, Below, Condition, Count, Is, Not, OneOf, Test
from voice.core.pathway import Case, Policy
from voice.core.terms import ChoiceId, Finding, SlotId, SlotKind, Urgency, Value

Kinds = dict[SlotId, tuple[SlotKind, frozenset[str]]]
"""For each known slot its kind and, for a choice, the names of its values."""

NEVER = Any(())
URGENCIES = {urgency.name.lower(): urgency for urgency in Urgency}


def slot_of(node: Node, name: str, kinds: Kinds) -> SlotId:
    """A slot's name, noted as a problem if there is no such slot."""
    if name not in kinds:
        node.wrong(f"there is no slot {name!r}")
    return SlotId(name)


def value_of(node: Node, slot: SlotId, kinds: Kinds, text: str | None = None) -> Value:
    """A value written in the content, checked against the slot's kind."""
    written = node.text() if text is None else text
    if written in ("present", "absent", "unsure"):
        kind = kinds.get(slot, (SlotKind.FINDING, frozenset()))[0]
        if kind is not SlotKind.FINDING and written != "unsure":
            node.wrong(f"{slot} is not a yes-no slot, so {written!r} means nothing")
        return Finding(written)
    if written.isdigit():
        return int(written)
    kind, choices = kinds.get(slot, (SlotKind.CHOICE, frozenset({written})))
    if kind is not SlotKind.CHOICE or written not in choices:
        node.wrong(f"{slot} has no value {written!r}")
    return ChoiceId(written)


def test(node: Node, kinds: Kinds) -> Test:
    """Read one condition, ready to be worked out."""
    return Test(condition(node, kinds))


def condition(node: Node, kinds: Kinds) -> Condition:
    """Read one condition; what cannot be read becomes one that never holds, and a problem."""
    parts = list(node.items())
    if len(parts) != 1:
        node.wrong("a condition is one key: a slot, all, any, not or count")
        return NEVER
    key, value = parts[0]
    match key:
        case "all":
            return All(_conditions(value, kinds))
        case "any":
            return Any(_conditions(value, kinds))
        case "not":
            return Not(condition(value, kinds))
        case "count":
            return _count(value, kinds)
        case _:
            return _test(value, slot_of(node, key, kinds), kinds)


def _conditions(node: Node, kinds: Kinds) -> tuple[Condition, ...]:
    return tuple(condition(element, kinds) for element in node.elements())


def _count(node: Node, kinds: Kinds) -> Condition:
    keys = node.mapping()
    listed = keys.get("of", node.nothing)
    slots = tuple(slot_of(element, element.text(), kinds) for element in listed.elements())
    if not slots or "at_least" not in keys:
        node.wrong("count needs `of: [slot, ...]` and `at_least: number`")
        return NEVER
    return Count(slots, keys["at_least"].whole())


def _test(node: Node, slot: SlotId, kinds: Kinds) -> Condition:
    if not node.is_mapping:
        return Is(slot, value_of(node, slot, kinds))
    for key, value in node.items():
        match key:
            case "at_least":
                return AtLeast(slot, value.whole())
            case "below":
                return Below(slot, value.whole())
            case "one_of":
                return OneOf(slot, tuple(_choices(value.elements(), slot, kinds)))
            case _:
                node.wrong(f"{key!r} is not a test; there are at_least, below and one_of")
    return NEVER


def _choices(nodes: Iterable[Node], slot: SlotId, kinds: Kinds) -> Iterable[ChoiceId]:
    for node in nodes:
        value_of(node, slot, kinds)
        yield ChoiceId(node.text())


def policy(node: Node, slot: SlotId, kinds: Kinds, default: Value) -> Policy:
    """What unsure or silence counts as: a value, a floor, or cases in order."""
    if not node:
        return (Case(None, default),)
    if not node.is_list:
        return (_case(node, slot, kinds, None),)
    cases: list[Case] = []
    for element in node.elements():
        keys = element.mapping()
        when = test(keys["when"], kinds) if "when" in keys else None
        if "then" not in keys:
            element.wrong("a case needs `then:`")
            continue
        cases.append(_case(keys["then"], slot, kinds, when))
    if not cases or cases[-1].when is not None:
        node.wrong("the last case of a policy has no `when:`")
    return tuple(cases)


def _case(node: Node, slot: SlotId, kinds: Kinds, when: Test | None) -> Case:
    if not node.is_mapping:
        return Case(when, value_of(node, slot, kinds))
    keys = node.mapping()
    floor = keys.get("floor", node.nothing).text()
    if floor not in URGENCIES:
        node.wrong("a policy is a value or {floor: urgent}")
        return Case(when, Finding.ABSENT)
    return Case(when, Finding.ABSENT, URGENCIES[floor])
