"""Closed word lists from a mapping of the content to the dataclass of the core that they make."""

from collections.abc import Callable, Collection
from dataclasses import fields
from typing import Any, TypeVar

from voice.content.nodes import Node

Made = TypeVar("Made")


def _wordings(block: Node) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line.split()) for _, line in block.lines())


READERS: dict[Any, Callable[[Node], object]] = {
    frozenset[str]: Node.words,
    frozenset[tuple[str, ...]]: _wordings,
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
