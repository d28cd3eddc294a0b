"""From words to findings: one utterance, and the question it answers, into an `Understanding`.

Order: what the caller asks of the program; findings about any slot, in their scope; yes, no or unsure to the question;
a number for the question. A finding that the words name weighs more than a bare yes or no, and what is said later
more than what was said before, except that "present" is only taken back by a marked correction.
"""

from dataclasses import replace

from voice.core.alarms import ASKED_OTHERWISE, settle
from voice.core.amounts import amounts
from voice.core.assertion import Told, not_meant, told
from voice.core.choosing import chosen, correction_marks, of_pain_in_scope, set_apart, weigh_answer, with_implied
from voice.core.findings import Found, Leaning, Understanding
from voice.core.fragments import unopposed
from voice.core.language import CommandWords, Language
from voice.core.leaning import LONGEST, features_of, lean, settled
from voice.core.lexicon import Match, Role
from voice.core.normalize import Token
from voice.core.pathway import Pathway
from voice.core.phrasing import CUE, idioms, unchanged
from voice.core.polarity import answers, verdict
from voice.core.sayings import sayings_in
from voice.core.scope import Scope
from voice.core.standing import Answer
from voice.core.surroundings import for_another
from voice.core.taking_back import taken_back
from voice.core.terms import ASKING_BACK, Command, Finding, InterruptId, Polarity, SlotId, SlotKind

BESIDE = 2  # words beside "say it again" that leave it a wish, as in "no, say it again"
COMMAND, OFFSCRIPT = "#command", "#offscript"  # owners of patterns that fill no slot
MEANT = (Scope.AFFIRMED, Scope.NEGATED, Scope.DOUBTED)  # said of the patient, now, in earnest

__all__ = ["COMMAND", "CUE", "OFFSCRIPT", "Found", "Understanding", "understand"]

SETS_APART = frozenset(("unlike", "ruled_out"))  # cues by which a speaker says that he has not what he spoke of
COUNTED = "a number in words"  # why a slot holds what it holds


def understand(text: str, asked: tuple[SlotId, ...], pathway: Pathway, today: int) -> Understanding:
    """Read one utterance. Total: any text gives an Understanding, an empty one if nothing was understood."""
    language = pathway.language
    said = sayings_in(text, asked, language)
    if said is None:
        return Understanding()
    tokens, matches, judged = said.tokens, said.matches, said.judged
    marks = tuple(sorted({*correction_marks(tokens, language), *said.retracted}))
    replies = tuple(one for one in answers(tokens, language.answers) if one.start >= max(said.retracted, default=0))
    polarity = verdict(replies)
    alarm = settle(said, asked, pathway)
    kept = [one for one in alarm.judged if one.scope in MEANT]
    by_slot = chosen(unopposed(kept, tokens), marks, language)
    cues = {match.entry.value for match in matches if match.entry.owner == CUE}
    speaks_for = for_another(cues, tokens, language.scope)
    numbers = amounts((tokens, marks, said.shadows), asked, language, today, for_another=speaks_for)
    for slot, amount in numbers.items():
        by_slot[slot] = Found(slot, amount.value, amount.start, amount.end, because=COUNTED)
    weigh_answer(by_slot, (replies, polarity), tokens, asked, language)
    if _sets_apart(matches, judged, tokens):
        set_apart(by_slot, (judged, said.shadows), asked, language)
    taken_back(by_slot, tokens, asked, language.taking_back)
    flat = language.flat.flat(tokens)  # "no, that's all fine" bids nobody stop
    command = None if flat else _command(_asked_for(matches, marks, replies), by_slot, tokens, asked, language)
    if command is not None:
        _without_its_words(by_slot, matches)
    own_question = any(one.slot in asked and one.scope in ASKED_OTHERWISE for one in judged)
    leaning, denied_by_it = None, False
    if command is None and not own_question:
        leaning, denied_by_it = _weigh_leaning(by_slot, polarity, tokens, asked, language)
    found = with_implied(of_pain_in_scope(by_slot, asked, language), language)
    set_aside = (
        *(one for one in judged if one not in kept),
        *alarm.doubted,
        *unchanged(said.written, language),
        *idioms(said.written, tokens, language, found),
    )
    whole = told(tokens, found.values(), set_aside, asked, language.words.negators)
    unmeant = _taken_away(found, whole, alarm.interrupt, language)
    return Understanding(
        tokens=tokens,
        found=tuple(sorted(found.values(), key=lambda one: (one.start, one.slot))),
        interrupt=alarm.interrupt,
        shown=alarm.shown,
        likelihood=alarm.likelihood,
        leaning=leaning,
        polarity=polarity,
        soft=_soft(replies, tokens, language) or denied_by_it,
        flat=flat,
        corrected=bool(marks),
        command=command,
        offscript=next((one.entry.value for one in matches if one.entry.owner == OFFSCRIPT), None),
        set_aside=(*set_aside, *unmeant),
    )


def _taken_away(
    found: dict[SlotId, Found], whole: Told, alarm: InterruptId | None, language: Language
) -> tuple[Found, ...]:
    """Take away what is likely not meant, and tell what it was; what raises an alarm stays."""
    raised = {slot for one, slot, _ in language.interrupt_fills.values() if one == alarm}
    unmeant = [one for one in not_meant(whole, language.assertion) if one.slot not in raised]
    for one in unmeant:
        del found[one.slot]
    return tuple(replace(one, scope=Scope.UNMEANT) for one in unmeant)


