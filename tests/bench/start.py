"""How soon the program speaks and answers, and what memory it takes: always in fresh processes, as somebody starts it.

Times are of the clock, as a caller feels them; beside them stands the processor's time, in which what else the machine
does counts little.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.corpora import ROOT
from tests.bench.figures import Figure, Report
from voice.errors import VoiceError

REPEATS = 5
CONSULTATIONS = 3  # of each script
SCRIPTS = sorted((ROOT / "tests" / "audio" / "en").glob("demo_*.yaml"))
REMARKS = (
    "The loudspeaker is silent: its own latency is not counted, nor the silence by which an answer's end is known.",
    "The tone before a sentence is counted at its length.",
    "The speech model loads in the background while the first sentence is spoken.",
    "Processor time is of all threads of the main process: part of that loading is in it, the voice's own process not.",
)

Runs = Sequence[Mapping[str, Any]]


def report() -> Report:
    """Start, answers, memory, and the parts of the start."""
    return _measured(REPEATS, CONSULTATIONS)


def quick() -> Report:
    """The same from one process each."""
    return _measured(1, 1)


def _measured(repeats: int, consultations: int) -> Report:
    found = Report("Time and memory of a consultation")
    started = [_timings(SCRIPTS[0]) for _ in range(repeats)]
    held = [_fresh("consultation", str(script)) for script in SCRIPTS for _ in range(consultations)]
    found.add("From the start to the first sentence", start(started, held))
    found.add("From the end of an answer to the next sentence", gaps(held))
    found.add("Memory", memory(started, held))
    parts = {name: [_fresh(name) for _ in range(repeats)] for name in ("content", "library", "model")}
    found.add("Parts of the start, each alone", [one for name, runs in parts.items() for one in part(name, runs)])
    found.add("A question's recogniser, made once a consultation", recognisers(_fresh("questions")))
    found.remarks.extend(REMARKS)
    found.remarks.extend(busy())
    found.remarks.append(f"Consultations: {', '.join(script.stem for script in SCRIPTS)}, {consultations} of each.")
    return found


def start(started: Runs, held: Runs) -> Iterator[Figure]:
    """From the start of the process, interpreter included, to the first sample handed to the loudspeaker."""
    first = [float(one["first_prompt_seconds"]) for one in started]
    yield Figure("seconds, median", median(first), "at most 1.5", f"{len(first)} processes; {spread(first)}")
    work = [float(one["first_work"]) for one in held]
    yield Figure("seconds of the processor, median", median(work), "", f"{len(work)} processes; {spread(work)}")


def gaps(held: Runs) -> Iterator[Figure]:
    """Milliseconds that a caller waits for an answer."""
    waits = [1000 * one for run in held for one in run["gaps"]]
    work = [1000 * one for run in held for one in run["gaps_work"]]
    tones = [1000 * one for run in held for one in run["gaps_tones"]]
    if not waits:
        yield Figure("milliseconds", "none to count", "at most 150")
        return
    yield Figure("milliseconds, median", median(waits), "at most 150", f"{len(waits)} answers")
    yield Figure("milliseconds, 95th percentile", at(waits, 0.95))
    yield Figure("milliseconds, longest", max(waits))
    yield Figure("of these the tone that says that it was heard, median", median(tones))
    yield Figure("milliseconds of the processor, median", median(work))
    yield Figure("milliseconds of the processor, 95th percentile", at(work, 0.95))


def memory(started: Runs, held: Runs) -> Iterator[Figure]:
    """The most that was ever resident."""
    peaks = [float(one["peak_resident_mebibytes"] or 0) for one in started]
    peaks += [one["peak"] * 1e6 / 2**20 for one in held]
    yield Figure("mebibytes, most of all consultations", max(peaks), "at most 250", f"{len(peaks)} processes")
    yield Figure("mebibytes of the voice's own process beside it", max(one["voice_peak"] * 1e6 / 2**20 for one in held))


def part(name: str, runs: Runs) -> Iterator[Figure]:
    """What one part costs in a process that does nothing else."""
    label = {"content": "the words and rules", "library": "the recogniser's library", "model": "the speech model"}[name]
    targets = {"content": ("at most 300", "at most 40")}.get(name, ("", ""))
    work = [1000 * one["work"] for one in runs]
    yield Figure(f"{label}, milliseconds of the processor", median(work), targets[0], f"{len(runs)} processes")
    yield Figure(f"{label}, milliseconds", median(1000 * one["seconds"] for one in runs))
    yield Figure(f"{label}, megabytes resident", median(one["resident"] for one in runs), targets[1])


def recognisers(run: Mapping[str, Any]) -> Iterator[Figure]:
    """Making the grammar of each question, and the memory of a process that has them all."""
    work = [1000 * one for one in run["work"]]
    yield Figure("milliseconds of the processor, median", median(work), "", f"{len(work)} questions")
    yield Figure("milliseconds of the processor, longest", max(work))
    yield Figure("megabytes resident with all of them", run["resident"])


def busy() -> Iterator[str]:
    """What else the machine does, where the system says so."""
    if hasattr(os, "getloadavg"):
        load, cores = os.getloadavg()[0], os.cpu_count()
        yield f"Load of the machine: {load:.1f} on {cores} cores. Above one a core, only times of the processor count."


def at(values: Sequence[float], place: float) -> float:
    """The value below which this share of the others lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(place * len(ordered)))]


def spread(values: Sequence[float]) -> str:
    """Least and most, since other work on the machine makes some of them slow."""
    return f"from {min(values):.3f} to {max(values):.3f}"


def last_object(lines: str) -> Mapping[str, Any]:
    """The last line that is a JSON object; other lines are reports to people."""
    found: Mapping[str, Any] = json.loads([line for line in lines.splitlines() if line.startswith("{")][-1])
    return found


def _timings(script: Path) -> Mapping[str, Any]:
    """What ``backtalk run`` says of itself."""
    command = ("-m", "voice", "run", "--region", "US", "--captions", "off", "--timings", "--audio", str(script))
    return last_object(_python(*command).stderr)


def _fresh(*words: str) -> Mapping[str, Any]:
    return last_object(_python("-m", "tests.bench.fresh", *words).stdout)


def _python(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh process that may keep its modules compiled, as an installed program has them."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = (sys.executable, *words)
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise VoiceError(f"{' '.join(words)} failed: {done.stderr.strip()}")
    return done
