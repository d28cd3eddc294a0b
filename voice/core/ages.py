"""How old the speaker is: "I'm seventy-two", "in my forties", "born on the eighth of August nineteen fifty-eight"."""

from itertools import pairwise

from voice.core.dates import Civil, age_on, civil
from voice.core.numerals import Figures, Number
from voice.core.quantities import Amount

YOUNGEST, OLDEST = 1, 119  # years a person says
GROWN = 14  # "I'm ten" is no age that a caller volunteers

MONTH_LONGEST = 36  # months in which a small child's age is told
PATIENT_REACH = 6  # words from whom it is said of to the age
I_AM = ("i", "am")
AFTER_BORN = 8  # words within which the year follows


def ages(said: Figures, marks: tuple[int, ...], today: int, *, asked: bool, for_another: bool = False) -> list[Amount]:
    """The ages said, those that count first: "I'm seventy-two"; also bare when it was asked; of whom the caller speaks
    for ("she's sixty-eight") when it is ``for_another``."""
    born = _birth_years(said, today, asked=asked)
    taken = {one.start for one in born}
    plain = [one for one in _said_ages(said, asked=asked, for_another=for_another) if one.start not in taken]
    plain = [*(_digit_by_digit(said) if asked else ()), *plain]
    found = [*plain, *_birthdays(said), *_decades(said, asked=asked, for_another=for_another), *born]
    found.sort(key=lambda one: (one not in born, one.value <= GROWN, one.start))
    last_mark = max((mark for mark in marks if any(one.start >= mark for one in found)), default=0)
    later = [one for one in found if one.start >= last_mark]
    return later[::-1] if last_mark else later


def _digit_by_digit(said: Figures) -> list[Amount]:
    """As in "seven four" and "double five"."""
    found = [
        Amount(int(10 * first.value + second.value), first.start, second.end)
        for first, second in pairwise(said.numbers)
        if first.end == second.start and 0 < first.value < 10 and 0 <= second.value < 10
    ]
    twice = [one for one in said.numbers if said.said(one.start - 1) == "double" and 0 < one.value < 10]
    return found + [Amount(int(11 * one.value), one.start - 1, one.end) for one in twice]


def _said_ages(said: Figures, *, asked: bool, for_another: bool) -> list[Amount]:
    lists = said.known.ages
    found: list[Amount] = []
    for number in said.numbers:
        baby = _months_old(number, said) if asked else None
        if baby is not None:
            found.append(baby)
        if not YOUNGEST <= number.value <= OLDEST or said.said(number.end) in lists.after_age:
            continue
        before = said.said(number.start - 1)
        if before in lists.not_before or (before == "over" and number.value == 21) or _only_likened(number, said):
            continue
        if _counts_as_age(number, said, asked=asked, for_another=for_another):
            found.append(Amount(_adjusted(number, said), number.start, number.end))
    return found


def _only_likened(number: Number, said: Figures) -> bool:
    """As in "I feel about ninety", "retired at sixty-five", "I was fifty when he died", "twenty-one again", "a six"."""
    lists = said.known.ages
    before = said.words(number.start - 3, number.start)
    if any(word in lists.likened and after != "after" for word, after in pairwise((*before, ""))) or (
        before[-1:] == ("at",) and lists.stages & set(said.words(number.start - 6, number.start))
    ):
        return True
    sided = before[-2:] == ("side", "of") and any(one.start >= number.end for one in said.numbers)
    if sided or said.said(number.end) == "again" or (before[-1:] == ("a",) and number.value <= GROWN):
        return True
    then = said.said(number.end) == "when" or before[:1] in (("since",), ("till",), ("until",), ("when",))
    return before[-2:] == ("i", "was") and then


def _counts_as_age(number: Number, said: Figures, *, asked: bool, for_another: bool) -> bool:
    lists = said.known.ages
    in_years = said.said(number.end) in ("year", "years")
    aged = said.said(number.end + 1) in ("old", "young") or said.words(number.end + 1, number.end + 3) == ("of", "age")
    if in_years and not aged:
        return asked and number.value > GROWN and set(_beside(number, said)) <= lists.alone
    if _introduced(number, said, for_another=for_another):
        return True
    return (in_years and not _anothers(number, said)) or (asked and not _anothers(number, said))


