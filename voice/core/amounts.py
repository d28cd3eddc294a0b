"""Which of the numbers in an utterance fill a slot: any for the slot that was asked, else only one tied to its unit."""

from voice.core.dates import Civil, age_on, civil
from voice.core.durations import MONTHS, Span, durations, present_spell
from voice.core.language import Language
from voice.core.normalize import Token
from voice.core.numerals import numbers, ordinal
from voice.core.quantities import OLDEST, Amount, ages, scores, volunteered_score
from voice.core.terms import SlotId, SlotKind

ENOUGH = 400  # tokens looked at for numbers; nobody's pain takes longer to date, and cost stays bounded

PAIN_STEMS = frozenset(
    "pain ach hurt sor agony back spin shoulder rib neck discomfort stiff spasm twing this bad wors ache sore".split()
)
OWN_SUBJECTS = frozenset("it this been had got started began going since for come came hurting".split())
BEGUN = frozenset("started began begun came start".split())
HEDGES = frozenset(
    "probably maybe perhaps about around roughly nearly almost well um like say think reckon guess suppose i must least "
    "no not sure yes yeah hello hi sorry actually honestly give or take so now uh um er erm oh ah eh".split()
)
OTHER_EVENTS = frozenset(
    "taken taking lasted lasts took tablet tablets pill pills appointment waited wait married quit smoking smoked moved lived born cancer surgery "
    "operation stopped gave doctor physio died retired bought worked hospital scan antibiotics coughed".split()
)


def amounts(
    tokens: tuple[Token, ...], marks: tuple[int, ...], asked: tuple[SlotId, ...], language: Language, today: int
) -> dict[SlotId, Amount]:
    """The numbers that count, by slot."""
    tokens = tokens[:ENOUGH]
    marks = (*marks, *_after_no(tokens))
    found: dict[SlotId, Amount] = {}
    for slot, trait in language.traits.items():
        amount: Amount | None = None
        if trait.kind is SlotKind.SCORE:
            amount = (scores(tokens, marks) if slot in asked else None) or volunteered_score(tokens)
        elif trait.kind is SlotKind.AGE:
            dated = slot in asked or any(token.said in ("born", "birth") for token in tokens)
            amount = (born_on(tokens, today) if dated else None) or ages(tokens, marks, civil(today).year, asked=slot in asked)
        elif trait.kind is SlotKind.DURATION:
            amount = _duration(tokens, marks, today, asked=slot in asked, opening=not asked)
        if amount is not None:
            found[slot] = amount
    return found


def _after_no(tokens: tuple[Token, ...]) -> tuple[int, ...]:
    """ "Sixty-six. No, sixty-seven": a number right after a no corrects the one before."""
    return tuple(
        number.start
        for number in numbers(tokens)
        if number.start > 1 and tokens[number.start - 1].said in ("no", "nope", "sorry", "rather", "wait")
    )


def _duration(
    tokens: tuple[Token, ...], marks: tuple[int, ...], today: int, *, asked: bool, opening: bool
) -> Amount | None:
    spans = durations(tokens, today)
    if not asked:
        spans = tuple(span for span in spans if span.start in marks or _dates_the_pain(span, tokens, opening=opening))
    span = present_spell(spans, tokens, marks)
    return None if span is None else Amount(span.days, span.start, span.end)


def _dates_the_pain(span: Span, tokens: tuple[Token, ...], *, opening: bool) -> bool:
    """Was this duration said of the pain? Its clause names pain, or it says no more than how long "it" has been."""
    clause = [
        token
        for place, token in enumerate(tokens)
        if token.clause == tokens[span.start].clause and not span.start <= place < span.end
    ]
    said = {token.said for token in clause}
    lead = {token.said for token in tokens[max(0, span.start - 2) : span.start]}
    if said & OTHER_EVENTS or lead & {"in", "at", "after", "every", "each"}:
        return False
    if any(token.stem in PAIN_STEMS for token in clause) or (opening and lead & {"these", "last", "past"}):
        return True
    if not opening or [token for token in clause if not token.skippable and token.said not in OWN_SUBJECTS | HEDGES]:
        return False
    around = [token for token in tokens if token.sentence == tokens[span.start].sentence]
    begun = any(token.said in BEGUN or token.stem in PAIN_STEMS for token in around)
    return not span.ago or begun


def born_on(tokens: tuple[Token, ...], today: int) -> Amount | None:
    """The age from a full date of birth: "born on the eighth of August nineteen fifty-eight", in either order."""
    for place, token in enumerate(tokens):
        month = MONTHS.get(token.said)
        if month is None:
            continue
        near = range(max(0, place - 4), min(len(tokens), place + 6))
        days = [
            day for at in near if (day := ordinal(tokens[at].said)) is not None and abs(at - place) <= 3 and day <= 31
        ]
        window = tokens[near.start : near.stop]
        years = [one for one in numbers(window) if civil(today).year - OLDEST <= one.value < civil(today).year]
        bare = [int(one.value) for one in numbers(window) if 1 <= one.value <= 31]
        if years and (days or bare):
            age = age_on(today, Civil(int(years[0].value), month, (days or bare)[0]))
            return Amount(age, near.start + years[0].start, near.start + years[0].end)
    return None
