"""What real people say becomes findings: how well, against which peers, how fast, in how much memory."""

from collections.abc import Iterable, Iterator

from tests.bench import corpora
from tests.bench.corpora import Case, Vignette
from tests.bench.cost import costs
from tests.bench.engine import Heard, Listener, dangerous, hear, hear_by_phrases
from tests.bench.figures import Figure, Miss, Report
from tests.bench.judging import (
    Count,
    alarm_held,
    alarm_or_check,
    alarm_recalled,
    answer_kept,
    any_alarm,
    any_interrupt,
    command_right,
    denial_kept,
    direct_polarity,
    halves,
    interrupt_held,
    interrupt_recalled,
    measure,
    never_kept,
    no_alarm_no_check,
    not_opposite,
    polarity_right,
    values_right,
)
from tests.bench.peers import SAMPLE, compared
from tests.bench.scoring import Tally, alarm_expected, raised, right

Section = tuple[str, list[Figure], list[Miss]]
ABSENT_FOLDER = "The folder shared beside the repository is not there: its sentences and callers were left out."


def report() -> Report:
    """All figures, the peers and the costs."""
    found = quick()
    found.add("Time and memory", costs())
    remarks: list[str] = []
    found.add("Beside the peers, on the reported half", compared(remarks))
    found.remarks.append(
        "Peers get the phrases as intents, look-alikes as intents that fill nothing, and one clause at a time, all in "
        f"the same normal form; alarm sentences and look-alikes are every {SAMPLE}rd of the reported half. No peer "
        "knows negation, other people, time or numbers. Times are of the processor, on one core."
    )
    found.remarks.extend(remarks)
    return found


def quick() -> Report:
    """All figures on sentences; peers, time and memory are left out."""
    found = Report("Understanding")
    for heading, figures, _ in sections():
        found.add(heading, figures)
    found.remarks.append(
        "Of shared sentences, the half reported is that whose SHA-256 begins with an odd byte (of callers, of their "
        "name); of the sentences beside the tests, those in the folder held_out. The other half is tuned on."
    )
    if not corpora.phrases():
        found.remarks.append(ABSENT_FOLDER)
    return found


def misses() -> Iterator[Miss]:
    """Every sentence that a figure counts as wrong."""
    for _, _, missed in sections():
        yield from missed


def sections() -> Iterator[Section]:
    """Every group of figures with its misses."""
    if corpora.phrases():
        yield _joined("What people said to doctors", real_sentences(hear))
    yield _joined("Alarm sentences", alarm_sentences())
    yield _joined("Sentences written last, at first sight", at_first_sight())
    yield _joined("Each interrupt", each_interrupt())
    if corpora.vignettes():
        yield _joined("Callers, turn by turn", callers())
    yield _joined("Sentences beside the tests", other_sentences())


def _joined(heading: str, parts: Iterable[tuple[list[Figure], list[Miss]]]) -> Section:
    listed = list(parts)
    return heading, [figure for figures, _ in listed for figure in figures], [one for _, more in listed for one in more]


def real_sentences(listener: Listener) -> Iterator[tuple[list[Figure], list[Miss]]]:
    """The shared sentences: alarms, interrupts, findings, denials, polarity."""
    cases = corpora.phrases()
    yield halves(Count("alarms recalled", alarm_recalled, "at least 0.97", "phrases/alarms"), cases, listener)
    yield halves(
        Count("false alarms", alarm_held, "at most 0.005", "phrases/false_alarms", wrong=True), cases, listener
    )
    yield halves(Count("interrupts recalled", interrupt_recalled, subset="phrases/interrupts"), cases, listener)
    yield halves(
        Count("false interrupts", interrupt_held, subset="phrases/false_interrupts", wrong=True), cases, listener
    )
    yield findings(cases, listener)
    yield halves(Count("red flags denied yet present", denial_kept, "0", "phrases/denied", wrong=True), cases, listener)
    yield halves(
        Count("yes, no or unsure read right", direct_polarity, "at least 0.98", "phrases/polarity"), cases, listener
    )
    yield halves(
        Count("polarity of any sentence right", polarity_right, subset="phrases/polarity_any"), cases, listener
    )


