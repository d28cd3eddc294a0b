"""What surrounds a phrase and changes its meaning: negation, someone else, the past, the hypothetical, doubt.

The ConText algorithm (Chapman 2001 for negation; Harkema 2009 for the rest) on the words of one sentence: a trigger
opens a scope, a terminator closes it, and words that merely look like triggers are known. Where the older algorithm
lets a negator reach any following finding, this one demands that every word between be *transparent* ("not had any
sort of ..."), so that "I can't stand the pain" and "I couldn't sleep for the pain" deny nothing.
"""

from collections.abc import Iterable
from enum import Enum

from voice.core.lexicon import Match
from voice.core.persons import of_a_thing, someone_else, unclear
from voice.core.surroundings import AGREES, DENIALS, STATES, ScopeWords, Surroundings, answering, survey

PREPOSITIONS = frozenset("into in of on to down up through from with at by for across around round over under".split())
STANDS_ALONE = frozenset("i it he she they we".split())  # subjects that begin a statement after "without a fall"
TAKES_BACK = frozenset("but and though only".split())
TAKEN_BACK = frozenset(
    "there is are was were i it they have has had did do does could can find found felt feel see seen s one any "
    "anything since again yet now more none nothing not never no has been".split()
)
ADVERBS = frozenset("now then today also suddenly lately".split())  # "... and now my legs": a subject all the same
FAR = 14  # tokens over which a negator in a list may reach
ASSERTS = frozenset("as even like know sure certain say tell remember see".split())  # before "if": no supposition
INVERTED = frozenset("nor neither no not never hardly barely scarcely only".split())  # before "can I": no question
SUBORDINATES = frozenset("that and or when if where until so stage point".split())
NOMINATIVE = frozenset("i he she we they it".split())
QUESTION_FOLLOWS = frozenset("but and so well or then what when how why where because".split())
FINDS = frozenset("see find detect notice spot".split())
OPENS_WITHIN = 2  # words from the beginning of a question to what it asks about
COPULAS = frozenset("is are".split())
COMPARES = frozenset("of like a an sort kind that".split())  # after "more": what it is instead
MEASURES = frozenset("like as than what how".split())
LISTS = frozenset("or nor and any".split())
NEAR_DOUBT = 4  # tokens between a word of doubt and what it doubts
SUPPOSED = 7  # tokens between "if I ..." and what is supposed
CUE_REACH = 12  # tokens between a cue and the finding it speaks of
COUNTERFACTUAL = ("would", "have")  # right before a phrase: what did not happen
WHAT = frozenset("would does might do did".split())  # "what does ...", but not "what day is it"
WAS_NOT = frozenset("have nearly probably surely almost just also all been only likely easily".split())


__all__ = ["AGREES", "DENIALS", "Scope", "ScopeWords", "Surroundings", "answering", "judge", "survey"]


