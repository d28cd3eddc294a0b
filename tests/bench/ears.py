"""What both ears make of spoken answers, and of what is no answer, beside one ear alone and beside pocketsphinx.

The report is over what nothing was tuned on: the kept half of the strange speech, the second half of the kitchen, the
voices kept for reporting. ``--quick`` is over the other halves and a voice kept for tuning, so that it may be tuned by.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from models.train import engines, evaluate, listeners, voices
from tests.bench import corpora
from tests.bench.corpora import TODAY
from tests.bench.engine import alarm_slots, content, dangerous, denied
from tests.bench.figures import Figure, Report, share
from tests.bench.rooms import in_kitchen, no_speech, own_prompts, recording
from tests.bench.spoken import (
    AFTER,
    BEFORE,
    Answer,
    Judged,
    Reading,
    Shown,
    answers,
    ears,
    judged,
    questions,
    render,
    shown,
)
from tests.scenarios.talk import play
from tests.scenarios.vignettes import Person, Told, Vignette, read, tell
from voice.core.events import Heard, Listen, NoInput
from voice.core.terms import ListenKind, SlotId, SlotKind, Urgency
from voice.core.understand import understand
from voice.endpointing import level
from voice.ports import Pcm

ROOMS = {"clean": (None, 0.90), "20 dB": (20.0, 0.88), "10 dB": (10.0, 0.82), "5 dB": (5.0, 0.70)}
EACH_PRESENT, EACH_ABSENT = 9, 9  # spoken answers to each question about a danger sign, by each voice
QUICK_EACH = 4  # one in so many, where the tuning halves are many
LOUD = 0.1  # of the loudest frame: speech has begun
FALSE_ACCEPTS = "at most 0.01"
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Plan:
    """Over what it is measured, and whether pocketsphinx hears it, too."""

    tuning: bool
    voices: tuple[str, ...]
    each: int
    sphinx: bool


def report() -> Report:
    """Over what was kept; half an hour of one processor core."""
    return _measured(Plan(tuning=False, voices=voices.HELD_OUT, each=1, sphinx=True))


def quick() -> Report:
    """Over some of what is there to be tuned by, without pocketsphinx."""
    return _measured(Plan(tuning=True, voices=voices.DEVELOPMENT, each=QUICK_EACH, sphinx=False))


def _measured(plan: Plan) -> Report:
    halves = "the halves and voices for tuning" if plan.tuning else "the halves and voices that nothing was tuned on"
    found = Report(f"Two ears, over {halves}")
    for name, sounds in no_answers(plan).items():
        found.add(f"No answer: {name}", false_accepts(sounds, plan))
    installed = all(engines.installed(label.split("-")[0]) for label in plan.voices)
    if installed:
        with TemporaryDirectory() as scratch:
            found.add("Danger signs, spoken", misses(danger_signs(plan, Path(scratch)), plan))
            if corpora.vignettes():
                found.add("Answers of callers, spoken", spoken_answers(plan, Path(scratch)))
            found.add("Whole consultations, spoken", consultations(plan, Path(scratch)))
            natural = voices.NATURAL_DEVELOPMENT if plan.tuning else voices.NATURAL_HELD_OUT
            if corpora.vignettes() and engines.installed(voices.as_recorded(natural[0]).engine):
                other = replace(plan, voices=natural)
                found.add("Answers of callers, spoken by natural voices", spoken_answers(other, Path(scratch)))
    else:
        found.remarks.append(f"Spoken answers were left out: they need {', '.join(plan.voices)}.")
    found.remarks.append(f"Voices: {', '.join(plan.voices)}. A miss is counted though the question may be asked again.")
    found.remarks.append("pocketsphinx and the grammar alone hear each question's own grammar, as the first ear does.")
    return found


def no_answers(plan: Plan) -> dict[str, list[Pcm]]:
    """Sounds that answer nothing, by kind."""
    found: dict[str, list[Pcm]] = {}
    strange = corpora.SHARED / "speech" / "ood"
    if strange.is_dir():
        files = evaluate.strange_speech(strange, "development" if plan.tuning else "held-out")
        found["spoken coffee orders"] = [recording(file) for file in files[:: plan.each]]
    found["silence and noise"] = [sound for _, sound in no_speech(tuning=plan.tuning)]
    found["the program's own sentences"] = [sound for _, sound in own_prompts(tuning=plan.tuning)][:: plan.each]
    return found


def false_accepts(sounds: Sequence[Pcm], plan: Plan) -> Iterator[Figure]:
    """Each sound as the answer to one question after the other: a yes or no taken for good, or an alarm raised."""
    counts = {"both ears": 0, "the grammar alone": 0, "pocketsphinx": 0}
    asked_again = 0
    for sound, slot in zip(sounds, cycle(questions()), strict=False):
        one = heard(sound, slot)
        settled = one.found["both"] in ("present", "absent") and not one.doubtful
        counts["both ears"] += settled or one.alarm
        asked_again += one.doubtful or one.suspected
        counts["the grammar alone"] += accepts(one.reading.text, slot)
        if plan.sphinx:
            counts["pocketsphinx"] += accepts(sphinx().hear(sound, slot), slot)
    for name, count in counts.items():
        if plan.sphinx or name != "pocketsphinx":
            target = FALSE_ACCEPTS if name == "both ears" else ""
            yield share(f"taken for yes, no or an alarm, {name}", count, len(sounds), target)
    yield share("asked about once more, both ears", asked_again, len(sounds))


def heard(sound: Pcm, slot: SlotId, text: str = "") -> Judged:
    """A sound as the answer to a question."""
    reading = ears().hear_sound(sound, Listen(ListenKind.QUESTION, (slot,)))
    return judged(Answer(slot, "", text, held_out=True), reading)


def accepts(text: str, slot: SlotId) -> bool:
    """Would these words, believed, answer the question or raise an alarm?"""
    found = understand(text, (slot,), content().pathway, TODAY.toordinal())
    alarms = [one for one, value in found.findings.items() if one in alarm_slots() and dangerous(one, _plain(value))]
    return shown(found.findings, slot) in ("present", "absent") or bool(alarms or found.interrupt)


def _plain(value: Any) -> Shown:
    return getattr(value, "value", value)


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer and its sound."""

    answer: Answer
    sound: Pcm


