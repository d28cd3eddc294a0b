"""How a sentence is understood, and whether the content is sound: for people and for other programs."""

from typing import Any

from voice.content import Content
from voice.core.terms import SlotId
from voice.core.understand import understand
from voice.journal import day_number
from voice.machine import plain_findings


def explain_object(content: Content, text: str, asked: SlotId | None) -> dict[str, Any]:
    """Return how a sentence is understood, as the machine interface writes it."""
    found = understand(text, (asked,) if asked else (), content.pathway, day_number())
    return {
        "findings": plain_findings(found.findings),
        "interrupt": found.interrupt,
        "polarity": found.polarity.value if found.polarity else None,
        "command": found.command.value if found.command else None,
    }


def explain_lines(content: Content, text: str, asked: SlotId | None) -> list[str]:
    """Return how a sentence is understood, as plain labelled lines."""
    return [f"{name.capitalize()}: {value or 'none'}" for name, value in explain_object(content, text, asked).items()]


def check(content: Content) -> list[str]:
    """Return every problem that loading does not find."""
    del content
    return []
