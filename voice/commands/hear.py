"""What is recognised and found in recordings."""

import json
from argparse import Namespace

from voice import build
from voice.commands.terminal import outside, write_object
from voice.errors import ExitCode
from voice.hearing import hear_file
from voice.preferences import PreferencesFile
from voice.settings import Settings


def execute(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Say what is recognised and found in recordings."""
    content = build.load_content(settings)
    asked = build.known_slot(flags.asked, content)
    ear = build.ear(settings, content, outside())
    accounts = (hear_file(file, asked, ear, content, settings.hearing) for file in flags.files)
    if flags.json:
        print(json.dumps([account.as_object() for account in accounts]))
        return ExitCode.FINISHED
    for account in accounts:
        if flags.jsonl:
            write_object(account.as_object())
        else:
            print("\n".join(account.as_lines()), flush=True)
    return ExitCode.FINISHED
