"""What a benchmark gives: figures, one a line, and the sentences it missed."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. ``target`` is what it is held against, ``of`` how many it was counted over."""

    label: str
    value: float | int | str
    target: str = ""
    of: str = ""

    def line(self) -> str:
        """The figure as one line that reads well aloud."""
        target = f"; target {self.target}" if self.target else ""
        of = f"; of {self.of}" if self.of else ""
        return f"{self.label}: {shown(self.value)}{target}{of}"


@dataclass(frozen=True, slots=True)
class Report:
    """A titled list of figures with remarks on how they were taken."""

    title: str
    sections: list[tuple[str, list[Figure]]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, heading: str, figures: Iterable[Figure]) -> None:
        """Add a section; an empty one is left out."""
        found = list(figures)
        if found:
            self.sections.append((heading, found))

    def text(self) -> str:
        """Plain text: no colour, no tables."""
        lines = [self.title]
        for heading, figures in self.sections:
            lines += ["", f"{heading}."]
            lines += [figure.line() for figure in figures]
        if self.remarks:
            lines += ["", "Remarks."]
            lines += self.remarks
        return "\n".join(lines)

    def json(self) -> str:
        """The same for machines."""
        sections = {heading: [asdict(figure) for figure in figures] for heading, figures in self.sections}
        return json.dumps({"title": self.title, "sections": sections, "remarks": self.remarks}, indent=1)


@dataclass(frozen=True, slots=True)
class Miss:
    """One sentence that was not understood as it should be."""

    subset: str
    text: str
    expected: str
    found: str
    asked: str = ""
    held_out: bool = False

    def line(self) -> str:
        """The miss as lines for whoever puts it right."""
        asked = f" (asked {self.asked})" if self.asked else ""
        half = "held out, do not tune on it" if self.held_out else "tuning"
        return f"{self.subset} [{half}]{asked}\n  said: {self.text}\n  expected: {self.expected}\n  found: {self.found}"


def shown(value: float | str) -> str:
    """A number as it is printed: three significant decimals, whole numbers whole."""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def share(label: str, right: int, of: int, target: str = "") -> Figure:
    """A figure that is a share, with its counts; nothing to count over is said so."""
    return Figure(label, right / of if of else "none to count", target, f"{right} of {of}")