def danger_signs(plan: Plan, scratch: Path) -> list[Spoken]:
    """What people say to questions about danger signs, both ways, by each voice."""
    listed = []
    for slot, question in content().pathway.questions.items():
        if question.kind is not SlotKind.FINDING or not (question.alarm or question.guarded):
            continue
        by_meaning: dict[Shown, list[str]] = {"present": [], "absent": []}
        for text in content().expected.slots[slot]:
            meant = shown(understand(text, (slot,), content().pathway, TODAY.toordinal()).findings, slot)
            if meant in by_meaning:
                by_meaning[meant].append(text)
        chosen = by_meaning["present"][:EACH_PRESENT] + by_meaning["absent"][:EACH_ABSENT]
        listed += [Answer(slot, voice, text, held_out=True) for text in chosen for voice in plan.voices]
    return _said(listed[:: plan.each], scratch)


def _said(listed: Sequence[Answer], scratch: Path) -> list[Spoken]:
    files = render(listed, scratch)
    return [Spoken(one, recording(file)) for one, file in zip(listed, files, strict=True)]


def misses(spoken: Sequence[Spoken], plan: Plan) -> Iterator[Figure]:
    """How many danger signs were taken for absent, and how many denials for danger."""
    found = [heard(one.sound, one.answer.slot, one.answer.text) for one in spoken]
    said = [one for one in found if dangerous(one.answer.slot, one.typed)]
    denials = [one for one in found if denied(one.typed)]
    for ear, name in (("both", "both ears"), ("narrow", "the grammar alone")):
        missed = sum(denied(one.found[ear]) for one in said)
        yield share(f"said and taken for absent, {name}", missed, len(said), "at most 0.01" if ear == "both" else "")
        if ear == "both":
            yield Figure("the same, with its 95 percent bound", upper_bound(missed, len(said)))
        false = sum(dangerous(one.answer.slot, one.found[ear]) for one in denials)
        yield share(f"denied and taken for present, {name}", false, len(denials))
        yield share(f"as typed, {name}", sum(one.same(ear) for one in found), len(found))
    yield share("asked about once more, both ears", sum(one.doubtful for one in found), len(found))
    if plan.sphinx:
        other = [(one, shown_of(sphinx().hear(one.sound, one.answer.slot), one.answer.slot)) for one in spoken]
        typed = [one.typed for one in found]
        pairs = [(one.answer.slot, meant, got) for (one, got), meant in zip(other, typed, strict=True)]
        present = [(slot, got) for slot, meant, got in pairs if dangerous(slot, meant)]
        yield share("said and taken for absent, pocketsphinx", sum(denied(got) for _, got in present), len(present))
        yield share("as typed, pocketsphinx", sum(meant == got for _, meant, got in pairs), len(pairs))


