"""The doctor, before a sound card that exists only in memory."""

import json
import subprocess
import sys

import pytest

from tests.live.card import Card

pytestmark = [pytest.mark.audio, pytest.mark.live]


def asked(card: Card, *arguments: str) -> tuple[int, dict[str, object]]:
    """Run a command with this sound card; return its exit code and what it printed."""
    environment = {**card.environment, "BACKTALK_SETTINGS": "off"}
    command = [sys.executable, "-m", "voice", *arguments, "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, json.loads(done.stdout)


def test_a_microphone_that_is_turned_off_is_noticed_and_one_that_hears_is_fine(card: Card) -> None:
    code, silent = asked(card, "doctor")
    assert code == 1
    (problem,) = [check for check in silent["checks"] if not check["ok"]]  # type: ignore[attr-defined] # JSON
    assert problem["check"] == "Sound from the microphone"
    assert "none at all" in problem["says"]
    card.echo(0)
    noise = subprocess.Popen(
        ["pacat", "--raw", "--device=loudspeaker", "/dev/urandom"], env=card.environment, stderr=subprocess.DEVNULL
    )
    try:
        code, hears = asked(card, "doctor")
    finally:
        noise.kill()
        noise.wait()
    assert (code, hears["problems"]) == (0, 0), hears
    _, found = asked(card, "devices")
    used = [each["kind"] for each in found["devices"] if each["used"]]  # type: ignore[attr-defined] # JSON
    assert used == ["microphone", "loudspeaker"]
