"""Speech models: listed, fetched, chosen, checked."""

import importlib.util
import json
import sys
from argparse import Namespace

from voice import build, places
from voice.commands.terminal import outside, report
from voice.commands.terminal import shelf as own_shelf
from voice.errors import ExitCode
from voice.models import check, starter
from voice.preferences import PreferencesFile
from voice.settings import Settings
from voice.store.account import lines_of, object_of
from voice.store.catalogue import read_catalogue, wanted
from voice.store.fetching import PercentLines, Progress
from voice.store.shelf import STARTER


def execute(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """List, fetch, choose or check speech models."""
    kept = own_shelf()
    match str(flags.action):
        case "list":
            rows = build.model_rows(settings, outside(), kept)
            print(json.dumps(object_of(kept, rows)) if flags.json else "\n".join(lines_of(kept, rows)))
        case "get":
            listed = wanted(flags.name, read_catalogue(places.catalogue()), flags.sha256)
            folder = build.fetch_model(settings, kept, listed, _progress(flags.progress))
            print(f"The model {listed.name} is in {folder}. To use it: backtalk models use {listed.name}")
        case "use":
            kept.choose(flags.name)
            print(f"From now on {flags.name} is used, unless --model or BACKTALK_MODEL names another.")
        case _:
            named = None if flags.name is None or flags.name == STARTER else check(kept.place(flags.name))
            in_use = starter() if flags.name == STARTER else build.model_in_use(settings.hearing, outside())
            found = build.checked_model(settings, named or in_use)
            print(json.dumps(found.as_object()) if flags.json else "\n".join(found.as_lines()))
    return ExitCode.FINISHED


def _progress(how: str) -> Progress | None:
    """Return what tells how far a file has come: lines, unless a bar is asked for and there is a terminal for it."""
    if how == "bar" and sys.stderr.isatty() and importlib.util.find_spec("tqdm") is not None:
        from tqdm import tqdm  # noqa: PLC0415 - only when wanted

        bar: Progress = tqdm(total=1, unit="B", unit_scale=True, file=sys.stderr)  # pooch sets the true total
        return bar
    return None if how == "off" else PercentLines(report)
