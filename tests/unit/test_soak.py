"""What the soak calls a failure."""

import pytest

from tests.live.soak import Round, judged

FINE = Round(4, 4, 5, 130.0, None)


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (FINE, 0),
        (Round(4, 3, 5, 130.0, None), 1),
        (Round(4, 4, 9, 130.0, None), 1),
        (Round(4, 4, 5, 150.0, None), 1),
        (Round(4, 4, 5, 130.0, RuntimeError("broken")), 1),
    ],
)
def test_a_soak_fails_when_something_was_lost_left_or_grew(last: Round, code: int) -> None:
    assert judged([FINE, FINE, FINE, last], threads=5) == code
