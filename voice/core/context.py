"""What surrounds a phrase and changes its meaning: negation, someone else, the past, the hypothetical, doubt.

The ConText algorithm (Chapman 2001 for negation; Harkema 2009 for the rest) on the words of one sentence: a trigger
opens a scope, a terminator closes it, and words that merely look like triggers are known. Where the older algorithm
lets a negator reach any following finding, this one demands that every word between be *transparent* ("not had any
sort of ..."), so that "I can't stand the pain" and "I couldn't sleep for the pain" deny nothing.
"""

from voice.core.cues import NEAR_DOUBT, near_cues
from voice.core.lexicon import Match
from voice.core.negation import negated, refused, turned
from voice.core.past import bygone, unchanged
from voice.core.persons import of_a_thing, someone_else, unclear
from voice.core.scope import Scope
from voice.core.supposition import hypothetical, in_jest, wondered
from voice.core.surroundings import Surroundings


def judge(  # noqa: PLR0913 - each is a property of the slot
    match: Match,
    around: Surroundings,
    *,
    any_time: bool,
    family_too: bool,
    conditional: bool,
    of_the_pain: bool,
    urgent: bool,
    requests: bool,
) -> Scope:
    """How a phrase was meant. The slot may say that the past, the family or a condition does not take it away, and an
    interrupt that it is a request, which may well be a question."""
    if refused(match, around) and not turned(match, around):
        return Scope.NEGATED
    supposed = hypothetical(match, around, conditional=conditional)
    supposed = supposed or not (conditional or requests or not wondered(match, around))
    if supposed or in_jest(match, around):
        meant = Scope.NEGATED if negated(match, around) else Scope.FIGURATIVE
        return Scope.HYPOTHETICAL if supposed else meant
    if of_a_thing(match, around):
        return Scope.SOMEONE_ELSE
    if not family_too and someone_else(match, around, urgent=urgent):
        return Scope.UNCLEAR if unclear(match, around) else Scope.SOMEONE_ELSE
    if negated(match, around):
        return Scope.NEGATED
    if not any_time and not of_the_pain and unchanged(match, around):
        return Scope.UNCHANGED
    past = None if any_time else bygone(match, around)
    if past is not None:
        return past
    return Scope.DOUBTED if _doubted(match, around) else Scope.AFFIRMED


def _doubted(match: Match, around: Surroundings) -> bool:
    return any(
        not set(cue.places) & set(match.places)
        and around.tokens[cue.start].clause == around.tokens[match.start].clause
        and (cue.start - match.end <= NEAR_DOUBT if cue.start > match.end else match.start - cue.end <= NEAR_DOUBT)
        for cue in near_cues("unsure", match, around, NEAR_DOUBT)
    )
