"""Judges of one sentence each, and the counting of what they say.

A judge answers None where the sentence is not its to count, nothing ("") where it was understood rightly, and otherwise
says what was expected.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.bench.corpora import Case
from tests.bench.engine import Heard, Listener, dangerous, denied, red_flags
from tests.bench.figures import Figure, Miss, share
from tests.bench.scoring import alarm_expected, opposite, raised, right

Judge = Callable[[Case, Heard], str | None]


@dataclass(slots=True)
class Outcome:
    """How many of how many were right, and which were not."""

    right: int = 0
    of: int = 0
    misses: list[Miss] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure to take: what it is called, who judges, what it is held against, where its misses are filed."""

    label: str
    judge: Judge
    target: str = ""
    subset: str = ""
    wrong: bool = False

    def figure(self, label: str, outcome: Outcome, target: str = "") -> Figure:
        """The share of right sentences, or of wrong ones."""
        return share(label, outcome.of - outcome.right if self.wrong else outcome.right, outcome.of, target)


def measure(cases: Iterable[Case], listener: Listener, judge: Judge, subset: str = "") -> Outcome:
    """Let a judge count the sentences."""
    outcome = Outcome()
    for case in cases:
        heard = listener(case.text, case.asked)
        expected = judge(case, heard)
        if expected is None:
            continue
        outcome.of += 1
        if expected == "":
            outcome.right += 1
        else:
            text = case.text.replace("\n", " / ").replace("\t", ": ")
            outcome.misses.append(Miss(subset or case.subset, text, expected, str(heard), case.asked, case.held_out))
    return outcome


def halves(count: Count, cases: Iterable[Case], listener: Listener) -> tuple[list[Figure], list[Miss]]:
    """A figure for the half that is reported, then for the half that was tuned on, and the misses of both."""
    listed = list(cases)
    kept = measure([case for case in listed if case.held_out], listener, count.judge, count.subset)
    tuned = measure([case for case in listed if not case.held_out], listener, count.judge, count.subset)
    figures = [count.figure(count.label, kept, count.target), count.figure(f"{count.label}, tuned half", tuned)]
    return figures, kept.misses + tuned.misses


def alarm_recalled(case: Case, heard: Heard) -> str | None:
    """Is an alarm raised where there is one?"""
    if alarm_expected(case) is not True:
        return None
    if raised(heard):
        return ""
    wanted = [f"{slot}={value}" for slot, value in case.expect.items() if dangerous(slot, value)]
    return "an alarm: " + ", ".join(sorted(case.interrupts - {"none"}) + wanted)


def alarm_held(case: Case, heard: Heard) -> str | None:
    """Is none raised where there is none? The slot asked is left out: its answer may be a plain yes."""
    if alarm_expected(case) is not False:
        return None
    found = raised(heard, case.ignore | {case.asked})
    return f"no alarm, but {', '.join(found)}" if found else ""


def interrupt_recalled(case: Case, heard: Heard) -> str | None:
    """Is one of the acceptable interrupts set off, where one must be?"""
    if not case.interrupts or "none" in case.interrupts:
        return None
    return "" if heard.interrupt in case.interrupts else "interrupt " + " or ".join(sorted(case.interrupts))


def any_interrupt(case: Case, heard: Heard) -> str | None:
    """Is whichever interrupt set off, where one must be?"""
    if not case.interrupts or "none" in case.interrupts:
        return None
    return "" if heard.interrupt != "none" else "any interrupt"


def any_alarm(case: Case, heard: Heard) -> str | None:
    """Does the sentence make an alarm of any kind?"""
    return "" if raised(heard) else "any alarm"


def alarm_or_check(case: Case, heard: Heard) -> str | None:
    """Does the sentence make an alarm of any kind, or is one asked about?"""
    return "" if raised(heard) or heard.asks else "an alarm, or a question about one"


def no_alarm_no_check(case: Case, heard: Heard) -> str | None:
    """Is none raised, and none asked about?"""
    return f"no alarm, but {heard}" if raised(heard) or heard.asks else ""


def interrupt_held(case: Case, heard: Heard) -> str | None:
    """Is none set off where none may be?"""
    if "none" not in case.interrupts:
        return None
    return "" if heard.interrupt in case.interrupts else f"no interrupt, but {heard.interrupt}"


def values_right(case: Case, heard: Heard) -> str | None:
    """Is every expected value there, and nothing that must not be?"""
    wrong = [
        f"{slot}={value}" for slot, value in case.expect.items() if not right(slot, value, heard.findings.get(slot))
    ]
    if not case.expect and not case.never:
        return None
    return ", ".join(wrong + [f"never {slot}" for slot in violated(case, heard)])


def violated(case: Case, heard: Heard) -> list[str]:
    """Slots filled that must not be: a number at all, anything else with a danger value."""
    return [
        slot
        for slot in sorted(case.never)
        if isinstance(heard.findings.get(slot), int)
        or heard.findings.get(slot) not in (None, "absent", "none", "unsure")
    ]


def never_kept(case: Case, heard: Heard) -> str | None:
    """Is nothing filled that must not be?"""
    return ", ".join(f"never {slot}" for slot in violated(case, heard)) if case.never else None


def not_opposite(case: Case, heard: Heard) -> str | None:
    """Is no yes taken for a no, and no no for a yes?"""
    wrong = [
        f"{slot}={value}" for slot, value in case.expect.items() if opposite(slot, value, heard.findings.get(slot))
    ]
    return ", ".join(wrong)


def denial_kept(case: Case, heard: Heard) -> str | None:
    """Is no red flag present that was denied?"""
    flags = [slot for slot, value in case.expect.items() if slot in red_flags() and denied(value)]
    if not flags:
        return None
    return ", ".join(f"{slot} denied" for slot in flags if dangerous(slot, heard.findings.get(slot)))


def polarity_right(case: Case, heard: Heard) -> str | None:
    """Is the answer read as yes, no, unsure or none of them?"""
    if not case.polarities:
        return None
    return "" if heard.polarity in case.polarities else "polarity " + " or ".join(sorted(case.polarities))


def direct_polarity(case: Case, heard: Heard) -> str | None:
    """As `polarity_right`, only for sentences that do say yes, no or unsure."""
    return None if "none" in case.polarities else polarity_right(case, heard)


def command_right(case: Case, heard: Heard) -> str | None:
    """Is a command understood as the one it is?"""
    if case.command is None:
        return None
    return "" if heard.command == case.command else f"command {case.command}"


def answer_kept(case: Case, heard: Heard) -> str | None:
    """Is an answer left an answer?"""
    if case.command is not None:
        return None
    return "" if heard.command is None else f"no command, but {heard.command}"
