"""A child process that renders speech, seen from this side: requests go in, futures of sound come out."""

import contextlib
import json
import subprocess
import threading
import weakref
from collections.abc import Sequence
from concurrent.futures import Future
from itertools import count
from typing import IO

from voice.errors import EngineUnavailable, SynthesisError
from voice.ports import Pcm

_QUIETEST_PEAK = 100
"""A sentence none of whose samples (of 32767) gets louder than this was not spoken."""


_STOPPED = "The speech engine stopped; start again or use --speech off."


class WorkerLostError(SynthesisError):
    """The child died with work in hand."""


class _Desk:
    """The requests that wait for an answer; both threads work at it."""

    def __init__(self) -> None:
        """Begin with nothing waiting."""
        self._waiting: dict[int, Future[Pcm]] = {}
        self._ids = count()
        self._lock = threading.Lock()
        self._lost: SynthesisError | EngineUnavailable | None = None

    def open(self) -> tuple[int, Future[Pcm]]:
        """Return the number and the future of a new request, which has failed already when the child is gone."""
        future: Future[Pcm] = Future()
        with self._lock:
            number = next(self._ids)
            if self._lost is None:
                self._waiting[number] = future
            else:
                future.set_exception(self._lost)
        return number, future

    def take(self, number: int) -> Future[Pcm] | None:
        """Return the future of a request that is now answered."""
        with self._lock:
            return self._waiting.pop(number, None)

    def fail(self, error: SynthesisError | EngineUnavailable) -> None:
        """Fail everything that waits, and everything asked from now on; the first reason stands."""
        with self._lock:
            self._lost = lost = self._lost or error
            waiting = list(self._waiting.values())
            self._waiting.clear()
        for future in waiting:
            future.set_exception(lost)


class Worker:
    """One child process. Requests are sent from one thread; a second one collects the answers.

    The child ends with this object: nothing has to be closed.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Start the child without waiting for it; raises EngineUnavailable."""
        self._desk = _Desk()
        try:
            child = subprocess.Popen(  # noqa: S603 - our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal must not reach it
            )
        except OSError as error:
            message = f"The speech engine's process could not be started ({error.strerror}); close other programs."
            raise EngineUnavailable(message) from error
        self._requests = _pipe(child.stdin)
        # The thread must not hold this object, or neither would ever end.
        collector = threading.Thread(target=_collect, args=(_pipe(child.stdout), self._desk), daemon=True)
        collector.start()
        self.kill = weakref.finalize(self, _end, child, collector)
        """End the child at once; what was asked of it fails."""

    def submit(self, request: dict[str, object]) -> Future[Pcm]:
        """Ask for a sentence; the future raises SynthesisError or EngineUnavailable."""
        number, future = self._desk.open()
        if not future.done():
            try:
                self._requests.write(json.dumps({**request, "id": number}).encode() + b"\n")
                self._requests.flush()
            except (OSError, ValueError):
                self._desk.fail(WorkerLostError(_STOPPED))
        return future


def _collect(answers: IO[bytes], desk: _Desk) -> None:
    """Hand out answers until the child ends."""
    for line in answers:
        head = json.loads(line)
        if "fatal" in head:
            desk.fail(EngineUnavailable(head["fatal"]))
            continue
        size = head.get("size", 0)
        samples = answers.read(size)
        if len(samples) < size:
            break  # the child ended in the middle of its answer
        future = desk.take(head["id"])
        if future is not None:
            _settle(future, head, samples)
    desk.fail(WorkerLostError(_STOPPED))


def _end(child: subprocess.Popen[bytes], collector: threading.Thread) -> None:
    """End a child and let go of everything it held."""
    child.kill()
    child.wait()
    collector.join()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what was not yet written has nobody to read it
                pipe.close()


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
