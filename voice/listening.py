"""Hearing one spoken answer: a source of sound, an ear, and the end of the turn."""

from collections.abc import Callable
from dataclasses import replace

from voice.core.events import Heard, Interrupted, Listen, NoInput
from voice.core.turns import Progress
from voice.endpointing import Endpoint, Signs, Turn, begin_turn
from voice.ports import AudioSource, Detector, Ear, Listener, Recognizer
from voice.settings import Hearing

Judge = Callable[[str, Listen], Progress]
"""How far words have come as an answer."""


def unjudged(words: str, _: Listen) -> Progress:
    """Return what can be said of words without understanding them."""
    return Progress.UNFINISHED if words else Progress.NOTHING


class SpokenListener:
    """Listens to a source of sound. Remembers the room's noise from turn to turn, nothing else."""

    def __init__(
        self, source: AudioSource, ear: Ear, hearing: Hearing, detector: Detector | None = None, judge: Judge = unjudged
    ) -> None:
        """Listen to ``source`` with ``ear``; ``detector`` knows a voice, ``judge`` an answer."""
        self._source = source
        self._ear = ear
        self._hearing = hearing
        self._detector = detector
        self._judge = judge
        self._floor: float | None = None

    def hear(self, listen: Listen) -> Heard | NoInput | Interrupted:
        """Listen until the turn ends; `Interrupted` when the source ran dry before anybody spoke."""
        self._source.flush()  # before anything that takes time: an answer may come at once
        recognizer = self._ear.open(listen)
        if self._detector is not None:
            self._detector.forget()
        hearing = self._hearing if listen.wait is None else replace(self._hearing, no_speech=listen.wait)
        now = self._follow(begin_turn(hearing, listen.kind, self._floor), recognizer, listen)
        self._floor = now.floor
        utterance = recognizer.finish()
        match now.turn:
            case Turn.NO_INPUT if not (utterance.text and utterance.free):
                return NoInput()  # but a short "nine" may be over before its word is sure: both ears then have it
            case Turn.WAITING:
                return Interrupted()
            case _:
                return Heard(utterance)

    def _follow(self, now: Endpoint, recognizer: Recognizer, listen: Listen) -> Endpoint:
        """Feed frames until the turn is over or the source ends."""
        for frame in self._source.frames():
            words = recognizer.accept(frame)
            progress = now.progress if words == now.words else self._judge(words, listen)
            voice = self._detector.voice(frame) if self._detector is not None else None
            now = now.feed(frame, Signs(words, progress, voice))
            if now.turn in {Turn.ENDED, Turn.NO_INPUT}:
                break
        return now


def open_spoken(
    source: AudioSource, ear: Ear, hearing: Hearing, detector: Detector | None = None, judge: Judge = unjudged
) -> Listener:
    """Return a listener for sound."""
    return SpokenListener(source, ear, hearing, detector, judge)
