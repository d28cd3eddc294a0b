"""Where a turn begins and ends, from counted audio seconds, signs of a voice, and the words so far. Pure.

The frames are the clock: ten seconds of silence in a file take milliseconds, and a file behaves like a microphone.

How long a silence may be depends on what was said: a whole answer needs little, "um" or a trailing "and" much. And on
who says it: no word tells a "no" that goes on from one that does not, but who paused within one answer does so in the
next, and of the first answer nobody knows. There is no limit to how long somebody may speak, except one against a
television.
"""

import math
from dataclasses import dataclass, replace
from enum import Enum

from voice.core.terms import ListenKind
from voice.core.turns import STORIES, Progress
from voice.ports import Pcm
from voice.settings import Hearing

_FLOOR_RISE_WAITING = 1.2
"""While nobody has said a word, the idea of the room's noise grows by this a frame: a fan is learnt in a second."""

_FLOOR_RISE_SPEAKING = 1.03
"""Once there are words it grows slowly, or a long vowel would count as noise."""


class Turn(Enum):
    """Whose turn it is to do what."""

    WAITING = "waiting"  # nobody has spoken yet
    SPEAKING = "speaking"
    MAYBE = "maybe"  # something short, then silence: a cough, or a word whose recognition takes longer than it lasted
    ENDED = "ended"  # somebody spoke and has finished
    NO_INPUT = "no_input"  # nobody spoke for as long as we wait


@dataclass(frozen=True, slots=True)
class Signs:
    """What a frame brought: the words recognised so far, how far they have come as an answer, and how surely there is
    a voice in it (0 to 1; None where only loudness tells)."""

    words: str = ""
    progress: Progress = Progress.NOTHING
    voice: float | None = None


def level(frame: Pcm) -> float:
    """Return how loud a frame is: root mean square of its samples, 0 to 32768."""
    samples = memoryview(frame.samples).cast("h")
    return math.hypot(*samples) / math.sqrt(len(samples)) if samples else 0.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How far a turn has come. ``floor`` is the room's noise (as `level` measures), ``hesitant`` whether the caller is
    known to pause within answers, the rest seconds of audio."""

    hearing: Hearing
    kind: ListenKind
    floor: float
    hesitant: bool = False
    turn: Turn = Turn.WAITING
    words: str = ""
    progress: Progress = Progress.NOTHING
    elapsed: float = 0.0
    sound: float = 0.0  # heard so far that may be a voice
    quiet: float = 0.0  # since the last sign of speech
    stale: float = 0.0  # since the words last changed
    gap: float = 0.0  # longest silence followed by sound since then
    paused: float = 0.0  # longest silence followed by sound and new words

    @property
    def pause(self) -> float:
        """How long a silence ends the turn as it stands."""
        return self._pause_after(self.progress)

    def _pause_after(self, progress: Progress) -> float:
        """Return how long a silence would end it with these words."""
        return self.hearing.pause_after(self.kind, progress, hesitant=self.hesitant)

    def feed(self, frame: Pcm, signs: Signs) -> "Endpoint":
        """Take one more frame and what it brought."""
        loudness = level(frame)
        seconds = frame.seconds
        loud = self._is_voice(loudness, signs.voice)
        new_words = bool(signs.words) and signs.words != self.words
        quiet = 0.0 if loud else self.quiet + seconds
        gap = max(self.gap, self.quiet) if loud and self.sound else self.gap
        if new_words:
            # The recogniser runs behind the sound, so its news says less about silence than the sound does.
            quiet = min(quiet, self._pause_after(signs.progress) - self.hearing.news_pause)
        heard = replace(
            self,
            floor=self._next_floor(loudness),
            words=signs.words or self.words,
            progress=signs.progress if signs.words else self.progress,
            elapsed=self.elapsed + seconds,
            sound=self.sound + seconds if loud else self.sound,
            quiet=quiet,
            stale=0.0 if new_words else self.stale + seconds,
            gap=0.0 if new_words else gap,
            paused=max(self.paused, gap) if new_words else self.paused,
        )
        return heard._judged()  # noqa: SLF001 - another moment of the same turn

    def doubted(self, progress: Progress) -> "Endpoint":
        """Return the same moment with the words judged anew: the turn may not be over after all."""
        return replace(self, progress=progress)._judged()  # noqa: SLF001 - as above

    def go_on(self) -> "Endpoint":
        """Go on waiting after what was no word; it must not add up with the next sound."""
        over = _reached(self.elapsed, self.hearing.no_speech)
        return replace(self, turn=Turn.NO_INPUT if over else Turn.WAITING, sound=0.0)

    def _is_voice(self, loudness: float, voice: float | None) -> bool:
        """Return whether this may be a voice: by the detector, less surely once somebody speaks, else by loudness."""
        hearing = self.hearing
        if voice is None:
            return loudness > max(hearing.quietest_level, self.floor * hearing.loud_ratio)
        return voice >= (hearing.voice_going_on if self.turn is Turn.SPEAKING else hearing.voice_begins)

    def _next_floor(self, loudness: float) -> float:
        """Return the new idea of the room's noise: down at once, up slowly."""
        if loudness <= self.floor:
            return max(loudness, 1.0)
        rise = _FLOOR_RISE_SPEAKING if self.words else _FLOOR_RISE_WAITING
        return min(loudness, self.floor * rise)

    def _judged(self) -> "Endpoint":
        """Return the same moment with its turn decided."""
        hearing, pause = self.hearing, self.pause
        # Words without any sound are the recogniser's imagination.
        started = _reached(self.sound, hearing.shortest_sound) or (bool(self.words) and self.sound > 0)
        if not started:
            if _reached(self.sound, hearing.shortest_word) and _reached(self.quiet, pause):
                return replace(self, turn=Turn.MAYBE)
            return replace(self, turn=Turn.NO_INPUT if _reached(self.elapsed, hearing.no_speech) else Turn.WAITING)
        # Steady noise keeps the level up after the last word; no new words for long enough ends the turn all the same.
        stale = bool(self.words) and _reached(self.stale, max(hearing.stale_words, pause))
        ended = stale or _reached(self.quiet, pause) or _reached(self.elapsed, hearing.longest_turn)
        return replace(self, turn=Turn.ENDED if ended else Turn.SPEAKING)