class Scope(Enum):
    """How a phrase was meant."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    DOUBTED = "doubted"
    PAST = "past"
    OVER = "over, it is not said since when"
    UNCHANGED = "long-standing and unchanged"
    HYPOTHETICAL = "hypothetical"
    FIGURATIVE = "figurative"
    IDIOM = "an idiom"
    SOMEONE_ELSE = "someone else"
    UNCLEAR = "perhaps someone else"


def _free(match: Match, around: Surroundings) -> list[int]:
    """The negators that may negate a phrase: not its own words, nor those of a phrase that is another matter. One that
    belongs to another reading of the same words counts."""
    own = set(match.places)
    return [
        place
        for place in around.negators
        if place not in own
        and place not in around.postposed
        and all(own & other for other in around.users.get(place, ()))
    ]


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
    if _refused(match, around) and not _turned(match, around):
        return Scope.NEGATED
    supposed = not conditional and (_hypothetical(match, around) or (not requests and _wondered(match, around)))
    if supposed or _in_jest(match, around):
        meant = Scope.NEGATED if _negated(match, around) else Scope.FIGURATIVE
        return Scope.HYPOTHETICAL if supposed else meant
    if of_a_thing(match, around):
        return Scope.SOMEONE_ELSE
    if not family_too and someone_else(match, around, urgent=urgent):
        return Scope.UNCLEAR if unclear(match, around) else Scope.SOMEONE_ELSE
    if _negated(match, around):
        return Scope.NEGATED
    if not any_time and not of_the_pain and _unchanged(match, around):
        return Scope.UNCHANGED
    past = None if any_time else _past(match, around)
    if past is not None:
        return past
    return Scope.DOUBTED if _doubted(match, around) else Scope.AFFIRMED


def _negated(match: Match, around: Surroundings) -> bool:
    if _turned(match, around):
        return False
    free = _free(match, around)
    inside = (place for place in free if match.start < place < match.end)
    if any(not _of_a_modal(place, around) for place in inside) or _negated_after(match, around):
        return True
    if any(around.tokens[place].said in around.words.negators for place in match.places):
        return False  # it says its own "not"; another one before it is emphasis or another matter
    before = [place for place in free if place < match.start]
    return any(_reaches(place, match, around) for place in reversed(before[-4:]))


def _turned(match: Match, around: Surroundings) -> bool:
    """As in "I had no fever then, but I do now", "no numbness until today": what was denied has come since."""
    return any(
        match.start < cue.start <= match.end + 1 + CUE_REACH
        and not _between_phrases(match.end + 1, cue.start, around)
        and not _denied_within(cue, around)
        for cue in around.cues.get("come_since", ())
    )


def _denied_within(cue: Match, around: Surroundings) -> bool:
    return any(cue.start < place < cue.end and place not in cue.places for place in around.negators)


def _between_phrases(start: int, end: int, around: Surroundings) -> bool:
    """Does another phrase stand between, so that what follows is said of that one?"""
    return any(place in around.taken for place in range(start, end))


def _of_a_modal(negator: int, around: Surroundings) -> bool:
    """As in "so tight I can't swallow": an inability amid a phrase confirms it, unless it is one to find anything."""
    tokens = around.tokens
    if not negator or tokens[negator].said != "not" or tokens[negator - 1].said not in around.words.modals:
        return False
    return negator + 1 == len(tokens) or tokens[negator + 1].said not in FINDS


def _negated_after(match: Match, around: Surroundings) -> bool:
    """As in "chest pain, no", "fever none": a negator that ends the clause right after the phrase."""
    tokens, after = around.tokens, match.end + 1
    if after in around.postposed or _put_first(match, around):
        return True
    if after < len(tokens) and tokens[after].said in TAKES_BACK and _taken_back(after, around):
        return True
    if after >= len(tokens) or tokens[after].said not in ("no", "none", "nope", "never", "nil", "zero", "negative"):
        return False
    if tokens[after].sentence != tokens[match.end].sentence:
        return False
    if tokens[after].said in ("no", "nope") and any(tokens[place].said in ("not", "never") for place in match.places):
        return False  # "I can't go, no" agrees with what it says
    return after + 1 == len(tokens) or tokens[after + 1].clause != tokens[after].clause


def _put_first(match: Match, around: Surroundings) -> bool:
    """As in "fever I have not had", "weak would not be the word": what is denied stands before its verb, and nothing
    was stated before it."""
    if any(cue.start == match.end + 1 for cue in around.cues.get("not_there", ())):
        return True
    if not any(cue.start == match.end + 1 for cue in around.cues.get("denied_after", ())):
        return False
    segment = around.tokens[match.start].segment
    before = [token.said for token in around.tokens[: match.end + 1] if token.segment == segment]
    return STATES.isdisjoint(before)


def _taken_back(place: int, around: Surroundings) -> bool:
    """Does a clause follow that says no more than "there isn't one", "found nothing", "not since"?"""
    tokens, denied, said = around.tokens, False, place + 1
    while said < len(tokens) and tokens[said].clause in (tokens[place].clause, tokens[place].clause + 1):
        if tokens[said].said not in TAKEN_BACK:
            return False
        denied = denied or tokens[said].said in around.words.negators
        said += 1
    return denied


def _reaches(negator: int, match: Match, around: Surroundings) -> bool:
    """Does the negator's scope run unbroken to the phrase?"""
    tokens, words = around.tokens, around.words
    between = range(negator + 1, match.start)
    if _parted(negator, match, around) or _ability(negator, range(negator + 1, match.start + 1), around):
        return False
    listed = any(tokens[place].said in ("or", "nor", "and") for place in between)
    for place in between:
        said = tokens[place].said
        if said in words.terminators or _says_instead(place, negator, around) or _new_subject(place, negator, around):
            return False
        clear = tokens[place].light or said in words.transparent or place in around.taken or said in words.negators
        if not clear and not listed:
            return False
    return True


