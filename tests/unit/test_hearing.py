"""One recording, heard and understood."""

from pathlib import Path

import pytest

from tests.fakes import ListEar
from tests.unit.test_wav import write
from voice.build import load_content
from voice.core.events import Listen
from voice.core.terms import Finding, ListenKind, SlotId
from voice.errors import AudioDeviceError
from voice.hearing import hear_file
from voice.settings import Hearing, Settings

CHEST = SlotId("chest_pain")


def test_a_recording_is_heard_as_the_answer_to_its_question(tmp_path: Path) -> None:
    content = load_content(Settings(region="UK"))
    file = write(tmp_path / "no.wav", 16_000, seconds=0.5)
    ear = ListEar(["no", "no chest pain"])
    asked = hear_file(file, CHEST, ear, content, Hearing())
    assert asked.findings == {CHEST: Finding.ABSENT}
    assert ear.opened[0] == Listen(ListenKind.QUESTION, (CHEST,))
    volunteered = hear_file(file, None, ear, content, Hearing())
    assert volunteered.findings == {CHEST: Finding.ABSENT}
    found = volunteered.as_object()
    assert (found["text"], found["seconds"], found["findings"]) == ("no chest pain", 0.5, {"chest_pain": "absent"})
    assert found["decode_seconds"] >= 0
    assert "Found: chest_pain absent" in volunteered.as_lines()


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    content = load_content(Settings(region="UK"))
    with pytest.raises(AudioDeviceError):
        hear_file(tmp_path / "gone.wav", None, ListEar([]), content, Hearing())
