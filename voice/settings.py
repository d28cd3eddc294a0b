"""Every number and name a person may set, each with its default, once. Made in `voice.cli`, read everywhere else.

Times are seconds of audio where the audio is the clock, else seconds of real time; the name says of what.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from voice.core.terms import Command, ListenKind
from voice.core.turns import STORIES, Progress
from voice.earcons import Earcon
from voice.errors import SettingsError

RATE_LIMITS = (80, 450)
"""Slowest and fastest speech, words a minute."""

QUIETEST_VOLUME = 0.1
"""Nobody can talk a voice down to where it cannot be heard, least of all for the next start."""

PATIENCE_LIMITS = (0.5, 4.0)
"""How much shorter or longer than usual the pauses within an answer may be, as a factor."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How the program sounds: ``rate`` in words a minute, ``volume`` 0 to 1, ``voice`` as the engine calls it."""

    engine: str = "pyttsx3"
    voice: str | None = None
    rate: int = 170
    volume: float = 1.0
    rate_step: float = 1.2  # one "slower" divides by this, one "faster" multiplies
    volume_step: float = 1.5
    gain: float = 1.0  # beyond what the engine can do
    urgent_rate: float = 0.85  # in an emergency it speaks at this share of the rate that was chosen,
    urgent_volume: float = 0.7  # never more softly than this,
    urgent_gain: float = 2.0  # and so many times as loud: about 5 decibels, as the peaks are bent
    render_seconds: float = 4.0  # a sentence takes about 0.02; longer than this means the engine hangs
    start_seconds: float = 5.0  # first sentence of a fresh engine, slow disks included
    prefetched: int = 6  # sentences made ahead at most
    remembered: int = 100  # sentences kept, so as not to be made again: of some 100 kB each
    guesses: tuple[str, ...] = ("no", "yes")  # the likeliest answers; what would follow them is made ahead

    def __post_init__(self) -> None:
        """Refuse a rate or volume that no voice can speak at; raises SettingsError."""
        slowest, fastest = RATE_LIMITS
        if not slowest <= self.rate <= fastest:
            message = f"The speech rate must be {slowest} to {fastest} words a minute, not {self.rate}."
            raise SettingsError(message)
        if not 0 < self.volume <= 1:
            message = f"The volume must be above 0 and at most 1, not {self.volume}."
            raise SettingsError(message)

    def urgent(self) -> "Speech":
        """Return the speech of an emergency: slower and louder, whatever was chosen before."""
        slowest, _ = RATE_LIMITS
        rate = max(slowest, round(self.rate * self.urgent_rate))
        return replace(self, rate=rate, volume=max(self.volume, self.urgent_volume), gain=self.urgent_gain)

    def adjusted(self, command: Command) -> "Speech":
        """Return the speech one step slower, faster, louder or quieter, within what can be spoken and heard."""
        slowest, fastest = RATE_LIMITS
        match command:
            case Command.SLOWER:
                return replace(self, rate=max(slowest, round(self.rate / self.rate_step)))
            case Command.FASTER:
                return replace(self, rate=min(fastest, round(self.rate * self.rate_step)))
            case Command.LOUDER:
                return replace(self, volume=min(1.0, self.volume * self.volume_step))
            case Command.QUIETER:
                return replace(self, volume=min(self.volume, max(QUIETEST_VOLUME, self.volume / self.volume_step)))
            case _:
                return self  # not about the voice


