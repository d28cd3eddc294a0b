"""Answers with a pause inside, and when the end of each is found: by sound and words, and by a fixed second of silence.

The answers of the written callers are said by the two voices that the model never learnt, in two parts where they have
several words, split at a word chosen by chance; between the parts is a pause of 0.3 to 1.0 s, around them faint noise.
Time is counted in sound, so the figures are the same on every machine.
"""

import array
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from models.train import voices
from tests.bench import spoken
from tests.bench.corpora import TODAY
from tests.bench.engine import content
from voice import build
from voice.audio import wav
from voice.audio.silero import open_detector
from voice.core.events import Listen
from voice.core.terms import ListenKind, SlotId
from voice.core.turns import Progress, progress
from voice.endpointing import Signs, Turn, begin_turn
from voice.ports import Ear, Pcm
from voice.settings import Hearing, Settings

RATE = 16_000
SHORTEST, LONGEST = 0.3, 1.0  # seconds of pause
BEFORE, AFTER = 0.4, 3.0  # seconds around
NOISE, AUDIBLE = 8, 120  # height of samples
FIXED = 1.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer in one or two parts, and the pause between them in seconds (0: none)."""

    slot: SlotId
    voice: str
    parts: tuple[str, ...]
    pause: float
    held_out: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """What every frame brought; when (in seconds of sound) the last part began and when all was said."""

    answer: Spoken
    frames: tuple[tuple[Pcm, Signs], ...]
    last_part: float
    said: float
    answers: bool  # do both ears have words in the end?

    def ends(self, hearing: Hearing) -> float:
        """When the turn is over, by these settings."""
        now = begin_turn(hearing, ListenKind.QUESTION)
        for frame, signs in self.frames:
            now = now.feed(frame, signs)
            if now.turn is Turn.MAYBE and not self.answers:
                now = now.go_on()
            if now.turn in {Turn.ENDED, Turn.MAYBE, Turn.NO_INPUT}:
                break
        return now.elapsed

    def cut_off(self, hearing: Hearing) -> bool:
        """Was the turn over before all was said?"""
        return self.ends(hearing) < self.said

    def wait(self, hearing: Hearing) -> float:
        """From the end of what was said to the end of the turn."""
        return self.ends(hearing) - self.said


def fixed(seconds: float = FIXED) -> Hearing:
    """An endpoint as many programs have: the same silence after anything."""
    return replace(
        Hearing(),
        bare_pause=seconds,
        answered_pause=seconds,
        closed_pause=seconds,
        unfinished_pause=seconds,
        open_pause=seconds,
        thinking_pause=seconds,
    )


def answers(*, pauses: bool) -> list[Spoken]:
    """Every answer once: with a pause those of several words, without one all."""
    chance = random.Random(7)
    found = []
    for one in spoken.answers(["flite-slt", "flite-awb"]):
        words = one.text.split()
        if not pauses:
            found.append(Spoken(one.slot, one.voice, (one.text,), 0.0, one.held_out))
        elif len(words) > 1:
            at = chance.randrange(1, len(words))
            parts = (" ".join(words[:at]), " ".join(words[at:]))
            pause = chance.uniform(SHORTEST, LONGEST)
            found.append(Spoken(one.slot, one.voice, parts, pause, one.held_out))
    return found


@cache
def _ear() -> Ear:
    return build.ear(Settings(), content(), build.Outside(spoken.NoScreen(), lambda _: None))


def follow(answer: Spoken, scratch: Path) -> Followed:
    """Hear an answer to its end and beyond."""
    sound, last_part, said = _sound(answer, scratch)
    listen = Listen(ListenKind.QUESTION, (answer.slot,))
    recognizer, detector = _ear().open(listen), open_detector()
    words, known, frames = "", Progress.NOTHING, []
    for frame in wav.pieces(sound, Hearing().frame_seconds):
        heard = recognizer.accept(frame)
        if heard != words:
            words, known = heard, progress(heard, listen, content().pathway, TODAY.toordinal())
        frames.append((frame, Signs(words, known, detector.voice(frame) if detector is not None else None)))
    both = recognizer.finish()
    return Followed(answer, tuple(frames), last_part, said, bool(both.text and both.free))


def _sound(answer: Spoken, scratch: Path) -> tuple[Pcm, float, float]:
    """The sound of an answer with what is around it; when its last part begins, and when it ends."""
    engine, name = answer.voice.split("-")
    readings = [voices.Reading(part, voices.Voice(engine, name)) for part in answer.parts]
    files = voices.read_aloud(readings, scratch)
    whole = array.array("h", bytes(2 * int(BEFORE * RATE)))
    last_part = BEFORE
    for number, file in enumerate(files):
        if number:
            whole.extend([0] * int(answer.pause * RATE))
        last_part = len(whole) / RATE
        whole.extend(_trimmed(wav.read(file, RATE).samples))
    said = len(whole) / RATE
    whole.extend([0] * int(AFTER * RATE))
    chance = random.Random(len(whole))
    noisy = array.array("h", (max(-32768, min(32767, one + chance.randint(-NOISE, NOISE))) for one in whole))
    return Pcm(noisy.tobytes(), RATE), last_part, said


def _trimmed(samples: bytes) -> Sequence[int]:
    """A sound without the silence around it."""
    values = array.array("h", samples)
    loud = [at for at, one in enumerate(values) if abs(one) > AUDIBLE]
    return values[loud[0] : loud[-1] + 1] if loud else values


def followed(scratch: Path, *, pauses: bool, held_out: bool | None = None) -> Iterator[Followed]:
    """Every answer heard; ``held_out`` chooses one half."""
    for one in answers(pauses=pauses):
        if held_out is None or one.held_out is held_out:
            yield follow(one, scratch)