def _reached(seconds: float, limit: float) -> bool:
    """Return whether so many seconds have passed; sums of tenths fall a little short of whole numbers."""
    return seconds >= limit - 1e-6


@dataclass(frozen=True, slots=True)
class Habit:
    """Whether the caller paused within each of the last answers of several words, the newest last; ``known``: is
    there any answer yet? Stories tell nothing: everybody pauses in them."""

    hesitations: tuple[bool, ...] = ()
    known: bool = False

    @property
    def hesitant(self) -> bool:
        """Whether the caller may be one who pauses within answers; so may anybody who has not answered yet."""
        return any(self.hesitations) or not self.known

    def after(self, turn: Endpoint) -> "Habit":
        """Learn from one more turn. A single word has no pause."""
        if turn.kind in STORIES or turn.turn is not Turn.ENDED:
            return self
        hearing = turn.hearing
        paused = turn.paused >= hearing.patience * hearing.hesitation
        if not paused and len(turn.words.split()) <= 1:
            return Habit(self.hesitations, known=True)
        return self._with(hearing, paused=paused)

    def cut_off(self, hearing: Hearing) -> "Habit":
        """Learn that an answer went on after it had been taken to be over."""
        return self._with(hearing, paused=True)

    def _with(self, hearing: Hearing, *, paused: bool) -> "Habit":
        """Return the habit with one more answer, without those that are too long ago."""
        return Habit((*self.hesitations, paused)[-hearing.hesitates_for :], known=True)


def begin_turn(hearing: Hearing, kind: ListenKind, floor: float | None = None, habit: Habit | None = None) -> Endpoint:
    """Start a turn; ``floor`` is the room's noise as the last turn left it, ``habit`` the caller's."""
    quietest = hearing.quietest_level / hearing.loud_ratio
    return Endpoint(hearing, kind, quietest if floor is None else floor, habit is not None and habit.hesitant)