def _parted(negator: int, match: Match, around: Surroundings) -> bool:
    """Does the phrase stand too far off, or in what is said apart: after a "but", or in a statement that begins amid
    its own words ("no pain in my legs, they're numb")?"""
    denies, first = around.tokens[negator], around.tokens[match.start]
    if denies.sentence != first.sentence or match.start - negator > FAR:
        return True
    if denies.segment != first.segment and first.said not in around.words.terminators:
        return True
    resumed = [place for place in around.starts if match.start < place <= match.end]
    if any(around.tokens[place].said in ("the", "my") for place in resumed):
        return True
    return bool(resumed) and bool(around.taken.intersection(range(negator + 1, match.start)))


def _says_instead(place: int, negator: int, around: Surroundings) -> bool:
    """As in "not a sharp pain, more of a weight"; and "never had such a pain" is a pain."""
    tokens, said = around.tokens, around.tokens[place].said
    if said == "such":
        return tokens[negator].said == "never"
    if said != "more":
        return False
    compares = tokens[place + 1].said in COMPARES and tokens[place - 1].said not in ("any", "no", "not")
    return compares or tokens[place].clause != tokens[place - 1].clause


def _ability(negator: int, between: Iterable[int], around: Surroundings) -> bool:
    tokens, words = around.tokens, around.words
    if tokens[negator].said != "not" or not negator or tokens[negator - 1].said not in words.modals:
        return False
    verbs = [place for place in list(between)[:2] if tokens[place].said in words.reporting_verbs]
    return not any(place + 1 < len(tokens) and tokens[place + 1].clause == tokens[place].clause for place in verbs)


def _new_subject(place: int, negator: int, around: Surroundings) -> bool:
    """A subject after a comma, or after "and", begins a clause of its own."""
    tokens = around.tokens
    if place in around.starts or place - 1 <= negator:
        return place in around.starts or (tokens[negator].said == "none" and tokens[place].said in NOMINATIVE)
    before = tokens[place - 1]
    if tokens[place].said == "the":
        return before.said == "and"
    if tokens[place].said not in around.words.subjects or before.said in PREPOSITIONS:
        return False
    if tokens[negator].said == "without" and tokens[place].said in STANDS_ALONE:
        return True
    if before.said in ADVERBS and place > 1:
        before = tokens[place - 2]
    if tokens[place].said == "it" and _listed_on(place, around):
        return False
    if tokens[place].said in NOMINATIVE and _and_between(negator, place, around):
        return True
    return before.clause != tokens[place].clause or before.said in ("and", "or", "no") or place - 1 in around.taken


def _and_between(negator: int, place: int, around: Surroundings) -> bool:
    """As in "I don't sleep and some nights I think of it": after an "and", a subject that is no object's clause."""
    said = [around.tokens[one].said for one in range(negator + 1, place)]
    return "and" in said and said[-1] not in ("that", "what", "where", "when", "how", "if", "which", "whether")


def _listed_on(place: int, around: Surroundings) -> bool:
    """Is this "it" an object, because the list goes on after it ("didn't knock it or slip")?"""
    after = place + 1
    return after < len(around.tokens) and around.tokens[after].said in ("or", "nor", "and")


def _near_cues(kind: str, match: Match, around: Surroundings, reach: int) -> list[Match]:
    sentence = around.tokens[match.start].sentence
    return [
        cue
        for cue in around.cues.get(kind, ())
        if around.tokens[cue.start].sentence == sentence
        and min(abs(cue.start - match.end), abs(match.start - cue.end)) <= reach
    ]


def _hypothetical(match: Match, around: Surroundings) -> bool:
    """A cue before the phrase whose clause still runs: "if I get chest pain", not "if I bend, my chest hurts"."""
    if _would(match, around):
        return True
    for cue in _near_cues("hypothetical", match, around, CUE_REACH):
        if cue.start > match.start or match.start - cue.end > SUPPOSED or set(cue.places) <= set(match.places):
            continue
        supposes = around.tokens[cue.start].said == "if"
        if supposes and cue.start and around.tokens[cue.start - 1].said in ASSERTS:
            continue
        between = range(cue.end + 1, match.start)
        if not any(_breaks_condition(place, around, supposes=supposes) for place in between):
            return not _owned(match, around)
    return False


def _would(match: Match, around: Surroundings) -> bool:
    """As in "I'd have fainted", "I'd collapse if ...": what would have been was not, and what would be is not."""
    tokens, heart = around.tokens, _heart(match, around)
    place = heart - 1
    while place > 0 and tokens[place].said in WAS_NOT:
        if (tokens[place - 1].said, tokens[place].said) == COUNTERFACTUAL:
            return True
        place -= 1
    supposed = any(token.said == "if" for token in tokens[match.end + 1 : match.end + 1 + SUPPOSED])
    bodily = tokens[heart].said in around.words.bodily and not tokens[heart].said.endswith("ed")
    return supposed and bodily and place >= 0 and tokens[place].said == "would"


