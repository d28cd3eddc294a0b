"""What real people say becomes findings: how well, against which peers, how fast, in how much memory."""

from collections.abc import Iterable, Iterator

from tests.bench import corpora
from tests.bench.corpora import Case, Vignette
from tests.bench.engine import Heard, Listener, dangerous, hear
from tests.bench.figures import Figure, Miss, Report
from tests.bench.judging import (
    alarm_held,
    alarm_recalled,
    answer_kept,
    any_alarm,
    any_interrupt,
    command_right,
    denial_kept,
    direct_polarity,
    failures,
    halves,
    interrupt_held,
    interrupt_recalled,
    never_kept,
    not_opposite,
    polarity_right,
    values_right,
)
from tests.bench.scoring import Tally, alarm_expected, raised, right

Section = tuple[str, list[Figure], list[Miss]]
ABSENT_FOLDER = "The folder shared beside the repository is not there: its sentences and callers were left out."


def quick() -> Report:
    """All figures on sentences; peers, time and memory are left out."""
    found = Report("Understanding")
    for heading, figures, _ in sections():
        found.add(heading, figures)
    found.remarks.append(
        "Of shared sentences, the half reported is that whose SHA-256 begins with an odd byte (of callers, of their "
        "name); of the sentences beside the tests, that marked held_out. The other half is tuned on."
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
    yield halves("alarms recalled", cases, listener, alarm_recalled, "at least 0.97", "phrases/alarms")
    yield failures("false alarms", cases, listener, alarm_held, "at most 0.005", "phrases/false_alarms")
    yield halves("interrupts recalled", cases, listener, interrupt_recalled, subset="phrases/interrupts")
    yield failures("false interrupts", cases, listener, interrupt_held, subset="phrases/false_interrupts")
    yield findings(cases, listener)
    yield failures("red flags denied yet present", cases, listener, denial_kept, "0", "phrases/denied")
    yield halves("yes, no or unsure read right", cases, listener, direct_polarity, "at least 0.98", "phrases/polarity")
    yield halves("polarity of any sentence right", cases, listener, polarity_right, subset="phrases/polarity_any")


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
    yield halves("their own interrupt set off", cases, hear, interrupt_recalled, "at least 0.98")
    yield halves("any interrupt set off", cases, hear, any_interrupt)[0], []
    yield halves("any alarm raised", cases, hear, any_alarm, subset="alarms/silent")
    yield halves("what else they say is filled", cases, hear, values_right, subset="alarms/values")
    yield failures("look-alikes that set off an interrupt", others, hear, interrupt_held, "at most 0.02")
    plain = [case for case in others if alarm_expected(case) is False]
    yield failures("look-alikes that raise an alarm", plain, hear, alarm_held, subset="lookalikes/slots")
    yield halves("what look-alikes say is filled", others, hear, values_right, subset="lookalikes/values")
    yield failures("red flags denied yet present", (*cases, *others), hear, denial_kept, "0", "alarms/denied")


def each_interrupt() -> Iterator[tuple[list[Figure], list[Miss]]]:
    """Recall and look-alikes for one interrupt after the other."""
    names = list(dict.fromkeys(case.subset.partition("/")[2] for case in corpora.alarms()))
    for name in names:
        cases = [case for case in corpora.alarms() if case.subset.endswith(f"/{name}")]
        others = [case for case in corpora.lookalikes() if case.subset.endswith(f"/{name}")]
        yield halves(f"{name} recalled", cases, hear, interrupt_recalled, "at least 0.98")[0], []
        yield failures(f"{name} look-alikes", others, hear, interrupt_held, "at most 0.02")[0], []


def callers() -> Iterator[tuple[list[Figure], list[Miss]]]:
    """The shared callers: the slot asked in each turn, then what they volunteer, then alarms."""
    asked = [case for one in corpora.vignettes() for case in asked_turns(one)]
    volunteered = [case for one in corpora.vignettes() for case in volunteered_values(one)]
    yield halves("value of the slot asked exactly right", asked, hear, values_right, "at least 0.95", "vignettes/asked")
    yield failures("opposite value", asked, hear, not_opposite, "0", "vignettes/opposite")
    yield halves("values volunteered right", volunteered, heard_anywhere, values_right, subset="vignettes/volunteered")
    yield failures("opposite values volunteered", volunteered, heard_anywhere, not_opposite, "0", "vignettes/opposite")
    turns = [case for one in corpora.vignettes() for case in extra_values(one)]
    yield failures(
        "turns that fill a slot beside the one asked wrongly", turns, hear, extra_right, subset="vignettes/extra"
    )
    alarming = [case for one in corpora.vignettes() for case in whole(one)]
    yield halves("callers with an alarm heard", alarming, heard_anywhere, alarm_recalled, subset="vignettes/alarms")
    quiet = [case for one in corpora.vignettes() for case in quiet_turns(one)]
    yield failures("turns with a false alarm", quiet, hear, alarm_denied, subset="vignettes/false_alarms")


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
    yield halves("quantities right", corpora.quantities(), hear, values_right, "at least 0.97")
    yield halves("scope: all right", corpora.scope(), hear, values_right)
    yield failures("scope: fills what it must never", corpora.scope(), hear, never_kept, subset="scope/never")
    yield failures("red flags denied yet present", corpora.scope(), hear, denial_kept, "0", "scope/denied")
    yield halves("direct answers: polarity right", corpora.polarity(), hear, polarity_right, "at least 0.98")
    yield halves("commands understood", corpora.commands(), hear, command_right, subset="commands/missed")
    yield failures("answers taken for a command", corpora.commands(), hear, answer_kept, subset="commands/stolen")
    everyday = [
        Case(f"everyday/{case.subset}", case.text, case.asked, case.held_out, interrupts=frozenset({"none"}))
        for case in (*corpora.quantities(), *corpora.polarity(), *corpora.commands())
    ]
    yield failures("false alarms in all of these but scope", everyday, hear, alarm_held, "at most 0.005", "everyday")
