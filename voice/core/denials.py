"""Two denials that undo each other: "it's not that I can't walk", "it never doesn't hurt", "there isn't a night when it
doesn't wake me". What is left are the words that say the same plainly."""

from dataclasses import dataclass, field

from voice.core.scope_words import DenialWords

LONGEST_SUBJECT = 4  # words between "it is not that" and its second "not"
TO_NAMED = 5  # words at most from the first denial to what it counts ("there is not a single night")
TO_SECOND = 7  # words at most from what it counts to the second denial


@dataclass(frozen=True, slots=True)
class Denials:
    """The word lists, and the negators of the language: all, and those of a verb."""

    lists: DenialWords = field(default_factory=DenialWords)
    negators: frozenset[str] = frozenset()
    verbal: frozenset[str] = frozenset()


def affirmed(words: list[str], denials: Denials) -> list[str]:
    """The words of an utterance, with punctuation, without denials that undo each other."""
    out: list[str] = []
    undone: set[int] = set()
    spent = 0
    for place, word in enumerate(words):
        if place >= spent:
            disclaimed = _disclaimed(words, place, denials)
            undone = set(disclaimed or _adjacent(words, place, denials) or _of_each(words, place, denials))
            spent = max(undone, default=0) + 1
            out += [","] if disclaimed else []
        if place not in undone:
            out.append(word)
    return out


def _disclaimed(words: list[str], place: int, denials: Denials) -> tuple[int, ...]:
    """The places of a disclaimer ("not that", "can not say") and of the "not" in the clause after it, which begins with
    its subject; a word that opens yet another clause shows that the "not" is that one's."""
    longest = 0
    for phrase in denials.lists.disclaimers.get(words[place], ()):
        if tuple(words[place : place + len(phrase)]) == phrase:
            longest = max(longest, len(phrase))
    start = place + longest
    for second in range(start, min(start + LONGEST_SUBJECT + 1, len(words)) if longest else start):
        there_is_no = words[second] == "no" and words[second - 1] in denials.lists.auxiliaries
        if words[second] in denials.verbal or there_is_no:
            return (*range(place, start), second) if second > start else ()
        if not words[second][0].isalnum() or words[second] in denials.lists.clause_openers:
            return ()
    return ()


def _adjacent(words: list[str], place: int, denials: Denials) -> tuple[int, ...]:
    """As in "never does not hurt", "not not": a "never never", like a "not never", only denies the more."""
    if words[place] not in denials.verbal:
        return ()
    second = place + 1
    second += second < len(words) and words[second] in denials.lists.auxiliaries
    return tuple(range(place, second + 1)) if words[second : second + 1] == ["not"] else ()


def _of_each(words: list[str], place: int, denials: Denials) -> tuple[int, ...]:
    """As in "not a day goes by that I am not sick", "hardly a meal without", "not a joint that does not ache": of each
    it is said."""
    lists = denials.lists
    if words[place] not in denials.negators | lists.nearly:
        return ()
    named = place + 1
    while named < min(place + TO_NAMED, len(words) - 1) and words[named] in lists.counting:
        named += 1
    relative = named < len(words) and words[named] in lists.times
    if not relative and words[named - 1] not in lists.single:
        return ()
    for second in range(named + 1, min(named + TO_SECOND + 1, len(words))):
        if words[second] in denials.verbal | lists.without:
            return (place, second) if relative or (words[second] in lists.without and named == second - 1) else ()
        relative = relative or words[second] in lists.relatives
        if not words[second][0].isalnum() or words[second] in lists.breaks:
            return ()
    return ()
