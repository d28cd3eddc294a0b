"""What learning from sentences shares: telling which sentences, and writing weights so that a change can be read."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def digest(lines: Iterable[str]) -> str:
    """Tells whether weights were learned from these lines."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def write(weights: Mapping[str, Any], path: Path) -> None:
    """JSON, one feature a line."""
    parts = (f"{json.dumps(name)}:{_written(value)}" for name, value in weights.items())
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def _written(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    if not isinstance(value, dict):
        return _compact(value)
    return "{\n" + ",\n".join(f"{_compact(name)}:{_compact(one)}" for name, one in value.items()) + "\n}"


def _compact(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
