"""Hold a consultation by keyboard, or with another program."""

import sys
from argparse import Namespace
from dataclasses import replace

from voice import build
from voice.commands.consulting import Start, consult
from voice.commands.terminal import Terminal, lines_in, outside, report, typed_in, write_object
from voice.content import Content
from voice.errors import ExitCode
from voice.journal import day_number
from voice.machine import MachineReport
from voice.preferences import PreferencesFile
from voice.recognizers.console import open_json, open_keyboard
from voice.session import Session
from voice.settings import Settings


def execute(flags: Namespace, settings: Settings, file: PreferencesFile | None) -> ExitCode:
    """Hold a consultation by keyboard, or with another program."""
    today = day_number(flags.today)
    content = build.load_content(settings)
    session = (_type_json if flags.jsonl else _type_lines)(settings, content)
    return consult(flags, Start(session, settings, file), today)


def _type_lines(settings: Settings, content: Content) -> Session:
    """Return a consultation in plain lines."""
    return build.typed(settings, outside(), open_keyboard(typed_in(content)), content)


def _type_json(settings: Settings, content: Content) -> Session:
    """Return a consultation in lines of JSON; what has no place in them goes to standard error."""
    machine = MachineReport(content.pathway, write_object)
    around = build.Outside(Terminal(sys.stderr), report, (machine,))
    return build.typed(replace(settings, captions=False), around, open_json(lines_in()), content)