def _heart(match: Match, around: Surroundings) -> int:
    """The first word of a phrase that counts."""
    return next((place for place in match.places if not around.tokens[place].light), match.start)


def _wondered(match: Match, around: Surroundings) -> bool:
    """A question that opens its clause with its verb: "would coughing blood be serious", "do people lose control",
    "is numbness in the legs something to look out for"."""
    tokens = around.tokens
    if any(_asks_about(cue, match, around) for cue in around.cues.get("asked_about", ())):
        return not _owned(match, around)
    if 0 < match.start <= OPENS_WITHIN and tokens[0].said in COPULAS and _of_nobody(match, around):
        return not _owned(match, around)
    for cue in _near_cues("asked", match, around, CUE_REACH):
        if cue.start > match.start or match.start - cue.end > SUPPOSED or set(cue.places) <= set(match.places):
            continue
        before = tokens[cue.start - 1] if cue.start else None
        opens = before is None or before.clause != tokens[cue.start].clause or before.said in QUESTION_FOLLOWS
        if not opens or (before is not None and before.said in INVERTED) or _says_not(cue, around):
            continue
        if tokens[cue.start].said == "what" and tokens[cue.start + 1].said not in WHAT:
            continue
        if not any(_breaks_condition(place, around) for place in range(cue.end + 1, match.start)):
            return not _owned(match, around)
    return False


def _asks_about(cue: Match, match: Match, around: Surroundings) -> bool:
    """As in "is numbness in the legs serious": the phrase stands within a question of nobody's in particular."""
    tokens = around.tokens
    if not (cue.start < _heart(match, around) and match.end < cue.end):
        return False
    opens = not cue.start or tokens[cue.start - 1].clause != tokens[cue.start].clause
    opens = opens or tokens[cue.start - 1].said in QUESTION_FOLLOWS
    own = around.words.first_person | around.words.pronouns
    return opens and not any(token.said in own for token in tokens[cue.start : cue.end])


def _owned(match: Match, around: Surroundings) -> bool:
    """As in "is it normal to have a tight chest, because I've had that since last night": asked about, and there."""
    return any(
        0 <= cue.start - match.end - 1 <= CUE_REACH and not _denied_within(cue, around)
        for cue in around.cues.get("owned", ())
    )


def _of_nobody(match: Match, around: Surroundings) -> bool:
    """Is the sign named of no one ("is numbness serious", not "is my numb leg serious")?"""
    return all(token.said not in around.words.first_person for token in around.tokens[: match.end + 1])


def _says_not(cue: Match, around: Surroundings) -> bool:
    return any(around.tokens[place].said in INVERTED for place in range(cue.start, cue.end + 1))


def _in_jest(match: Match, around: Surroundings) -> bool:
    """On the telly, with laughter, in a book: said in the same statement, before the phrase or after it."""
    cues = _near_cues("figurative", match, around, CUE_REACH)
    return any(not set(cue.places) & set(match.places) and not _apart(match, cue, around) for cue in cues)


def _refused(match: Match, around: Surroundings) -> bool:
    """As in "they asked about blood and I said no", "is my throat closing? no, no": somebody's question, denied."""
    if any(
        0 <= cue.start - match.end - 1 <= CUE_REACH and _list_goes_on(match.end + 1, cue.start, around)
        for cue in around.cues.get("ruled_out", ())
    ):
        return True
    asked = any(
        cue.start <= match.start and match.start - cue.end <= SUPPOSED for cue in around.cues.get("spoken_of", ())
    ) or any(0 < cue.start - match.end <= NEAR_DOUBT for cue in around.cues.get("quoted", ()))
    return asked and any(0 < cue.start - match.end <= SUPPOSED for cue in around.cues.get("refusal", ()))


def _list_goes_on(start: int, end: int, around: Surroundings) -> bool:
    """Do only further phrases and small words stand between, and no more than a few others where no phrase does?"""
    between = range(start, end)
    if not _between_phrases(start, end, around):
        return end - start <= NEAR_DOUBT
    return all(
        around.tokens[place].light or place in around.taken or around.tokens[place].said in LISTS for place in between
    )


