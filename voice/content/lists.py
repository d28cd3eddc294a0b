"""Closed word lists from a mapping of the content to the dataclass of the core that they make."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any, TypeVar

from voice.content.nodes import Node
from voice.core.feasts import Feast, feast_of
from voice.core.quantity_words import Unit

Made = TypeVar("Made")
GROUP = re.compile(r"([(\[])([^()\[\]]*)[)\]]")


def expanded(line: str) -> list[str]:
    """A wording with ``(a|b)`` and ``[c|d]`` written out: one of these, and one of these or nothing."""
    group = GROUP.search(line)
    if group is None:
        return [line]
    choices = group.group(2).split("|") + ([""] if group.group(1) == "[" else [])
    before, after = line[: group.start()], line[group.end() :]
    return [whole for choice in choices for whole in expanded(f"{before}{choice}{after}")]


def _wordings(block: Node) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(whole.split()) for _, line in block.lines() for whole in expanded(line))


def _by_first(block: Node) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Wordings filed by their first word."""
    filed: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(_wordings(block)):
        filed.setdefault(words[0], []).append(words)
    return {first: tuple(ones) for first, ones in filed.items()}


def _numbers(block: Node) -> dict[str, int]:
    return {word: number.whole() for word, number in block.items()}


def _shares(block: Node) -> dict[str, float]:
    """Such as "2" and "1/4"."""
    found: dict[str, float] = {}
    for word, share in block.items():
        try:
            found[word] = float(Fraction(share.text()))
        except (ValueError, ZeroDivisionError):
            share.wrong(f"should be a number or a fraction, not {share.text()!r}")
    return found


def _feasts(block: Node) -> dict[str, Feast]:
    """A day of the year for each name, one or more words of it."""
    found: dict[str, Feast] = {}
    for name, day in block.items():
        try:
            found[name] = feast_of(day.text())
        except ValueError:
            day.wrong(f"should be a day such as 12-25, last monday 8, easter-2 or 2026-11-08, not {day.text()!r}")
    return found


def _units(block: Node) -> dict[str, Unit]:
    """The words of each unit, turned round."""
    found: dict[str, Unit] = {}
    for name, words in block.items():
        if name in {unit.value for unit in Unit}:
            found |= dict.fromkeys(words.words(), Unit(name))
        else:
            words.wrong(f"there is no unit {name!r}; known are {', '.join(Unit)}")
    return found


READERS: dict[Any, Callable[[Node], object]] = {
    frozenset[str]: Node.words,
    frozenset[tuple[str, ...]]: _wordings,
    Mapping[str, int]: _numbers,
    Mapping[str, float]: _shares,
    Mapping[str, Feast]: _feasts,
    Mapping[str, Unit]: _units,
    Mapping[str, tuple[tuple[str, ...], ...]]: _by_first,
}
"""How a list is written, by the type that it has in the core."""


def lists_of(kind: type[Made], block: Node, under: str = "", besides: Collection[str] = ()) -> Made:
    """The lists of one mapping, one for each field of ``kind``; a field that is a dataclass is a mapping of its own.
    Notes what is missing and what is unknown. ``under`` is where the mapping stands in its file; ``besides`` are keys
    that are needed, too, but read by somebody else."""
    keys = block.mapping()
    where = f" under `{under}`" if under else ""
    typed: dict[str, Any] = {field.name: field.type for field in fields(kind) if field.init}  # type: ignore[arg-type]  # a dataclass
    for name in dict.fromkeys((*typed, *besides)):
        if block and name not in keys:
            block.wrong(f"the list {name!r} is missing{where}")
    for name, node in keys.items():
        if name not in typed and name not in besides:
            node.wrong(f"there is no list {name!r}{where}")
    made: dict[str, object] = {}
    for name, one in typed.items():
        node = keys.get(name, block.nothing)
        made[name] = READERS[one](node) if one in READERS else lists_of(one, node, name)
    return kind(**made)


def group_of(kind: type[Made], file: Node, name: str) -> Made:
    """The lists of a mapping that stands in a file beside other things."""
    keys = file.mapping()
    if file and name not in keys:
        file.wrong(f"the key {name!r} is missing")
    return lists_of(kind, keys.get(name, file.nothing), name)
