"""How many consultations one processor core carries at once with one speech model between them, and what each takes.

In a fresh process on one core: as many ears as callers, each in its own thread, fed with sound as a microphone gives
it. Sound counts as late when it was heard more than a second after it was spoken. Beside it stands what the processor's
time alone would allow, in which what else the machine does counts little.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from statistics import median
from threading import Barrier, Thread
from typing import Any

from tests.bench.corpora import ROOT
from tests.bench.figures import Figure, Report
from tests.bench.rooms import recording
from tests.bench.spoken import NoScreen
from tests.bench.start import busy
from voice import build
from voice.audio.wav import pieces
from voice.core.events import Listen
from voice.core.terms import ListenKind, SlotId
from voice.ports import Ear, Pcm
from voice.recognizers.vosk import VoskEar
from voice.settings import Settings

RECORDINGS = ROOT / "tests" / "audio" / "en" / "slt"
SAID = ("no", "yes_it_feels_tight", "not_at_all", "my_legs_feel_weak", "i_don't_know", "in_both_legs")
ASKED = ("chest_pain", "leg_weakness", "fever", "breathing_difficulty", "cold_sweat", "collapse_faint")
CALLERS = (5, 10, 15, 20)
SECONDS = 12.0
LATE = 1.0
LOADS = 5
LOOKS_EVERY = 0.2  # seconds between two looks at the memory, of which the most counts


def report() -> Report:
    """For more and more callers."""
    return _measured(CALLERS, LOADS)


def quick() -> Report:
    """For ten callers only."""
    return _measured((10,), 1)


def _measured(callers: tuple[int, ...], loads: int) -> Report:
    found = Report("Consultations at once, on one processor core")
    for count in callers:
        found.add(f"{count} callers who talk without a pause", carried(_fresh(str(count)), count))
    found.add("Loading the speech model", loading([_fresh("load") for _ in range(loads)]))
    found.remarks.append(
        "Talking without a pause is the worst case: in a consultation, callers speak half the time or less."
    )
    found.remarks.append("The words and rules, and the voice that speaks, are not counted.")
    found.remarks.extend(busy())
    return found


def carried(run: Mapping[str, Any], callers: int) -> Iterator[Figure]:
    """How they were kept up with, and what they took."""
    work = run["work"] / (run["seconds"] * callers)
    yield Figure("callers that the processor's time would allow", int(1 / max(work, 1e-6)), "at least 10")
    yield Figure("processor seconds a second of sound", work)
    yield Figure("seconds behind at the worst", run["late"], f"at most {LATE}")
    yield Figure("megabytes for each caller, at most", run["bytes"] / callers / 1e6, "at most 8")


def loading(runs: list[dict[str, Any]]) -> Iterator[Figure]:
    """Milliseconds for the model alone, the library being there."""
    yield Figure("milliseconds of the clock, median", 1000 * median(run["clock"] for run in runs), "at most 250")
    yield Figure("milliseconds of the processor, median", 1000 * median(run["work"] for run in runs))


def _fresh(what: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.carrying", what], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(what: str) -> None:
    """Measure one thing in this process, and print it as JSON."""
    print(json.dumps(_load() if what == "load" else _carry(int(what))))


def _load() -> dict[str, float]:
    import vosk

    from voice.models import starter

    vosk.SetLogLevel(-1)
    clock, work = time.perf_counter(), time.process_time()
    vosk.Model(str(starter().folder))
    return {"clock": time.perf_counter() - clock, "work": time.process_time() - work}


def _carry(callers: int) -> dict[str, float]:
    """Feed so many ears at once on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    content, settings = build.load_content(Settings()), Settings()
    first = build.ear(settings, content, build.Outside(NoScreen(), lambda _: None))
    assert isinstance(first, VoskEar)
    sounds = [recording(RECORDINGS / f"{name}.flac") for name in SAID]
    _answer(first, sounds[0], SlotId(ASKED[0]))  # what the library sets up once is not a caller's
    ears = [first.for_another() for _ in range(callers)]
    before, start = _resident(), Barrier(callers + 1)
    late = [0.0] * callers
    threads = [Thread(target=_talk, args=(place, ear, sounds, start, late)) for place, ear in enumerate(ears)]
    for thread in threads:
        thread.start()
    work = time.process_time()
    start.wait()
    most = before
    while any(thread.is_alive() for thread in threads):
        most = max(most, _resident())
        time.sleep(LOOKS_EVERY)
    return {
        "work": time.process_time() - work,
        "seconds": SECONDS,
        "late": max(late),
        "bytes": float(most - before),
    }


def _talk(place: int, ear: Ear, sounds: list[Pcm], start: Barrier, late: list[float]) -> None:
    """One caller who answers question after question, a tenth of a second at a time, as it is spoken."""
    start.wait()
    began, at = time.perf_counter(), 0.0
    turns = zip(cycle(ASKED[place % len(ASKED) :] + ASKED[: place % len(ASKED)]), cycle(sounds), strict=False)
    for slot, sound in turns:
        recognizer = ear.open(Listen(ListenKind.QUESTION, (SlotId(slot),)))
        for piece in pieces(sound, 0.1):
            at += piece.seconds
            time.sleep(max(0.0, began + at - time.perf_counter()))
            recognizer.accept(piece)
            late[place] = max(late[place], time.perf_counter() - began - at)
        recognizer.finish()
        if at >= SECONDS:
            return


def _answer(ear: Ear, sound: Pcm, slot: SlotId) -> None:
    recognizer = ear.open(Listen(ListenKind.QUESTION, (slot,)))
    for piece in pieces(sound, 0.1):
        recognizer.accept(piece)
    recognizer.finish()


def _resident() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS:"))


if __name__ == "__main__":
    main(sys.argv[1])