def findings(cases: Iterable[Case], listener: Listener) -> tuple[list[Figure], list[Miss]]:
    """Micro precision, recall and F1 over slots with their values."""
    figures: list[Figure] = []
    missed: list[Miss] = []
    listed = list(cases)
    for held_out, half in ((True, ""), (False, ", tuned half")):
        tally = Tally()
        for case in listed:
            if case.held_out is held_out:
                tally.add(case, listener(case.text, case.asked))
        counts = f"{tally.right} right, {tally.wrong} wrong, {tally.missing} missing"
        targets = ("at least 0.90", "at least 0.93", "") if held_out else ("", "", "")
        figures += [
            Figure(f"findings F1{half}", tally.f1, targets[0], counts),
            Figure(f"findings precision{half}", tally.precision, targets[1]),
            Figure(f"findings recall{half}", tally.recall),
        ]
        missed += [_finding_miss(case, heard, slots) for case, heard, slots in tally.notes]
    return figures, missed


def _finding_miss(case: Case, heard: Heard, slots: list[str]) -> Miss:
    expected = ", ".join(f"{slot}={case.expect[slot]}" for slot in slots if slot in case.expect) or "no more"
    found = ", ".join(f"{slot}={heard.findings[slot]}" for slot in slots if slot in heard.findings) or "nothing"
    return Miss("phrases/findings", case.text, expected, found, case.asked, case.held_out)


def alarm_sentences() -> Iterator[tuple[list[Figure], list[Miss]]]:
    """All alarm sentences and look-alikes together."""
    cases, others = corpora.alarms(), corpora.lookalikes()
    yield halves(Count("their own interrupt set off", interrupt_recalled, "at least 0.98"), cases, hear)
    yield halves(Count("any interrupt set off", any_interrupt), cases, hear)[0], []
    yield halves(Count("any alarm raised", any_alarm, subset="alarms/silent"), cases, hear)
    yield halves(Count("what else they say is filled", values_right, subset="alarms/values"), cases, hear)
    yield halves(
        Count("look-alikes that set off an interrupt", interrupt_held, "at most 0.02", wrong=True), others, hear
    )
    plain = [case for case in others if alarm_expected(case) is False]
    yield halves(
        Count("look-alikes that raise an alarm", alarm_held, subset="lookalikes/slots", wrong=True), plain, hear
    )
    yield halves(Count("what look-alikes say is filled", values_right, subset="lookalikes/values"), others, hear)
    yield halves(
        Count("red flags denied yet present", denial_kept, "0", "alarms/denied", wrong=True), (*cases, *others), hear
    )