def _breaks_condition(place: int, around: Surroundings, *, supposes: bool = False) -> bool:
    """Does what follows from the condition begin here? A second subject may begin it without a pause: "if I stand up I
    faint"."""
    token, before = around.tokens[place], around.tokens[place - 1]
    if place in around.starts and not (supposes and before.said in NOMINATIVE):
        return True
    if token.said in ("but", "because", "then", "so"):
        return True
    if supposes and token.said in NOMINATIVE and before.said not in SUBORDINATES:
        return True
    return (token.clause != before.clause or before.said == "and") and token.said in around.words.subjects


def _past(match: Match, around: Surroundings) -> Scope | None:
    """Long ago, or over; None where it is neither, or is said to go on."""
    own = set(match.places)
    dated = [cue for cue in _near_cues("past", match, around, CUE_REACH) if not set(cue.places) <= own]
    resolved = [cue for cue in _near_cues("resolved", match, around, CUE_REACH) if own.isdisjoint(cue.places)]
    past = [*dated, *resolved]
    over = [cue for cue in past if not _denied_cue(cue, match, around) and not _elsewhere(match, cue, around)]
    if not over:
        return None
    ends = {end.end for end in over}
    recent = [
        cue
        for cue in _near_cues("recent", match, around, CUE_REACH)
        if own.isdisjoint(cue.places) and not (around.tokens[cue.start].said == "now" and cue.start - 1 in ends)
    ]  # the now of "years ago now" is no present
    if any(not any(set(cue.places) <= set(end.places) for end in past) for cue in recent):
        return None
    return Scope.PAST if any(cue in dated for cue in over) else Scope.OVER


def _elsewhere(match: Match, cue: Match, around: Surroundings) -> bool:
    """Does a cue of the past tell of something other than the phrase, or only measure it?"""
    return _apart(match, cue, around) or _of_another(match, cue, around) or _compared(cue, around)


def _apart(match: Match, cue: Match, around: Surroundings) -> bool:
    """Does the cue belong to another statement of the speaker ("my back hurts, I had cancer ten years ago")?"""
    tokens = around.tokens
    start, end = (match.end + 1, cue.start) if cue.start > match.end else (cue.end + 1, match.start)
    return any(
        (tokens[place].clause != tokens[place - 1].clause or tokens[place - 1].said == "and")
        and tokens[place].said in around.words.first_person
        for place in range(start, end + 1)
        if place < len(tokens)
    )


def _compared(cue: Match, around: Surroundings) -> bool:
    """As in "I can't hold it like I used to": what once was is only the measure of what is."""
    before = [token.said for token in around.tokens[max(0, cue.start - 3) : cue.start]]
    return before[-1:] != [] and before[-1] in NOMINATIVE and bool(MEASURES.intersection(before))


def _of_another(match: Match, cue: Match, around: Surroundings) -> bool:
    """Is it another phrase that the cue tells of ("the tingling has gone but the legs are weak")? Said before the
    phrase it does not outlast a "but", nor a phrase that it follows; said after it, another phrase must not come
    between."""
    segments = around.tokens[cue.start].segment, around.tokens[match.start].segment
    if cue.start > match.end:
        return segments[0] != segments[1] and _between_phrases(match.end + 1, cue.start, around)
    if segments[0] != segments[1]:
        return True
    own = set(match.places)
    return cue.entry.value == "resolved" and any(
        place in around.taken and place not in own and around.tokens[place].segment == segments[0]
        for place in range(cue.start)
    )


def _denied_cue(cue: Match, match: Match, around: Surroundings) -> bool:
    """What "won't go away" is not over, and who "is no better" is not well; the "not" of "couldn't breathe, years ago"
    is the phrase's own."""
    own = {*cue.places, *match.places}
    return any(cue.start - 3 < place < cue.end and place not in own for place in around.negators)


def _unchanged(match: Match, around: Surroundings) -> bool:
    """Long-standing and the same as ever ("numb toes for twelve years, no change")."""
    return any(
        not _never_before(cue, around) and not _of_another(match, cue, around)
        for cue in _near_cues("unchanged", match, around, FAR)
    )


def _never_before(cue: Match, around: Surroundings) -> bool:
    """As in "never in all my life": the same words, with a never before them, say that it is new."""
    return any(token.said == "never" for token in around.tokens[max(0, cue.start - 3) : cue.start])


def _doubted(match: Match, around: Surroundings) -> bool:
    return any(
        not set(cue.places) & set(match.places)
        and around.tokens[cue.start].clause == around.tokens[match.start].clause
        and (cue.start - match.end <= NEAR_DOUBT if cue.start > match.end else match.start - cue.end <= NEAR_DOUBT)
        for cue in _near_cues("unsure", match, around, NEAR_DOUBT)
    )
