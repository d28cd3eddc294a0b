"""The virtual sound card, one for each rate, started when first wanted."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.live.card import Card, missing, virtual_card
from voice.errors import EngineUnavailable
from voice.models import find


@pytest.fixture(name="card")
def _card(request: pytest.FixtureRequest) -> Iterator[Card]:
    """A sound card of its own for the test; skipped with the reason where there can be none."""
    reason = missing()
    if reason:
        pytest.skip(reason)
    try:
        find(None)
    except EngineUnavailable as error:
        pytest.skip(str(error))
    with ExitStack() as stack:
        yield stack.enter_context(virtual_card(getattr(request, "param", 44_100)))
