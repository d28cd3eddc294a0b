"""Every way to hear an answer: something, nothing, or the end."""

from collections.abc import Callable

import pytest

from tests.fakes import ListEar, ListListener, ListSource, loud, quiet
from voice.core.events import Heard, Interrupted, Listen, NoInput
from voice.core.terms import ListenKind
from voice.listening import TurnTaking, open_spoken
from voice.ports import Listener
from voice.recognizers.console import open_json, open_keyboard
from voice.settings import Hearing

SPOKEN = [loud(0.1)] * 4 + [quiet(0.1)] * 14


def spoken(texts: list[str]) -> Listener:
    """Return a listener to whom these are said, then ten seconds of silence, then nothing more."""
    frames = SPOKEN * len(texts) + [quiet(0.1)] * 150
    return open_spoken(ListSource(frames), ListEar(texts), Hearing(), TurnTaking())


LISTENERS: dict[str, Callable[[list[str]], Listener]] = {
    "keyboard": lambda texts: open_keyboard([*texts, "\n"]),
    "json": lambda texts: open_json([*(f'{{"says": "{text}"}}' for text in texts), '{"says": null}']),
    "spoken": spoken,
    "fake": lambda texts: ListListener([*texts, None]),
}


@pytest.mark.parametrize("open_one", LISTENERS.values(), ids=LISTENERS.keys())
def test_answers_then_silence_then_the_end(open_one: Callable[[list[str]], Listener]) -> None:
    listener = open_one(["no chest pain", "yes"])
    events = [listener.hear(Listen(ListenKind.QUESTION)) for _ in range(4)]
    assert [event.utterance.text for event in events if isinstance(event, Heard)] == ["no chest pain", "yes"]
    assert [type(event) for event in events] == [Heard, Heard, NoInput, Interrupted]
