"""How a sentence is understood, and why."""

import json
from argparse import Namespace

from voice import build, inspection
from voice.commands.terminal import lines_in, write_object
from voice.errors import ExitCode, SettingsError
from voice.machine import read_objects, text_field
from voice.preferences import PreferencesFile
from voice.settings import Settings


def execute(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Say how a sentence is understood."""
    content = build.load_content(settings)
    if flags.jsonl:
        for number, found in read_objects(lines_in()):
            text = text_field(number, found, "text") or ""
            asked = build.known_slot(text_field(number, {"asked": None, **found}, "asked"), content)
            write_object({"id": found.get("id"), **inspection.explain_object(content, text, asked)})
        return ExitCode.FINISHED
    if flags.text is None:
        message = "Give the sentence to explain, or --jsonl to read sentences line by line."
        raise SettingsError(message)
    asked = build.known_slot(flags.asked, content)
    if flags.json:
        print(json.dumps(inspection.explain_object(content, flags.text, asked)))
    else:
        print("\n".join(inspection.explain_lines(content, flags.text, asked)))
    return ExitCode.FINISHED
