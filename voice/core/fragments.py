"""Mere fragments as answers, and what a denial beside them leaves of them.

"In the chest" is a yes to a question about the chest, and means nothing otherwise. "The nurse pressed on every bone and
none of them was sore" names the bone, and denies what was asked; "in the chest proper, no" and "at night I sleep well"
are no yes either. Unless the rest says what it is, the question is asked again.
"""

from collections.abc import Sequence
from dataclasses import replace

from voice.core.findings import Found
from voice.core.language import Language
from voice.core.lexicon import Role
from voice.core.normalize import Token
from voice.core.scope import Scope
from voice.core.terms import Finding

FULL = 2  # words of its own that make a denial a full one
DENIED = (Finding.ABSENT, "none")


def denied_details(judged: list[Found], tokens: tuple[Token, ...], language: Language) -> list[Found]:
    """The phrases, with each such answer denied where the sign itself is, or "none of them" follows."""
    denials = [one for one in judged if _denies(one)]
    denied = {one.slot for one in denials if one.role is not Role.REPLY or len(one.places) >= FULL}
    alarming = {slot for _, slot, _ in language.interrupt_fills.values()}
    none_of = _none_of(tokens, language)

    def over(one: Found) -> bool:
        detail = _is_detail(one, tokens, language) and (one.slot in denied or one.end <= none_of)
        return detail or (one.slot not in alarming and _outweighed(one, denials, tokens, language))

    return [replace(one, scope=Scope.NEGATED) if over(one) else one for one in judged]


def unopposed(found: Sequence[Found], tokens: tuple[Token, ...]) -> list[Found]:
    """The findings without the fragments whose sentence says the opposite."""
    return [one for one in found if not _is_fragment(one) or not _opposed(one, found, tokens)]


def _opposed(one: Found, found: Sequence[Found], tokens: tuple[Token, ...]) -> bool:
    """Does the sentence end in a "no", or deny the same in full?"""
    here = tokens[one.start]
    after = [token.said for token in tokens[one.end :] if token.sentence == here.sentence]
    if after[-1:] == ["no"]:
        return True
    denials = (other for other in found if other.slot == one.slot and other.value is Finding.ABSENT)
    return any(other.role is Role.PHRASE and tokens[other.start].segment == here.segment for other in denials)


def _is_fragment(one: Found) -> bool:
    return one.role is Role.REPLY and one.value is Finding.PRESENT


def _stands(one: Found) -> bool:
    """Is it a fragment that nothing has denied or doubted yet?"""
    return _is_fragment(one) and one.scope is Scope.AFFIRMED


def _outweighed(one: Found, denials: list[Found], tokens: tuple[Token, ...], language: Language) -> bool:
    """Is it an answer of a single word that a fuller denial follows ("I had a steak and it went down a treat")?"""
    single = sum(not tokens[place].light for place in one.places) == 1
    if not single or not _stands(one):
        return False
    return any(
        denial.slot == one.slot
        and denial.start >= one.end
        and len(denial.places) >= FULL
        and language.words.contrasts.isdisjoint(token.said for token in tokens[one.end : denial.end])
        for denial in denials
    )


def _denies(one: Found) -> bool:
    if one.scope is Scope.AFFIRMED:
        return one.value in DENIED
    return one.scope is Scope.NEGATED and one.value not in DENIED


def _is_detail(one: Found, tokens: tuple[Token, ...], language: Language) -> bool:
    if not _stands(one):
        return False
    known = language.scope.details | language.scope.body
    return all(tokens[place].said in known or tokens[place].light for place in one.places)


def _none_of(tokens: tuple[Token, ...], language: Language) -> int:
    """Where the last "none of them" stands; 0 where there is none."""
    lists = language.scope
    found = 0
    for place in range(len(tokens) - 2):
        all_denied = tokens[place].said in lists.none_of and tokens[place + 1].said == "of"
        if all_denied and tokens[place + 2].said in lists.them:
            found = place
    return found
