"""Numbers that are shown rather than said: "he pointed at the number six", "four fingers", "she tapped six times"."""

from voice.core.numerals import Figures, Number

HIGHEST = 10  # points of pain


def pointed_at(said: Figures) -> list[Number]:
    """As in "He pointed at the number six", "number six, please"; but of "the number eight bus" it is the name."""
    return [one for one in said.numbers if one.value <= HIGHEST and _is_shown(one, said)][:1]


def _is_shown(number: Number, said: Figures) -> bool:
    lists, clause = said.known.scores, said.clause(number.start)
    sentence = said.tokens[number.start].sentence
    named = lists.addresses - {"number"}
    lives = any(not named.isdisjoint((one.said, one.stem)) for one in said.tokens if one.sentence == sentence)
    if said.said(number.start - 1) != "number" or lives:
        return False
    if gestured(number, said):
        return True
    followed = (number.end + len(words) for words in lists.shown_after if _follows(words, number.end, said))
    ends = number.end >= clause.stop or any(end >= clause.stop for end in followed)
    alone = clause.start == number.start - 1 and number.end == clause.stop  # "the blue face, number six"
    begins = alone or all(said.said(place) in lists.around for place in range(number.start - 1))
    led = begins or any(
        said.words(number.start - 1 - len(words), number.start - 1) == words for words in lists.number_leads
    )
    return ends and led and said.said(number.start - 3) not in lists.not_before


def _follows(words: tuple[str, ...], place: int, said: Figures) -> bool:
    return said.words(place, place + len(words)) == words


def gestured(number: Number, said: Figures) -> bool:
    """Is it shown rather than said, as in "she tapped on the number five", "he's pointing to the six"?"""
    lists, place = said.known.scores, number.start - 1
    while said.said(place) in lists.gestured_at:
        place -= 1
    return said.said(place) in lists.gestures


def counted_out(number: Number, said: Figures) -> bool:
    """As in "he's holding up four fingers", "eight fingers up", "mum gave four blinks", "she tapped six times"."""
    lists, after = said.known.scores, said.said(number.end)
    before = set(said.words(number.start - 4, number.start))
    if after in ("times", "time"):
        return said.said(number.start - 1) in lists.gestures
    if number.start == said.clause(number.start).start and after in lists.gestures:
        return True  # "four taps"
    if after not in lists.fingers:
        return False
    if number.end + 1 == len(said.tokens) and all(token.said in lists.around for token in said.tokens[: number.start]):
        return True  # "three fingers" and nothing more
    beside = before | set(said.words(number.end, number.end + 2))
    following = set(said.words(number.end + 1, number.end + 6))
    return not (lists.held_up.isdisjoint(beside) and lists.gestures.isdisjoint(following | before))
