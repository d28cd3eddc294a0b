"""Hold a consultation by voice."""

import json
import sys
from argparse import Namespace
from contextlib import ExitStack
from dataclasses import replace

from voice import build, memory
from voice.commands.consulting import Start, consult, prepared
from voice.commands.terminal import outside, report
from voice.errors import ExitCode
from voice.gauge import Gauge
from voice.journal import day_number
from voice.keyboard import open_keys
from voice.preferences import PreferencesFile
from voice.settings import Settings
from voice.timing import Timing
from voice.waiting import wait


def execute(flags: Namespace, settings: Settings, file: PreferencesFile | None) -> ExitCode:
    """Hold a consultation by voice; at the first start, ask first how to."""
    gauge, timing = Gauge(), Timing() if flags.timings else None
    with ExitStack() as stack:
        keys = stack.enter_context(open_keys(sys.stdin)) if flags.audio is None else None
        plan = build.Plan(flags.audio, flags.record, timing, gauge, keys)
        session = stack.enter_context(build.spoken(settings, outside(), plan))
        start = Start(session, settings, file)
        if flags.audio is None and file is not None and file.is_new:
            start = prepared(flags, start, gauge, day_number(flags.today))
        code = _called(flags, start) if flags.wait else consult(flags, start, day_number(flags.today))
    if timing is not None:
        report(json.dumps(timing.summary()))
    return code


def _called(flags: Namespace, start: Start) -> ExitCode:
    """Hold a consultation each time somebody calls, until Ctrl-C."""
    code = ExitCode.FINISHED
    if start.heard is not None:
        code = consult(flags, start, day_number(flags.today))
    start = replace(start, heard=None)
    while code is not ExitCode.INTERRUPTED and _waited(start):
        code = consult(flags, start, day_number(flags.today))
    return code


def _waited(start: Start) -> bool:
    """Wait for a call, perhaps for days, with no more memory than that takes."""
    memory.give_back()
    return wait(start.session)
