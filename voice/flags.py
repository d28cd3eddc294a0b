"""The command line's words: subcommands and flags, and the settings they mean."""

import argparse
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

from voice import __version__
from voice.evaluation.hearing import Backend
from voice.preferences import Preferences, earcons, switch
from voice.settings import PATIENCE_LIMITS, RATE_LIMITS, Devices, Hearing, Settings, Speech

_EPILOG = """\
exit codes:
    0  finished
    1  check or doctor found problems, or replay differences
    2  a flag, a script or an input line is wrong
    3  the content is wrong
    4  an engine is missing or failed (captions still show everything)
    5  a microphone, loudspeaker or recording cannot be used
    6  the answers ended before the questions did
    7  the journal cannot be written, or read
    8  the report or the drawing cannot be written
  130  stopped with Ctrl-C, after the safe advice

The urgency is never an exit code. Backtalk is not a medical device and not a doctor.
"""


_REGION = Settings().region


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="backtalk",
        description="Talk about upper-back pain and hear how soon to get care. Works offline.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"backtalk {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _run(_command(commands, "run", "hold a consultation by voice"))
    _setup(_command(commands, "setup", "ask for region, voice and microphone, and remember the answers"))
    _type(_command(commands, "type", "hold the same consultation by keyboard"))
    _hear(_command(commands, "hear", "say what is recognised and found in recordings"))
    _explain(_command(commands, "explain", "say how a sentence is understood"))
    _check(_command(commands, "check", "report every problem of the content at once"))
    _draw(_command(commands, "draw", "draw questions, rules and urgency as one SVG, or tell them as text"))
    _replay(_command(commands, "replay", "feed a journal through the program again and say what it does otherwise"))
    _evaluate(_command(commands, "evaluate", "say how well a folder of recordings is heard"))
    _devices(_command(commands, "devices", "list microphones and loudspeakers"))
    _doctor(_command(commands, "doctor", "say what is missing, and the command that mends it"))
    _models(_command(commands, "models", "list, fetch, choose and check speech models"))
    return top


def settings_of(flags: argparse.Namespace, model: Path | None, kept: Preferences) -> Settings:
    """Return the settings that the flags mean; where a flag is not given, ``kept`` counts, and then the default.

    Raises SettingsError for what is impossible.
    """
    chosen = _flagged(flags).over(kept)
    speaks = getattr(flags, "speaks", False) if chosen.speech is None else chosen.speech
    speech = Speech() if speaks else Speech(engine="silent")
    named = {name: value for name, value in chosen.items() if name in ("rate", "voice", "volume") and value is not None}
    default = Settings()
    return Settings(
        language=getattr(flags, "language", None) or default.language,
        region=chosen.region or default.region,
        captions=default.captions if chosen.captions is None else chosen.captions,
        earcons=default.earcons if chosen.earcons is None else chosen.earcons,
        resume=default.resume if chosen.resume is None else chosen.resume,
        speech=replace(speech, **named),
        hearing=Hearing(
            model=model,
            barge_in=getattr(flags, "barge_in", False),
            patience=Hearing().patience if chosen.patience is None else chosen.patience,
        ),
        devices=replace(Devices(), name=chosen.device),
    )


def _flagged(flags: argparse.Namespace) -> Preferences:
    """Return what the flags choose."""
    given = vars(flags)
    return Preferences(**{each.name: given[each.name] for each in fields(Preferences) if each.name in given})


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, purpose: str
) -> argparse.ArgumentParser:
    """Add a subcommand whose help also tells the exit codes."""
    return commands.add_parser(
        name,
        help=purpose,
        description=purpose.capitalize() + ".",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _read_by(reader: Callable[[object], object]) -> Callable[[str], object]:
    """Return what reads a flag as the settings file is read, and complains in argparse's way."""

    def read(text: str) -> object:
        try:
            return reader(text)
        except ValueError as error:
            message = f"it {error}, not {text!r}"
            raise argparse.ArgumentTypeError(message) from error

    return read


def _region(command: argparse.ArgumentParser) -> None:
    command.add_argument("--region", metavar="ID", help=f"whose phone numbers (default: {_REGION})")
    _language(command)


def _language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", metavar="ID", help=f"a folder of words (default: {Settings().language})")


def _settings_file(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--settings", metavar="FILE", help="another file of remembered settings, or off; also BACKTALK_SETTINGS")


def _model(command: argparse.ArgumentParser) -> None:
    command.add_argument("--model", type=Path, metavar="FOLDER", help="a Vosk model; also the variable BACKTALK_MODEL")


def _device(command: argparse.ArgumentParser) -> None:
    text = "part of the name of microphone and loudspeaker; see backtalk devices"
    command.add_argument("--device", metavar="NAME", help=text)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document")


def _devices(command: argparse.ArgumentParser) -> None:
    _device(command)
    command.add_argument("--use", metavar="NAME", help="use and remember those with this in their name")
    _settings_file(command)
    _json(command)


def _doctor(command: argparse.ArgumentParser) -> None:
    command.set_defaults(speaks=True)
    _region(command)
    _device(command)
    _settings_file(command)
    _model(command)
    _json(command)


def _consultation(command: argparse.ArgumentParser, speech: str) -> None:
    """Add what both ways of holding a consultation share; ``speech`` is on or off by default.

    No flag has a default of its own: what is not given may be remembered.
    """
    slowest, fastest = RATE_LIMITS
    command.set_defaults(speaks=speech == "on")
    _region(command)
    _settings_file(command)
    add = command.add_argument
    add("--speech", type=_read_by(switch), metavar="on|off", help=f"speak aloud (default: {speech})")
    add("--captions", type=_read_by(switch), metavar="on|off", help="print what is said (default: on)")
    add("--rate", type=int, metavar="N", help=f"words a minute, {slowest} to {fastest} (default: {Speech().rate})")
    add("--voice", metavar="NAME", help="a voice of the speech engine, for example en-us")
    add("--volume", type=float, metavar="X", help="loudness, above 0 to 1 (default: 1)")
    _device(command)
    add("--today", metavar="YYYY-MM-DD", help="hold the consultation as on this day")
    add("--journal", type=Path, nargs="?", const=Path(), metavar="FILE", help="keep the findings in a private file")
    words = "keep what is confirmed until the end, so that the next start can go on from there (default: off)"
    add("--resume", type=_read_by(switch), metavar="on|off", help=words)
    _report(command)
    add("--journal-words", action="store_true", help="keep in the journal what was said, too")


def _report(command: argparse.ArgumentParser) -> None:
    words = "at the end, write a page for a doctor, what was said included; FILE.json: as a FHIR R4 bundle"
    command.add_argument("--report", type=Path, action="append", default=[], metavar="FILE", help=words)


def _run(command: argparse.ArgumentParser) -> None:
    _consultation(command, speech="on")
    _model(command)
    least, most = PATIENCE_LIMITS
    add = command.add_argument
    add("--audio", type=Path, metavar="SCRIPT", help="take the answers from the recordings that this YAML file lists")
    add("--record", type=Path, metavar="FILE", help="write the whole consultation, both voices, as one WAV file")
    add("--barge-in", action="store_true", help="any word stops a sentence, not only stop: for headsets")
    add("--patience", type=float, metavar="X", help=f"longer or shorter pauses in answers, {least} to {most}")
    tones = "short tones: on, off, or some of listening,understood,not-understood,urgent (default: on)"
    add("--earcons", type=_read_by(earcons), metavar="WHICH", help=tones)
    add("--wait", action="store_true", help="sit waiting, and begin when somebody says: start back check")
    add("--timings", action="store_true", help="at the end, print how quick it was as JSON on standard error")


def _setup(command: argparse.ArgumentParser) -> None:
    _consultation(command, speech="on")
    _model(command)
    command.add_argument("--keyboard", action="store_true", help="answer by typing")


def _type(command: argparse.ArgumentParser) -> None:
    _consultation(command, speech="off")
    command.add_argument("--jsonl", action="store_true", help="talk with another program in lines of JSON")


def _formats(command: argparse.ArgumentParser) -> None:
    """Add the two machine formats."""
    formats = command.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="print one JSON document")
    formats.add_argument("--jsonl", action="store_true", help="print one JSON object a line, at once")


def _hear(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="recordings, WAV or FLAC")
    command.add_argument("--asked", metavar="SLOT", help="listen as if this had just been asked")
    _region(command)
    _model(command)
    _formats(command)


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("text", nargs="?", metavar="TEXT", help="a sentence; with --jsonl they are read line by line")
    command.add_argument("--asked", metavar="SLOT", help="understand it as an answer to this question")
    _region(command)
    _formats(command)


def _check(command: argparse.ArgumentParser) -> None:
    _region(command)
    command.add_argument("--json", action="store_true", help="print one JSON document")


def _draw(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where to write it (default: print it)")
    _language(command)
    command.add_argument("--text", action="store_true", help="as plain lines, to be listened to")


def _replay(command: argparse.ArgumentParser) -> None:
    command.add_argument("journal", type=Path, metavar="JOURNAL", help="a file that --journal-words wrote")
    _region(command)
    _report(command)
    command.add_argument("--json", action="store_true", help="print one JSON document, without the lines")


def _models(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    _model(command)
    every = _command(actions, "list", "list the speech models that are here or can be fetched")
    every.add_argument("--json", action="store_true", help="print one JSON document")
    get = _command(actions, "get", "fetch a speech model; this alone goes online")
    get.add_argument("name", metavar="NAME", help="from backtalk models list, or the https address of a ZIP file")
    get.add_argument("--sha256", metavar="DIGITS", help="the checksum that the file must have")
    get.add_argument("--progress", choices=("lines", "bar", "off"), default="lines", help="how it is told of (lines)")
    use = _command(actions, "use", "use this speech model from now on")
    use.add_argument(
        "name", metavar="NAME", help="from backtalk models list, or a folder; starter-en is the one that ships"
    )
    one = _command(actions, "check", "load a speech model and say what it can and lacks")
    one.add_argument(
        "name", nargs="?", metavar="NAME", help="a model that is here, or a folder (default: the one in use)"
    )
    one.add_argument("--json", action="store_true", help="print one JSON document")


def _evaluate(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add(
        "folder",
        type=Path,
        metavar="FOLDER",
        help="recordings named after what is said, or with a YAML file beside each",
    )
    add("--asked", metavar="SLOT", help="what they answer, where neither the YAML file nor the folder's name says so")
    add("--jobs", type=int, default=1, metavar="N", help="how many to hear at a time (default: 1)")
    backends = [backend.value for backend in Backend]
    add("--backend", choices=backends, default=Backend.LOKY.value, help="where several are heard (default: loky)")
    add("--scheduler", metavar="ADDRESS", help="of a Dask cluster whose machines see the same folder (with dask)")
    _region(command)
    _model(command)
    add("--json", action="store_true", help="print one JSON document")
