"""``setup.yaml``: what is understood in the first start, and what wakes the program."""

from collections.abc import Collection

from voice.content.nodes import Node
from voice.content.words import wordings
from voice.core.normalize import Words
from voice.core.pathway import SetupWords
from voice.core.terms import PromptId, SlotId

REGION, RATE, START = SlotId("setup.region"), SlotId("setup.rate"), SlotId("setup.start")
"""What the recogniser is told is asked; no slots of the interview."""


def setup_of(file: Node, regions: Collection[str], prompts: Collection[PromptId], table: Words) -> SetupWords:
    """Read and check the file."""
    keys = file.mapping()
    for key in ("regions", "fine", "start"):
        if key not in keys:
            file.wrong(f"the key {key!r} is missing")
    found: dict[str, frozenset[tuple[str, ...]]] = {}
    for part in ("regions", "also"):
        for name, block in keys.get(part, file.nothing).items():
            if name not in regions:
                block.wrong(f"there is no region {name!r}")
            if f"setup.region.{name}" not in prompts:
                block.wrong(f"the sentence 'setup.region.{name}' is missing from prompts.yaml")
            found[name] = found.get(name, frozenset()) | frozenset(wordings(block, table))
    empty = file.nothing
    fine, start = (frozenset(wordings(keys.get(key, empty), table)) for key in ("fine", "start"))
    return SetupWords(found, fine, start)


def expected_in_setup(file: Node) -> dict[SlotId, tuple[str, ...]]:
    """What the recogniser may expect there."""
    keys, empty = file.mapping(), file.nothing
    places = [line for _, block in keys.get("regions", empty).items() for _, line in block.lines()]
    fine, start = ([line for _, line in keys.get(key, empty).lines()] for key in ("fine", "start"))
    common = ["skip", "yes", "no", "none of these", "help", "say that again"]
    return {
        REGION: (*places, *common),
        RATE: ("slower", "faster", "louder", "quieter", *fine, *common),
        START: tuple(start),
    }
