"""Every problem of the words and rules at once."""

import json
from argparse import Namespace
from dataclasses import replace

from voice import build, inspection
from voice.errors import ExitCode
from voice.preferences import PreferencesFile
from voice.settings import Settings


def execute(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Report every problem of the content; loading it finds those that make it unusable."""
    content = build.load_content(settings, anew=True)
    reference = replace(settings, language=Settings().language)
    problems = inspection.check(content, None if reference == settings else build.load_content(reference))
    if flags.json:
        print(json.dumps({"problems": problems}))
    else:
        print("\n".join(problems) if problems else "The content has no problems.")
    return ExitCode.CHECK_FAILED if problems else ExitCode.FINISHED
