"""Hearing one spoken answer: a source of sound, an ear, and the end of the turn."""

from dataclasses import replace

from voice.core.events import Heard, Interrupted, Listen, NoInput
from voice.endpointing import Endpoint, Turn, begin_turn
from voice.ports import AudioSource, Ear, Listener, Recognizer
from voice.settings import Hearing


class SpokenListener:
    """Listens to a source of sound. Remembers the room's noise from turn to turn, nothing else."""

    def __init__(self, source: AudioSource, ear: Ear, hearing: Hearing) -> None:
        """Listen to ``source`` with ``ear``."""
        self._source = source
        self._ear = ear
        self._hearing = hearing
        self._floor: float | None = None

    def hear(self, listen: Listen) -> Heard | NoInput | Interrupted:
        """Listen until the turn ends; `Interrupted` when the source ran dry before anybody spoke."""
        self._source.flush()  # before anything that takes time: an answer may come at once
        recognizer = self._ear.open(listen)
        hearing = self._hearing if listen.wait is None else replace(self._hearing, no_speech=listen.wait)
        now = self._follow(begin_turn(hearing, listen.kind, self._floor), recognizer)
        self._floor = now.floor
        utterance = recognizer.finish()
        match now.turn:
            case Turn.NO_INPUT if not (utterance.text and utterance.free):
                return NoInput()  # but a short "nine" may be over before its word is sure: both ears then have it
            case Turn.WAITING:
                return Interrupted()
            case _:
                return Heard(utterance)

    def _follow(self, now: Endpoint, recognizer: Recognizer) -> Endpoint:
        """Feed frames until the turn is over or the source ends."""
        for frame in self._source.frames():
            now = now.feed(frame, recognizer.accept(frame))
            if now.turn in {Turn.ENDED, Turn.NO_INPUT}:
                break
        return now


def open_spoken(source: AudioSource, ear: Ear, hearing: Hearing) -> Listener:
    """Return a listener for sound."""
    return SpokenListener(source, ear, hearing)
