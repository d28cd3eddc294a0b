"""The microphones and loudspeakers there are."""

import json
from argparse import Namespace

from voice import build
from voice.errors import ExitCode, SettingsError
from voice.preferences import Preferences, PreferencesFile
from voice.settings import Settings


def execute(flags: Namespace, settings: Settings, file: PreferencesFile | None) -> ExitCode:
    """List microphones and loudspeakers."""
    found = build.devices(flags.use or settings.devices.name)
    if flags.use:
        if build.lacks(flags.use):
            message = f"No device for both speaking and listening has {flags.use} in its name; see backtalk devices."
            raise SettingsError(message)
        if file is not None:
            file.write(Preferences(device=flags.use))
    if flags.json:
        print(json.dumps({"devices": [each.as_object() for each in found]}))
    else:
        print("\n".join(each.as_line() for each in found))
    return ExitCode.FINISHED
