"""Engines are found by name; what does not exist is named together with what does."""

import pytest

from tests.fakes import ListScreen
from voice.build import Outside, engine, known_slot, load_content, synthesizer
from voice.content import Content
from voice.core.terms import SlotId
from voice.errors import SettingsError
from voice.settings import Settings, Speech


@pytest.fixture(scope="module", name="content")
def _content() -> Content:
    return load_content(Settings(region="UK"))


def test_an_engine_is_the_file_of_its_name() -> None:
    assert engine("recognizers", "vosk").__name__ == "voice.recognizers.vosk"
    assert engine("synthesizers", "silent").__name__ == "voice.synthesizers.silent"


@pytest.mark.parametrize("name", ["bell", "_worker", "", "../vosk"])
def test_an_unknown_engine_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(SettingsError, match="choose one of: pyttsx3, silent"):
        synthesizer(Speech(engine=name))


def test_an_unknown_region_is_refused_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match="US"):
        load_content(Settings(region="Atlantis"))


def test_a_slot_is_known_by_its_name(content: Content) -> None:
    assert known_slot("chest_pain", content) == SlotId("chest_pain")
    assert known_slot(None, content) is None
    with pytest.raises(SettingsError, match="chest_pain"):
        known_slot("chest_pian", content)


def test_what_the_command_line_provides_has_defaults() -> None:
    outside = Outside(ListScreen(), lambda _: None)
    assert not outside.journals
    assert not outside.vosk_folders
