"""Of whom a phrase speaks: the patient, or somebody else who is merely mentioned."""

from voice.core.lexicon import Match
from voice.core.normalize import Token
from voice.core.scope_words import ScopeWords
from voice.core.surroundings import Surroundings

CUE_REACH = 12  # tokens between a sign and what says that the speaker has it, too


def someone_else(match: Match, around: Surroundings, *, urgent: bool) -> bool:
    """Is the nearest subject before the phrase another person, not merely somebody who reports?"""
    tokens, words = around.tokens, around.words
    if around.for_someone or any(_own_person(place, around) for place in match.places) or _me_too(match, around):
        return False
    if _all_but_me(match, around):
        return True
    for place in range(match.start - 1, -1, -1):
        if tokens[place].sentence != tokens[match.start].sentence or _new_statement(place, around):
            return False
        if tokens[place].said in words.other_person and not _object(place, around):
            return _is_apart(place, match, around, urgent=urgent)
    return False


def _own_person(place: int, around: Surroundings) -> bool:
    """Is a word of the phrase itself the person, and none that stands for somebody named before ("the wife, she's
    yellow")?"""
    words, said = around.words, around.tokens[place].said
    return said in words.other_person and (said not in words.pronouns or _named_before(place, around) is None)


def _me_too(match: Match, around: Surroundings) -> bool:
    """As in "my father had weak bones and I have them as well"."""
    return any(
        0 <= cue.start - match.end - 1 <= CUE_REACH
        and not any(cue.start < place < cue.end for place in around.negators)
        for cue in around.cues.get("me_too", ())
    )


def _all_but_me(match: Match, around: Surroundings) -> bool:
    """As in "we've all had it except me", but not "nobody has had it except me"."""
    after = any(cue.start > match.end for cue in around.cues.get("all_but_me", ()))
    return after and not any(place < match.start for place in around.negators)


def unclear(match: Match, around: Surroundings) -> bool:
    """May this somebody else be the patient after all ("it's my mum, she has chest pain")? Not a pet, and not what is
    told of the past."""
    who = around.words.persons
    said = {token.said for token in around.tokens if token.sentence == around.tokens[match.start].sentence}
    return not said & (who.past_verbs | who.long_ago | around.words.animals)


def of_a_thing(match: Match, around: Surroundings) -> bool:
    """As in "the tent collapsed", "my glasses fell off": is what a person may do, too, told of a thing?"""
    tokens, words, who = around.tokens, around.words, around.words.persons
    verb = next((place for place in match.places if not tokens[place].light), match.start)
    if tokens[verb].said not in words.bodily:
        return False
    noun = verb - 1
    while noun > 0 and tokens[noun].said in who.auxiliaries:
        noun -= 1
    if noun < 1 or tokens[noun].clause != tokens[verb].clause:
        return False
    if tokens[noun].said in words.first_person | words.other_person | words.people | words.body or tokens[noun].light:
        return False
    opening = next((place for place in (noun - 1, noun - 2) if place >= 0 and _determines(place, around)), None)
    if opening is None:
        return False
    return not (tokens[opening].said in who.owners and any(token.said in who.perfect for token in tokens[noun:verb]))


def _determines(place: int, around: Surroundings) -> bool:
    """Does a subject open here with "the", "my" and the like?"""
    tokens, who = around.tokens, around.words.persons
    if tokens[place].said not in who.determiners:
        return False
    return not place or tokens[place - 1].clause != tokens[place].clause or tokens[place - 1].said in who.openers


def _new_statement(place: int, around: Surroundings) -> bool:
    """Does a statement about the speaker, or about nobody ("and there is"), begin here?"""
    token, words = around.tokens[place], around.words
    if token.said == "mine" and place and around.tokens[place - 1].said == "of":
        return False
    if token.said in words.first_person:
        return not (_owns_a_person(place, around.tokens, words) or _says_where(place, around))
    opens = place > 0 and around.tokens[place - 1].said in ("and", "but")
    return opens and (token.said == "there" or (token.said == "it" and _animal_before(place, around) is None))


def _says_where(place: int, around: Surroundings) -> bool:
    """As in "everyone in our house", "a lad at my work": of whom the speaker tells, not of what he has himself."""
    tokens, words = around.tokens, around.words
    if tokens[place].said not in words.persons.owners or not place or place + 1 == len(tokens):
        return False
    return tokens[place - 1].said in words.negation.prepositions and tokens[place + 1].said not in words.body


def _is_apart(person: int, match: Match, around: Surroundings, *, urgent: bool) -> bool:
    """Is this person, the subject of the phrase, somebody other than the patient?"""
    if _reports(person, around.tokens, around.words) or _with_the_speaker(person, around.tokens):
        return False
    if "own_case" in around.cues:
        return True
    if around.tokens[person].said in around.words.animals:
        return not _mine(person, match, around)
    if around.tokens[person].said in around.words.pronouns:
        animal = _animal_before(person, around)
        if animal is not None:
            return not _mine(animal, match, around)
        named = _named_before(person, around)
        if named is None:
            return False
        return not (_his_body(person, match, around) or (urgent and _at_hand(named, match, around, urgent=urgent)))
    here = _his_body(person, match, around) or _at_hand(person, match, around, urgent=urgent)
    return not (here or _mine(person, match, around))