def at_first_sight() -> Iterator[tuple[list[Figure], list[Miss]]]:
    """What was written when all was tuned: nothing was changed for it, so it tells most about the next caller."""
    cases, others, replies = corpora.last_alarms(), corpora.last_lookalikes(), corpora.last_answers()
    alarming, harmless = corpora.alarms_beside_answers(), corpora.lookalikes_beside_answers()
    denials, (so, not_so) = corpora.last_denials(), corpora.last_tales()
    counts = [
        (Count("their own interrupt set off", interrupt_recalled), cases),
        (Count("any alarm raised", any_alarm), cases),
        (Count("any alarm raised or asked about", alarm_or_check), cases),
        (Count("look-alikes that set off an interrupt", interrupt_held, wrong=True), others),
        (Count("look-alikes that raise an alarm", alarm_held, wrong=True), others),
        (Count("look-alikes that raise one or have one asked about", no_alarm_no_check, wrong=True), others),
        (Count("alarms told beside an answer: their own interrupt set off", interrupt_recalled), alarming),
        (Count("alarms told beside an answer: raised or asked about", alarm_or_check), alarming),
        (Count("answers that only sound like one: set off an interrupt", interrupt_held, wrong=True), harmless),
        (Count("answers that only sound like one: raise an alarm", alarm_held, wrong=True), harmless),
        (Count("answers: what they say of the sign asked about is right", values_right), replies),
        (Count("answers: taken for the opposite", not_opposite, wrong=True), replies),
        (Count("answers that turn round: right", values_right), corpora.turning_answers()),
        (Count("answers that turn round: taken for the opposite", not_opposite, wrong=True), corpora.turning_answers()),
        (Count("quantities right", values_right), corpora.last_quantities()),
        (Count("denials: a red flag denied yet present", denial_kept, wrong=True), denials),
        (Count("denials: all that is denied, and what is told beside it, right", values_right), denials),
        (Count("tales: what is so is found", values_right), so),
        (Count("tales: denied, over, another's, feared or not sure, and yet present", never_kept, wrong=True), not_so),
    ]
    for listener, name in ((hear, ""), (hear_by_phrases, ", by phrases alone")):
        for count, listed in counts:
            outcome = measure(listed, listener, count.judge, "first")
            yield [count.figure(f"{count.label}{name}", outcome)], outcome.misses if listener is hear else []


def each_interrupt() -> Iterator[tuple[list[Figure], list[Miss]]]:
    """Recall and look-alikes for one interrupt after the other."""
    names = list(dict.fromkeys(case.subset.partition("/")[2] for case in corpora.alarms()))
    for name in names:
        cases = [case for case in corpora.alarms() if case.subset.endswith(f"/{name}")]
        others = [case for case in corpora.lookalikes() if case.subset.endswith(f"/{name}")]
        yield halves(Count(f"{name} recalled", interrupt_recalled, "at least 0.98"), cases, hear)[0], []
        yield halves(Count(f"{name} look-alikes", interrupt_held, "at most 0.02", wrong=True), others, hear)[0], []


def callers() -> Iterator[tuple[list[Figure], list[Miss]]]:
    """The shared callers: the slot asked in each turn, then what they volunteer, then alarms."""
    asked = [case for one in corpora.vignettes() for case in asked_turns(one)]
    volunteered = [case for one in corpora.vignettes() for case in volunteered_values(one)]
    yield halves(
        Count("value of the slot asked exactly right", values_right, "at least 0.95", "vignettes/asked"), asked, hear
    )
    yield halves(Count("opposite value", not_opposite, "0", "vignettes/opposite", wrong=True), asked, hear)
    yield halves(
        Count("values volunteered right", values_right, subset="vignettes/volunteered"), volunteered, heard_anywhere
    )
    yield halves(
        Count("opposite values volunteered", not_opposite, "0", "vignettes/opposite", wrong=True),
        volunteered,
        heard_anywhere,
    )
    turns = [case for one in corpora.vignettes() for case in extra_values(one)]
    yield halves(
        Count("turns that fill a slot beside the one asked wrongly", extra_right, subset="vignettes/extra", wrong=True),
        turns,
        hear,
    )
    alarming = [case for one in corpora.vignettes() for case in whole(one)]
    yield halves(
        Count("callers with an alarm heard", alarm_recalled, subset="vignettes/alarms"), alarming, heard_anywhere
    )
    quiet = [case for one in corpora.vignettes() for case in quiet_turns(one)]
    yield halves(
        Count("turns with a false alarm", alarm_denied, subset="vignettes/false_alarms", wrong=True), quiet, hear
    )


def asked_turns(one: Vignette) -> list[Case]:
    """Turns that answer a question, with the value that the caller means in the end."""
    return [
        Case("vignettes", text, slot, one.held_out, {slot: one.gold[slot]})
        for slot, text in one.turns
        if slot in one.gold
    ]


