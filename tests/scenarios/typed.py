"""The people of ``vignettes.py`` in front of the command itself, as another program would hold a consultation."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from tests.scenarios.talk import TODAY
from tests.scenarios.vignettes import Person, Vignette
from voice.core.events import Listen
from voice.core.terms import ListenKind, SlotId

ROOT = Path(__file__).parents[2]


def hold(vignette: Vignette) -> dict[str, Any]:
    """Let a person answer ``backtalk type --jsonl`` until it closes; return what it closed with."""
    person = Person(vignette)
    command = [sys.executable, "-m", "voice", "type", "--jsonl", "--today", date.fromordinal(TODAY).isoformat()]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BACKTALK_")}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**environment, "BACKTALK_SETTINGS": "off"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for line in program.stdout:
            event: dict[str, Any] = json.loads(line)
            if event["event"] == "close":
                return event
            if event["event"] == "listen":
                print(json.dumps({"says": person.words(_listen(event))}), file=program.stdin, flush=True)
    raise AssertionError(f"{vignette.id}: the program ended with {program.returncode}, and without a close")


def _listen(event: dict[str, Any]) -> Listen:
    """What the program waits for, as the core has it."""
    proposes = event["proposes"]
    return Listen(
        ListenKind(event["kind"]),
        tuple(SlotId(slot) for slot in event["asked"]),
        proposes and {SlotId(slot): value for slot, value in proposes.items()},
    )
