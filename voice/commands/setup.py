"""Ask, by voice or by typing, how to hold consultations."""

import sys
from argparse import Namespace
from dataclasses import replace

from voice import build
from voice.commands.consulting import Start, consult, prepared
from voice.commands.terminal import outside, typed_in
from voice.errors import ExitCode
from voice.gauge import Gauge
from voice.journal import day_number
from voice.keyboard import open_keys
from voice.preferences import PreferencesFile
from voice.recognizers.console import open_keyboard
from voice.settings import Settings


def execute(flags: Namespace, settings: Settings, file: PreferencesFile | None) -> ExitCode:
    """Ask how to hold consultations; hold one only if a danger comes up."""
    today = day_number(flags.today)
    around = outside()
    if flags.keyboard:
        if not flags.speech:
            settings = replace(settings, speech=replace(settings.speech, engine="silent"))
        content = build.load_content(settings)
        session = build.typed(settings, around, open_keyboard(typed_in(content)), content)
        return _set_up(flags, Start(session, settings, file), None, today)
    gauge = Gauge()
    with open_keys(sys.stdin) as keys, build.spoken(settings, around, build.Plan(gauge=gauge, keys=keys)) as session:
        return _set_up(flags, Start(session, settings, file), gauge, today)


def _set_up(flags: Namespace, start: Start, gauge: Gauge | None, today: int) -> ExitCode:
    """Ask, and go on at once with a danger that was told of."""
    asked = prepared(flags, start, gauge, today)
    return ExitCode.FINISHED if asked.heard is None else consult(flags, asked, today)
