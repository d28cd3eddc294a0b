"""Are two tables of weights alike that were learned of the same sentences? Processors round differently."""

from collections.abc import Iterator

import pytest

from voice.core.weights import Table


def alike(mine: Table, other: Table) -> bool:
    """Do they hold the same features, but for some of the lightest, with nearly the same weights?"""
    rows, others = dict(_rows(mine)), dict(_rows(other))
    both = rows.keys() & others.keys()
    near = all(rows[key] == pytest.approx(others[key], abs=0.05 + max(map(abs, others[key])) / 20) for key in both)
    return near and len(both) >= 0.95 * max(len(rows), len(others))


def _rows(table: Table) -> Iterator[tuple[int, list[float]]]:
    for place, key in enumerate(table.keys):
        yield key, [table.worth[step] for step in table.rows[place * table.width : (place + 1) * table.width]]
