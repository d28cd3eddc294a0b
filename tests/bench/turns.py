"""Answers with a pause inside, and when the end of each is found: by sound and words, and by a fixed second of silence.

The answers of the written callers are said by the two voices that the model never learnt, one voice a caller, in two
parts where they have several words, split at a word chosen by chance; between the parts is a pause of 0.3 to 1.0 s,
around them faint noise. Each part is read as a sentence of its own, so that a "no" which goes on sounds exactly like
one that does not. Time is counted in sound, so the figures are the same on every machine.
"""

import array
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle
from pathlib import Path

from models.train import voices
from tests.bench import corpora, spoken
from tests.bench.corpora import TODAY
from tests.bench.engine import content
from voice import build
from voice.audio import wav
from voice.audio.silero import open_detector
from voice.core.events import Listen
from voice.core.terms import ListenKind, SlotId
from voice.core.turns import WHOLE, Progress, agreed, progress
from voice.endpointing import Endpoint, Habit, Signs, Turn, begin_turn
from voice.ports import Ear, Pcm
from voice.settings import Hearing, Settings

RATE = 16_000
SHORTEST, LONGEST = 0.3, 1.0  # seconds of pause
BEFORE, AFTER = 0.4, 3.0  # seconds around
NOISE, AUDIBLE = 8, 120  # height of samples
FIXED = 1.0
VOICES = ("flite-slt", "flite-awb")


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer in one or two parts, and the pause between them in seconds (0: none)."""

    slot: SlotId
    voice: str
    parts: tuple[str, ...]
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """What a frame brought, and how far the answer has come for the ear that expects answers."""

    frame: Pcm
    signs: Signs
    expecting: Progress


@dataclass(frozen=True, slots=True)
class Followed:
    """What every frame brought; when (in seconds of sound) the last part began and when all was said."""

    answer: Spoken
    moments: tuple[Moment, ...]
    last_part: float
    said: float
    answers: bool  # do both ears have words in the end?

    def turn(self, hearing: Hearing, habit: Habit | None = None) -> Endpoint:
        """The turn as it ends, by these settings, for somebody with this habit (None: who is not waited for
        longer)."""
        now = begin_turn(hearing, ListenKind.QUESTION, habit=habit)
        for one in self.moments:
            now = now.feed(one.frame, one.signs)
            if now.turn is Turn.ENDED and now.progress in WHOLE:
                now = now.doubted(agreed(now.progress, one.expecting))
            if now.turn is Turn.MAYBE and not self.answers:
                now = now.go_on()
            if now.turn in {Turn.ENDED, Turn.MAYBE, Turn.NO_INPUT}:
                break
        return now

    def cut_off(self, turn: Endpoint) -> bool:
        """Was the turn over before all was said?"""
        return turn.elapsed < self.said

    def wait(self, turn: Endpoint) -> float:
        """From the end of what was said to the end of the turn."""
        return turn.elapsed - self.said


@dataclass(frozen=True, slots=True)
class Both:
    """An answer without a pause, and with one if it has several words."""

    whole: Followed
    paused: Followed | None


@dataclass(frozen=True, slots=True)
class Ended:
    """One answer of a consultation and how its turn ended."""

    followed: Followed
    turn: Endpoint

    @property
    def cut_off(self) -> bool:
        """Was the turn over before all was said?"""
        return self.followed.cut_off(self.turn)

    @property
    def wait(self) -> float:
        """From the end of what was said to the end of the turn."""
        return self.followed.wait(self.turn)


def fixed(seconds: float = FIXED) -> Hearing:
    """An endpoint as many programs have: the same silence after anything."""
    return replace(
        Hearing(),
        bare_pause=seconds,
        answered_pause=seconds,
        doubtful_pause=seconds,
        closed_pause=seconds,
        unfinished_pause=seconds,
        open_pause=seconds,
        thinking_pause=seconds,
        hesitant_pause=0.0,
    )


def callers(*, held_out: bool) -> list[list[tuple[Spoken, Spoken | None]]]:
    """The answers of each caller of one half to questions, whole and, if they have several words, with a pause."""
    chance = random.Random(7)
    found = []
    for caller, voice in zip(corpora.vignettes(), cycle(VOICES), strict=False):
        answers = []
        for name, text in caller.turns:
            slot, words = SlotId(name), text.split()
            if slot not in content().pathway.questions:
                continue
            paused = None
            if len(words) > 1:
                at = chance.randrange(1, len(words))
                parts = (" ".join(words[:at]), " ".join(words[at:]))
                paused = Spoken(slot, voice, parts, chance.uniform(SHORTEST, LONGEST))
            answers.append((Spoken(slot, voice, (text,)), paused))
        if caller.held_out is held_out and answers:
            found.append(answers)
    return found


@cache
def _ear() -> Ear:
    return build.ear(Settings(), content(), build.Outside(spoken.NoScreen(), lambda _: None))


def follow(answer: Spoken, scratch: Path) -> Followed:
    """Hear an answer to its end and beyond."""
    sound, last_part, said = _sound(answer, scratch)
    listen = Listen(ListenKind.QUESTION, (answer.slot,))
    recognizer, detector = _ear().open(listen), open_detector()
    pathway, today = content().pathway, TODAY.toordinal()
    words, known, moments = "", Progress.NOTHING, []
    for frame in wav.pieces(sound, Hearing().frame_seconds):
        heard = recognizer.accept(frame)
        if heard != words:
            words, known = heard, progress(heard, listen, pathway, today)
        signs = Signs(words, known, detector.voice(frame) if detector is not None else None)
        moments.append(Moment(frame, signs, progress(recognizer.expected(), listen, pathway, today)))
    both = recognizer.finish()
    return Followed(answer, tuple(moments), last_part, said, bool(both.text and both.free))


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


def followed(scratch: Path, *, held_out: bool, sample: int) -> list[list[Both]]:
    """The callers of one half, heard answer by answer, until so many answers with a pause are there."""
    found: list[list[Both]] = []
    for answers in callers(held_out=held_out):
        if sum(one.paused is not None for caller in found for one in caller) >= sample:
            break
        found.append([
            Both(follow(whole, scratch), follow(paused, scratch) if paused is not None else None)
            for whole, paused in answers
        ])  # fmt: skip
    return found


def consultation(answers: Sequence[Both], hearing: Hearing, share: float, chance: random.Random) -> Iterator[Ended]:
    """The answers of one caller one after another, this share of those of several words with a pause."""
    habit = Habit()
    for one in answers:
        followed = one.paused if one.paused is not None and chance.random() < share else one.whole
        ended = Ended(followed, followed.turn(hearing, habit))
        habit = habit.cut_off(hearing) if ended.cut_off else habit.after(ended.turn)
        yield ended
