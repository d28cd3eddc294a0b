"""The real ear with the model that ships; without a model everything here is skipped, with the reason."""

import pytest

from voice import build
from voice.content import Content
from voice.errors import EngineUnavailable
from voice.ports import Ear
from voice.settings import Settings


class NoScreen:
    """Nobody looks."""

    def show(self, text: str) -> None:
        """Show nothing."""


@pytest.fixture(scope="session")
def ear(english: Content) -> Ear:
    """The recogniser, its grammars cached over all tests; what it reports is of no matter here."""
    try:
        return build.ear(Settings(), english, build.Outside(NoScreen(), lambda _: None))
    except EngineUnavailable as error:
        pytest.skip(str(error))
