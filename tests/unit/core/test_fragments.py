"""Mere fragments are no answer where their sentence says the opposite."""

import pytest

from tests.unit.core.said import hear
from voice.core.terms import Finding, SlotId


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("in the chest", "chest_pain", Finding.PRESENT),
        ("in the chest proper, no", "chest_pain", Finding.ABSENT),
        ("in the chest proper, no. I was asked that before", "chest_pain", None),
        ("at night", "night_pain", Finding.PRESENT),
        ("at night I sleep well", "night_pain", Finding.ABSENT),
    ],
)
def test_a_fragment_counts_unless_something_speaks_against_it(text: str, asked: str, value: Finding | None) -> None:
    assert hear(text, asked).findings.get(SlotId(asked)) is value
