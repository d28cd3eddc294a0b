"""Run one benchmark: ``python -m tests.bench understanding [--json] [--quick] [--misses [SUBSET]] [--about WORD]``.

A benchmark is a module beside this one with ``report() -> Report``; it may have ``quick() -> Report``, without what
takes long, and ``misses() -> Iterator[Miss]``.
"""

import argparse
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.bench.figures import Miss
from voice.errors import VoiceError

NOT_BENCHES = frozenset({"__init__", "__main__"})


def names() -> list[str]:
    """Modules beside this one that give a report."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    return [name for name in found if name not in NOT_BENCHES and "\ndef report(" in _source(name)]


def _source(name: str) -> str:
    return (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")


def main() -> int:
    """Print the report or the misses."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure the program.")
    parser.add_argument("name", choices=names(), help="what to measure")
    parser.add_argument("--json", action="store_true", help="the report for machines")
    parser.add_argument("--quick", action="store_true", help="leave out what takes long: peers, time and memory")
    parser.add_argument("--misses", nargs="?", const="", metavar="SUBSET", help="sentences understood wrongly instead")
    parser.add_argument("--about", default="", metavar="WORD", help="only misses that mention this, such as a slot")
    parser.add_argument("--held-out", action="store_true", help="show the misses that must not be tuned on, too")
    parser.add_argument("--tolerant", action="store_true", help="measure content that is still being written")
    chosen = parser.parse_args()
    if chosen.tolerant:
        _tolerate()
    try:
        _run(chosen)
    except VoiceError as problem:
        print(problem, file=sys.stderr)
        return int(problem.exit_code)
    return 0


def _run(chosen: argparse.Namespace) -> None:
    bench = import_module(f"tests.bench.{chosen.name}")
    if chosen.misses is not None:
        _print_misses(bench, chosen.misses, chosen.about, held_out=chosen.held_out)
        return
    report = bench.quick() if chosen.quick and hasattr(bench, "quick") else bench.report()
    print(report.json() if chosen.json else report.text())


def _print_misses(bench: ModuleType, subset: str, about: str, *, held_out: bool) -> None:
    counts: Counter[str] = Counter()
    for miss in bench.misses():
        if _wanted(miss, subset, about) and (held_out or not miss.held_out):
            print(miss.line())
            counts[miss.subset] += 1
    for name, count in counts.most_common():
        print(f"{count} of {name}", file=sys.stderr)
    print(f"{counts.total()} misses", file=sys.stderr)


def _wanted(miss: Miss, subset: str, about: str) -> bool:
    return (not subset or f"{miss.subset}/".startswith(f"{subset}/")) and about in miss.line()


def _tolerate() -> None:
    """Let content load although it has problems; only the reading of the files is measured then."""
    from voice.content.nodes import Problems

    Problems.add = lambda self, where, what: None  # type: ignore[method-assign]


if __name__ == "__main__":
    raise SystemExit(main())