def _beside(number: Number, said: Figures) -> tuple[str, ...]:
    """All words but the number and its unit."""
    return said.words(0, number.start) + said.words(number.end + 1, len(said.tokens))


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
        said.said(place) in lists.family or (said.said(place) in ("is", "s") and lists.patients & set(lead))
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
    for place in range(found.start - 1, max(-1, found.start - 1 - PATIENT_REACH), -1):
        if said.words(place, place + 2) == I_AM:
            return False
        if said.said(place).removesuffix("s") in said.known.ages.patients:
            return not _names_oneself(place, said)
    return False


def _names_oneself(place: int, said: Figures) -> bool:
    """As in "I'm only her son", not as in "I'm calling my son"."""
    lists = said.known.ages
    back = place - 1
    while said.said(back) in lists.soft | lists.owners | {"the"}:
        back -= 1
    return said.words(back - 1, back + 1) == I_AM


def _anothers(number: Number, said: Figures) -> bool:
    """A number that belongs to someone or something else, though an age was asked."""
    lists = said.known.ages
    before = said.words(number.start - 4, number.start)
    told = lists.family & set(said.words(0, number.start))
    owned = before[-3:-2] in (("my",), ("our",)) and before[-1:] in (("is",), ("s",)) and before[-2] not in lists.own
    return (
        owned  # "my eldest is fifty"
        or bool({*lists.family, "number", "floor"} & set(before))
        or (bool({"he", "she"} & set(before)) and bool(told))
        or before[-2:] == ("here", "for")
        or said.words(number.end, number.end + 2) == ("plus", "vat")
    )


def _adjusted(number: Number, said: Figures) -> int:
    lists = said.known.ages
    value, after = int(number.value), said.said(number.end)
    if value >= 20 and value % 10 == 0 and (after in lists.odd or said.said(number.end - 1).endswith("ish")):
        return value + 5
    return value - 1 if _to_come(number, said) else value


def _to_come(number: Number, said: Figures) -> bool:
    """As in "Sixty in March", "nearly sixty", "I'll be sixty on my next birthday"."""
    lists = said.known.ages
    before, after = said.words(number.start - 4, number.start), said.words(number.end, number.end + 4)
    future = "will" in before and not lists.reaching.isdisjoint(before)
    nearly = (bool(lists.coming & set(before[-2:])) and "after" not in before) or any(
        before[-len(words) :] == words for words in lists.nearly
    )
    gone = bool({"gone", "last", "ago"} & set(said.words(number.end, number.end + 5)))
    months = {*said.known.datings.months, "weeks", "days", "months", "year", "week", "fortnight", "month", "day"} & set(
        after
    )
    on_day = after[:1] == ("on",) and bool({"coming", "next"} & set(said.words(number.end, number.end + 4)))
    dated = (
        on_day
        or after[:1] in (("next",), ("soon",), ("tomorrow",))
        or ((after[:1] in (("in",), ("come",), ("this",)) and bool(months) and not gone) or after[:1] == ("come",))
    )
    birthday = "next" in after and after[:1] in (("on",), ("my",))
    return (future or nearly or dated or birthday) and not lists.reached & set(before)


def _birthdays(said: Figures) -> list[Amount]:
    """As in "I've just had my eightieth"; one that is to come has a year less."""
    lists = said.known.ages
    found: list[Amount] = []
    for one in said.ordinals:
        own = said.said(one.start - 1) == "my" and (one.value >= 18 or said.said(one.end) == "birthday")
        if own:
            soon = not lists.ahead.isdisjoint(said.words(one.start - 6, one.end + 4))
            found.append(Amount(int(one.value) - soon, one.start, one.end))
    return found


def _decades(said: Figures, *, asked: bool, for_another: bool) -> list[Amount]:
    """As in "In my forties", early 42, late 48; "in his forties" of whom the caller speaks for, or where the answer
    begins with it."""
    lists = said.known.ages
    found: list[Amount] = []
    for place, token in enumerate(said.tokens):
        middle = lists.decades.get(token.said)
        before = said.words(place - 3, place)
        owner = next((one for one in range(place - 1, place - 4, -1) if said.said(one) in lists.owners), None)
        theirs = owner is not None and not (asked and (for_another or _begins_answer(owner, said)))
        if middle is None or theirs or not (asked or "my" in before):
            continue
        shift = -3 if "early" in before[-1:] else 3 if "late" in before[-1:] else 0
        found.append(Amount(middle + shift, place, place + 1))
    return found


