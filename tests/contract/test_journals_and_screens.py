"""Every journal takes every entry, every screen every line."""

from collections.abc import Callable
from io import StringIO

import pytest

from tests.contract.places import Place
from tests.fakes import ListJournal, ListScreen
from voice.build import load_content
from voice.commands.terminal import Terminal
from voice.core.events import (
    Action,
    Adjust,
    Close,
    Delivery,
    Event,
    Heard,
    Hindered,
    Interrupted,
    Listen,
    NoInput,
    Resumed,
    Say,
    Show,
    Spoken,
    Started,
    Trouble,
)
from voice.core.terms import Command, Finding, ListenKind, PromptId, SlotId, Utterance
from voice.journal import Journals, open_file
from voice.machine import MachineReport
from voice.ports import Journal, Screen
from voice.settings import Settings

WELCOME, CHEST = PromptId("welcome"), SlotId("chest_pain")
ENTRIES: list[Event | Action] = [
    Started(739_000),
    Say(WELCOME),
    Spoken(WELCOME, Delivery.FAILED),
    Show(WELCOME),
    Listen(ListenKind.CONFIRM, (CHEST,), {CHEST: Finding.ABSENT}),
    Heard(Utterance("no", "no", 0.9)),
    NoInput(),
    Hindered(Trouble.LOST),
    Resumed(),
    Adjust(Command.SLOWER),
    Interrupted(),
    Close(None, (), {}, 0, ()),
]
JOURNALS: dict[str, Callable[[Place], Journal]] = {
    "file": lambda place: open_file(place.folder / "talk.jsonl", words=True),
    "folder": lambda place: open_file(place.folder, words=False),
    "several": lambda _: Journals([ListJournal(), ListJournal()]),
    "machine": lambda _: MachineReport(load_content(Settings()).pathway, lambda _written: None),
    "fake": lambda _: ListJournal(),
}
SCREENS: dict[str, Callable[[], Screen]] = {"terminal": lambda: Terminal(StringIO()), "fake": ListScreen}


@pytest.mark.parametrize("open_journal", JOURNALS.values(), ids=JOURNALS.keys())
def test_every_entry_is_noted(open_journal: Callable[[Place], Journal], place: Place) -> None:
    journal = open_journal(place)
    for entry in ENTRIES:
        journal.note(entry)


def test_there_is_an_example_of_every_entry() -> None:
    assert {type(entry) for entry in ENTRIES} == {*Event.__args__, *Action.__args__}


@pytest.mark.parametrize("open_screen", SCREENS.values(), ids=SCREENS.keys())
@pytest.mark.parametrize("text", ["Advice: Sit down.", "", "ü 中 🙂"])
def test_every_line_is_shown(open_screen: Callable[[], Screen], text: str) -> None:
    open_screen().show(text)
