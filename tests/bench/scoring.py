"""When a value, an alarm or a sentence counts as right."""

from dataclasses import dataclass, field

from tests.bench.corpora import Case
from tests.bench.engine import Heard, alarm_slots, dangerous, denied

OPEN_NUMBERS = frozenset({"pain_duration", "pain_severity", "age_years"})


def right(slot: str, expected: str | int | None, found: str | int | None) -> bool:
    """Days may differ by one or by a quarter, whichever is more, points by one; all else is exact. A number that is
    not said ("ages", "old enough") is left open or unsure: the pathway asks again in both cases."""
    if expected is None and slot in OPEN_NUMBERS:
        return found in (None, "unsure")
    if isinstance(expected, int) and isinstance(found, int):
        slack = {"pain_duration": max(1.0, expected * 0.25), "pain_severity": 1.0}.get(slot, 0.0)
        return abs(expected - found) <= slack
    return expected == found


def opposite(slot: str, expected: str | int | None, found: str | int | None) -> bool:
    """Was a yes taken for a no, or a no for a yes?"""
    return (denied(expected) and dangerous(slot, found)) or (dangerous(slot, expected) and denied(found))


def raised(heard: Heard, without: frozenset[str] = frozenset()) -> list[str]:
    """What makes an alarm of it: the interrupt, and slots that alone make an emergency."""
    slots = [slot for slot, value in heard.findings.items() if slot in alarm_slots() and dangerous(slot, value)]
    interrupt = [heard.interrupt] if heard.interrupt != "none" else []
    return interrupt + [slot for slot in slots if slot not in without]


def alarm_expected(case: Case) -> bool | None:
    """Is there an alarm in the sentence? None where both readings are acceptable."""
    slots = {slot for slot, value in case.expect.items() if slot in alarm_slots() and dangerous(slot, value)}
    if slots - case.ignore:
        return True
    if slots:
        return None
    if "none" in case.interrupts:
        return False if len(case.interrupts) == 1 else None
    return bool(case.interrupts)


@dataclass(slots=True)
class Tally:
    """Findings counted over sentences: right, found but wrong, missing."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    notes: list[tuple[Case, Heard, list[str]]] = field(default_factory=list)

    def add(self, case: Case, heard: Heard) -> None:
        """Compare all findings of one sentence."""
        expect = {slot: value for slot, value in case.expect.items() if slot not in case.ignore}
        found = {slot: value for slot, value in heard.findings.items() if slot not in case.ignore}
        hits = {slot for slot, value in expect.items() if slot in found and right(slot, value, found[slot])}
        self.right += len(hits)
        self.wrong += len(found.keys() - hits)
        self.missing += len(expect.keys() - hits)
        errors = sorted((expect.keys() | found.keys()) - hits)
        if errors:
            self.notes.append((case, heard, errors))

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what was said that was found."""
        return self.right / max(1, self.right + self.missing)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missing)