def _begins_answer(owner: int, said: Figures) -> bool:
    """As in "his late fifties, my partner": so is answered for the one whose age was asked."""
    return said.said(owner) in said.known.ages.sole_owners and said.words(0, owner) in ((), ("in",), ("oh", "in"))


def _birth_years(said: Figures, today: int, *, asked: bool) -> list[Amount]:
    """From a year of birth alone; `born_on` is more exact where day and month are said."""
    this_year, months = civil(today).year, said.known.datings.months
    births = [place for place, token in enumerate(said.tokens) if token.said in said.known.ages.born]
    following = [one for one in said.numbers if any(0 < one.start - place <= AFTER_BORN for place in births)]
    found: list[Amount] = []
    for number in said.numbers:
        born = number in following or (not following and any(-7 <= number.start - place < 0 for place in births))
        value = int(number.value)
        short = value < 100 and number.end - number.start <= 2 and number.value == value
        told_age = said.said(number.end) in ("years", "year") or said.said(number.start - 1) in ("so", "am")
        if born and short and not told_age:
            value += 1900 if this_year - 1900 - value < 100 else 2000
        if (born or asked) and this_year - OLDEST <= value < this_year:
            month = max((months.get(word, 0) for word in said.words(number.start - 3, number.start)), default=0)
            found.append(Amount(this_year - value - (month > civil(today).month), number.start, number.end))
    return found


def born_on(said: Figures, today: int) -> Amount | None:
    """The age from a full date of birth: a day, a month by name or rank or number, and a year, in either order."""
    parts = sorted((*said.numbers, *said.ordinals), key=lambda one: one.start)
    ranks = {one.start for one in said.ordinals}
    months = said.known.datings.months
    named = [(place, months[token.said]) for place, token in enumerate(said.tokens) if token.said in months]
    for place, month in named:
        near = [one for one in parts if place - 6 <= one.start <= place + 6]
        days = [one for one in near if 1 <= one.value <= 31 and (one.start in ranks or abs(one.start - place) <= 3)]
        for day in days[:1]:
            likeliest = sorted(near, key=lambda one: one.start < place)  # "twenty-nine, born in April ninety-seven"
            year = next((found for one in likeliest if one != day and (found := _year(one, today))), None)
            if year and not _a_birthday(place, near, said):
                return _born(Civil(year, month, int(day.value)), today, (min(place, day.start), near[-1].end))
    return _numbered_date(parts, today)


def _a_birthday(month: int, parts: list[Number], said: Figures) -> bool:
    """As in "seventeen, eighteen in February": only ages, the next of them with its month."""
    return said.words(month - 1, month) == ("in",) and all(one.end <= month and one.value < 100 for one in parts)


def _numbered_date(parts: list[Number], today: int) -> Amount | None:
    """As in "Three five forty eight", "31/12/1948", "the twenty fifth of the twelfth forty eight"."""
    for day, month, year in zip(parts, parts[1:], parts[2:], strict=False):
        if year.start - day.end > 6 or not (1 <= day.value <= 31 and 1 <= month.value <= 31):
            continue
        first, second = (day, month) if month.value <= 12 else (month, day)
        found = _year(year, today)
        if found and second.value <= 12 and year.value > 12:
            return _born(Civil(found, int(second.value), int(first.value)), today, (day.start, year.end))
    return None


def _year(number: Number, today: int) -> int | None:
    year, value = civil(today).year, int(number.value)
    if year - OLDEST <= value <= year:
        return value
    if not 0 <= value < 100 or number.value != value:
        return None
    return 1900 + value if value > year % 100 else 2000 + value


def _born(date: Civil, today: int, places: tuple[int, int]) -> Amount | None:
    age = age_on(today, date)
    return Amount(age, *places) if 0 <= age <= OLDEST else None
