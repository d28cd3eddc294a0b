"""Single keys beside the voice: what is pressed at any moment counts as said.

`TerminalKeys` takes them from the terminal, which is as it was again however the program ends; `Pressed` makes words of
them; `KeyedListener` and `KeyedSource` put these where an answer is awaited.
"""

import atexit
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

from voice.content.keys import SPACE
from voice.core.events import Heard, Listen, NoInput
from voice.core.terms import SlotId, Utterance
from voice.ports import Answered, AudioSource, Keys, Listener, Overheard, Pcm, Sentence

_NUMBER_PAUSE = 1.5
"""Seconds of sound after which a number that was typed is complete."""

_ENTER, _ERASE, _ESCAPE = "\r\n", "\x7f\b", "\x1b"
_MOST_DIGITS = 4
_AT_ONCE = 64  # bytes; nobody presses more between two pieces of sound


class Pressed:
    """Makes words of keys. Time is counted in sound, as everywhere."""

    def __init__(self, keys: Keys, words: Mapping[str, str], any_key: Mapping[SlotId, str]) -> None:
        """Take ``keys``; ``words`` is what each stands for, ``any_key`` what any of them says to these questions."""
        self._keys = keys
        self._words = words
        self.any_key = any_key
        self._said: str | None = None
        self._digits = ""
        self._since = 0.0
        self._space = False

    def look(self, seconds: float = 0.0) -> bool:
        """Take what was pressed meanwhile, in which so much sound passed; return whether an answer is complete."""
        self._since += seconds
        for key in self._keys.pressed():
            self._take(key)
        if self._digits and self._since >= _NUMBER_PAUSE:
            self._complete_number()
        return self._said is not None or self._space

    def cuts(self) -> bool:
        """Return whether the sentence under way should stop: an answer is there, or the space bar was pressed, which
        says nothing more then."""
        cuts = self.look()
        self._space = False
        return cuts

    def answer(self) -> str | None:
        """Return the words that were pressed, and forget them."""
        said = self._said or (self._words[SPACE] if self._space else None)
        self._said, self._space = None, False
        return said

    def _take(self, key: str) -> None:
        """Take one key; the last one before somebody listens counts."""
        self._since = 0.0
        if key.isascii() and key.isdigit():
            self._digits = (self._digits + key)[-_MOST_DIGITS:]
        elif key in _ENTER and self._digits:
            self._complete_number()
        elif key in _ERASE:
            self._digits = self._digits[:-1]
        elif key == SPACE:
            self._space = True
        elif key.lower() in self._words:
            self._said, self._digits = self._words[key.lower()], ""

    def _complete_number(self) -> None:
        self._said, self._digits = self._digits, ""


class KeyedSource:
    """A source that ends for this answer as soon as one was pressed."""

    def __init__(self, source: AudioSource, pressed: Pressed) -> None:
        """Watch the keys beside ``source``."""
        self._source = source
        self._pressed = pressed

    def frames(self) -> Iterator[Pcm]:
        """Yield the source's frames until an answer is pressed."""
        if self._pressed.look():
            return
        for frame in self._source.frames():
            yield frame
            if self._pressed.look(frame.seconds):
                return

    def ready(self) -> Iterator[Pcm]:
        """Yield what was captured and not yet read; what was pressed stops a sentence in a way of its own."""
        return self._source.ready()

    def flush(self) -> None:
        """Forget what was captured but not read; keys that were pressed meanwhile were meant."""
        self._source.flush()


class KeyedListener:
    """Hears what is said or pressed, whichever comes first."""

    def __init__(self, listener: Listener, pressed: Pressed) -> None:
        """Listen with ``listener``, whose source ends when something is pressed."""
        self._listener = listener
        self._pressed = pressed

    def attend(self) -> None:
        """Listen from now on; what was pressed before was meant."""
        self._listener.attend()

    def overhear(self, sentence: Sentence) -> Overheard:
        """Return what listens while the sentence is spoken."""
        return self._listener.overhear(sentence)

    def hear(self, listen: Listen) -> Answered:
        """Wait for an answer; raises VoiceError."""
        happened = self._listener.hear(listen) if not self._pressed.look() else None
        words = self._pressed.answer()
        if words is not None:
            said = next((self._pressed.any_key[slot] for slot in listen.asked if slot in self._pressed.any_key), words)
            return Heard(Utterance(said, said))  # as if both ears had heard it, so that the caption tells it
        return happened if happened is not None else NoInput()


class TerminalKeys:
    """Keys of a terminal on POSIX systems."""

    def __init__(self, stream: TextIO) -> None:
        """Take keys from a terminal that gives each at once."""
        self._descriptor = stream.fileno()

    def pressed(self) -> str:
        """Return the keys since last asked, without waiting; arrow keys and their like are none."""
        found = ""
        while select.select([self._descriptor], [], [], 0)[0]:
            taken = os.read(self._descriptor, _AT_ONCE)
            if not taken:
                break
            text = taken.decode(errors="replace")
            found += "" if text.startswith(_ESCAPE) else text
        return found


class ConsoleKeys:
    """Keys of a Windows console, which needs no other mode."""

    def pressed(self) -> str:
        """Return the keys since last asked, without waiting; arrow keys and their like are none."""
        import msvcrt  # noqa: PLC0415 - only on Windows

        found = ""
        while msvcrt.kbhit():  # type: ignore[attr-defined] # the stub has it on Windows only
            key: str = msvcrt.getwch()  # type: ignore[attr-defined] # as above
            if key in "\x00\xe0":
                msvcrt.getwch()  # type: ignore[attr-defined] # as above
                continue
            found += key
        return found


@contextmanager
def open_keys(stream: TextIO | None) -> Iterator[Keys | None]:
    """Yield the keys of a terminal, None where there is no terminal. However this ends, the terminal is as before."""
    try:
        is_terminal = stream is not None and stream.isatty()
    except ValueError:
        is_terminal = False
    if not is_terminal or stream is None:
        yield None
    elif sys.platform == "win32":
        yield ConsoleKeys()
    else:
        with _each_key_at_once(stream.fileno()):
            yield TerminalKeys(stream)


@contextmanager
def _each_key_at_once(descriptor: int) -> Iterator[None]:
    """Let a terminal give each key at once and print none; Ctrl-C, Ctrl-Z and the rest work as ever."""
    import termios  # noqa: PLC0415 - not on Windows

    before = termios.tcgetattr(descriptor)
    during = termios.tcgetattr(descriptor)
    during[3] &= ~(termios.ICANON | termios.ECHO)

    def apply(_number: int = 0, _frame: FrameType | None = None) -> None:
        with suppress(termios.error, OSError):
            termios.tcsetattr(descriptor, termios.TCSADRAIN, during)

    def restore() -> None:
        with suppress(termios.error, OSError):
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    def end(number: int, _frame: FrameType | None) -> None:
        restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    atexit.register(restore)
    with _heeding({signal.SIGCONT: apply, signal.SIGTERM: end, signal.SIGHUP: end}):
        apply()
        try:
            yield
        finally:
            restore()
            atexit.unregister(restore)


@contextmanager
def _heeding(handlers: Mapping[signal.Signals, Callable[[int, FrameType | None], None]]) -> Iterator[None]:
    """Have signals handled so, and then as before."""
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
