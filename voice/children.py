"""Running a module of this package in a process of its own, for what may hang, crash, or print."""

import sys
from pathlib import Path


def child_command(module: str, *arguments: str | Path) -> list[str]:
    """Return the command that runs a module's ``main``, never that of one that happens to lie in the current folder."""
    package = Path(__file__).parents[1]
    code = f"import sys; sys.path.insert(0, {str(package)!r}); import {module} as child; child.main()"
    return [sys.executable, "-P", "-c", code, *map(str, arguments)]
