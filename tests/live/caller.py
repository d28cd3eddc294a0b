"""A caller made of recordings, who talks with the program over a virtual sound card as a person would.

The caller hears only the loudspeaker: an answer is spoken when the question has been played and nothing more comes.
What was asked is read from the journal, because the caller's ears are only good enough to tell sound from silence.
"""

import array
import json
import math
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.live.card import LOUDSPEAKER, MOUTH, Card
from voice.audio import wav

RATE = 16_000
BLOCK = 320  # samples: 20 ms
AUDIBLE = 60.0  # root mean square above which the loudspeaker is heard to play
REACTION_SECONDS = 0.3  # of silence, before a caller begins to answer
TONE_SECONDS = 1.5  # within which the tone for listening comes
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Sound:
    """A piece of what was played or said: when (as `time.monotonic` has it) its first sample came, and its level."""

    at: float
    level: float


def level(samples: bytes) -> float:
    """Root mean square of 16-bit samples."""
    values = memoryview(samples).cast("h")
    return math.hypot(*values) / math.sqrt(len(values)) if values else 0.0


class Listening:
    """What one sink plays, overheard at its monitor."""

    def __init__(self, card: Card, sink: str) -> None:
        """Begin to listen."""
        self.heard: list[Sound] = []
        self.samples = bytearray()
        self._child = subprocess.Popen(
            (
                "parec", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=20",
                f"--device={sink}.monitor",
            ),
            env=card.patient,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        assert self._child.stdout is not None
        while block := self._child.stdout.read(2 * BLOCK):
            self.samples += block
            self.heard.append(Sound(time.monotonic() - len(block) / 2 / RATE, level(block)))

    def quiet_for(self, above: float = AUDIBLE) -> float:
        """For how many seconds nothing was heard."""
        silent = 0
        for sound in reversed(self.heard):
            if sound.level > above:
                break
            silent += 1
        return silent * BLOCK / RATE

    def played_since(self, moment: float, above: float = AUDIBLE) -> bool:
        """Was anything heard that came after this moment?"""
        for sound in reversed(self.heard):
            if sound.at < moment:
                return False
            if sound.level > above:
                return True
        return False

    def forget(self) -> None:
        """Forget what was heard so far."""
        self.heard, self.samples = self.heard[-500:], bytearray()

    def close(self) -> None:
        """Stop listening."""
        self._child.kill()
        self._child.wait()
        self._thread.join()
        if self._child.stdout is not None:
            self._child.stdout.close()


class Mouth:
    """What comes out of the caller: faint noise, as in any room, and now and then an answer.

    Both lie ready in the server before they are heard, so that a busy machine does not make the caller stutter.
    """

    def __init__(self, card: Card, noise: float = 5.0) -> None:
        """Begin to make noise of this level (root mean square)."""
        self._card = card
        self._folder = tempfile.TemporaryDirectory(prefix="mouth-")
        self._loaded: dict[bytes, str] = {}
        self.said_until = 0.0  # as `time.monotonic` has it: when the last answer will have been said
        noise_file = Path(self._folder.name) / "noise.raw"
        noise_file.write_bytes(_noise(noise).tobytes())
        room = f"while cat {noise_file}; do :; done | pacat --playback --raw --format=s16le --rate={RATE} --channels=1"
        self._child = subprocess.Popen(
            ("sh", "-c", f"{room} --latency-msec=2000 --device={MOUTH}"),
            env=card.patient,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def say(self, sound: bytes) -> float:
        """Speak; return for how many seconds that will take."""
        seconds = len(sound) / 2 / RATE
        name = self._ready(sound)
        self._card.tell(f"play-sample {name} {MOUTH}")
        self.said_until = time.monotonic() + seconds
        return seconds

    def _ready(self, sound: bytes) -> str:
        """Have a sound lie ready in the server; return its name there."""
        if sound not in self._loaded:
            name = f"answer{len(self._loaded)}"
            file = Path(self._folder.name) / f"{name}.wav"
            with wave.open(str(file), "wb") as out:
                out.setparams((1, 2, RATE, 0, "NONE", ""))
                out.writeframes(sound)
            self._card.tell(f"load-sample {name} {file}")
            self._loaded[sound] = name
        return self._loaded[sound]

    def fall_silent(self) -> None:
        """Make no sound at all any more, as no room does."""
        if self._child.poll() is None:
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()

    def close(self) -> None:
        """Say no more."""
        self.fall_silent()
        self._folder.cleanup()


def _noise(level: float) -> "array.array[int]":
    """Ten seconds of noise of this level (root mean square)."""
    chance = random.Random(1)
    return array.array("h", (round(chance.gauss(0, level)) for _ in range(10 * RATE)))


@dataclass
class Ended:
    """What came of a consultation."""

    code: int
    lines: list[str]
    errors: str
    entries: list[dict[str, Any]]
    played: Sequence[Sound]

    @property
    def close(self) -> dict[str, Any]:
        """How it ended."""
        return self.entries[-1]

    def of(self, name: str) -> list[dict[str, Any]]:
        """Return all entries of one kind."""
        return [entry for entry in self.entries if entry["entry"] == name]


Answer = Path | None
Choose = Callable[[Mapping[str, Any]], Answer]
"""What to answer to a ``listen`` of the journal; None is silence."""


def by_name(answers: Mapping[str, str], folder: Path) -> Choose:
    """Answer by the slot or the kind of listening; what has no answer gets silence."""

    def choose(listen: Mapping[str, Any]) -> Answer:
        names = list(listen["asked"]) if listen["kind"] in {"question", "sweep"} else []
        file = next((answers[name] for name in (*names, listen["kind"]) if name in answers), None)
        return None if file is None else folder / file

    return choose


@dataclass
class Talk:
    """A consultation under way."""

    card: Card
    program: "subprocess.Popen[str]"
    journal: Path
    loudspeaker: Listening
    mouth: Mouth
    read: int = 0
    entries: list[dict[str, Any]] = field(default_factory=list)
    seen: int = 0  # entries that were news once

    @classmethod
    def start(cls, card: Card, folder: Path, *flags: str, noise: float = 5.0, **extra: str) -> Self:
        """Start the program as a user does, with a journal; ``extra`` is added to its environment."""
        journal = folder / "talk.jsonl"
        kept = ("--journal", str(journal), "--journal-words")
        loudspeaker, mouth = Listening(card, LOUDSPEAKER), Mouth(card, noise)
        program = subprocess.Popen(
            (sys.executable, "-m", "voice", "run", *kept, *flags),
            cwd=ROOT,
            env={"BACKTALK_REGION": "US", **card.environment, **extra},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return cls(card, program, journal, loudspeaker, mouth)

    def news(self) -> list[dict[str, Any]]:
        """Return what the journal has gained since anybody looked."""
        self._look()
        found = self.entries[self.seen :]
        self.seen = len(self.entries)
        return found

    def _look(self) -> None:
        """Read what the journal has gained."""
        if not self.journal.exists():
            return
        text = self.journal.read_bytes()
        whole = text.rfind(b"\n") + 1
        self.entries += [json.loads(line) for line in text[self.read : whole].splitlines()]
        self.read = max(self.read, whole)

    def wait_for(self, wanted: Callable[[Mapping[str, Any]], bool], seconds: float) -> dict[str, Any]:
        """Wait for an entry of the journal, and leave those behind it, which a busy machine sees at once, for later."""
        until = time.monotonic() + seconds
        while True:
            self._look()
            while self.seen < len(self.entries):
                self.seen += 1
                if wanted(self.entries[self.seen - 1]):
                    return self.entries[self.seen - 1]
            self.expect_time(until)
            time.sleep(0.02)

    def expect_time(self, until: float) -> None:
        """Give up when it takes too long."""
        if time.monotonic() > until:
            message = f"nothing more happened after {self.entries[-1:]}"
            raise TimeoutError(message)

    def wait_until_quiet(self, seconds: float = REACTION_SECONDS) -> None:
        """Wait until the loudspeaker has played something and then nothing for so long."""
        begun = time.monotonic()
        while True:
            played = self.loudspeaker.played_since(begun) or time.monotonic() > begun + TONE_SECONDS
            if played and self.loudspeaker.quiet_for() >= seconds:
                return
            self.expect_time(begun + 60)
            time.sleep(0.01)

    def wait_until_played(self) -> None:
        """Wait until the loudspeaker plays something."""
        begun = time.monotonic()
        while not self.loudspeaker.played_since(begun):
            self.expect_time(begun + 60)
            time.sleep(0.01)

    def answer(self, file: Path, gain: float = 1.0) -> float:
        """Speak a recording, so many times as loud; return the moment at which it ends."""
        samples = array.array("h", wav.read(file, RATE).samples)
        louder = array.array("h", (max(-32768, min(32767, round(gain * one))) for one in samples))
        return time.monotonic() + self.mouth.say(louder.tobytes())

    def converse(self, choose: Choose, seconds: float = 120.0) -> None:
        """Answer whatever is asked until the consultation closes."""
        until = time.monotonic() + seconds
        while self.program.poll() is None:
            for entry in self.news():
                if entry["entry"] == "listen":
                    self.wait_until_quiet()
                    file = choose(entry)
                    if file is not None:
                        self.answer(file)
            self.expect_time(until)
            time.sleep(0.02)

    def end(self) -> Ended:
        """Wait for the end and return what came of it."""
        out, errors = self.program.communicate(timeout=60)
        self.news()
        return Ended(self.program.returncode, out.splitlines(), errors, self.entries, self.loudspeaker.heard)

    def close(self) -> None:
        """End what still runs."""
        if self.program.poll() is None:
            self.program.kill()
        self.program.communicate()
        self.mouth.close()
        self.loudspeaker.close()


@contextmanager
def talk(card: Card, folder: Path, *flags: str, noise: float = 5.0, **extra: str) -> Iterator[Talk]:
    """Start a consultation; whatever happens, nothing is left running."""
    under_way = Talk.start(card, folder, *flags, noise=noise, **extra)
    try:
        yield under_way
    finally:
        under_way.close()
