"""Speech through pyttsx3, rendered to samples in a child process and checked.

pyttsx3's own playback reports success with no sound device, cannot be interrupted, and can hang; so it never plays and
never runs in this process. A child that hangs or dies is replaced; one that keeps failing is given up.
"""

import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from voice.children import child_command
from voice.core.events import Manner
from voice.core.terms import Command
from voice.errors import EngineUnavailable, SynthesisError
from voice.ports import Pcm, Synthesizer
from voice.settings import Speech
from voice.synthesizers._worker import Worker, WorkerLostError

_PATIENCE = 2
"""Hangs or crashes in a row after which speech is given up."""

Key = tuple[str | None, int, float, float, str]
"""Voice, rate, volume, gain, text: what makes two renderings the same."""


class Pyttsx3Voice:
    """Renders sentences, keeps them in memory, and makes likely ones ahead."""

    def __init__(self, speech: Speech, start: Callable[[], Worker]) -> None:
        """Start the child process; raises EngineUnavailable."""
        self._speech = speech
        self._start = start
        self._worker = start()
        self._fresh = True
        self._failures = 0
        self._made: dict[Key, Future[Pcm]] = {}

    def synthesize(self, text: str, manner: Manner = Manner.PLAIN) -> Pcm:
        """Return a sentence's samples; raises SynthesisError, or EngineUnavailable where there is no engine."""
        key = self._key(text, manner)
        for _ in range(2):
            if self._failures >= _PATIENCE and key not in self._made:
                break
            try:
                sound = self._wanted(key).result(timeout=self._patience())
            except (TimeoutError, WorkerLostError):
                self._replace_worker()
            except (SynthesisError, EngineUnavailable):
                self._made.pop(key, None)
                raise
            else:
                self._fresh = False
                self._failures = 0
                return sound
        message = "The speech engine hangs or stops; start again or use --speech off."
        raise SynthesisError(message)

    def prefetch(self, texts: Sequence[str], manner: Manner = Manner.PLAIN) -> None:
        """Ask for sentences that may be wanted soon, without waiting for them."""
        if self._failures:
            return
        for text in texts[: self._speech.prefetched]:
            self._wanted(self._key(text, manner))

    def adjust(self, command: Command) -> None:
        """Change rate or volume by one step, within what can be spoken."""
        self._speech = self._speech.adjusted(command)

    def _key(self, text: str, manner: Manner) -> Key:
        """Return what a rendering of this text depends on."""
        speech = self._speech.urgent() if manner is Manner.URGENT else self._speech
        return (speech.voice, speech.rate, speech.volume, speech.gain, text)

    def _wanted(self, key: Key) -> Future[Pcm]:
        """Return the rendering, asking for it if nobody has."""
        made = self._made.pop(key, None)
        if made is None:
            request: dict[str, object] = dict(zip(("voice", "rate", "volume", "gain", "text"), key, strict=True))
            made = self._worker.submit(request)
        self._made[key] = made  # the last one wanted is the last one forgotten
        while len(self._made) > self._speech.remembered:
            self._made.pop(next(iter(self._made)))
        return made

    def _patience(self) -> float:
        """Return how many seconds the next sentence may take."""
        return self._speech.start_seconds if self._fresh else self._speech.render_seconds

    def _replace_worker(self) -> None:
        """Put a fresh child in the place of one that hangs or died, and forget what was asked of it."""
        self._failures += 1
        self._worker.kill()
        self._made = {key: made for key, made in self._made.items() if made.done() and made.exception() is None}
        self._worker = self._start()
        self._fresh = True


class _Folder:
    """A temporary folder that goes when nobody needs it any more."""

    def __init__(self) -> None:
        """Make it; raises EngineUnavailable."""
        try:
            self._path = Path(mkdtemp(prefix="backtalk-"))
        except OSError as error:
            message = "No temporary folder can be written for the speech engine; free some space or set TMPDIR."
            raise EngineUnavailable(message) from error
        weakref.finalize(self, rmtree, self._path, ignore_errors=True)

    def start(self) -> Worker:
        """Start a child that writes there; raises EngineUnavailable."""
        return Worker(child_command("voice.synthesizers._pyttsx3_child", self._path))


def open_synthesizer(speech: Speech) -> Synthesizer:
    """Start the voice; raises EngineUnavailable."""
    return Pyttsx3Voice(speech, _Folder().start)
