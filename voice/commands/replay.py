"""A journal fed through the program again."""

import json
from argparse import Namespace
from dataclasses import replace

from voice import build, replay, reporting
from voice.errors import ExitCode, JournalError
from voice.preferences import PreferencesFile
from voice.settings import Settings


def execute(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Feed a journal through the core again; raises JournalError where it is cut short, after telling what there is."""
    reporting.ready(flags.report)
    consultations = replay.read(flags.journal)
    accounts = []
    for consultation in consultations:
        language = flags.language or consultation.about.get("language", settings.language)
        region = flags.region or consultation.about.get("region", settings.region)
        pathway = build.load_content(replace(settings, language=language, region=region)).pathway
        accounts.append(replay.replay(consultation, pathway))
        reporting.write(flags.report, consultation.entries, pathway)
    print(json.dumps(replay.as_object(accounts)) if flags.json else "\n".join(replay.as_lines(accounts)))
    if not all(account.ended for account in accounts):
        message = f"The journal {flags.journal} ends before its consultation did."
        raise JournalError(message)
    return ExitCode.CHECK_FAILED if any(account.differences for account in accounts) else ExitCode.FINISHED
