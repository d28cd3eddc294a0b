"""Typed answers, by a person or by another program."""

import pytest

from voice.core.events import Heard, Interrupted, Listen, NoInput
from voice.core.terms import ListenKind, Utterance
from voice.errors import ExitCode, SettingsError
from voice.recognizers.console import open_json, open_keyboard

QUESTION = Listen(ListenKind.QUESTION)


def test_a_typed_line_is_heard_without_a_second_ear() -> None:
    assert open_keyboard(["  no  chest pain\n"]).hear(QUESTION) == Heard(Utterance("no chest pain", None, 1.0))


def test_an_empty_line_is_silence_and_the_end_of_input_the_end() -> None:
    listener = open_keyboard(["\n"])
    assert listener.hear(QUESTION) == NoInput()
    assert listener.hear(QUESTION) == Interrupted()
    assert listener.hear(QUESTION) == Interrupted()


def test_json_lines_are_heard() -> None:
    listener = open_json(['{"says": "yes"}\n', "\n", '{"says": null}\n', '{"says": " "}\n'])
    assert listener.hear(QUESTION) == Heard(Utterance("yes"))
    assert [listener.hear(QUESTION) for _ in range(3)] == [NoInput(), NoInput(), Interrupted()]


@pytest.mark.parametrize("line", ["yes", "[]", "5", "{}", '{"says": 5}', '{"say": "yes"}', '{"says": "yes"', '"yes"'])
def test_a_malformed_line_is_named_by_its_number(line: str) -> None:
    listener = open_json(['{"says": null}\n', line])
    listener.hear(QUESTION)
    with pytest.raises(SettingsError, match="Line 2 of the input") as caught:
        listener.hear(QUESTION)
    assert caught.value.exit_code is ExitCode.USAGE
