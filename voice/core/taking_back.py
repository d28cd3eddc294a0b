"""What a speaker takes back in one breath: "no problem walking, wait, that's not true, I bounce off the walls"."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from voice.core.findings import Found
from voice.core.normalize import Token
from voice.core.scope_words import TakingBackWords
from voice.core.terms import Finding, SlotId

DENIED = (Finding.ABSENT, "none")


def retractions(tokens: tuple[Token, ...], words: TakingBackWords) -> tuple[int, ...]:
    """Where what follows a retraction begins: of a denial ("hang on", "come to think of it") or of anything ("scrap
    that")."""
    return tuple(sorted({*_ends(tokens, words.thinks_again), *_ends(tokens, words.withdraws)}))


def parted(tokens: tuple[Token, ...], marks: Iterable[int]) -> tuple[Token, ...]:
    """The tokens with a new segment after each retraction: no phrase reaches across."""
    starts = set(marks)
    if not starts:
        return tokens
    out: list[Token] = []
    more = 0
    for place, token in enumerate(tokens):
        more += place in starts
        out.append(replace(token, segment=token.segment + more))
    return tuple(out)


def taken_back(
    by_slot: dict[SlotId, Found], tokens: tuple[Token, ...], asked: tuple[SlotId, ...], words: TakingBackWords
) -> None:
    """Drop the last thing said before a retraction, and what was asked, where nothing was said of it afterwards:
    neither yes nor no may be assumed then."""
    for mark in _ends(tokens, words.thinks_again):
        _drop({slot: one for slot, one in by_slot.items() if one.value in DENIED}, mark, by_slot, asked)
    for mark in _ends(tokens, words.withdraws):
        _drop(dict(by_slot), mark, by_slot, asked)


def _drop(among: dict[SlotId, Found], mark: int, by_slot: dict[SlotId, Found], asked: tuple[SlotId, ...]) -> None:
    before = {slot: one for slot, one in among.items() if one.end <= mark}
    latest = max((one.end for one in before.values()), default=0)
    for slot, one in before.items():
        if one.end == latest or slot in asked:
            del by_slot[slot]


def _ends(tokens: tuple[Token, ...], wordings: Mapping[str, tuple[tuple[str, ...], ...]]) -> list[int]:
    """The places after each of these wordings, where more is said."""
    found: list[int] = []
    for place, token in enumerate(tokens):
        for phrase in wordings.get(token.said, ()):
            end = place + len(phrase)
            if place and end < len(tokens) and tuple(one.said for one in tokens[place:end]) == phrase:
                found.append(end)
    return found
