"""The doctor, before a sound card that exists only in memory."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

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


def test_a_chosen_device_is_remembered_and_one_that_is_gone_keeps_nobody_waiting(card: Card, tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    environment = {**card.environment, "BACKTALK_SETTINGS": str(place)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "voice", *arguments]
        return subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60
        )

    done = run("devices", "--use", "pulse")
    assert "Microphone: pulse, 44100 samples a second, would be used" in done.stdout
    assert tomllib.loads(place.read_text()) == {"device": "pulse"}
    done = run("devices", "--use", "headset")
    assert done.returncode == 2
    assert "has headset in its name" in done.stderr
    place.write_text('device = "headset"\n')
    child = subprocess.Popen(
        [sys.executable, "-m", "voice", "run", "--speech", "off"],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    for line in child.stdout:
        if "in your own words" in line:
            break
    child.kill()
    assert "'headset' that was chosen is not there" in child.communicate()[1]
