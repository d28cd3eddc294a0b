"""What is missing on this machine."""

import json
from argparse import Namespace
from pathlib import Path

import platformdirs

from voice import doctor
from voice.commands.terminal import outside
from voice.errors import ExitCode
from voice.preferences import PreferencesFile
from voice.settings import Settings


def execute(flags: Namespace, settings: Settings, file: PreferencesFile | None) -> ExitCode:
    """Say what is missing on this machine, each as soon as it is known."""
    patient = doctor.Patient(settings, outside(), file, Path(platformdirs.user_state_dir("backtalk")))
    made = []
    for one in doctor.examine(patient):
        made.append(one)
        if not flags.json:
            print(one.as_line(), flush=True)
    problems = sum(not one.fine for one in made)
    if flags.json:
        print(json.dumps({"checks": [one.as_object() for one in made], "problems": problems}))
    else:
        print(f"{problems} problem{'s' if problems > 1 else ''}." if problems else "Everything is ready.")
    return ExitCode.CHECK_FAILED if problems else ExitCode.FINISHED