JOINT = "\n"  # between the turns of a caller, when all are looked at together


def _told(one: Vignette) -> str:
    return JOINT.join(f"{slot}\t{text}" for slot, text in one.turns)


def volunteered_values(one: Vignette) -> list[Case]:
    """What the caller says of slots that were never asked: one case each."""
    asked = {slot for slot, _ in one.turns}
    return [
        Case("vignettes", _told(one), "", one.held_out, {slot: value})
        for slot, value in one.gold.items()
        if slot not in asked
    ]


def whole(one: Vignette) -> list[Case]:
    """The caller as one case."""
    return [Case("vignettes", _told(one), "", one.held_out, one.gold)]


def heard_anywhere(told: str, _: str) -> Heard:
    """All turns of a caller: the last value of a slot, but a danger is not forgotten."""
    values: dict[str, str | int] = {}
    interrupt = "none"
    for line in told.split(JOINT):
        asked, _, text = line.partition("\t")
        heard = hear(text, asked)
        interrupt = heard.interrupt if interrupt == "none" else interrupt
        for slot, value in heard.findings.items():
            if not dangerous(slot, values.get(slot)) or dangerous(slot, value):
                values[slot] = value
    return Heard(values, interrupt)


def extra_values(one: Vignette) -> list[Case]:
    """Turns with all that the caller means, to judge what is filled beside the slot asked."""
    return [Case("vignettes", text, slot, one.held_out, one.gold) for slot, text in one.turns]


def extra_right(case: Case, heard: Heard) -> str | None:
    """Is what was filled beside the slot asked what the caller means?"""
    wrong = [
        f"{slot}={case.expect.get(slot, 'not said')}"
        for slot, value in heard.findings.items()
        if slot != case.asked and not right(slot, case.expect.get(slot), value)
    ]
    return ", ".join(wrong)


def quiet_turns(one: Vignette) -> list[Case]:
    """As `extra_values`; any interrupt is acceptable of a caller who is an emergency."""
    interrupts = frozenset() if one.emergency else frozenset({"none"})
    return [Case("vignettes", text, slot, one.held_out, one.gold, interrupts=interrupts) for slot, text in one.turns]


def alarm_denied(case: Case, heard: Heard) -> str | None:
    """Is no alarm raised that the caller does not mean?"""
    meant = frozenset(slot for slot, value in case.expect.items() if dangerous(slot, value))
    found = [one for one in raised(heard, meant) if case.interrupts or one != heard.interrupt]
    return f"no alarm, but {', '.join(found)}" if found else ""


def other_sentences() -> Iterator[tuple[list[Figure], list[Miss]]]:
    """Quantities, scope, polarity, commands."""
    yield halves(Count("quantities right", values_right, "at least 0.97"), corpora.quantities(), hear)
    yield halves(Count("scope: all right", values_right), corpora.scope(), hear)
    yield halves(
        Count("scope: fills what it must never", never_kept, subset="scope/never", wrong=True), corpora.scope(), hear
    )
    yield halves(
        Count("red flags denied yet present", denial_kept, "0", "scope/denied", wrong=True), corpora.scope(), hear
    )
    yield halves(Count("direct answers: polarity right", polarity_right, "at least 0.98"), corpora.polarity(), hear)
    yield halves(Count("commands understood", command_right, subset="commands/missed"), corpora.commands(), hear)
    yield halves(
        Count("answers taken for a command", answer_kept, subset="commands/stolen", wrong=True),
        corpora.commands(),
        hear,
    )
    everyday = [
        Case(f"everyday/{case.subset}", case.text, case.asked, case.held_out, interrupts=frozenset({"none"}))
        for case in (*corpora.quantities(), *corpora.polarity(), *corpora.commands())
    ]
    yield halves(
        Count("false alarms in all of these but scope", alarm_held, "at most 0.005", "everyday", wrong=True),
        everyday,
        hear,
    )