@dataclass(frozen=True, slots=True)
class Hearing:
    """How the program listens; all in seconds of audio except levels, ratios and how sure the detector must be."""

    engine: str = "vosk"
    model: Path | None = None
    rate: int = 16_000  # samples a second the recogniser works at
    frame_seconds: float = 0.064  # two chunks of the voice detector
    bare_pause: float = 0.6  # silence that ends a yes, a no, a number
    answered_pause: float = 0.7  # silence that ends an answer which is whole
    doubtful_pause: float = 1.05  # silence that ends an answer which is whole to one ear only
    closed_pause: float = 1.0  # silence that ends sound of which no word was made out
    unfinished_pause: float = 1.3  # silence that ends words which do not answer the question
    open_pause: float = 1.2  # silence that ends a story
    thinking_pause: float = 2.0  # silence that ends what trails off in "um" or "and"
    hesitant_pause: float = 1.05  # the least silence that ends an answer of somebody who pauses within answers
    hesitation: float = 0.45  # of silence within an answer, from which on somebody is one who pauses
    hesitates_for: int = 6  # answers of several words for which that is remembered
    news_pause: float = 0.2  # the least silence after new words: the recogniser runs behind the sound
    no_speech: float = 10.0
    stale_words: float = 3.0  # no new words for so long end a turn even in a loud room
    longest_turn: float = 180.0  # nobody talks so long without a pause; a television does
    shortest_sound: float = 0.5  # sound without words that is shorter is a clatter, not somebody speaking
    shortest_word: float = 0.06  # after less sound than this it is not even asked whether it was a word
    sure_word: float = 0.45  # how sure the recogniser must be of a short sound, where it has only one ear, 0 to 1
    quietest_level: float = 40.0  # root mean square of 16-bit samples; below is silence whatever the room
    loud_ratio: float = 2.5  # speech is so many times louder than the room
    voice_begins: float = 0.5  # how sure the detector must be of a voice, 0 to 1
    voice_going_on: float = 0.35  # the same once somebody speaks
    barge_in: bool = False  # any word stops a sentence, not only "stop": for headsets, or where echo is cancelled
    before_voice: float = 0.8  # sound before the first sign of a voice that belongs to it
    broken_in: float = 0.2  # of a voice over the program's own, before it is more than a cough
    glance: float = 0.3  # of silence after a voice over the program's own: what was said is then looked at whole
    back_channel: float = 0.5  # of a voice over a question; less that answers nothing is "uh huh", whatever was heard
    resumes_within: float = 1.2  # of the next sentence, in which a voice is the last answer going on
    echo_ratio: float = 2.0  # a voice over the program's own is so many times louder than its echo
    patience: float = 1.0  # factor on the silence that ends an answer, for who speaks slowly

    def __post_init__(self) -> None:
        """Refuse a patience that would cut people off or keep them waiting for ever; raises SettingsError."""
        least, most = PATIENCE_LIMITS
        if not least <= self.patience <= most:
            message = f"The patience must be {least} to {most}, not {self.patience}."
            raise SettingsError(message)

    def pause_after(self, kind: ListenKind, progress: Progress = Progress.NOTHING, *, hesitant: bool = False) -> float:
        """Silence that ends a turn: short after a whole answer, longer in a story, longest while somebody thinks;
        never short for somebody who is ``hesitant``."""
        nothing = self.open_pause if kind in STORIES else self.closed_pause
        pauses = {
            Progress.NOTHING: nothing,
            Progress.THINKING: self.thinking_pause,
            Progress.UNFINISHED: self.unfinished_pause,
            Progress.STORY: self.open_pause,
            Progress.DOUBTFUL: self.doubtful_pause,
            Progress.ANSWERED: self.answered_pause,
            Progress.BARE: self.bare_pause,
        }
        return self.patience * max(pauses[progress], self.hesitant_pause if hesitant else 0.0)


@dataclass(frozen=True, slots=True)
class Devices:
    """Which microphone and loudspeaker (None: the system's own choice), and how they are driven; in seconds."""

    name: str | None = None
    block_seconds: float = 0.02  # an interruption stops speech within this
    output_latency: float = 0.2  # sound the loudspeaker holds ready: with less, a busy machine stutters
    idle_seconds: float = 0.5  # the loudspeaker runs on after a sound, since another is often near
    stuck_seconds: float = 0.5  # one that takes nothing for so long is opened once more
    guard_seconds: float = 0.35  # after the program has spoken, its own voice and its tone are still on their way back
    dead_seconds: float = 1.5  # a device that delivers or takes nothing for so long is gone
    muted_seconds: float = 4.0  # one that delivers only zeros for so long is switched off
    reopen_seconds: float = 20.0  # how long a lost one is waited for before that is said again
    retry_seconds: float = 0.5


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run."""

    language: str = "en"
    region: str = "unknown"  # never guessed
    captions: bool = True
    earcons: frozenset[Earcon] = frozenset(Earcon)
    resume: bool = False  # keep an unfinished consultation until it is finished
    speech: Speech = field(default_factory=Speech)
    hearing: Hearing = field(default_factory=Hearing)
    devices: Devices = field(default_factory=Devices)
