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
    "Shall I do that?": FOLDER / "slt/no.flac",
}


def lines_until(one: Talk, words: str) -> list[str]:
    """What is printed until a line with these words."""
    found: list[str] = []
    assert one.program.stdout is not None
    for line in one.program.stdout:
        found.append(line)
        if words in line:
            return found
    pytest.fail(f"nobody said {words!r}: {''.join(found)}")


def test_the_first_start_is_gone_through_by_voice_alone(card: Card, tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    printed: list[str] = []
    with talk(card, tmp_path, BACKTALK_SETTINGS=str(place), BACKTALK_REGION="") as one:
        for question, answer in SAYS.items():
            printed += lines_until(one, question)
            one.wait_until_quiet(AFTER_A_QUESTION)
            one.answer(answer)
        printed += lines_until(one, "in your own words")
    print("".join(printed))
    assert tomllib.loads(place.read_text()) == {"region": "UK", "captions": True, "resume": False}
