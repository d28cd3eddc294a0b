"""Hearing one spoken answer: a source of sound, an ear, and the end of the turn."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from voice.core.events import Heard, Hindered, Interrupted, Listen, NoInput, Trouble
from voice.core.terms import ListenKind, Utterance
from voice.core.turns import WHOLE, BreakIn, Progress, agreed
from voice.echo import WINDOW_SECONDS, Echo
from voice.endpointing import Endpoint, Habit, Signs, Turn, begin_turn, level
from voice.errors import MicrophoneLostError, MicrophoneMutedError
from voice.overhearing import Breaks, Ears, Judge, Overhearing
from voice.ports import Answered, AudioSource, Deaf, Detector, Ear, Listener, Overheard, Pcm, Recognizer, Sentence
from voice.settings import Hearing


def unjudged(words: str, _: Listen) -> Progress:
    """Return what can be said of words without understanding them."""
    return Progress.UNFINISHED if words else Progress.NOTHING


def unbroken(words: str, _: Sentence) -> BreakIn:
    """Return what can be said of words over a sentence without understanding them."""
    return BreakIn.WORDS if words else BreakIn.NOTHING


@dataclass(frozen=True, slots=True)
class TurnTaking:
    """What knows a voice, an answer, and what breaks in. Without ``block_seconds``, the length of a block of what is
    played, nothing is overheard: a recording does not speak while it is spoken to."""

    detector: Detector | None = None
    judge: Judge = unjudged
    breaks: Breaks = unbroken
    block_seconds: float | None = None


class SpokenListener:
    """Listens to a source of sound. Remembers the room's noise, how the program's own voice comes back, whether the
    caller pauses within answers, and the last answer, which may go on."""

    def __init__(self, source: AudioSource, ear: Ear, hearing: Hearing, taking: TurnTaking = TurnTaking()) -> None:
        """Listen to ``source`` with ``ear``."""
        self._source = source
        self._ear = ear
        self._hearing = hearing
        self._taking = taking
        self._floor: float | None = None
        self._habit = Habit()
        self._lost = False
        self._last: Utterance | None = None
        self._overhearing: Overhearing | None = None
        self._echo = Echo(hearing.echo_ratio, hearing.quietest_level, taking.block_seconds or 1.0)

    def attend(self) -> None:
        """Forget what was heard before, unless it broke in: then it is the answer, or the rest of it."""
        if self._broken_in() is None:
            self._source.flush()
        else:
            self._echo.rest()

    def overhear(self, sentence: Sentence) -> Overheard:
        """Return what listens while the sentence is spoken."""
        detector, seconds = self._taking.detector, self._taking.block_seconds
        if detector is None or seconds is None:
            return Deaf()
        taking = self._taking
        ears = Ears(self._source, self._ear, self._hearing, detector, taking.breaks, taking.judge, self._echo, seconds)
        self._overhearing = Overhearing(ears, sentence)
        return self._overhearing

    def _broken_in(self) -> Overhearing | None:
        """Return the sentence that was broken off last, if one was and nobody has listened since."""
        return self._overhearing if self._overhearing is not None and self._overhearing.broken else None

    def hear(self, listen: Listen) -> Answered:
        """Listen until the turn ends; `Interrupted` when the source ran dry before anybody spoke."""
        begun, self._overhearing = self._broken_in(), None
        try:
            return self._hear(listen, begun)
        except MicrophoneLostError:
            self._lost = True
            return Hindered(Trouble.LOST)
        except MicrophoneMutedError:
            return Hindered(Trouble.MUTED)

    def _hear(self, listen: Listen, begun: Overhearing | None) -> Answered:
        """Listen until the turn ends; raises MicrophoneLostError, MicrophoneMutedError."""
        if self._lost:
            next(iter(self._source.frames()), None)
            self._lost = False
            return Hindered(Trouble.BACK)
        if begun is not None and begun.stopped:  # nobody says it twice, and with the echo's end it may be misheard
            return Heard(Utterance(begun.words, begun.words))
        before = self._last if begun is not None and begun.resumed else None
        frames: Iterable[Pcm] = self._source.frames()
        if begun is not None:
            frames = chain(tuple(begun.frames), frames)
        recognizer = self._ear.open(listen)
        if self._taking.detector is not None:
            self._taking.detector.forget()
        start = self._begin(listen, goes_on=before is not None)
        now, heard = self._follow(start, recognizer, listen, frames, before)
        self._floor = now.floor
        self._habit = self._habit.after(now)
        utterance = _joined(before, heard)
        match now.turn:
            case Turn.NO_INPUT if before is None and not self._is_answer(utterance, listen):
                return NoInput()
            case Turn.WAITING if before is None:
                return Interrupted()
            case _:
                self._last = utterance
                return Heard(utterance)

    def _begin(self, listen: Listen, *, goes_on: bool) -> Endpoint:
        """Return the turn at its beginning; ``goes_on``: it goes on with the last answer, which was cut off."""
        hearing = self._hearing if listen.wait is None else replace(self._hearing, no_speech=listen.wait)
        if listen.kind is ListenKind.OPENING:
            self._habit = Habit()  # it may be somebody else
        if goes_on:
            self._habit = self._habit.cut_off(hearing)
        return begin_turn(hearing, listen.kind, self._floor, self._habit)

    def _follow(
        self, now: Endpoint, recognizer: Recognizer, listen: Listen, frames: Iterable[Pcm], before: Utterance | None
    ) -> tuple[Endpoint, Utterance]:
        """Feed frames until the turn is over or the source ends; return what was heard, too."""
        said = f"{before.text} " if before is not None else ""
        for sound in frames:
            frame = self._without_echo(sound, now)
            words = recognizer.accept(frame)
            progress = now.progress if words == now.words else self._taking.judge(said + words, listen)
            voice = self._taking.detector.voice(frame) if self._taking.detector is not None else None
            now = now.feed(frame, Signs(words, progress, voice))
            if now.turn is Turn.ENDED and now.progress in WHOLE:
                now = now.doubted(agreed(now.progress, self._taking.judge(said + recognizer.expected(), listen)))
            if now.turn is Turn.MAYBE:
                heard = recognizer.finish()
                if self._is_answer(heard, listen):
                    return now, heard
                now, recognizer = now.go_on(), self._ear.open(listen)
            if now.turn in {Turn.ENDED, Turn.NO_INPUT}:
                break
        return now, recognizer.finish()

    def _is_answer(self, heard: Utterance, listen: Listen) -> bool:
        """Return whether both ears have words: a short "nine" may be over before its word is sure, a cough has none.
        Where nothing is expected there is one ear, which hears some word in everything, but is not sure of it."""
        sure = bool(listen.asked) or heard.confidence >= self._hearing.sure_word
        return bool(heard.text and heard.free) and sure

    def _without_echo(self, frame: Pcm, now: Endpoint) -> Pcm:
        """Return silence for what is still the end of the program's own sentence, which a busy machine or a wireless
        loudspeaker delivers late. It ends with the first silence; what is louder is somebody who answers at once."""
        if not self._echo.resounds:
            return frame
        loudness = level(frame)
        if self._echo.is_over(loudness) or now.elapsed >= WINDOW_SECONDS:
            self._echo.rest()
        if self._echo.stands_out(loudness):
            return frame
        return Pcm(bytes(len(frame.samples)), frame.rate)


def _joined(before: Utterance | None, after: Utterance) -> Utterance:
    """Return an answer that was taken up again as one."""
    if before is None:
        return after
    free = " ".join(filter(None, (before.free, after.free)))
    text = " ".join(filter(None, (before.text, after.text)))
    sureness = (*before.sureness, *after.sureness) if before.sureness and after.sureness else ()
    return Utterance(text, free, min(before.confidence, after.confidence), sureness=sureness)


def open_spoken(source: AudioSource, ear: Ear, hearing: Hearing, taking: TurnTaking) -> Listener:
    """Return a listener for sound."""
    return SpokenListener(source, ear, hearing, taking)
