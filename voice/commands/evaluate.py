"""How well a folder of recordings is heard."""

import json
from argparse import Namespace

from voice import build
from voice.commands.terminal import outside
from voice.errors import ExitCode, SettingsError
from voice.evaluation.hearing import Backend, Work
from voice.preferences import PreferencesFile
from voice.settings import Settings


def execute(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Say how well a folder of recordings is heard."""
    if flags.jobs < 1:
        message = f"At least one recording must be heard at a time; --jobs {flags.jobs} will not do."
        raise SettingsError(message)
    work = Work(build.listening, settings, flags.jobs, Backend(flags.backend), flags.scheduler)
    asked = build.known_slot(flags.asked, build.load_content(settings)) if flags.asked else None
    found = build.evaluate(flags.folder, asked, work, outside())
    print(json.dumps(found.as_object()) if flags.json else "\n".join(found.as_lines()))
    return ExitCode.DEVICE if found.unreadable else ExitCode.FINISHED
