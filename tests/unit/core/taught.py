"""Tables of weights as they are learned, from weights by name."""

from collections.abc import Mapping, Sequence

from voice.core.weights import Table, as_byte, digest, table


def taught(width: int, weights: Mapping[str, Sequence[float]]) -> Table:
    """A table of these rows."""
    known = sorted(weights, key=digest)
    most = max(abs(one) for row in weights.values() for one in row) or 1.0
    return table(
        width, [digest(name) for name in known], [as_byte(one, most) for name in known for one in weights[name]], most
    )