def _weigh_leaning(
    by_slot: dict[SlotId, Found],
    polarity: Polarity | None,
    tokens: tuple[Token, ...],
    asked: tuple[SlotId, ...],
    language: Language,
) -> tuple[Leaning | None, bool]:
    """Let all the words of an answer together say what they mean to the question, beside what phrases made of them.

    Also tell whether they make it a no that no phrase shows: a danger denied so is asked for once more, like one half
    meant.
    """
    if len(asked) != 1 or language.traits[asked[0]].kind is not SlotKind.FINDING or len(tokens) > LONGEST:
        return None, False
    (slot,), learned = asked, language.leaning
    heard = by_slot.pop(slot, None)
    value = heard.value if heard is not None and isinstance(heard.value, Finding) else None
    leaning = lean(features_of(tokens, slot, value, polarity, language.words.negators), learned)
    found = settled(leaning, slot, heard, len(tokens), learned)
    if found is None:
        return leaning, False
    by_slot[slot] = found
    return leaning, found is not heard and found.value is Finding.ABSENT


def _sets_apart(matches: list[Match], judged: list[Found], tokens: tuple[Token, ...]) -> bool:
    """Does the speaker say that he has not what he spoke of? Not by "that's not like me", nor where all that he spoke
    of was a denial that holds no longer ("they were fine but they aren't")."""
    if not judged and any(not match.entry.owner.startswith("#") for match in matches):
        return False
    return any(
        match.entry.owner == CUE
        and match.entry.value in SETS_APART
        and all(place in match.places or tokens[place].light for place in range(match.start, match.end))
        for match in matches
    )


def _soft(said: tuple[Answer, ...], tokens: tuple[Token, ...], language: Language) -> bool:
    """Was every no only half meant ("I don't think so")?"""
    denials = [
        tuple(token.said for token in tokens[one.start : one.end]) for one in said if one.polarity is Polarity.NO
    ]
    return bool(denials) and all(denial in language.soft for denial in denials)


def _asked_for(matches: list[Match], marks: tuple[int, ...], said: tuple[Answer, ...]) -> list[Match]:
    """Without a "hang on" that only corrects an answer: "yes, no, hang on, no"."""
    corrected = any(answer.start >= mark for mark in marks for answer in said)
    return [one for one in matches if not (corrected and one.entry.value == Command.WAIT.value)]


def _command(
    matches: list[Match],
    by_slot: dict[SlotId, Found],
    tokens: tuple[Token, ...],
    asked: tuple[SlotId, ...],
    language: Language,
) -> Command | None:
    """Commands are the whole of what was said, but for politeness; inside an answer their words are the answer's."""
    said = [by_slot[slot] for slot in asked if slot in by_slot]
    describes = any(token.said in language.commanding.describes for token in tokens)
    commands = [
        match
        for match in matches
        if match.entry.owner == COMMAND
        and (len(match.places) > 1 or not describes)
        and all(_part_of(match, found) for found in said)
    ]
    if not commands:
        return None
    covered = {place for match in commands for place in range(match.start, match.end + 1)}
    spare = language.politeness
    rest = [place for place, token in enumerate(tokens) if place not in covered and token.said not in spare]
    if len(rest) > BESIDE and said and all(Command(match.entry.value) in ASKING_BACK for match in commands):
        return None  # an answer that holds such words by the way: "no, I never have, only I read it"
    if any(match.entry.value == Command.THAT_IS_WRONG.value for match in commands):
        rest = [
            place
            for place in rest
            if not {token.said for token in tokens[: place + 1]} <= language.answers.replies.plain_no
        ]
    if rest:
        if any(found.role is Role.PHRASE or (found in said and found.because == COUNTED) for found in by_slot.values()):
            return None
        clauses = {tokens[place].clause for place in rest}
        commands = [
            match for match in commands if len(match.places) > 1 and _apart(match, clauses, tokens, language.commanding)
        ]
    return Command(max(commands, key=_weight).entry.value) if commands else None


def _without_its_words(by_slot: dict[SlotId, Found], matches: list[Match]) -> None:
    """Leave out what is filled by words of a command alone ("up" of "speak up")."""
    commands = [set(match.places) for match in matches if match.entry.owner == COMMAND]
    for slot, found in list(by_slot.items()):
        if found.role is Role.REPLY and any(set(found.places) < places for places in commands):
            del by_slot[slot]


def _part_of(command: Match, found: Found) -> bool:
    """Are the words of an answer only some of those of the command ("up" in "speak up"), or is it a bare answer?"""
    return found.role is None or (found.role is Role.REPLY and set(found.places) < set(command.places))


def _apart(command: Match, clauses: set[int], tokens: tuple[Token, ...], words: CommandWords) -> bool:
    """Does a command have its clause to itself? "Wait" may open a longer one."""
    if command.entry.value == Command.WAIT.value and command.start == 0 and tokens[0].said in words.bids_wait:
        return {token.said for token in tokens[1 : command.end + 2]}.isdisjoint(words.until)
    return not any(tokens[place].clause in clauses for place in command.places)


def _weight(command: Match) -> tuple[bool, int, int]:
    """Of several commands, one that asks for more than to wait; then the longest, then the last."""
    return command.entry.value != Command.WAIT.value, len(command.places), command.start
