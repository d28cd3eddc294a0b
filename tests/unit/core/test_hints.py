"""Words that only hint at an alarm raise nothing, but have its check question put (`hints:` in an interrupt's file)."""

import pytest

from tests.bench import corpora
from tests.unit.core.said import by_phrases_alone
from voice.core.scope import Scope
from voice.core.terms import SlotId
from voice.core.understand import Understanding, understand

TODAY = 739577  # 22 November 2026
MOST_ASKED_ABOUT = 0.02  # of harmless sentences: more would be a nuisance


def _understood(text: str, asked: str = "") -> Understanding:
    """By phrases alone: words that hint at an alarm may also make it likely."""
    return understand(text, (SlotId(asked),) if asked else (), by_phrases_alone(), TODAY)


def _hinted(found: Understanding) -> set[str]:
    return {str(one.owner) for one in found.set_aside if one.scope is Scope.HINT}


@pytest.mark.parametrize(
    ("text", "interrupt"),
    [
        ("there's a beam in the garage and I've measured it", "I9"),
        ("the whole bottom of me feels like it belongs to a shop dummy", "I4"),
        ("it's like my back's been opened with a tin opener from within", "I10"),
        ("I must have gone, because the tea was all over me when I opened my eyes", "I3"),
    ],
)
def test_a_hint_raises_nothing_and_is_set_aside(text: str, interrupt: str) -> None:
    found = _understood(text)
    assert found.interrupt is None
    assert found.findings == {}
    assert interrupt in _hinted(found)


@pytest.mark.parametrize(
    "text",
    [
        "there's no beam in the garage, I've measured it",  # denied
        "last year I must have been out for a minute",  # of old
        "I landed a new job today",  # a look-alike
        "my legs are paralysed and the whole bottom of me belongs to a dummy",  # told outright
    ],
)
def test_what_is_denied_old_harmless_or_told_outright_is_no_hint(text: str) -> None:
    assert not _hinted(_understood(text))


def test_few_harmless_sentences_hint_at_anything() -> None:
    cases = [(case, _understood(case.text, case.asked)) for case in corpora.lookalikes()[::4]]
    silent = [(case, found) for case, found in cases if found.interrupt is None]
    hinting = [case for case, found in silent if _hinted(found)]
    shown = "\n".join(case.text for case in hinting if not case.held_out)
    assert len(hinting) / len(silent) <= MOST_ASKED_ABOUT, f"{len(hinting)} of {len(silent)}:\n{shown}"
