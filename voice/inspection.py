"""How a sentence is understood and why, and whether the content is sound: for people and for other programs."""

from typing import Any

from voice.content import Content
from voice.core.findings import Leaning
from voice.core.terms import SlotId, value_text
from voice.core.understand import Found, Understanding, understand
from voice.journal import day_number
from voice.machine import plain_findings


def explain_object(content: Content, text: str, asked: SlotId | None) -> dict[str, Any]:
    """Return how a sentence is understood, as the machine interface writes it."""
    found = _understood(content, text, asked)
    return {
        "findings": plain_findings(found.findings),
        "interrupt": found.interrupt,
        "likelihood": round(found.likelihood, 3),
        "polarity": found.polarity.value if found.polarity else None,
        "command": found.command.value if found.command else None,
    }


def explain_lines(content: Content, text: str, asked: SlotId | None) -> list[str]:
    """Return how a sentence is understood and why, as plain labelled lines: the words as they were compared, each
    finding with its words, scope, phrase and score (the share of those words, in percent, that are the phrase's own),
    and what was heard but set aside."""
    found = _understood(content, text, asked)
    said = " ".join(token.said for token in found.tokens)
    return [
        f"Compared as: {said or 'nothing'}",
        *(f"Found: {_line(one, found)}" for one in found.found),
        *([] if found.found else ["Found: nothing"]),
        *(f"Set aside: {_line(one, found)}" for one in found.set_aside),
        f"Alarm: {_alarm(content, found)}",
        f"Likelihood of an alarm: {round(100 * found.likelihood)} in 100",
        *([] if found.leaning is None else [f"Leans to: {_leaning(found.leaning)}"]),
        f"Yes or no: {found.polarity.value if found.polarity else 'neither'}{', half meant' if found.soft else ''}",
        f"Command: {found.command.value if found.command else 'none'}",
        f"Asked of the program: {found.offscript or 'nothing'}",
    ]


def _understood(content: Content, text: str, asked: SlotId | None) -> Understanding:
    return understand(text, (asked,) if asked else (), content.pathway, day_number())


def _line(one: Found, found: Understanding) -> str:
    words = " ".join(token.said for token in found.tokens[one.start : one.end])
    source = f"{one.role.value} {one.because!r}" if one.role is not None else one.because
    score = f", score {round(100 * len(one.places) / (one.end - one.start))}" if one.places else ""
    return f"{one.slot} is {value_text(one.value)}, from the words {words!r}, {one.scope.value}, by {source}{score}"


def _leaning(found: Leaning) -> str:
    to = found.polarity.value if found.polarity else "no answer"
    return f"{to}, {round(100 * found.probability)} in 100{', ' if found.because else ''}{', '.join(found.because)}"


def _alarm(content: Content, found: Understanding) -> str:
    if found.interrupt is None:
        return "none"
    asked = "" if found.shown else ", likely by its words; it is asked about before it counts"
    return f"{found.interrupt}, {content.pathway.interrupts[found.interrupt].name}{asked}"


def check(content: Content, reference: Content | None = None) -> list[str]:
    """Return every problem that loading does not find, and where a translation differs from the language that is the
    ``reference``."""
    from voice.content import checks  # noqa: PLC0415 - only `backtalk check` needs the slow checks

    return [*checks.problems_of(content), *(checks.differences(content, reference) if reference is not None else ())]
