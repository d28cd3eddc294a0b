"""YAML with file and line: every problem found is noted and reading goes on, so that one report shows them all.

PyYAML's C parser with no implicit types: every plain value stays text, so `no` is never false; two equal keys in one
mapping are a problem, not a silent loss.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Problems:
    """What is wrong with the content, in the order found."""

    lines: list[str] = field(default_factory=list)

    def add(self, where: str, what: str) -> None:
        """Note one problem at ``file:line``."""
        self.lines.append(f"{where}: {what}")


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a YAML file, of whichever kind, and where it stands."""

    yaml: yaml.Node | None
    file: str
    problems: Problems

    @property
    def where(self) -> str:
        """File and line, as ``intents/en/words.yaml:12``."""
        return f"{self.file}:{self.yaml.start_mark.line + 1}" if self.yaml is not None else self.file

    def wrong(self, what: str) -> None:
        """Note a problem with this value."""
        self.problems.add(self.where, what)

    def __bool__(self) -> bool:
        return self.yaml is not None

    @property
    def nothing(self) -> "Node":
        """What stands where something is left out: empty, with this file's name."""
        return Node(None, self.file, self.problems)

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """Keys and values of a mapping; anything else is noted as a problem."""
        if self.yaml is None:
            return
        if not isinstance(self.yaml, yaml.MappingNode):
            self.wrong("should be a mapping (key: value)")
            return
        seen: set[str] = set()
        for key, value in self.yaml.value:
            name = str(key.value)
            if name in seen:
                Node(key, self.file, self.problems).wrong(f"the key {name!r} stands here twice")
            seen.add(name)
            yield name, Node(value, self.file, self.problems)

    def mapping(self) -> dict[str, "Node"]:
        """The mapping as a dict."""
        return dict(self.items())

    def elements(self) -> Iterator["Node"]:
        """The elements of a list; anything else is noted as a problem."""
        if self.yaml is None:
            return
        if not isinstance(self.yaml, yaml.SequenceNode):
            self.wrong("should be a list")
            return
        for value in self.yaml.value:
            yield Node(value, self.file, self.problems)

    @property
    def is_mapping(self) -> bool:
        """Is this a mapping?"""
        return isinstance(self.yaml, yaml.MappingNode)

    @property
    def is_empty(self) -> bool:
        """Is it left out, or a key with nothing behind it?"""
        return self.yaml is None or (isinstance(self.yaml, yaml.ScalarNode) and not str(self.yaml.value).strip())

    @property
    def is_list(self) -> bool:
        """Is this a list?"""
        return isinstance(self.yaml, yaml.SequenceNode)

    def text(self, default: str = "") -> str:
        """The text of a plain value."""
        if self.yaml is None:
            return default
        if not isinstance(self.yaml, yaml.ScalarNode):
            self.wrong("should be text")
            return default
        return str(self.yaml.value).strip()

    def whole(self, default: int = 0) -> int:
        """A whole number."""
        text = self.text(str(default))
        if text.lstrip("-").isdigit():
            return int(text)
        self.wrong(f"should be a whole number, not {text!r}")
        return default

    def flag(self) -> bool:
        """True or false; a missing value is false."""
        text = self.text("false")
        if text not in ("true", "false"):
            self.wrong(f"should be true or false, not {text!r}")
        return text == "true"

    def lines(self) -> Iterator[tuple[str, str]]:
        """Where and what for each line of a block of text; remarks and empty lines are left out."""
        if self.yaml is None:
            return
        block = getattr(self.yaml, "style", None) == "|"
        first = self.yaml.start_mark.line + (2 if block else 1)
        for number, line in enumerate(str(self.yaml.value).split("\n")):
            text = line.strip()
            if text and not text.startswith("#"):
                yield f"{self.file}:{first + number}", text

    def words(self) -> frozenset[str]:
        """The words of a block of text."""
        return frozenset(word for _, line in self.lines() for word in line.split())


def read(path: Path, root: Path, problems: Problems) -> Node:
    """Read one YAML file. A missing or broken file is a problem and an empty node."""
    name = path.relative_to(root.parent).as_posix() if path.is_relative_to(root.parent) else path.name
    try:
        found = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as error:
        problems.add(name, f"cannot be read ({error.strerror})")
        return Node(None, name, problems)
    except UnicodeDecodeError:
        problems.add(name, "is not UTF-8 text")
        return Node(None, name, problems)
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark is not None else ""
        problems.add(f"{name}{line}", f"is not valid YAML: {error.problem}")
        return Node(None, name, problems)
    except yaml.YAMLError as error:
        problems.add(name, f"is not valid YAML: {error}")
        return Node(None, name, problems)
    if found is None:
        problems.add(name, "is empty")
    return Node(found, name, problems)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of ``intents/`` under ``root``, of which ``language`` names one folder; all share ``problems``."""

    root: Path
    language: str
    problems: Problems = field(default_factory=Problems)

    def common(self, name: str) -> Node:
        """A file of all languages: ``rules`` is ``rules.yaml``."""
        return read(self.root / f"{name}.yaml", self.root, self.problems)

    def spoken(self, name: str) -> Node:
        """A file of the language: ``words`` is ``en/words.yaml``."""
        return self.common(f"{self.language}/{name}")

    def each(self, folder: str) -> list[Node]:
        """Every readable file of a folder of the language, by name."""
        names = sorted(path.stem for path in (self.root / self.language / folder).glob("*.yaml"))
        return [node for name in names if (node := self.spoken(f"{folder}/{name}"))]
