"""The command as a person or a program meets it: output, exit codes, one plain sentence for what is wrong."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.test_wav import write
from voice import places
from voice.errors import ExitCode, SettingsError

EMERGENCY = "my upper back hurts and I can't breathe"
ROOT = Path(__file__).parents[2]


def starter_is_there() -> bool:
    """Return whether the speech model that ships is in the tree."""
    try:
        return (places.starter_model() / "am" / "final.mdl").is_file()
    except SettingsError:
        return False


needs_starter = pytest.mark.skipif(not starter_is_there(), reason="models/starter-en is not built")


def command(*arguments: str) -> list[str]:
    """Return the command line of backtalk."""
    return [sys.executable, "-m", "voice", *arguments]


def environment(**extra: str) -> dict[str, str]:
    """Return this environment without what would lead to another model or to somebody's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BACKTALK_", "VOSK_"))}
    return {**kept, "BACKTALK_SETTINGS": "off", **extra}


def backtalk(*arguments: str, said: str = "", **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command; whatever happens, nobody may see a traceback."""
    done = subprocess.run(
        command(*arguments),
        input=said,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
        env=environment(**extra),
    )
    assert "Traceback" not in done.stderr
    assert "Traceback" not in done.stdout
    return done


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line on standard error."""
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    """Return the lines of a machine's output."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def says(*answers: str | None) -> str:
    """Return answers as another program sends them."""
    return "".join(json.dumps({"says": answer}) + "\n" for answer in answers)


def stub(folder: Path, module: str, code: str) -> str:
    """Write a module that stands before the real one, and return the path to give to Python."""
    (folder / f"{module}.py").write_text(code)
    return str(folder)


def test_help_tells_every_exit_code() -> None:
    for arguments in (["--help"], ["run", "--help"]):
        text = backtalk(*arguments).stdout
        assert all(f"  {code.value}  " in text for code in ExitCode)
        assert "not a medical device" in text


def test_version() -> None:
    assert backtalk("--version").stdout.startswith("backtalk ")


def test_a_consultation_with_another_program() -> None:
    done = backtalk(
        "type", "--jsonl", "--region", "UK", said=says("my upper back hurts and I can't breathe", None, None)
    )
    found = objects(done)
    assert done.returncode == ExitCode.FINISHED
    assert {each["event"] for each in found} == {"say", "listen", "close"}
    assert next(each for each in found if each["event"] == "listen") == {
        "event": "listen",
        "kind": "opening",
        "asked": [],
        "proposes": None,
    }
    close = found[-1]
    assert close.keys() == {"event", "urgency", "rules", "findings", "questions", "guidance"}
    assert close["urgency"] == "EMERGENCY"
    assert any("nine nine nine" in str(each.get("text")) for each in found)
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("told", "slot", "prompt"),
    [
        ("my upper back hurts. I've leaked a bit of pee for twenty years", "bladder_incontinence", "changed.ask"),
        ("it's my mum, she has chest pain", "chest_pain", "whose.ask"),
        ("what if I can't breathe tonight", "breathing_difficulty", "I1.check"),
        ("this back will be the death of me", "suicidal_thoughts", "I9.check"),
    ],
)
def test_what_is_not_clear_is_asked_back_of_another_program(told: str, slot: str, prompt: str) -> None:
    found = objects(backtalk("type", "--jsonl", said=says(told, "yes", None, None)))
    asked = [each for each in found if each["event"] == "listen"][1]
    assert asked == {"event": "listen", "kind": "confirm", "asked": [slot], "proposes": {slot: "present"}}
    assert found[found.index(asked) - 1]["prompt"] == prompt
    assert found[-1]["urgency"] == "EMERGENCY"


def test_every_answer_is_asked_for_before_it_is_read() -> None:
    child = subprocess.Popen(
        command("type", "--jsonl"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    assert child.stdin is not None
    assert child.stdout is not None
    kinds = []
    for line in child.stdout:
        found = json.loads(line)
        if found["event"] == "listen":
            kinds.append(found["kind"])
            child.stdin.write(says(EMERGENCY if len(kinds) == 1 else None))
            child.stdin.flush()
    assert kinds[0] == "opening"
    assert kinds[-1] == "closing"
    assert child.wait(timeout=10) == ExitCode.FINISHED
    child.stdin.close()
    child.stdout.close()


def test_closed_input_gives_the_safe_advice_and_a_close_event() -> None:
    done = backtalk("type", "--jsonl", said=says("my upper back hurts"))
    assert done.returncode == ExitCode.UNANSWERED
    assert objects(done)[-1]["event"] == "close"
    assert any(each.get("prompt") == "stop.early" for each in objects(done))


def test_closed_input_by_keyboard() -> None:
    done = backtalk("type", said="")
    assert done.returncode == ExitCode.UNANSWERED
    assert "Advice: I could not ask about all the danger signs." in done.stdout


def test_no_input_at_all() -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *command("type")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
        env=environment(),
    )
    assert done.returncode == ExitCode.UNANSWERED
    assert done.stderr == ""


@pytest.mark.parametrize("line", ["yes", "{}", '{"says": 1}', "[]"])
def test_a_malformed_line_is_named(line: str) -> None:
    done = backtalk("type", "--jsonl", said=says("my upper back hurts") + line + "\n")
    assert done.returncode == ExitCode.USAGE
    assert sentence(done).startswith("Line 2 of the input")


def test_control_c_gives_the_safe_advice_and_130() -> None:
    child = subprocess.Popen(
        command("type"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    assert child.stdout is not None
    for line in child.stdout:
        if "tell me in your own words" in line:
            break
    child.send_signal(signal.SIGINT)
    output, problems = child.communicate(timeout=20)
    assert child.returncode == ExitCode.INTERRUPTED
    assert "Advice: I could not ask about all the danger signs." in output
    assert problems == ""


def test_captions_are_plain_labelled_lines() -> None:
    done = backtalk("type", said="my upper back aches a bit\nno\nno\n")
    assert all(line.split(":")[0].split()[0] in {"Backtalk", "Question", "Advice"} for line in done.stdout.splitlines())
    assert "\x1b" not in done.stdout


def test_captions_off_says_nothing_on_the_screen() -> None:
    assert backtalk("type", "--captions", "off", said="").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["type", "--region", "XX"], ExitCode.USAGE, "no region 'XX'"),
        (["type", "--rate", "10"], ExitCode.USAGE, "80 to 450"),
        (["type", "--volume", "3"], ExitCode.USAGE, "volume"),
        (["type", "--today", "soon"], ExitCode.USAGE, "not a date"),
        (["explain", "no", "--asked", "chest"], ExitCode.USAGE, "no slot named chest"),
        (["explain"], ExitCode.USAGE, "Give the sentence"),
        (["hear", "a.wav", "--asked", "chest"], ExitCode.USAGE, "no slot named chest"),
        (["hear", "a.wav", "--model", "/nowhere"], ExitCode.ENGINE, "no speech model folder at /nowhere"),
        (["run", "--audio", "/nowhere.yaml", "--model", "/nowhere"], ExitCode.ENGINE, "no speech model folder"),
        (["type", "--journal", "/dev/null/talk.jsonl"], ExitCode.JOURNAL, "cannot be written"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(arguments: list[str], code: ExitCode, words: str) -> None:
    done = backtalk(*arguments)
    assert done.returncode == code
    assert words in sentence(done)


@pytest.mark.parametrize("arguments", [["frobnicate"], ["run", "--rate", "fast"], []])
def test_unknown_words_are_a_matter_of_usage(arguments: list[str]) -> None:
    assert backtalk(*arguments).returncode == ExitCode.USAGE


@pytest.mark.parametrize("arguments", [["devices"], ["type", "--speech", "on"]])
def test_without_portaudio_the_fix_is_named(tmp_path: Path, arguments: list[str]) -> None:
    path = stub(tmp_path, "sounddevice", "raise OSError('PortAudio library not found')")
    done = backtalk(*arguments, PYTHONPATH=path)
    assert done.returncode == ExitCode.DEVICE
    assert "apt install libportaudio2" in sentence(done)


def test_without_any_device_the_fix_is_named(tmp_path: Path) -> None:
    code = "class PortAudioError(Exception): pass\ndef query_devices(device=None, kind=None): return []\n"
    done = backtalk("devices", PYTHONPATH=stub(tmp_path, "sounddevice", code))
    assert done.returncode == ExitCode.DEVICE
    assert "No microphone and no loudspeaker" in sentence(done)


def test_a_home_that_cannot_be_written_matters_only_to_the_journal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("a file cannot hold files, whoever asks")
    homeless = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")}
    assert backtalk("type", said="", **homeless).returncode == ExitCode.UNANSWERED
    done = backtalk("type", "--journal", said="", **homeless)
    assert done.returncode == ExitCode.JOURNAL
    assert "--journal" in sentence(done)


def test_a_journal_keeps_findings_and_no_words(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    backtalk("type", "--journal", str(file), said="my upper back hurts and I can't breathe\n\n\n")
    text = file.read_text()
    assert '"breathing_difficulty": "present"' in text
    assert "hurts" not in text
    backtalk("type", "--journal", str(file), "--journal-words", said="my upper back hurts\n")
    assert "hurts" in file.read_text()


def test_explaining_line_by_line() -> None:
    lines = [{"id": 7, "text": "no chest pain", "asked": None}, {"id": "b", "text": "yes", "asked": "fever"}]
    done = backtalk("explain", "--jsonl", said="".join(json.dumps(line) + "\n" for line in lines))
    assert done.returncode == ExitCode.FINISHED
    first, second = objects(done)
    assert first.keys() >= {"id", "findings", "interrupt", "polarity", "command"}
    assert (first["id"], first["findings"]) == (7, {"chest_pain": "absent"})
    assert (second["id"], second["findings"]) == ("b", {"fever": "present"})


@pytest.mark.parametrize("line", ["no chest pain", '{"id": 1}', '{"id": 1, "text": 5}', '{"text": "no", "asked": 5}'])
def test_explaining_a_malformed_line(line: str) -> None:
    done = backtalk("explain", "--jsonl", said=f'{{"id": 1, "text": "no", "asked": null}}\n{line}\n')
    assert done.returncode == ExitCode.USAGE
    assert sentence(done).startswith("Line 2 of the input")


def test_explaining_one_sentence_as_json() -> None:
    done = backtalk("explain", "no chest pain", "--json")
    assert json.loads(done.stdout)["findings"] == {"chest_pain": "absent"}


def test_the_content_is_sound() -> None:
    assert backtalk("check").returncode == ExitCode.FINISHED


@needs_starter
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("gone.wav", None, "no recording at"),
        ("empty.wav", b"", "is empty"),
        ("text.wav", b"this is not sound" * 99, "not a whole recording"),
    ],
)
def test_hearing_what_is_no_recording(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = backtalk("hear", str(tmp_path / name))
    assert done.returncode == ExitCode.DEVICE
    assert words in sentence(done)


@needs_starter
def test_hearing_recordings_as_json_lines(tmp_path: Path) -> None:
    silent = write(tmp_path / "silent.wav", 8_000, height=0)
    stereo = write(tmp_path / "stereo.flac", 48_000, channels=2)
    done = backtalk("hear", "--jsonl", "--asked", "chest_pain", str(silent), str(stereo))
    assert done.returncode == ExitCode.FINISHED
    for found in objects(done):
        assert found.keys() == {"file", "text", "free", "confidence", "findings", "seconds", "decode_seconds"}
    assert objects(done)[0]["text"] == ""
    assert objects(done)[0]["findings"] == {}


@needs_starter
def test_a_silent_caller_hears_whom_to_call_and_the_talk_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "script.yaml").write_text("says: [" + "null, " * 20 + "null]")
    tape = tmp_path / "talk.wav"
    done = backtalk("run", "--audio", str(tmp_path / "script.yaml"), "--record", str(tape), "--region", "UK")
    assert done.returncode == ExitCode.FINISHED
    assert "call nine nine nine" in done.stdout
    assert tape.stat().st_size > 32_000 * 20


@needs_starter
@pytest.mark.parametrize(
    "code",
    [
        "raise ImportError('absent')",
        "import os; os._exit(3)",
        pytest.param("import time; time.sleep(99)", marks=pytest.mark.long),
    ],
)
def test_without_a_voice_the_captions_go_on(tmp_path: Path, code: str) -> None:
    (tmp_path / "script.yaml").write_text("says: [" + "null, " * 20 + "null]")
    path = stub(tmp_path, "pyttsx3", code)
    done = backtalk("run", "--audio", str(tmp_path / "script.yaml"), PYTHONPATH=path)
    assert done.returncode == ExitCode.ENGINE
    assert done.stdout.count("Notice: ") == 1
    assert "Advice: " in done.stdout


@needs_starter
def test_a_script_that_runs_out_of_answers_is_named(tmp_path: Path) -> None:
    (tmp_path / "script.yaml").write_text("says: [null]")
    done = backtalk("run", "--audio", str(tmp_path / "script.yaml"))
    assert done.returncode == ExitCode.UNANSWERED
    assert "has no answer left" in sentence(done)
    assert "Advice: I have a problem" in done.stdout
