"""When it began, as a feast or a season that was named: "Boxing Day", "Easter last year", "early spring"."""

from voice.core.counted import Span
from voice.core.dates import civil
from voice.core.feasts import Feast, days_since_feast
from voice.core.numerals import Figures

LONGEST_FEAST = 4  # words in the name of one, the "s" of "mother's" among them


def feast_at(place: int, said: Figures, today: int) -> Span | None:
    """A feast or a season, which was lately unless a year is named with it: "Boxing Day", "Easter last year"."""
    lists = said.known.datings
    word = said.said(place)
    if f"{said.said(place - 1)} {word}" in lists.feasts:  # "bank holiday" of "the October bank holiday"
        return None
    feast, end = named_feast(place, said)
    alone = said.said(place + 1) != "one"  # "the spring one" is of some other kind
    if feast is None and alone and word in lists.seasons and said.said(place - 1) in lists.season_leads:
        feast, end = lists.seasons[word], place + 1
    if feast is None:
        return None
    year = end
    while said.said(year) in lists.feast_ends:
        year += 1
    if said.words(year, year + 2) == ("last", "year"):
        return Span(today - feast.on(civil(today).year - 1), place, year + 2)
    return Span(days_since_feast(today, feast), place, end)


def named_feast(place: int, said: Figures) -> tuple[Feast | None, int]:
    """The feast whose name begins here, the longest that does, and where it ends; "mother's day" is "mothers day"."""
    for end in range(place + LONGEST_FEAST, place, -1):
        name = " ".join(said.words(place, end)).replace(" s ", "s ").removesuffix(" s")
        feast = said.known.datings.feasts.get(name)
        if feast is not None:
            return feast, end
    return None, place
