"""The patterns of the content: parsed, with every unreadable one noted at its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from voice.content.nodes import Node
from voice.core.lexicon import Entry, Role
from voice.core.patterns import Dialect, PatternError, Variant, parse


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All patterns read so far."""

    dialect: Dialect
    patterns: list[tuple[Entry, tuple[Variant, ...]]] = field(default_factory=list)

    def add(self, owner: str, value: str, role: Role, block: Node, dialect: Dialect | None = None) -> None:
        """Read a block of patterns, one a line."""
        for where, line in block.lines():
            entry = Entry(owner, value, role, line)
            try:
                variants = parse(line, dialect or self.dialect)
            except PatternError as error:
                block.problems.add(where, str(error))
                continue
            self.patterns.append((entry, variants))


def spoken_forms(variants: tuple[Variant, ...], most: int) -> Iterator[tuple[str, ...]]:
    """A few literal wordings of a pattern, for tests and for the recogniser's vocabulary."""
    for variant in variants[:most]:
        yield tuple(min(element.stems) for part in variant.parts for element in part)
