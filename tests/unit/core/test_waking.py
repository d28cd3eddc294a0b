"""Only the words that wake it wake it."""

import pytest

from voice.content import Content
from voice.core.terms import Utterance
from voice.core.waking import wakes


@pytest.mark.parametrize(
    ("text", "free", "is_called"),
    [
        ("start back check", "start back check", True),
        ("start back check", "stark back check", True),
        ("please start back check now", None, True),
        ("start back check", "", False),
        ("start back check", "achoo", False),
        ("start back check", "the cat sat on the mat", False),
        ("", "start back check", False),
        ("start", "start", False),
        ("back check", None, False),
        ("", None, False),
    ],
)
def test_both_ears_must_hear_it(english: Content, text: str, free: str | None, is_called: bool) -> None:
    assert wakes(Utterance(text, free), english.pathway) is is_called