def _with_the_speaker(person: int, tokens: tuple[Token, ...]) -> bool:
    """As in "me and the wife were hit", "my wife and I": what befell both befell the speaker."""
    before = [token.said for token in tokens[max(0, person - 3) : person]]
    after = [token.said for token in tokens[person + 1 : person + 3]]
    return before[:2] in (["me", "and"], ["i", "and"]) or after in (["and", "i"], ["and", "me"], ["and", "myself"])


def _object(person: int, around: Surroundings) -> bool:
    """As in "in a shop with my daughter": she is there, but the sentence is not about her."""
    tokens, who = around.tokens, around.words.persons
    place = person - 1
    while place >= 0 and (
        tokens[place].said in around.words.first_person or tokens[place].said in ("a", "the", "own", "little")
    ):
        place -= 1
    return place >= 0 and tokens[place].said in who.company and tokens[person].said not in around.words.pronouns


def _mine(person: int, match: Match, around: Surroundings) -> bool:
    """As in "Someone is squeezing my heart": the body is the speaker's."""
    return any(token.said in ("my", "me") for token in around.tokens[person + 1 : match.end + 1])


def _at_hand(person: int, match: Match, around: Surroundings, *, urgent: bool) -> bool:
    """As in "Dad's collapsed": named without "my" or "a", and not in the past, somebody is here and is the patient. In
    words of an emergency "my husband" is here too."""
    tokens, who = around.tokens, around.words.persons
    if tokens[person].said in who.collective:
        return False
    before = tokens[person - 1].said if person else ""
    introduced = before in who.here | who.introduced or before in around.words.first_person
    if (
        urgent
        and introduced
        and before not in who.introduced
        and (_just_now(match, around) or _told_of_kin(person, match, around))
    ):
        return True
    verbs = {token.said for token in tokens[person + 1 : match.end + 1]}
    over = verbs & who.past_verbs or (not urgent and "have" in verbs)
    present = (
        verbs & who.present_verbs
        or (verbs & who.ability and _ends_its_clause(match, around))
        or _is_doing(person, around)
    )
    return not over and not (introduced and (before in who.introduced or not urgent or not present))


def _told_of_kin(person: int, match: Match, around: Surroundings) -> bool:
    """As in "my husband went white and keeled over": does the caller tell of nobody but one of the household, of one
    time, and of none long past? Then there is hardly another reason to tell it."""
    tokens, words, who = around.tokens, around.words, around.words.persons
    if tokens[person].said not in words.household or {token.said for token in tokens} & (who.long_ago | who.habits):
        return False
    if not any(tokens[place].said in words.bodily for place in match.places):
        return False
    habit = any(tokens[place].said.endswith("s") and not tokens[place].light for place in match.places)
    own = (place for place, token in enumerate(tokens) if token.said in words.first_person)
    return not habit and all(_owns_a_person(place, tokens, words) for place in own)


def _just_now(match: Match, around: Surroundings) -> bool:
    """Does the sentence say that it happened within hours ("my husband collapsed this morning")?"""
    tokens, who = around.tokens, around.words.persons
    said = {token.said for token in tokens if token.sentence == tokens[match.start].sentence}
    return bool(said & who.recent) and not said & who.long_ago - {"ago"}


def _is_doing(person: int, around: Surroundings) -> bool:
    """As in "my wife's fighting for breath": an "s" that is no possessive, because a verb follows."""
    tokens, who = around.tokens, around.words.persons
    following = [token.said for token in tokens[person + 1 : person + 4]]
    return following[:1] == ["s"] and any(
        word.endswith(("ing", "ed")) or word in who.participles for word in following[1:]
    )


def _ends_its_clause(match: Match, around: Surroundings) -> bool:
    """For "my husband can't breathe" is now; "my dad can't breathe well" is how he is."""
    tokens, who = around.tokens, around.words.persons
    after = match.end + 1
    return (
        after == len(tokens) or tokens[after].clause != tokens[match.end].clause or tokens[after].said in who.then_calls
    )


def _reports(place: int, tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    reach = 7 if place + 1 < len(tokens) and tokens[place + 1].said == "who" else 4  # "the girl who comes in says"
    following = tokens[place + 1 : place + reach]
    return any(token.said in words.reporting for token in following)


def _owns_a_person(place: int, tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    """The "my" of "my brother" speaks of the brother."""
    return tokens[place].said == "my" and any(
        token.said in words.other_person for token in tokens[place + 1 : place + 3]
    )


def _his_body(person: int, match: Match, around: Surroundings) -> bool:
    """As in "my husband can't feel his legs": the body in question is named as his, so he is the patient."""
    tokens, who = around.tokens, around.words.persons
    said = {token.said for token in tokens if token.sentence == tokens[match.start].sentence}
    if said & who.long_ago and not said & {"since", "now", "still"}:
        return False
    for place in range(person, min(match.end + 1, len(tokens) - 1)):
        if tokens[place].said in ("his", "her", "their") and tokens[place + 1].said in around.words.body:
            return True
    return False


def _animal_before(place: int, around: Surroundings) -> int | None:
    """The animal that "it", "he" or "she" stands for, if the person or animal named last before is one."""
    named = _named_before(place, around)
    return named if named is not None and around.tokens[named].said in around.words.animals else None


def _named_before(place: int, around: Surroundings) -> int | None:
    """The person that a pronoun stands for; None where nobody was named, and it is the patient a caller speaks of."""
    words = around.words
    for one in range(place - 1, -1, -1):
        said = around.tokens[one].said
        if said in words.other_person and said not in words.pronouns:
            return one
    return None
