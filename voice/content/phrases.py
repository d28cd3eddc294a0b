"""The patterns of the content: parsed, with every unreadable one noted at its line."""

from dataclasses import dataclass, field

from voice.content.nodes import Node
from voice.core.lexicon import Entry, Numbering, Role
from voice.core.patterns import Dialect, PatternError, parse

SUBJECT = "<subject>"  # in the ways to say that all is well


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All patterns read so far: as they are written, and numbered for the lexicon. ``exact`` is the dialect of those
    that are compared word for word; ``well`` are the ways to say that the subject of
    any question is as it should be."""

    dialect: Dialect
    exact: Dialect
    well: tuple[str, ...] = ()
    entries: list[Entry] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)

    def add_well(self, owner: str, value: str, subject: Node) -> None:
        """Let every way to say that all is well with a subject ("legs are fine") give its question this answer."""
        for line in self.well if subject else ():
            entry = Entry(owner, value, Role.REPLY, line.replace(SUBJECT, f"({subject.text()})"))
            try:
                self.numbering.add(entry, parse(entry.text, self.dialect))
            except PatternError as error:
                subject.problems.add(subject.where, str(error))
                continue
            self.entries.append(entry)

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
