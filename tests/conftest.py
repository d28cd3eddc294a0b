"""What all tests share: repeatable chance, and the content, read once."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from voice import content, places
from voice.content import Content

settings.register_profile("repeatable", derandomize=True, deadline=None)  # the same examples on every machine
settings.register_profile("thorough", derandomize=True, deadline=None)  # the same for many more: see test_properties
settings.load_profile("repeatable")

# A shell lets what it starts in the background ignore Ctrl-C, and every program under test would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave nothing in the cache folder of whoever runs them, and find nothing there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def english() -> Content:
    """The content as it ships, with the phone numbers of no region."""
    return content.load(places.intents(), "en", "unknown")
