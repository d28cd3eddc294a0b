"""The first start, gone through by voice alone, over a virtual sound card."""

import tomllib
from pathlib import Path

import pytest

from tests.audio.recordings import FOLDER
from tests.live.caller import Talk, talk
from tests.live.card import Card
from tests.live.recordings import path

pytestmark = [pytest.mark.audio, pytest.mark.live]

AFTER_A_QUESTION = 1.5  # seconds of silence, longer than between sentences even on a busy machine
SAYS = {
    "Which country are you in?": path("england"),
    "Is my voice right for you": FOLDER / "slt/yes.flac",
    "my back has hurt for three days": FOLDER / "slt/my_upper_back_hurts.flac",
    "screen reader": FOLDER / "slt/no_i_don't.flac",
    "Shall I do that?": FOLDER / "slt/no_i_don't.flac",  # this voice's "no" alone is heard as "neck" half of the time
}


def answered(one: Talk) -> list[str]:
    """Answer each question as often as it is put, as a person would; return what is printed until the last line of the
    consultation's welcome."""
    found: list[str] = []
    assert one.program.stdout is not None
    for line in one.program.stdout:
        found.append(line)
        if "in your own words" in line:
            return found
        for question, answer in SAYS.items():
            if question in line:
                one.wait_until_quiet(AFTER_A_QUESTION)
                one.answer(answer)
    pytest.fail(f"the consultation never began: {''.join(found)}")


def test_the_first_start_is_gone_through_by_voice_alone(card: Card, tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    with talk(card, tmp_path, BACKTALK_SETTINGS=str(place), BACKTALK_REGION="") as one:
        print("".join(answered(one)))
    assert tomllib.loads(place.read_text()) == {"region": "UK", "captions": True, "resume": False}
