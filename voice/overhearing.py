"""Listening while the program speaks: who breaks in, and who only goes on with the last answer.

In every mode "stop" stops, and a voice in the first moment of a sentence takes the last answer up again. With barge-in
any other word stops a question, and a new danger even the advice in an emergency. The program's own voice does neither:
it is too faint (`voice.echo`), and its words are those being said (`voice.core.turns`).
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from voice.core.events import Listen
from voice.core.turns import BreakIn, Progress
from voice.echo import Echo, levels
from voice.endpointing import level
from voice.ports import AudioSource, Detector, Ear, Pcm, Recognizer, Sentence
from voice.settings import Hearing

Breaks = Callable[[str, Sentence], BreakIn]
"""What words mean that are heard over a sentence."""


_MARGIN_SECONDS = 0.15
"""Around a voice that is louder than the echo, in which its soft consonants may be."""

Judge = Callable[[str, Listen], Progress]
"""How far words have come as an answer."""


@dataclass(slots=True)
class Ears:
    """What there is to listen with."""

    source: AudioSource
    ear: Ear
    hearing: Hearing
    detector: Detector
    breaks: Breaks
    judge: Judge
    echo: Echo
    block_seconds: float


@dataclass(slots=True)
class Overhearing:
    """One sentence, overheard block by block. Afterwards ``recognizer`` and ``frames`` hold what broke in."""

    ears: Ears
    sentence: Sentence
    resumed: bool = False
    broken: bool = False
    stopped: bool = False  # by "stop", which is then the answer
    words: str = ""
    recognizer: Recognizer | None = None
    frames: deque[Pcm] = field(default_factory=deque)
    _block: int = 0
    _heard: float = 0.0  # seconds of sound, those before the sentence included
    _before: float = 0.0  # seconds of sound before the sentence
    _began: float = 0.0  # when in that sound the voice began
    _voice: float = 0.0
    _quiet: float = 0.0  # seconds since there was a voice
    _longest: float = 0.0  # how much of a voice there was at most
    _sure: bool = False
    _goes_on: bool = False
    _levels: list[float] = field(default_factory=list)

    def __call__(self) -> bool:
        """Return whether the sentence must stop now; raises EngineError."""
        if not self._block:
            self._levels = levels(self.sentence.speech, self.ears.block_seconds)
        for frame in self.ears.source.ready():
            if not self.broken:
                self._take(frame)
            else:
                self.frames.append(frame)
        if not self._block:
            self._before = self._heard
        if self._block < len(self._levels):
            self.ears.echo.play(self._levels[self._block])
        self.broken = self.broken or self._breaks()
        self._block += 1
        return self.broken

    def _take(self, frame: Pcm) -> None:
        """Hear one piece of sound."""
        hearing = self.ears.hearing
        foreign = self.ears.echo.foreign(level(frame))
        if self.ears.detector.voice(frame) >= hearing.voice_begins and foreign:
            self._began = self._began if self._voice else self._heard
            self._voice += frame.seconds
            self._quiet = 0.0
        else:
            self._quiet += frame.seconds
            self._voice = max(0.0, self._voice - frame.seconds / 4)  # the recogniser needs a moment for its words
        self._heard += frame.seconds
        self._longest = max(self._longest, self._voice) if self._voice else 0.0
        if self._voice >= hearing.broken_in and not self._sure:
            self._sure = True
            self._goes_on = self._in_time()
        # Beneath a loud echo a word is recognised only if no more of the echo is heard with it than must be.
        echoes = self.ears.echo.is_loud and self._quiet > _MARGIN_SECONDS
        self._keep(_silent(frame) if echoes and self.recognizer is not None else frame)
        if self.recognizer is not None:
            self.words = self.recognizer.accept(self.frames[-1])
            if self._quiet >= hearing.glance:
                self._glance(self.recognizer)
        elif self._voice >= hearing.broken_in / 2:
            self.recognizer = self.ears.ear.open(self.sentence.listen)
            if self.ears.echo.is_loud:
                self._mute_before()
            for each in self.frames:
                self.words = self.recognizer.accept(each)

    def _mute_before(self) -> None:
        """Silence what was kept from long enough before the voice."""
        kept = self._heard - self._began + _MARGIN_SECONDS
        seconds = 0.0
        for at in reversed(range(len(self.frames))):
            if seconds >= kept:
                self.frames[at] = _silent(self.frames[at])
            seconds += self.frames[at].seconds

    def _glance(self, recognizer: Recognizer) -> None:
        """Look at the whole of what was said: a short word may be known only then. If it is no reason to stop, it was a
        cough."""
        self.words = recognizer.finish().free or ""
        self.broken = self._breaks()
        if not self.broken:
            self.recognizer, self.words, self._voice = None, "", 0.0
            self._sure = self._goes_on = False

    def _in_time(self) -> bool:
        """Return whether a voice that is now sure began soon enough to be the last answer going on. Counted in sound,
        which a busy machine delivers late but whole."""
        hearing = self.ears.hearing
        quickly = self._heard - self._began <= 2 * hearing.broken_in + hearing.frame_seconds
        return quickly and self._began - self._before <= hearing.resumes_within

    def _keep(self, frame: Pcm) -> None:
        """Keep sound from a while before the voice on."""
        self.frames.append(frame)
        if self.recognizer is None:
            while sum(each.seconds for each in self.frames) - self.frames[0].seconds >= self.ears.hearing.before_voice:
                self.frames.popleft()

    def _breaks(self) -> bool:
        """Return whether somebody speaks who must be listened to."""
        hearing = self.ears.hearing
        if self.recognizer is None:
            return False
        if self.sentence.goes_on and self._goes_on:
            self.resumed = True
            return True
        meant = self.ears.breaks(self.words, self.sentence)
        self.stopped = meant is BreakIn.STOP
        if not self._sure:
            return meant is BreakIn.STOP  # so short a word that only the word itself tells it from a cough
        match meant:
            case BreakIn.STOP:
                return True
            case BreakIn.DANGER:
                return hearing.barge_in
            case BreakIn.WORDS:
                return hearing.barge_in and self.sentence.interruptible and self._wants_to_speak()
            case BreakIn.NOTHING:
                return False

    def _wants_to_speak(self) -> bool:
        """Return whether it is more than a short sound by which somebody shows that they listen, and whose words no
        recogniser agrees on."""
        if self._longest >= self.ears.hearing.back_channel:
            return True
        return self.ears.judge(self.words, self.sentence.listen) in {Progress.BARE, Progress.ANSWERED}


def _silent(frame: Pcm) -> Pcm:
    """Return silence of the same length."""
    return Pcm(bytes(len(frame.samples)), frame.rate)
