"""A child process that renders speech, seen from this side: requests go in, futures of sound come out."""

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from itertools import count
from pathlib import Path
from typing import IO

from voice.errors import EngineUnavailable, SynthesisError
from voice.ports import Pcm

_QUIETEST_PEAK = 100
"""A sentence none of whose samples (of 32767) gets louder than this was not spoken."""


class WorkerLostError(SynthesisError):
    """The child died with work in hand."""


class Worker:
    """One child process. Requests are sent from one thread; a second one collects the answers."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start the child without waiting for it; raises EngineUnavailable."""
        self._waiting: dict[int, Future[Pcm]] = {}
        self._ids = count()
        self._lock = threading.Lock()
        self._lost: SynthesisError | EngineUnavailable | None = None
        try:
            self._child = subprocess.Popen(  # noqa: S603 - our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal must not reach it
            )
        except OSError as error:
            message = f"The speech engine's process could not be started ({error.strerror}); close other programs."
            raise EngineUnavailable(message) from error
        threading.Thread(target=self._collect, daemon=True, name="speech").start()

    def submit(self, request: dict[str, object]) -> Future[Pcm]:
        """Ask for a sentence; the future raises SynthesisError or EngineUnavailable."""
        future: Future[Pcm] = Future()
        with self._lock:
            if self._lost is not None:
                future.set_exception(self._lost)
                return future
            number = next(self._ids)
            self._waiting[number] = future
        try:
            _pipe(self._child.stdin).write(json.dumps({**request, "id": number}).encode() + b"\n")
            _pipe(self._child.stdin).flush()
        except (OSError, ValueError):
            self._fail(WorkerLostError("The speech engine stopped; start again or use --speech off."))
        return future

    def kill(self) -> None:
        """End the child at once; what was asked of it fails."""
        self._child.kill()
        self._child.wait()

    def _collect(self) -> None:
        """Hand out answers until the child ends."""
        answers = _pipe(self._child.stdout)
        for line in answers:
            head = json.loads(line)
            if "fatal" in head:
                self._fail(EngineUnavailable(head["fatal"]))
                continue
            samples = answers.read(head.get("size", 0))
            with self._lock:
                future = self._waiting.pop(head["id"], None)
            if future is not None:
                _settle(future, head, samples)
        self._fail(WorkerLostError("The speech engine stopped; start again or use --speech off."))

    def _fail(self, error: SynthesisError | EngineUnavailable) -> None:
        """Fail everything that waits, and everything asked from now on; the first reason stands."""
        with self._lock:
            self._lost = self._lost or error
            waiting = list(self._waiting.values())
            self._waiting.clear()
        for future in waiting:
            future.set_exception(self._lost)


def _settle(future: Future[Pcm], head: dict[str, int], samples: bytes) -> None:
    """Give a future its sound, or the reason there is none."""
    if "error" in head:
        future.set_exception(SynthesisError(str(head["error"])))
        return
    peak = max(memoryview(samples).cast("h"), key=abs, default=0)
    if abs(peak) < _QUIETEST_PEAK:
        future.set_exception(SynthesisError("The speech engine made no sound; check its voice or use --speech off."))
        return
    future.set_result(Pcm(samples, head["rate"]))


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    """Return a pipe that was asked for; raises SynthesisError if it was not."""
    if pipe is None:
        message = "The speech engine cannot be reached; use --speech off."
        raise SynthesisError(message)
    return pipe


def child_command(module: str, folder: Path) -> list[str]:
    """Return the command that runs a module of this package, never one that happens to lie in the current folder."""
    package = Path(__file__).parents[2]
    code = f"import sys; sys.path.insert(0, {str(package)!r}); import {module} as child; child.main()"
    return [sys.executable, "-P", "-c", code, str(folder)]
