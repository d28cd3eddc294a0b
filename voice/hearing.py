"""One recording heard outside a consultation: what was recognised, what it means, how long that took."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voice.audio import wav
from voice.content import Content
from voice.core.ears import hear
from voice.core.events import Listen
from voice.core.terms import Findings, ListenKind, SlotId, Utterance
from voice.journal import day_number, stopwatch
from voice.machine import plain_findings
from voice.ports import Ear
from voice.settings import Hearing


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one recording; times in seconds."""

    file: Path
    utterance: Utterance
    findings: Findings
    seconds: float
    decode_seconds: float

    def as_object(self) -> dict[str, Any]:
        """Return it as the machine interface writes it."""
        return {
            "file": str(self.file),
            "text": self.utterance.text,
            "free": self.utterance.free,
            "confidence": self.utterance.confidence,
            "findings": plain_findings(self.findings),
            "seconds": round(self.seconds, 3),
            "decode_seconds": round(self.decode_seconds, 4),
        }

    def as_lines(self) -> list[str]:
        """Return it as plain labelled lines."""
        found = ", ".join(f"{slot} {value}" for slot, value in plain_findings(self.findings).items())
        return [
            f"File: {self.file}",
            f"Heard: {self.utterance.text or '(nothing)'}",
            f"Heard freely: {self.utterance.free or '(nothing)'}",
            f"Confidence: {self.utterance.confidence}",
            f"Found: {found or 'nothing'}",
            f"Time: {self.decode_seconds:.3f} s for {self.seconds:.1f} s of sound",
        ]


def hear_file(file: Path, asked: SlotId | None, ear: Ear, content: Content, hearing: Hearing) -> Account:
    """Return what is heard in a recording, as if ``asked`` had just been asked; raises VoiceError."""
    sound = wav.read(file, hearing.rate)
    listen = Listen(ListenKind.QUESTION, (asked,)) if asked else Listen(ListenKind.OPENING)
    recognizer = ear.open(listen)
    started = stopwatch()
    for frame in wav.pieces(sound, hearing.frame_seconds):
        recognizer.accept(frame)
    utterance = recognizer.finish()
    decode_seconds = stopwatch() - started
    findings = findings_of(utterance, asked, content)
    return Account(file, utterance, findings, sound.seconds, decode_seconds)


def findings_of(utterance: Utterance, asked: SlotId | None, content: Content) -> Findings:
    """Return what an utterance means to the core: the one place outside it that asks."""
    asked_slots = (asked,) if asked else ()
    return hear(utterance, asked_slots, content.pathway, day_number()).understanding.findings
