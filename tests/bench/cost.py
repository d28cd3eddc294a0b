"""What understanding costs: time an utterance, time and memory to load the content.

Times are of the processor, so that what else the machine does counts little; one core is used.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time_ns

from tests.bench import corpora
from tests.bench.corpora import ROOT, TODAY
from tests.bench.engine import INTENTS, content
from tests.bench.figures import Figure
from voice.core.terms import SlotId
from voice.core.understand import understand

REPEATS = 5
MOST_WORDS = 40
LENGTHS = (10, 100, 1000)  # words

# Run by a fresh interpreter, with everything imported beforehand, so that only the content itself is measured.
LOADING = """
import gc, json, sys, time, tracemalloc
from pathlib import Path
import voice.core.understand
from voice.content import load, load_kept

def resident():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0

folder, traced, cache = Path(sys.argv[1]), sys.argv[2] == "traced", sys.argv[3]
gc.collect()
before = resident()
if traced:
    tracemalloc.start()
begun = time.process_time()
content = load_kept(Path(cache), folder, "en", "UK") if cache else load(folder, "en", "UK")
took = time.process_time() - begun
gc.collect()
kept, peak = tracemalloc.get_traced_memory() if traced else (0, 0)
print(json.dumps({"seconds": took, "resident": resident() - before, "kept": kept, "peak": peak}))
"""


def costs() -> Iterator[Figure]:
    """Time and memory, on one core of this machine."""
    yield from utterance_time()
    yield from time_by_length()
    yield from loading()


def utterance_time() -> Iterator[Figure]:
    """Median and 99th percentile over every sentence of up to 40 words; each takes the median of five runs."""
    cases = [case for case in corpora.everything() if len(case.text.split()) <= MOST_WORDS]
    times = sorted(_milliseconds(case.text, case.asked) for case in cases)
    yield Figure("milliseconds an utterance, median", _at(times, 0.5), "at most 1", f"{len(times)} sentences")
    yield Figure("milliseconds an utterance, 99th percentile", _at(times, 0.99), "at most 5")
    yield Figure("milliseconds an utterance, longest", times[-1])


def time_by_length() -> Iterator[Figure]:
    """Cost of 10, 100 and 1,000 words made of the sentences themselves: linear if the time a word stays the same."""
    words = " ".join(case.text for case in corpora.everything()).split()
    for length in LENGTHS:
        starts = range(0, min(len(words) - length, 40 * length), length)
        times = sorted(_milliseconds(" ".join(words[start : start + length]), "") for start in starts)
        middle = _at(times, 0.5)
        yield Figure(
            f"milliseconds for {length} words", middle, "", f"{1000 * middle / length:.1f} microseconds a word"
        )


def loading() -> Iterator[Figure]:
    """Loading in fresh processes: at the first start, which compiles, and later; the median of five each."""
    with TemporaryDirectory() as cache:
        first, traced = [_fresh("plain") for _ in range(REPEATS)], _fresh("traced")
        _fresh("plain", cache)
        later, later_traced = [_fresh("plain", cache) for _ in range(REPEATS)], _fresh("traced", cache)
    for label, runs, trace in (("the first time", first, traced), ("again", later, later_traced)):
        seconds = median(run["seconds"] for run in runs)
        target = "at most 300" if runs is later else ""
        yield Figure(
            f"milliseconds to load the content {label}", 1000 * seconds, target, f"median of {REPEATS} processes"
        )
        yield Figure(
            f"megabytes that the content takes, loaded {label}, resident", _megabytes(runs, "resident"), "at most 40"
        )
        yield Figure(f"megabytes that the content takes, loaded {label}, traced", trace["kept"] / 1e6, "at most 40")
        yield Figure(f"megabytes while loading {label}, traced", trace["peak"] / 1e6)


def _megabytes(runs: Sequence[dict[str, float]], key: str) -> float:
    return median(run[key] for run in runs) / 1e6


def _fresh(how: str, cache: str = "") -> dict[str, float]:
    command = [sys.executable, "-c", LOADING, str(INTENTS), how, cache]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _milliseconds(text: str, asked: str) -> float:
    pathway = content().pathway
    slots = (SlotId(asked),) if asked in pathway.questions else ()
    today = TODAY.toordinal()
    times = []
    for _ in range(REPEATS):
        begun = process_time_ns()
        understand(text, slots, pathway, today)
        times.append(process_time_ns() - begun)
    return median(times) / 1e6


def _at(ordered: Sequence[float], place: float) -> float:
    return ordered[min(len(ordered) - 1, int(place * len(ordered)))]
