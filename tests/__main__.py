"""``python -m tests [NAME ...]``: every check, in the order in which CI runs them; exit code 1 if any fails.

The names are those of the checks below, or ``quick`` (all but recordings and what takes long), ``all`` (the default;
all but ``live``, every consultation over a virtual sound card, in real time, of which ``audio`` holds but three),
``bench`` (every measurement; it checks nothing), or ``thorough`` (the properties of the core, tried on more than twenty
thousand people made up at random; ten minutes).
"""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.__main__ import names as benches

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
TOOLS = Path(PYTHON).parent
PYTEST = (PYTHON, "-m", "pytest", "--quiet")
ON_ALL_CORES = (*PYTEST, "--numprocesses", "auto", "--dist", "worksteal")
"""For checks that keep no time: what is heard while other tests run would be heard late."""

CHECKS: Mapping[str, Sequence[str | Path]] = {
    "format": (PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."),
    "lint": (PYTHON, "-m", "ruff", "check", "--quiet", "."),
    "types": (PYTHON, "-m", "mypy", "--no-error-summary"),
    "layers": (TOOLS / "lint-imports", "--no-logo"),
    "check": (PYTHON, "-m", "voice", "check"),
    "unit": (*ON_ALL_CORES, "tests/unit", "tests/train", "-m", "not audio and not long"),
    "content": (*ON_ALL_CORES, "tests/content", "-m", "not audio and not long"),
    "contract": (*PYTEST, "tests/contract", "-m", "not audio and not long"),
    "scenarios": (*ON_ALL_CORES, "tests/scenarios", "-m", "not audio and not long"),
    "long": (*ON_ALL_CORES, "-m", "long and not audio"),
    "audio": (*PYTEST, "-m", "audio and not live"),
    "live": (*PYTEST, "tests/live"),
}
"""What each check runs. Those of pytest together run every test once; those of ``live`` only when it is named, but for
a few, which are among ``audio``."""

THOROUGH = (*PYTEST, "tests/unit/core/test_properties.py", "--hypothesis-profile", "thorough")

SLOW = frozenset({"long", "audio", "live"})


def run(name: str) -> bool:
    """Run a check, say how it went; return whether it passed."""
    started = time.monotonic()
    passed = subprocess.run(CHECKS[name], cwd=ROOT, check=False).returncode == 0
    print(f"{name}: {'passed' if passed else 'FAILED'} ({time.monotonic() - started:.0f} s)", flush=True)
    return passed


def measure() -> int:
    """Run every measurement that there is."""
    return max(
        subprocess.run((PYTHON, "-m", "tests.bench", name), cwd=ROOT, check=False).returncode for name in benches()
    )


def chosen(words: Sequence[str]) -> list[str]:
    """Return the checks that these words mean, in their order."""
    wanted = set(words or ["all"])
    if "all" in wanted:
        wanted |= CHECKS.keys() - {"live"}
    if "quick" in wanted:
        wanted |= CHECKS.keys() - SLOW
    return [name for name in CHECKS if name in wanted]


def main(words: Sequence[str]) -> int:
    """Run what is named."""
    unknown = set(words) - {*CHECKS, "quick", "all", "bench", "thorough"}
    if unknown:
        print(f"There is no check named {min(unknown)}; choose from: {', '.join(CHECKS)}, quick, all, bench, thorough.")
        return 2
    if "thorough" in words:
        return subprocess.run(THOROUGH, cwd=ROOT, check=False).returncode
    if "bench" in words:
        return measure()
    failed = [name for name in chosen(words) if not run(name)]
    print(f"Failed: {', '.join(failed)}." if failed else "Everything passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
