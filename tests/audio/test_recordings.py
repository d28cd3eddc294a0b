"""What is made of each recording: the right finding, never the opposite, and nothing of what is not about backs."""

from dataclasses import dataclass

import pytest
import soundfile

from tests.audio.recordings import FLOORS, FOLDER, OUT_OF_VOCABULARY, Recording, read
from voice.content import Content
from voice.core.ears import hear
from voice.core.terms import SlotId, value_text
from voice.core.understand import Understanding
from voice.hearing import hear_file
from voice.ports import Ear
from voice.settings import Hearing

pytestmark = pytest.mark.audio

ALL = read()
TODAY = 740_000
MOST_BYTES = 5_000_000
OPPOSITES = {("present", "absent"), ("absent", "present"), ("absent", "unsure")}
"""What must not be found for what was said."""


@dataclass(frozen=True)
class Account:
    """A recording and what was made of it."""

    recording: Recording
    text: str
    understood: Understanding
    asked_again: frozenset[SlotId]

    @property
    def findings(self) -> dict[str, str | int]:
        """What it fills."""
        return {str(slot): value_text(value) for slot, value in self.understood.findings.items()}

    @property
    def command(self) -> str | None:
        """What it commands."""
        return self.understood.command.value if self.understood.command else None

    @property
    def right(self) -> bool:
        """Is everything there that should be?"""
        wanted = self.recording
        if wanted.nothing:
            taken = self.findings.keys() - self.asked_again  # what only one ear heard is asked about once more
            return not taken and self.command is None and self.understood.interrupt is None
        found = all(self.findings.get(slot) == value for slot, value in wanted.finds.items())
        alarm = wanted.interrupt is None or self.understood.interrupt == wanted.interrupt
        return found and alarm and self.command == wanted.command

    @property
    def opposite(self) -> bool:
        """Is a yes taken for a no, the other way round, or a doubt for a no?"""
        told = {slot: value for slot, value in self.findings.items() if slot not in self.asked_again}
        pairs = {(told.get(slot), value) for slot, value in self.recording.finds.items()}
        return bool(pairs & OPPOSITES)


@pytest.fixture(scope="module", name="accounts")
def _accounts(ear: Ear, english: Content) -> list[Account]:
    return [account(recording, ear, english) for recording in ALL]


def account(recording: Recording, ear: Ear, english: Content) -> Account:
    """Hear a recording as the answer to its question."""
    asked = SlotId(recording.asked) if recording.asked else None
    utterance = hear_file(recording.file, asked, ear, english, Hearing()).utterance
    heard = hear(utterance, (asked,) if asked else (), english.pathway, TODAY)
    return Account(recording, f"{utterance.text} / {utterance.free}", heard.understanding, heard.doubtful)


def names(accounts: list[Account]) -> str:
    """Which they are, to be read where a test fails."""
    return "; ".join(f"{one.recording.id} heard as {one.text}: {one.findings} {one.command}" for one in accounts)


def test_there_are_recordings_of_answers_and_of_what_is_none() -> None:
    assert len(ALL) >= 40
    assert sum(recording.nothing for recording in ALL) >= 4
    assert len({recording.voice for recording in ALL}) >= 2
    assert all(recording.nothing is recording.says.startswith(OUT_OF_VOCABULARY) for recording in ALL)


def test_the_files_are_those_that_are_listed_and_small() -> None:
    files = set(FOLDER.rglob("*.flac"))
    assert files == {recording.file for recording in ALL}
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES


@pytest.mark.parametrize("recording", ALL, ids=lambda recording: recording.id)
def test_a_recording_is_sixteen_kilohertz_mono(recording: Recording) -> None:
    info = soundfile.info(recording.file)
    assert (info.samplerate, info.channels, info.format) == (16_000, 1, "FLAC")


def test_nearly_all_fill_what_they_should(accounts: list[Account]) -> None:
    spoken = [one for one in accounts if not one.recording.nothing]
    wrong = [one for one in spoken if not one.right]
    assert len(spoken) - len(wrong) >= FLOORS["right"] * len(spoken), names(wrong)


def test_neither_yes_nor_doubt_is_taken_for_a_no(accounts: list[Account]) -> None:
    wrong = [one for one in accounts if one.opposite]
    assert len(wrong) <= FLOORS["opposite"], names(wrong)


def test_what_is_about_something_else_fills_nothing(accounts: list[Account]) -> None:
    wrong = [one for one in accounts if one.recording.nothing and not one.right]
    assert len(wrong) <= FLOORS["something_of_nothing"], names(wrong)
