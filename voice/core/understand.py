"""From words to findings: one utterance, and the question it answers, into an `Understanding`.

Order: what the caller asks of the program; findings about any slot, in their scope; yes, no or unsure to the question;
a number for the question. A finding that the words name weighs more than a bare yes or no, and what is said later
more than what was said before, except that "present" is only taken back by a marked correction.
"""

from voice.core.amounts import amounts
from voice.core.choosing import chosen, correction_marks, of_pain_in_scope, weigh_answer, with_implied
from voice.core.context import Scope, answering
from voice.core.findings import Found, Understanding
from voice.core.language import Language
from voice.core.lexicon import Match, Role, find, read
from voice.core.normalize import Token, normalize
from voice.core.pathway import Pathway
from voice.core.phrasing import CUE, alarm_of, judged_phrases, unshadowed
from voice.core.polarity import Answer, answers, verdict
from voice.core.terms import Command, Polarity, SlotId

COMMAND, OFFSCRIPT = "#command", "#offscript"  # owners of patterns that fill no slot
MEANT = (Scope.AFFIRMED, Scope.NEGATED, Scope.DOUBTED)  # said of the patient, now, in earnest

__all__ = ["COMMAND", "CUE", "OFFSCRIPT", "Found", "Understanding", "understand"]


def understand(text: str, asked: tuple[SlotId, ...], pathway: Pathway, today: int) -> Understanding:
    """Read one utterance. Total: any text gives an Understanding, an empty one if nothing was understood."""
    language = pathway.language
    tokens = normalize(text, language.words)
    if not tokens:
        return Understanding()
    reading = read(tokens, language.lexicon, answering(tokens, language.scope))
    matches, shadows = unshadowed(find(reading, language.lexicon, frozenset(asked)), tokens, language.words.negators)
    marks = correction_marks(tokens, language)
    said = answers(tokens, language.answers)
    polarity = verdict(said)
    judged = judged_phrases(tokens, matches, language)
    alarm = alarm_of(judged, language)
    kept = [one for one in judged if one.scope in MEANT]
    by_slot = chosen(kept, marks, language)
    speaks_for = any(match.entry.owner == CUE and match.entry.value == "calling_for" for match in matches)
    numbers = amounts((tokens, marks, shadows), asked, language, today, for_another=speaks_for)
    for slot, amount in numbers.items():
        by_slot[slot] = Found(slot, amount.value, amount.start, amount.end, because="a number in words")
    weigh_answer(by_slot, (said, polarity), tokens, asked, language)
    found = with_implied(of_pain_in_scope(by_slot, asked, language), language)
    return Understanding(
        tokens=tokens,
        found=tuple(sorted(found.values(), key=lambda one: (one.start, one.slot))),
        interrupt=alarm,
        polarity=polarity,
        soft=_soft(said, tokens, language),
        corrected=bool(marks),
        command=_command(matches, by_slot, tokens, asked, language),
        offscript=next((one.entry.value for one in matches if one.entry.owner == OFFSCRIPT), None),
        set_aside=tuple(one for one in judged if one not in kept),
    )


def _soft(said: tuple[Answer, ...], tokens: tuple[Token, ...], language: Language) -> bool:
    """Was every no only half meant ("I don't think so")?"""
    denials = [
        tuple(token.said for token in tokens[one.start : one.end]) for one in said if one.polarity is Polarity.NO
    ]
    return bool(denials) and all(denial in language.soft for denial in denials)


def _command(
    matches: list[Match],
    by_slot: dict[SlotId, Found],
    tokens: tuple[Token, ...],
    asked: tuple[SlotId, ...],
    language: Language,
) -> Command | None:
    """A command is the whole of what was said, but for politeness; inside an answer its words are the answer's."""
    if any(slot in by_slot and by_slot[slot].role is not None for slot in asked):
        return None
    named = any(found.role is Role.PHRASE for found in by_slot.values())
    for match in sorted(matches, key=lambda one: -len(one.places)):
        if match.entry.owner == COMMAND and _is_whole(match, tokens, language, alone=named):
            return Command(match.entry.value)
    return None


def _is_whole(match: Match, tokens: tuple[Token, ...], language: Language, *, alone: bool) -> bool:
    """Is the command all of what was said, or, where nothing was found in the rest, all of one clause of it?"""
    rest = [
        place
        for place in range(len(tokens))
        if place not in match.places and tokens[place].said not in language.politeness
    ]
    if not rest:
        return True
    if alone or len(match.places) == 1:
        return False
    if match.entry.value == Command.WAIT.value and match.start == 0:
        return True
    clauses = {tokens[place].clause for place in match.places}
    return not any(tokens[place].clause in clauses for place in rest)
