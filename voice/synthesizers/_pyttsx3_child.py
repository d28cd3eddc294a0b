"""The process in which pyttsx3 runs, because it swallows errors, prints, and can hang. Started by `pyttsx3.py`.

Reads one JSON request a line, writes one JSON answer a line, followed by as many bytes of samples as the answer says.
pyttsx3 is only ever asked to save to a file, and only the event that the file is complete counts as done: its
``runAndWait`` returns before that.
"""

import ctypes
import json
import math
import os
import queue
import signal
import sys
import threading
import wave
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

_SYSTEM_LIBRARIES = ("libespeak-ng.so.1", "libespeak.so.1", "/usr/local/lib/libespeak-ng.so.1")
"""Where pyttsx3 itself looks on Linux."""

_GRACE_SECONDS = 5.0
"""For so long a sentence may still be worked at when nobody is left to ask for another."""

_NO_LIBRARY = "No speech library was found; install the package espeakng-loader or the system's espeak-ng."


def load_espeak(folder: Path, system_libraries: Sequence[str] = _SYSTEM_LIBRARIES) -> str:
    """Load libespeak-ng so that pyttsx3 finds it, return its name: the system's, else that of espeakng-loader.

    Raises ImportError or OSError when there is neither. The loader's library is found under its own name because it
    is loaded already; its data is reached through a short link in ``folder``, as espeak-ng cuts long paths off.
    """
    for name in system_libraries:
        try:
            ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return name
    import espeakng_loader  # noqa: PLC0415 - only where the system has no library

    name = str(espeakng_loader.get_library_path())
    link = folder / "espeak-ng-data"
    if not link.exists():
        link.symlink_to(espeakng_loader.get_data_path())
    os.environ["ESPEAK_DATA_PATH"] = str(folder)
    ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
    return name


class Renderer:
    """One pyttsx3 engine that turns sentences into samples."""

    def __init__(self, folder: Path) -> None:
        """Start the engine; ``folder`` takes its temporary files. Raises what pyttsx3 raises."""
        import pyttsx3  # noqa: PLC0415 - after the library is loaded

        self._file = folder / "sentence.wav"
        self._done = threading.Event()
        self._problem: object = None
        self._engine: Any = pyttsx3.init()
        self._engine.connect("finished-utterance", self._finished)
        self._engine.connect("error", self._failed)
        self._voices = {name.lower(): each.id for each in self._engine.getProperty("voices") for name in _names(each)}
        self._settle = _settler()
        self._engine.proxy.setBusy(False)  # else the first settings wait for the first sentence, which cancels them
        self._applied: tuple[str | None, int, float] | None = None

    def _finished(self, **_: object) -> None:
        """Hear from pyttsx3 that the file is complete."""
        self._done.set()

    def _failed(self, exception: object = None, **_: object) -> None:
        """Hear from pyttsx3 that something went wrong, which it never raises."""
        self._problem = exception
        self._done.set()

    def render(self, request: dict[str, Any]) -> tuple[bytes, int]:
        """Return samples and rate for a request; raises ValueError with a sentence, OSError, EOFError, wave.Error."""
        self._settle()  # "finished" comes from inside libespeak's callback, which must return before the next sentence
        self._problem = None
        self._file.unlink(missing_ok=True)
        self._apply(request["voice"], request["rate"], request["volume"])
        self._done.clear()
        self._engine.save_to_file(request["text"], str(self._file))
        self._engine.runAndWait()
        self._done.wait()  # for ever: the parent's patience is the timeout
        if self._problem is not None:
            message = f"The speech engine failed ({self._problem})."
            raise ValueError(message)
        with wave.open(str(self._file), "rb") as saved:
            return louder(saved.readframes(saved.getnframes()), request.get("gain", 1.0)), saved.getframerate()

    def _apply(self, voice: str | None, rate: int, volume: float) -> None:
        """Set what has changed, and wait until it is: pyttsx3 begins a sentence by cancelling what is under way."""
        if (voice, rate, volume) == self._applied:
            return
        if voice is not None:
            if voice.lower() not in self._voices:
                message = f"The speech engine has no voice named {voice}; leave --voice out to use its own."
                raise ValueError(message)
            self._engine.setProperty("voice", self._voices[voice.lower()])
        self._engine.setProperty("rate", rate)
        self._engine.setProperty("volume", volume)
        self._settle()
        self._applied = (voice, rate, volume)


def louder(samples: bytes, gain: float) -> bytes:
    """Return 16-bit samples so many times as loud; where that would clip, they bend instead.

    The engine's own loudness leaves a fifth of the range free at its fullest, but only its peaks come near.
    """
    if gain <= 1:
        return samples
    full = 32_767
    return array("h", (round(full * math.tanh(gain * one / full)) for one in memoryview(samples).cast("h"))).tobytes()


def _settler() -> Callable[[], object]:
    """Return what waits until libespeak is idle; other drivers need no waiting."""
    if sys.platform != "linux":
        return lambda: None
    from pyttsx3.drivers import _espeak  # noqa: PLC0415 - fails where the library is missing

    settle: Callable[[], object] = _espeak.Synchronize
    return settle


def _names(voice: Any) -> tuple[str, ...]:  # noqa: ANN401 - pyttsx3 has no types
    """Return what a voice may be called: its id, the end of it, its name."""
    return (voice.id, voice.id.rsplit("/", 1)[-1], voice.name)


def serve(requests: Iterable[bytes], answers: BinaryIO, folder: Path) -> None:
    """Render until the requests end."""
    try:
        if sys.platform == "linux":
            load_espeak(folder)
        renderer = Renderer(folder)
    except (ImportError, OSError, RuntimeError):
        _answer(answers, {"fatal": _NO_LIBRARY})
        return
    for line in requests:
        request = json.loads(line)
        try:
            samples, rate = renderer.render(request)
        except (ValueError, OSError, EOFError, wave.Error) as error:
            _answer(answers, {"id": request["id"], "error": str(error)})
        else:
            _answer(answers, {"id": request["id"], "rate": rate, "size": len(samples)}, samples)


def _answer(answers: BinaryIO, head: dict[str, object], samples: bytes = b"") -> None:
    """Write one answer at once."""
    answers.write(json.dumps(head).encode() + b"\n" + samples)
    answers.flush()


def while_asked(requests: BinaryIO, grace: float = _GRACE_SECONDS) -> Iterator[bytes]:
    """Yield the requests' lines. When they end, the parent is gone, perhaps killed: this process ends soon after, even
    if the engine hangs, so that none is ever left over."""
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def read() -> None:
        for line in requests:
            lines.put(line)
        lines.put(None)
        threading.Event().wait(grace)
        os._exit(1)

    threading.Thread(target=read, daemon=True).start()
    while (line := lines.get()) is not None:
        yield line


def main() -> None:
    """Keep the real output for answers; whatever a library prints goes nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business: it still has advice to speak
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    serve(while_asked(sys.stdin.buffer), answers, Path(sys.argv[1]))