def shown_of(text: str, slot: SlotId) -> Shown:
    """The finding in words, believed."""
    return shown(understand(text, (slot,), content().pathway, TODAY.toordinal()).findings, slot)


def upper_bound(count: int, of: int) -> float:
    """The share that is exceeded with a chance of one in twenty only, if ``count`` of ``of`` were seen
    (Clopper and Pearson, one-sided)."""
    from scipy.stats import beta

    return 1.0 if count >= of else float(beta.ppf(SURE, count + 1, of - count))


def spoken_answers(plan: Plan, scratch: Path) -> Iterator[Figure]:
    """What callers answer, in a quiet room and in a kitchen: the finding that typing gives."""
    spoken = _said(answers(plan.voices)[:: plan.each], scratch)
    quiet: list[Reading] = []
    for room, (decibels, least) in ROOMS.items():
        sounds = [_in_room(one.sound, decibels, place, plan) for place, one in enumerate(spoken)]
        found = [heard(sound, one.answer.slot, one.answer.text) for one, sound in zip(spoken, sounds, strict=True)]
        target = f"at least {least}"
        yield share(f"finding as typed, {room}, both ears", sum(one.same("both") for one in found), len(found), target)
        yield share(f"the same, the grammar alone, {room}", sum(one.same("narrow") for one in found), len(found))
        yield share(f"a yes for a no or the reverse, {room}, both ears", _opposites(found), len(found))
        yield share(f"asked about once more, {room}", sum(one.doubtful for one in found), len(found))
        if plan.sphinx:
            other = [
                shown_of(sphinx().hear(sound, one.answer.slot), one.answer.slot)
                for one, sound in zip(spoken, sounds, strict=True)
            ]
            right = sum(got == one.typed for got, one in zip(other, found, strict=True))
            yield share(f"the same, pocketsphinx, {room}", right, len(found))
        quiet = quiet or [one.reading for one in found]
    work, seconds = sum(one.work for one in quiet), sum(one.seconds for one in quiet)
    yield Figure("real-time factor of both ears", work / max(seconds, 1e-6), "at most 0.06", f"{seconds:.0f} seconds")
    waits = sorted(wait for one in spoken if (wait := first_partial(one.sound)) is not None)
    if waits:
        middle = 1000 * waits[len(waits) // 2]
        yield Figure("milliseconds of sound from its start to the first word, median", middle, "at most 300")


def _opposites(found: Sequence[Judged]) -> int:
    return sum(one.opposite("both") and not one.doubtful for one in found)


def _in_room(sound: Pcm, decibels: float | None, place: int, plan: Plan) -> Pcm:
    return sound if decibels is None else in_kitchen(sound, decibels, place, tuning=plan.tuning)


def first_partial(sound: Pcm) -> float | None:
    """Seconds of sound between the first loud frame and the first words; None where none came."""
    from voice.audio.wav import pieces, silence

    frames = [silence(BEFORE, sound.rate), *pieces(sound, 0.02), silence(AFTER, sound.rate)]
    loud = LOUD * max(level(frame) for frame in frames)
    recognizer = ears().open(Listen(ListenKind.OPENING))
    began: float | None = None
    at = 0.0
    for frame in frames:
        began = at if began is None and level(frame) > loud else began
        at += frame.seconds
        if recognizer.accept(frame) and began is not None:
            return at - began
    return None


class Speaker(Person):
    """A caller who speaks."""

    def __init__(self, vignette: Vignette, say: Callable[[str], Pcm]) -> None:
        super().__init__(vignette)
        self._say = say

    def answer(self, listen: Listen) -> Heard | NoInput:
        """Say what is so, and return what is heard of it."""
        utterance = ears().hear_sound(self._say(self.words(listen)), listen).utterance
        return Heard(utterance) if utterance.text or utterance.free else NoInput()


def consultations(plan: Plan, scratch: Path) -> Iterator[Figure]:
    """The forty written callers, each spoken by one voice from beginning to end."""
    people = read()[0][:: plan.each]
    typed = [tell(one, content().pathway) for one in people]
    spoken = [_told(one, voice, scratch) for one, voice in zip(people, cycle(plan.voices), strict=False)]
    same = sum(one.urgency is other.urgency for one, other in zip(spoken, typed, strict=True))
    yield Figure("urgency as when typed", same, f"at least {round(len(people) * 37 / 40)}", f"{len(people)}")
    lost = [one for one, other in zip(spoken, typed, strict=True) if _lost(one, other)]
    yield Figure("emergencies lost", len(lost), "none", str(sum(one.urgency is Urgency.EMERGENCY for one in typed)))
    lower = sum(one.too_low for one in spoken)
    yield Figure("told too little", lower, "none", f"{len(people)}")
    asked = [one.close.questions for one in spoken if one.close]
    typed_asked = [one.close.questions for one in typed if one.close]
    yield Figure("questions asked, mean", float(np.mean(asked)), "", f"typed: {np.mean(typed_asked):.1f}")


def _told(vignette: Vignette, voice: str, scratch: Path) -> Told:
    engine, name = voice.split("-", 1)

    def say(text: str) -> Pcm:
        return recording(voices.read_aloud([voices.Reading(text, voices.Voice(engine, name))], scratch, 1)[0])

    return Told(vignette, play(Speaker(vignette, say), content().pathway).close)


def _lost(spoken: Told, typed: Told) -> bool:
    return typed.urgency is Urgency.EMERGENCY and spoken.urgency is not Urgency.EMERGENCY


class Sphinx:
    """pocketsphinx with each question's grammar, less the phrases with words that it does not know."""

    def __init__(self) -> None:
        self._one = listeners.PocketSphinx()
        self._grammars: dict[SlotId, listeners.Grammar] = {}

    def hear(self, sound: Pcm, slot: SlotId) -> str:
        """What it hears in answer to a question."""
        if slot not in self._grammars:
            phrases = dict.fromkeys(content().phrases_for((slot,)))
            known = tuple(text for text in phrases if all(self._one.knows(word) for word in text.split()))
            self._grammars[slot] = listeners.Grammar(known)
        samples = np.frombuffer(sound.samples, "<i2").astype("f4")
        pad = np.zeros(int(BEFORE * sound.rate), "f4")
        return self._one.hear(np.concatenate([pad, samples, pad]), self._grammars[slot]).text


@cache
def sphinx() -> Sphinx:
    """One for all, since its grammars are kept."""
    return Sphinx()
