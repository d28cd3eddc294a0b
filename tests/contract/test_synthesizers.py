"""Every synthesiser, and the fake: makes samples, never plays, never raises anything but VoiceError."""

from collections.abc import Callable
from pkgutil import iter_modules

import pytest

import voice.synthesizers
from tests.fakes import ListVoice
from voice.build import synthesizer
from voice.core.terms import Command
from voice.errors import EngineUnavailable, VoiceError
from voice.ports import Pcm, Synthesizer
from voice.settings import Speech

NAMES = sorted(each.name for each in iter_modules(voice.synthesizers.__path__) if not each.name.startswith("_"))
SENTENCE = "Do you have any pain in your chest?"


def opened(name: str) -> Synthesizer:
    """Return an engine that works here, or skip saying why not."""
    engine = synthesizer(Speech(engine=name))
    try:
        engine.synthesize(SENTENCE)
    except EngineUnavailable as error:
        pytest.skip(str(error))
    return engine


ENGINES: list[Callable[[], Synthesizer]] = [*(lambda name=name: opened(name) for name in NAMES), ListVoice]
every_engine = pytest.mark.parametrize("open_engine", ENGINES, ids=[*NAMES, "fake"])


def test_there_are_engines_to_examine() -> None:
    assert NAMES == ["pyttsx3", "silent"]


@every_engine
def test_a_sentence_becomes_whole_samples(open_engine: Callable[[], Synthesizer]) -> None:
    sound = open_engine().synthesize(SENTENCE)
    assert sound.rate >= 8_000
    assert len(sound.samples) % 2 == 0


@every_engine
def test_the_same_sentence_sounds_the_same(open_engine: Callable[[], Synthesizer]) -> None:
    engine = open_engine()
    assert engine.synthesize(SENTENCE) == engine.synthesize(SENTENCE)


@every_engine
def test_making_sentences_ahead_changes_nothing(open_engine: Callable[[], Synthesizer]) -> None:
    engine, other = open_engine(), open_engine()
    engine.prefetch([SENTENCE, "Another one.", ""])
    assert engine.synthesize(SENTENCE) == other.synthesize(SENTENCE)


@every_engine
@pytest.mark.parametrize("command", list(Command))
def test_any_command_leaves_a_voice_that_speaks(open_engine: Callable[[], Synthesizer], command: Command) -> None:
    engine = open_engine()
    engine.adjust(command)
    engine.synthesize(SENTENCE)


@every_engine
@pytest.mark.parametrize("text", ["", "...", "\n", "ü ö 中 🙂", "<speak>&amp;", "word " * 400])
def test_any_text_gives_samples_or_a_plain_sentence(open_engine: Callable[[], Synthesizer], text: str) -> None:
    sentence = ""
    try:
        sound = open_engine().synthesize(text)
    except VoiceError as error:
        sentence, sound = str(error), Pcm(b"", 1)
    assert "\n" not in sentence
    assert len(sound.samples) % 2 == 0
