"""Edit distance between two sequences."""

from collections.abc import Sequence


def edits(meant: Sequence[object], heard: Sequence[object]) -> int:
    """Fewest insertions, deletions and substitutions that turn one into the other."""
    row = list(range(len(meant) + 1))
    for i, got in enumerate(heard, 1):
        old, row[0] = row[:], i
        for j, want in enumerate(meant, 1):
            row[j] = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (got != want))
    return row[-1]
