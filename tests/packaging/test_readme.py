"""The README tells what is so: every command, flag, exit code, region and place that it names is there."""

import re
from argparse import ArgumentParser
from pathlib import Path

import yaml

from voice.errors import ExitCode
from voice.flags import parser

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def subparsers() -> dict[str, ArgumentParser]:
    """Every subcommand with its own parser."""
    (found,) = [action.choices for action in parser()._actions if action.dest == "command"]
    return dict(found or {})


def test_every_command_is_told_of() -> None:
    told = set(re.findall(r"^\| `backtalk (\w+)", README, flags=re.MULTILINE))
    assert len(told) >= 5
    assert told == set(subparsers())


def test_every_exit_code_is_told_of() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, flags=re.MULTILINE)}
    assert told == {int(code) for code in ExitCode}


def test_every_place_that_is_named_is_there() -> None:
    named = re.findall(r"`((?:voice|intents|tests|models)/[\w./-]*)`", README)
    assert len(named) >= 20
    assert not [place for place in named if not (ROOT / place).exists()]


def test_every_region_is_named() -> None:
    regions = yaml.safe_load((ROOT / "intents" / "regions.yaml").read_text(encoding="utf-8"))["regions"]
    (told,) = re.findall(r"The regions are ([^.]*)\.", README.replace("\n", " "))
    assert set(re.findall(r"[A-Z]{2}", told)) == {region["id"] for region in regions} - {"unknown"}


def test_every_flag_that_is_named_exists() -> None:
    help_texts = " ".join(choice.format_help() for choice in subparsers().values())
    named = set(re.findall(r"`(--[\w-]+)", README))
    assert len(named) >= 8
    assert not [flag for flag in named if flag not in help_texts]
