"""Mere fragments as answers: "in the chest" is a yes to a question about the chest, and means nothing otherwise.

So they count only where nothing in their sentence says the opposite: "in the chest proper, no" and "at night I sleep
well" hold such fragments and are no yes. Unless the rest says what it is, the question is asked again.
"""

from collections.abc import Sequence

from voice.core.findings import Found
from voice.core.lexicon import Role
from voice.core.normalize import Token
from voice.core.terms import Finding


def unopposed(found: Sequence[Found], tokens: tuple[Token, ...]) -> list[Found]:
    """The findings without the fragments that something speaks against."""
    return [one for one in found if not _is_fragment(one) or not _opposed(one, found, tokens)]


def _is_fragment(one: Found) -> bool:
    return one.role is Role.REPLY and one.value is Finding.PRESENT


def _opposed(one: Found, found: Sequence[Found], tokens: tuple[Token, ...]) -> bool:
    """Does the sentence end in a "no", or deny the same in full?"""
    here = tokens[one.start]
    after = [token.said for token in tokens[one.end :] if token.sentence == here.sentence]
    if after[-1:] == ["no"]:
        return True
    denials = (other for other in found if other.slot == one.slot and other.value is Finding.ABSENT)
    return any(other.role is Role.PHRASE and tokens[other.start].segment == here.segment for other in denials)
