"""What a fresh process measures of itself, as a JSON object: ``python -m tests.bench.fresh WHAT [SCRIPT]``."""

import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from voice import build
from voice.core.events import Listen
from voice.core.terms import ListenKind
from voice.flags import parser, settings_of
from voice.journal import day_number
from voice.models import find
from voice.preferences import Preferences
from voice.settings import Settings
from voice.timing import Timing

Measured = Mapping[str, float | list[float]]


class NoScreen:
    """Nobody looks."""

    def show(self, text: str) -> None:
        """Show nothing."""


class WorkTiming(Timing):
    """Notes processor time beside time: what else the machine does counts little in it."""

    def __init__(self) -> None:
        super().__init__()
        self.first_work = 0.0
        self.work: list[float] = []
        self.tones: list[float] = []
        self._tone = 0.0
        self._work_at_end: float | None = None

    def sounded(self) -> None:
        """Note the end of an answer's sound."""
        super().sounded()
        self._work_at_end = process_time()
        self._tone = 0.0

    def signals(self, seconds: float) -> None:
        """Note a tone."""
        super().signals(seconds)
        self._tone += seconds

    def speaks(self) -> None:
        """Note the first sample of a sentence."""
        now = process_time()
        if self.first_sentence is None:
            self.first_work = now
        if self._work_at_end is not None:
            self.work.append(now - self._work_at_end)
            self.tones.append(self._tone)
            self._work_at_end = None
        super().speaks()


def consultation(script: str) -> Measured:
    """Hold a consultation of recordings, with a silent loudspeaker, as ``backtalk run --audio`` does."""
    flags = parser().parse_args(["run", "--region", "US", "--captions", "off", "--audio", script])
    timing = WorkTiming()
    plan = build.Plan(flags.audio, None, timing)
    with build.spoken(settings_of(flags, None, Preferences()), _outside(), plan) as session:
        session.run(day_number())
        voice = sum(peak_of(child) for child in children())
    return {
        "first": timing.first_sentence or 0.0,
        "first_work": timing.first_work,
        "gaps": timing.gaps,
        "gaps_work": timing.work,
        "gaps_tones": timing.tones,
        "peak": peak_of("self"),
        "voice_peak": voice,
    }


def content(_: str) -> Measured:
    """Read all words and rules."""
    return _measured(lambda: build.load_content(Settings()))


def library(_: str) -> Measured:
    """Import the recogniser's library."""
    return _measured(_import_library)


def model(_: str) -> Measured:
    """Load the speech model that ships."""
    vosk = _import_library()
    vosk.SetLogLevel(-1)
    folder = str(find(None).folder)
    return _measured(lambda: vosk.Model(folder))


def questions(_: str) -> Measured:
    """Make a recogniser for each question, the model and the free ear being there."""
    settings = Settings()
    words = build.load_content(settings)
    ear = build.ear(settings, words, _outside())
    ear.open(Listen(ListenKind.OPENING))
    listens = [Listen(ListenKind.QUESTION, (slot,)) for slot in words.pathway.questions]
    each = [_measured(partial(ear.open, listen)) for listen in listens]
    return {"work": [one["work"] for one in each], "resident": resident()}


def _import_library():
    import vosk

    return vosk


def _outside() -> build.Outside:
    return build.Outside(NoScreen(), lambda _: None)


def _measured(act: Callable[[], object]) -> dict[str, float]:
    before, begun, work = resident(), perf_counter(), process_time()
    kept = act()
    took = {"seconds": perf_counter() - begun, "work": process_time() - work, "resident": resident() - before}
    del kept
    return took


def resident() -> float:
    """Megabytes of memory that this process holds now; 0 where the system does not say."""
    return _status("self", "VmRSS")


def peak_of(process: str) -> float:
    """The most megabytes that a process ever held; 0 where the system does not say."""
    return _status(process, "VmHWM")


def children() -> list[str]:
    """The processes that this one has started and that still run; none where the system does not say."""
    lists = Path("/proc/self/task").glob("*/children")
    return [child for one in lists for child in one.read_text(encoding="ascii").split()]


def _status(process: str, key: str) -> float:
    path = Path("/proc") / process / "status"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(f"{key}:")), 0.0)


MEASURES: Mapping[str, Callable[[str], Measured]] = {
    "consultation": consultation,
    "content": content,
    "library": library,
    "model": model,
    "questions": questions,
}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]](sys.argv[-1])))
