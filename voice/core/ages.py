"""How old the speaker is, or whom they speak for: "I'm seventy-two", "in my forties", "mammy's eighty-two"."""

from itertools import pairwise

from voice.core.births import OLDEST, birth_years
from voice.core.counted import unit_at
from voice.core.decades import decades, of_a_generation
from voice.core.kin import I_AM, of_oneself
from voice.core.nearing import GROWN, YOUNGEST, adjusted, not_yet, years_off
from voice.core.numerals import Figures, Number
from voice.core.quantities import Amount
from voice.core.quantity_words import Unit

MONTH_LONGEST = 36  # months in which a small child's age is told
PATIENT_REACH = 10  # words from whom it is said of to the age: "Mrs Ray that you want to know about is eighty"
BARE_REACH = 6  # the same where no verb leads to the age
CLAIM_REACH = 6  # words from who claims an age to it
PARTS_OF_YEAR = (Unit.MONTH, Unit.WEEK, Unit.DAY)


def ages(said: Figures, marks: tuple[int, ...], today: int, *, asked: bool, for_another: bool = False) -> list[Amount]:
    """The ages said, those that count first: "I'm seventy-two"; also bare when it was asked; of whom the caller speaks
    for ("she's sixty-eight") when it is ``for_another``."""
    born = birth_years(said, today, asked=asked)
    taken = {one.start for one in born}
    told = _said_ages(said, today, asked=asked, for_another=for_another)
    plain = [one for one in told if one.start not in taken]
    plain = [*(_digit_by_digit(said) if asked else ()), *plain]
    exact = {one.value // 10 for one in plain}  # "in my sixties, sixty-four"
    loose = [one for one in decades(said, asked=asked, for_another=for_another) if one.value // 10 not in exact]
    found = [*plain, *_birthdays(said), *loose, *born]
    found = [one for one in found if not _only_claimed(one, found, said)]
    found.sort(key=lambda one: (one not in born, one.value <= GROWN, not of_oneself(one, said), one.start))
    last_mark = max((mark for mark in marks if any(one.start >= mark for one in found)), default=0)
    later = [one for one in found if one.start >= last_mark]
    if not last_mark:
        return later
    # "Forty-seven. No, eight, forty-eight": the last said, but no part of one.
    return sorted(later, key=lambda one: (one.value <= GROWN, -one.start))


def _digit_by_digit(said: Figures) -> list[Amount]:
    """As in "seven four" and "double five"."""
    found = [
        Amount(int(10 * first.value + second.value), first.start, second.end)
        for first, second in pairwise(said.numbers)
        if first.end == second.start and 0 < first.value < 10 and 0 <= second.value < 10
    ]
    twice = [one for one in said.numbers if said.said(one.start - 1) == "double" and 0 < one.value < 10]
    return found + [Amount(int(11 * one.value), one.start - 1, one.end) for one in twice]


def _said_ages(said: Figures, today: int, *, asked: bool, for_another: bool) -> list[Amount]:
    lists = said.known.ages
    found: list[Amount] = []
    for number in said.numbers:
        baby = _months_old(number, said) if asked else None
        if baby is not None:
            found.append(baby)
        measures = said.said(number.end) in lists.after_age and number.end in said.clause(number.start)
        if not YOUNGEST <= number.value <= OLDEST or measures:
            continue
        before = said.said(number.start - 1)
        if (before in lists.not_before and not not_yet(number, said)) or (before == "over" and number.value == 21):
            continue
        if _only_likened(number, said) or _a_pronoun(number, said):
            continue
        if asked and (reached := _reached_then(number, said)):
            found.append(reached)
        elif _counts_as_age(number, said, asked=asked, for_another=for_another):
            found.append(Amount(adjusted(number, said, today), number.start, number.end))
    return found


def _a_pronoun(number: Number, said: Figures) -> bool:
    """The word "one" is an age only where it is all of its clause, or its years are named: "I had one last month"."""
    if number.value != 1 or said.said(number.start).isdigit() or unit_at(number.end, said) is not None:
        return False
    clause = said.clause(number.start)
    beside = {said.said(place) for place in clause if not number.start <= place < number.end}
    return not beside <= said.known.ages.alone


def _only_claimed(one: Amount, others: list[Amount], said: Figures) -> bool:
    """As in "she'd tell you twenty-one, but she is eighty-four": only what somebody makes of it, where the age follows
    after a "but" or of the one who has it."""
    first = max(one.start - CLAIM_REACH, said.clause(one.start).start)
    lead = said.words(first, one.start)
    if said.known.ages.claims.isdisjoint(lead):
        return False
    segment = said.tokens[one.start].segment
    return any(
        later.start > one.end
        and not _anothers(later, said)
        and (said.tokens[later.start].segment != segment or ("i" not in lead and of_the_patient(later, said)))
        for later in others
    )


def _only_likened(number: Number, said: Figures) -> bool:
    """As in "I feel about ninety", "retired at sixty-five", "I was fifty when he died", "twenty-one again", "a six"."""
    lists = said.known.ages
    before = said.words(number.start - 3, number.start)
    if years_off(number, said):
        return False  # "three years past sixty"
    if any(word in lists.likened and after not in ("after", "it") for word, after in pairwise((*before, ""))) or (
        before[-1:] == ("at",) and lists.stages & set(said.words(number.start - 6, number.start))
    ):
        return True
    sided = before[-2:] == ("side", "of") and any(one.start >= number.end for one in said.numbers)
    if sided or said.said(number.end) == "again" or (before[-1:] == ("a",) and number.value <= GROWN):
        return True
    then = said.said(number.end) == "when" or before[:1] in (("since",), ("till",), ("until",), ("when",))
    return before[-2:] == ("i", "was") and then


def _counts_as_age(number: Number, said: Figures, *, asked: bool, for_another: bool) -> bool:
    odd = said.said(number.end) in said.known.ages.odd and said.said(number.end + 1) in ("year", "years")
    number = Number(number.value, number.start, number.end + odd)  # "thirty odd years I've worked here"
    in_years = said.said(number.end) in ("year", "years")
    aged = said.said(number.end + 1) in ("old", "young") or said.words(number.end + 1, number.end + 3) == ("of", "age")
    if in_years and aged and _anothers_years_old(number, said):
        return for_another
    if in_years and not aged:
        return asked and _years_alone(number, said)
    if _introduced(number, said, for_another=for_another):
        return True
    return (in_years and not _anothers(number, said)) or (asked and not _anothers(number, said))


def _years_alone(number: Number, said: Figures) -> bool:
    """As in "fifty-eight years", "fifty-eight years and two months": nothing else is told, nor is it how long anything
    took."""
    lists, end = said.known.ages, number.end + 1
    if said.words(end, end + 3) == ("and", "a", "half"):
        end += 3
    start = end + (said.said(end) == "and")
    more = next((one for one in said.numbers if one.start == start), None)
    if more is not None and unit_at(more.end, said) in PARTS_OF_YEAR:
        end = more.end + 1
        end += said.said(end) in ("old", "exactly")
    grown = number.value > GROWN or end > number.end + 1
    return grown and {*said.words(0, number.start), *said.words(end, len(said.tokens))} <= lists.alone


def _anothers_years_old(number: Number, said: Figures) -> bool:
    """As in "my two-year-old's car seat", "our three-year-old"; but "my sixty-year-old back" is one's own."""
    before, place = said.said(number.start - 1), number.end + 2
    if before not in said.known.ages.owns or before in ("a", "an", "the", "i"):
        return False
    if place >= len(said.tokens):
        return True
    body = said.tokens[place]
    return body.stem not in said.known.amounts.pain_stems and body.said not in said.known.ages.own_body


def _months_old(number: Number, said: Figures) -> Amount | None:
    """The age of a small child, as in "eighteen months"."""
    lists = said.known.ages
    if said.said(number.end) not in ("month", "months", "week", "weeks") or number.value > MONTH_LONGEST:
        return None
    alone = number.end + 1 == len(said.tokens) and set(said.words(0, number.start)) <= lists.alone
    months = "month" in said.said(number.end)
    if said.said(number.end + 1) != "old" and not (alone and months):
        return None
    return Amount(int(number.value) // 12 if months else 0, number.start, number.end)


def _introduced(number: Number, said: Figures, *, for_another: bool) -> bool:
    """As in "I am 71", "aged 71", "turning 71"; "she is 71" of whom the caller speaks for."""
    lists = said.known.ages
    place = number.start - 1
    if said.said(place) in ("aged", "age", "turned", "turning") and not _anothers(number, said):
        return True
    while place >= 0 and said.said(place) in lists.soft:
        place -= 1
    lead = said.words(place - 2, place)
    if for_another and (
        not lists.patients.isdisjoint((said.said(place), said.said(place).removesuffix("s")))  # "mams sixty", too
        or (said.said(place) in ("is", "s") and lists.patients & set(lead))
    ):
        return True
    if number.value <= GROWN and said.said(number.end) != "years":
        return False
    return said.said(place) in ("am", "be") and "i" in lead


def of_the_patient(found: Amount, said: Figures) -> bool:
    """Was it said of the one who is spoken for ("my mother is 82", "the lady I look after is 81"), whose look-alike it
    is? Not what is said of the one who speaks ("I'm the son, forty")."""
    if "year" in said.said(found.end):
        return False
    told = said.said(found.start - 1) in said.known.ages.age_verbs
    reach = PATIENT_REACH if told else BARE_REACH
    for place in range(found.start - 1, max(-1, found.start - 1 - reach), -1):
        if said.words(place, place + 2) == I_AM:
            return False
        word = said.said(place)
        if not said.known.ages.patients.isdisjoint((word, word.removesuffix("s"))):
            return not _names_oneself(place, said)
    return False


def _names_oneself(place: int, said: Figures) -> bool:
    """As in "I'm only her son", not as in "I'm calling my son"."""
    lists = said.known.ages
    back = place - 1
    while said.said(back) in lists.soft | lists.owners | {"the"}:
        back -= 1
    return said.words(back - 1, back + 1) == I_AM


def _anothers(number: Number | Amount, said: Figures) -> bool:
    """A number that belongs to someone or something else, though an age was asked."""
    lists = said.known.ages
    before = said.words(number.start - 4, number.start)
    if (before[-2:-1] == ("age",) and before[-1] in ("is", "s")) or of_a_generation(number, said):
        return False  # "my wife's age is forty" answers for her
    told = lists.family & set(said.words(0, number.start))
    mine = lists.own | lists.charges
    owned = before[-3:-2] in (("my",), ("our",)) and before[-1:] in (("is",), ("s",)) and before[-2] not in mine
    return (
        owned  # "my eldest is fifty"
        or bool({*lists.family, "number", "floor"} & {*before, *(word.removesuffix("s") for word in before)})
        or (bool({"he", "she"} & set(before)) and bool(told))
        or before[-2:] == ("here", "for")
        or said.words(number.end, number.end + 2) == ("plus", "vat")
    )


def _reached_then(number: Number, said: Figures) -> Amount | None:
    """As in "I turned sixty, two years ago", "I was fifty ten years ago"; of "I turned sixty two years ago" either
    reading gives sixty-two."""
    lists = said.known.ages
    lead = said.words(number.start - 2, number.start)
    if lead[:1] != ("i",) or lead[-1] not in lists.reached or number.value <= GROWN:
        return None
    if said.words(number.end, number.end + 2) == ("years", "ago") and int(number.value) % 10:
        return Amount(int(number.value), number.start, number.end)
    since = next((one for one in said.numbers if one.start == number.end), None)
    if since is None or said.words(since.end, since.end + 2) != ("years", "ago"):
        return None
    return Amount(int(number.value + since.value), number.start, number.end)


def _birthdays(said: Figures) -> list[Amount]:
    """As in "I've just had my eightieth"; one that is to come has a year less."""
    lists = said.known.ages
    found: list[Amount] = []
    for one in said.ordinals:
        own = said.said(one.start - 1) == "my" and (one.value >= 18 or said.said(one.end) == "birthday")
        if own:
            soon = not lists.ahead.isdisjoint(said.words(one.start - 6, one.end + 4))
            years = years_off(one, said) or -int(soon)
            found.append(Amount(int(one.value) + years, one.start, one.end))
    return found
