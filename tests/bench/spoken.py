"""Recordings heard as answers to a question by both ears of the product, and what each ear alone makes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from time import process_time

from models.train import voices
from tests.bench import corpora
from tests.bench.corpora import TODAY
from tests.bench.engine import alarm_slots, content, dangerous
from tests.bench.scoring import opposite
from voice import build
from voice.audio import wav
from voice.core.ears import hear
from voice.core.events import Listen
from voice.core.terms import Findings, ListenKind, SlotId, SlotKind, Utterance, value_text
from voice.core.understand import understand
from voice.ports import Ear, Pcm, Recognizer
from voice.settings import Settings

BEFORE, AFTER = 0.25, 0.5  # seconds of silence around what is said, as in an answer

Shown = str | int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Words said to one question; recordings have their name in place of words."""

    slot: SlotId
    voice: str
    text: str
    held_out: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What both ears wrote down, the processor seconds that took, and the length of the sound; the same as the core
    takes it."""

    text: str
    free: str
    work: float
    seconds: float
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer with the finding of the slot asked: as typed, and as each ear and ``both`` found it.

    ``doubtful``: the ears differ on the slot, so that it is asked again or read back. ``alarm``: both ears hear one
    that was not asked about; ``suspected``: only one ear does, so that it is read back.
    """

    answer: Answer
    reading: Reading
    typed: Shown
    found: Mapping[str, Shown]
    doubtful: bool = False
    alarm: bool = False
    suspected: bool = False

    def same(self, ear: str) -> bool:
        """Is it what would be found in the typed words?"""
        return self.found[ear] == self.typed

    def opposite(self, ear: str) -> bool:
        """Is it a yes for a no, or a no for a yes?"""
        return opposite(self.answer.slot, self.typed, self.found[ear])


class NoScreen:
    """Nobody looks."""

    def show(self, text: str) -> None:
        """Show nothing."""


class Ears:
    """The recogniser of the product with the model that ships."""

    def __init__(self) -> None:
        self._settings = Settings()
        outside = build.Outside(NoScreen(), lambda _: None)
        self._ear: Ear = build.ear(self._settings, content(), outside)

    def hear(self, file: Path, slot: SlotId) -> Reading:
        """Hear one recording as the answer to a question; making the question's grammar is not counted."""
        return self.hear_sound(wav.read(file, self._settings.hearing.rate), Listen(ListenKind.QUESTION, (slot,)))

    def open(self, listen: Listen) -> Recognizer:
        """Listen for an answer."""
        return self._ear.open(listen)

    def hear_sound(self, sound: Pcm, listen: Listen) -> Reading:
        """Hear a sound in answer to whatever was asked."""
        hearing = self._settings.hearing
        recognizer = self._ear.open(listen)
        frames = [wav.silence(BEFORE, hearing.rate), *wav.pieces(sound, hearing.frame_seconds)]
        begun = process_time()
        for frame in (*frames, wav.silence(AFTER, hearing.rate)):
            recognizer.accept(frame)
        heard = recognizer.finish()
        work = process_time() - begun
        return Reading(heard.text, heard.free or "", work, sound.seconds + BEFORE + AFTER, heard)


@cache
def ears() -> Ears:
    """One for all recordings, since the grammars are kept."""
    return Ears()


def questions() -> list[SlotId]:
    """The questions that are answered by yes or no."""
    return [slot for slot, one in content().pathway.questions.items() if one.kind is SlotKind.FINDING]


def answers(labels: Sequence[str]) -> list[Answer]:
    """What the shared callers answer to questions, to be said by these voices in turn."""
    turns = [(slot, text, one.held_out) for one in corpora.vignettes() for slot, text in one.turns]
    known = [(SlotId(slot), text, held_out) for slot, text, held_out in turns if slot in content().pathway.questions]
    return [
        Answer(slot, voice, text, held_out) for (slot, text, held_out), voice in zip(known, cycle(labels), strict=False)
    ]


def render(listed: Sequence[Answer], scratch: Path) -> list[Path]:
    """Have each answer said by its voice; the file of each, in order."""
    return voices.read_aloud([voices.Reading(one.text, voices.as_recorded(one.voice)) for one in listed], scratch)


def judged(answer: Answer, reading: Reading) -> Judged:
    """What typed words, each ear and both ears make of an answer."""
    today, pathway, asked = TODAY.toordinal(), content().pathway, (answer.slot,)

    def typed(text: str) -> Shown:
        return shown(understand(text, asked, pathway, today).findings, answer.slot)

    both = hear(reading.utterance, asked, pathway, today)
    alarms = [
        slot
        for slot, value in both.understanding.findings.items()
        if slot != answer.slot and slot in alarm_slots() and dangerous(slot, value_text(value))
    ]
    each = {
        "narrow": typed(reading.text),
        "free": typed(reading.free),
        "both": shown(both.understanding.findings, answer.slot),
    }
    return Judged(
        answer,
        reading,
        typed(answer.text),
        each,
        doubtful=answer.slot in both.doubtful,
        alarm=bool(alarms or both.understanding.interrupt),
        suspected=bool(both.suspected),
    )


def shown(findings: Findings, slot: SlotId) -> Shown:
    """The finding of a slot as the machine interface writes it."""
    return value_text(findings[slot]) if slot in findings else None
