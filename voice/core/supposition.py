"""Is a phrase only supposed, asked about, or said in jest?"""

from voice.core.cues import CUE_REACH, SUPPOSED, apart, denied_within, near_cues
from voice.core.lexicon import Match
from voice.core.surroundings import Surroundings

OPENS_WITHIN = 2  # words from the beginning of a question to what it asks about
COUNTERFACTUAL = ("would", "have")  # right before a phrase: what did not happen


def hypothetical(match: Match, around: Surroundings, *, conditional: bool) -> bool:
    """A cue before the phrase whose clause still runs: "if I get chest pain", not "if I bend, my chest hurts". To a
    slot about what brings the pain on, a condition is no supposition, but "suppose it spread" is."""
    lists = around.words.supposition
    if not conditional and _would(match, around):
        return True
    for cue in near_cues("hypothetical", match, around, CUE_REACH):
        if cue.start > match.start or match.start - cue.end > SUPPOSED or set(cue.places) <= set(match.places):
            continue
        supposes = around.tokens[cue.start].said == "if"
        if conditional and around.tokens[cue.start].said not in lists.outright:
            continue
        if supposes and cue.start and around.tokens[cue.start - 1].said in lists.asserts:
            continue
        between = range(cue.end + 1, match.start)
        if not any(_breaks_condition(place, around, supposes=supposes) for place in between):
            return not _owned(match, around)
    return False


def wondered(match: Match, around: Surroundings) -> bool:
    """A question that opens its clause with its verb: "would coughing blood be serious", "do people lose control",
    "is numbness in the legs something to look out for"."""
    tokens, lists = around.tokens, around.words.supposition
    if any(_asks_about(cue, match, around) for cue in around.cues.get("asked_about", ())):
        return not _owned(match, around)
    if 0 < match.start <= OPENS_WITHIN and tokens[0].said in lists.copulas and _of_nobody(match, around):
        return not _owned(match, around)
    for cue in near_cues("asked", match, around, CUE_REACH):
        apart_from_it = cue.start > match.start or match.start - cue.end > SUPPOSED
        if apart_from_it or set(cue.places) <= set(match.places) or _asks_why(cue, match, around):
            continue
        before = tokens[cue.start - 1] if cue.start else None
        opens = before is None or before.clause != tokens[cue.start].clause or before.said in lists.question_follows
        if not opens or (before is not None and before.said in lists.inverted) or _says_not(cue, around):
            continue
        if tokens[cue.start].said == "what" and tokens[cue.start + 1].said not in lists.what:
            continue
        if not any(_breaks_condition(place, around) for place in range(cue.end + 1, match.start)):
            return not _owned(match, around)
    return False


def _asks_why(cue: Match, match: Match, around: Surroundings) -> bool:
    """As in "why are my legs so weak": it asks for the cause of what is there."""
    asks = cue.start > 0 and around.tokens[cue.start - 1].said in around.words.supposition.presupposing
    return asks and not _of_nobody(match, around)


def in_jest(match: Match, around: Surroundings) -> bool:
    """On the telly, with laughter, in a book: said in the same statement, before the phrase or after it."""
    cues = near_cues("figurative", match, around, CUE_REACH)
    return any(not set(cue.places) & set(match.places) and not apart(match, cue, around) for cue in cues)


def _would(match: Match, around: Surroundings) -> bool:
    """As in "I'd have fainted", "I'd collapse if ...": what would have been was not, and what would be is not."""
    lists = around.words.supposition
    tokens, heart = around.tokens, _heart(match, around)
    place = heart - 1
    while place > 0 and tokens[place].said in lists.was_not:
        if (tokens[place - 1].said, tokens[place].said) == COUNTERFACTUAL:
            return True
        place -= 1
    supposed = any(token.said == "if" for token in tokens[match.end + 1 : match.end + 1 + SUPPOSED])
    bodily = tokens[heart].said in around.words.bodily and not tokens[heart].said.endswith("ed")
    return supposed and bodily and place >= 0 and tokens[place].said == "would"


def _heart(match: Match, around: Surroundings) -> int:
    """The first word of a phrase that counts."""
    return next((place for place in match.places if not around.tokens[place].light), match.start)


def _asks_about(cue: Match, match: Match, around: Surroundings) -> bool:
    """As in "is numbness in the legs serious": the phrase stands within a question of nobody's in particular."""
    tokens, lists = around.tokens, around.words.supposition
    if not (cue.start < _heart(match, around) and match.end < cue.end):
        return False
    opens = not cue.start or tokens[cue.start - 1].clause != tokens[cue.start].clause
    opens = opens or tokens[cue.start - 1].said in lists.question_follows
    own = around.words.first_person | around.words.pronouns
    return opens and not any(token.said in own for token in tokens[cue.start : cue.end])


def _body_follows(place: int, around: Surroundings) -> bool:
    """As in "if I stand up too long | my legs go numb": a part of the body, with its verb, after a verb of another."""
    tokens, words = around.tokens, around.words
    if tokens[place].said not in words.persons.owners or place + 2 >= len(tokens):
        return False
    before = tokens[place - 1].said
    takes = (
        before in words.supposition.takes_object or before in words.nominative or before in words.negation.prepositions
    )
    return not takes and tokens[place + 1].said in words.body and tokens[place + 2].said not in ("and", "or")


def _owned(match: Match, around: Surroundings) -> bool:
    """As in "is it normal to have a tight chest, because I've had that since last night": asked about, and there."""
    return any(
        0 <= cue.start - match.end - 1 <= CUE_REACH and not denied_within(cue, around)
        for cue in around.cues.get("owned", ())
    )


def _of_nobody(match: Match, around: Surroundings) -> bool:
    """Is the sign named of no one ("is numbness serious", not "is my numb leg serious")?"""
    return all(token.said not in around.words.first_person for token in around.tokens[: match.end + 1])


def _says_not(cue: Match, around: Surroundings) -> bool:
    lists = around.words.supposition
    return any(around.tokens[place].said in lists.inverted for place in range(cue.start, cue.end + 1))


def _breaks_condition(place: int, around: Surroundings, *, supposes: bool = False) -> bool:
    """Does what follows from the condition begin here? A second subject may begin it without a pause: "if I stand up I
    faint"."""
    lists = around.words.supposition
    token, before = around.tokens[place], around.tokens[place - 1]
    if before.said in around.words.negation.adverbs and place > 1:
        before = around.tokens[place - 2]  # "... and now my legs"
    if place in around.starts and not (supposes and before.said in around.words.nominative):
        return True
    if token.said in ("but", "because", "then", "so"):
        return True
    if supposes and token.said in around.words.nominative and before.said not in lists.subordinates:
        return True
    if supposes and _body_follows(place, around):
        return True
    return (token.clause != before.clause or before.said == "and") and token.said in around.words.subjects
