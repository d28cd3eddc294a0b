"""The command line: reads flags, environment and remembered settings, and turns failures into exit codes."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import platformdirs

from voice import build
from voice.commands.terminal import report
from voice.errors import ExitCode, VoiceError
from voice.flags import parser, settings_of
from voice.preferences import Preferences, PreferencesFile, from_environment
from voice.settings import Settings

Command = Callable[[Namespace, Settings, PreferencesFile | None], ExitCode]


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""
    flags = parser().parse_args(arguments)
    try:
        file = _preferences_file(flags)
        settings = settings_of(flags, _model(flags), _kept(flags, file))
        return _command(flags.command)(flags, settings, file)
    except VoiceError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # nobody reads any more; without this Python complains about it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.UNANSWERED


def _command(name: str) -> Command:
    """Return what a command does; the others are not even imported, so that a consultation starts sooner."""
    command: Command = import_module(f"voice.commands.{name}").execute
    return command


def _model(flags: Namespace) -> Path | None:
    """Return the speech model that was asked for, by flag or by environment."""
    named: Path | None = getattr(flags, "model", None)
    from_environment = os.environ.get("BACKTALK_MODEL")
    return named or (Path(from_environment) if from_environment else None)


def _preferences_file(flags: Namespace) -> PreferencesFile | None:
    """Return the file of remembered settings; None where nothing may be remembered.

    What other programs and recordings are heard with must not depend on whose machine it is: there the file counts
    only when it is named.
    """
    named = getattr(flags, "settings", None)
    if "settings" not in flags or named == "off":
        return None
    if named is None:
        named = os.environ.get("BACKTALK_SETTINGS")
        if named == "off" or getattr(flags, "jsonl", False) or getattr(flags, "audio", None):
            return None
    place = Path(named) if named else Path(platformdirs.user_config_dir("backtalk")) / "settings.toml"
    return PreferencesFile(place, report)


def _kept(flags: Namespace, file: PreferencesFile | None) -> Preferences:
    """Return what was chosen by environment, else what the file holds; raises SettingsError, ContentError."""
    if file is None:
        return Preferences()
    remembered = file.read()
    if flags.command == "type":
        remembered = replace(remembered, speech=None)  # chosen for talking; who types starts without a voice
    if remembered.region is not None and remembered.region not in build.regions():
        report(f"In the settings file {file.file}, there is no region {remembered.region!r}; it is left unset.")
        remembered = replace(remembered, region=None)
    spoken = flags.command in ("run", "setup") and not getattr(flags, "audio", None) and not flags.device
    if spoken and remembered.device is not None and build.lacks(remembered.device):
        report(f"The device {remembered.device!r} that was chosen is not there; the system's own choice is used.")
        remembered = replace(remembered, device=None)
    return from_environment(os.environ).over(remembered)
