"""Whole consultations, heard and spoken through real PortAudio."""

from pathlib import Path

import pytest

from tests.audio.recordings import FOLDER
from tests.live.caller import by_name, talk
from tests.live.card import Card

pytestmark = [pytest.mark.audio, pytest.mark.live]

EMERGENCY = {
    "opening": "slt/it_started_this_morning_between_my_shoulder_blades.flac",
    "breathing_difficulty": "slt/no.flac",
    "chest_pain": "slt/yes_it_feels_tight.flac",
    "confirm": "slt/yes.flac",
    "closing": "slt/no.flac",
}


@pytest.mark.parametrize("card", [44_100], indirect=True)
def test_an_emergency_is_heard_and_spoken(card: Card, tmp_path: Path) -> None:
    with talk(card, tmp_path, "--rate", "450") as one:
        one.converse(by_name(EMERGENCY, FOLDER))
        ended = one.end()
    assert ended.code == 0, ended.errors
    assert ended.close["urgency"] == "emergency"
    assert {entry["delivery"] for entry in ended.of("spoken")} == {"played"}
