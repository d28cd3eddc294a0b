"""The patterns of the content: parsed, with every unreadable one noted at its line."""

from dataclasses import dataclass, field

from voice.content.nodes import Node
from voice.core.lexicon import Entry, Numbering, Role
from voice.core.patterns import Dialect, PatternError, parse


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All patterns read so far: as they are written, and numbered for the lexicon. ``exact`` is the dialect of those
    that are compared word for word."""

    dialect: Dialect
    exact: Dialect
    entries: list[Entry] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)

    def add(self, owner: str, value: str, role: Role, block: Node, dialect: Dialect | None = None) -> None:
        """Read a block of patterns, one a line."""
        dialect = dialect or self.dialect
        for where, line in block.lines():
            entry = Entry(owner, value, role, line)
            try:
                self.numbering.add(entry, parse(line, dialect))
            except PatternError as error:
                block.problems.add(where, str(error))
                continue
            self.entries.append(entry)
