"""Taking turns: how long people wait after an answer, how often they are cut off, and what listening costs.

Endpoints are counted in sound, over recorded answers with and without a pause inside (`tests.bench.turns`). What a
caller waits for is measured over the virtual sound card, at the sinks' monitors: from the end of an answer to the first
sound of the program, and to the first sample of its next sentence.
"""

import json
import os
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from tests.audio.recordings import FOLDER, path
from tests.bench import turns
from tests.bench.figures import Figure, Report
from tests.bench.start import busy
from tests.live.caller import AUDIBLE, BLOCK, RATE, Listening, Sound, Talk, by_name, talk
from tests.live.card import MOUTH, missing, virtual_card
from voice.audio import wav
from voice.settings import Hearing

SCRIPT = FOLDER / "demo_self_care.yaml"
QUIET_SECONDS = 8.0
MOST_REPLY = 4.0  # seconds after an answer within which a reply belongs to it
EARCON_SECONDS = 0.05
PAUSED_SECONDS = 150.0
SAMPLE = 60  # answers with a pause: each is heard in several times its length
TRIES = 10  # of callers who pause now and then


@dataclass(frozen=True)
class Wait:
    """After one answer: seconds to the first sound, and to the sentence."""

    earcon: float
    reply: float


def report() -> Report:
    """Endpoints, then what is measured over the virtual sound card."""
    found = Report("Taking turns")
    with tempfile.TemporaryDirectory() as scratch:
        found.add("End of the turn, in sound", endpoints(Path(scratch)))
    reason = missing()
    if reason:
        found.remarks.append(f"Not measured over a sound card: {reason}.")
        return found
    with tempfile.TemporaryDirectory() as scratch:
        found.add("Over the virtual sound card", live(Path(scratch)))
    with tempfile.TemporaryDirectory() as scratch:
        found.add("Over the virtual sound card, every answer with a pause", paused(Path(scratch)))
    found.remarks.append("Answers with a pause are split at a word chosen by chance; see tests/bench/turns.py.")
    found.remarks.append("Only the half of the answers that nothing was tuned on; the voices are synthetic.")
    found.remarks.extend(busy())
    return found


def quick() -> Report:
    """Only what is counted in sound."""
    found = Report("Taking turns")
    with tempfile.TemporaryDirectory() as scratch:
        found.add("End of the turn, in sound", endpoints(Path(scratch)))
    return found


def endpoints(scratch: Path) -> Iterator[Figure]:
    """Cut-offs and waits of our own endpoint and of a fixed one, on the same recordings."""
    callers = turns.followed(scratch, held_out=True, sample=SAMPLE)
    for name, hearing in (("own", Hearing()), ("fixed 1.0 s", turns.fixed())):
        for often, part in ((1.0, "all"), (0.5, "half"), (0.25, "a quarter")):
            ended = list(held(callers, hearing, often))
            paused = [one for one in ended if one.followed.answer.pause]
            cut = [one for one in paused if one.cut_off]
            of = f"{len(paused)}"
            yield Figure(f"{name}: cut off, by callers who pause in {part} of them", share(len(cut), len(paused)),
                         "at most 0.02" if often == 1.0 else "", of)  # fmt: skip
            if hearing.hesitant_pause and often == 1.0:
                lost = [one for one in cut if one.followed.last_part > one.turn.elapsed + hearing.resumes_within]
                yield Figure("own: of all these, gone on too late to be taken up again", share(len(lost), len(paused)),
                             "at most 0.02", of)  # fmt: skip
        alone = [one.paused for caller in callers for one in caller if one.paused is not None]
        yield Figure(
            f"{name}: cut off, of those answers, if nothing were learnt of the caller",
            share(sum(one.cut_off(one.turn(hearing)) for one in alone), len(alone)),
            of=f"{len(alone)}",
        )
        whole = list(held(callers, hearing, 0.0))
        waits = sorted(one.wait for one in whole if not one.cut_off)
        yield Figure(f"{name}: wait of callers who never pause, median", round(median(waits), 2), "at most 0.9",
                     f"{len(waits)}")  # fmt: skip
        yield Figure(f"{name}: the same, 95th percentile", round(waits[int(0.95 * len(waits))], 2))
        yield Figure(f"{name}: answers without a pause cut off", share(sum(one.cut_off for one in whole), len(whole)))


def held(callers: Sequence[Sequence[turns.Both]], hearing: Hearing, often: float) -> Iterator[turns.Ended]:
    """Every answer of every caller, one consultation after another, so often with a pause; the seldom pauses by
    chance, tried several times."""
    chance = random.Random(5)
    for _ in range(TRIES if 0 < often < 1 else 1):
        for caller in callers:
            yield from turns.consultation(caller, hearing, often, chance)


def share(part: int, whole: int) -> float:
    """A part of a whole."""
    return round(part / whole, 3) if whole else 0.0


def live(scratch: Path) -> Iterator[Figure]:
    """One consultation of some thirty answers, and a caller who is silent for a while at its beginning."""
    answers = yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))["says"]
    named = {one["asked"]: one["file"] for one in answers if isinstance(one, dict)}
    named["opening"] = next(one for one in answers if isinstance(one, str))
    with virtual_card(48_000) as card, talk(card, scratch, "--rate", "450", "--timings") as one:
        mouth = Listening(card, MOUTH)
        try:
            yield from listening_cost(one)
            one.converse(by_name(named, FOLDER), 400)
            ended = one.end()
        finally:
            mouth.close()
        timings = json.loads(ended.errors.splitlines()[-1])
        waits = list(waits_of(mouth.heard, one.loudspeaker.heard))
    for name, values, target in (
        ("end of an answer to the tone", [wait.earcon for wait in waits], ""),
        ("end of an answer to the first sample of the next sentence", [wait.reply for wait in waits], "at most 0.9"),
    ):
        ordered = sorted(values)
        yield Figure(f"{name}, median", round(median(ordered), 2), target, f"{len(ordered)}")
        yield Figure(f"{name}, 95th percentile", round(ordered[int(0.95 * len(ordered))], 2))
    answers_heard = str(timings["answers"])
    yield Figure("end of the turn to the sentence, median", timings["median_gap_seconds"], "at most 0.1", answers_heard)
    yield Figure("the same, 95th percentile", timings["p95_gap_seconds"], "at most 0.25")
    yield Figure("most memory of the main process, MiB", timings["peak_resident_mebibytes"], "at most 238")


def paused(scratch: Path) -> Iterator[Figure]:
    """One consultation in which every question is answered "no", a pause, and "not at all": is the end heard, too?"""
    chance = random.Random(3)
    no, rest = (wav.read(path(says, "awb"), RATE).samples for says in ("no", "not at all"))
    said, goes_on = 0, False
    with virtual_card(48_000) as card, talk(card, scratch, "--rate", "450") as one:
        until = time.monotonic() + PAUSED_SECONDS
        while one.program.poll() is None and time.monotonic() < until:
            for entry in one.news():
                goes_on = goes_on or entry["entry"] == "resumed"
                if entry["entry"] != "listen":
                    continue
                if goes_on:  # it listens for the rest
                    goes_on = False
                    continue
                one.wait_until_quiet()
                if entry["kind"] not in {"question", "sweep"}:
                    one.answer(path("my upper back hurts" if entry["kind"] == "opening" else "yes", "awb"))
                    continue
                said += 1
                pause = int(chance.uniform(turns.SHORTEST, turns.LONGEST) * RATE)
                one.mouth.say(no + bytes(2 * pause) + rest)
            time.sleep(0.02)
        one.program.terminate()
        ended = one.end()
    found = [entry for entry in ended.entries if entry["entry"] in {"heard", "resumed"}]
    begun = [
        after["entry"] for entry, after in pairwise(found) if entry["entry"] == "heard" and begins_only(entry)
    ]  # what came of answers of which only the first word was heard at first
    lost = sum(name != "resumed" for name in begun)
    yield Figure("answers whose end was not heard", share(lost, said), "at most 0.02", f"{said}")
    yield Figure("taken up again after the next sentence had begun", len(ended.of("resumed")))


def begins_only(entry: Mapping[str, Any]) -> bool:
    """Was only the first word heard?"""
    return bool(entry["utterance"]["text"] == "no")


def listening_cost(one: Talk) -> Iterator[Figure]:
    """What listening to a silent caller costs."""
    one.wait_for(lambda entry: entry["entry"] == "listen", 90)
    one.wait_until_quiet()
    time.sleep(0.5)
    before = processor_seconds(one.program.pid)
    time.sleep(QUIET_SECONDS)
    used = processor_seconds(one.program.pid) - before
    yield Figure("processor while listening, share of a core", round(used / QUIET_SECONDS, 3), "at most 0.15")
    one.answer(FOLDER / "awb/my_upper_back_hurts_after_lifting_boxes_at_work_three_days_ago.flac")


def processor_seconds(number: int) -> float:
    """Processor time of a process so far."""
    after_name = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def waits_of(said: Sequence[Sound], played: Sequence[Sound]) -> Iterator[Wait]:
    """After each answer: when something was played, and when the sentence began behind the tone."""
    ends = [
        one.at + BLOCK / RATE
        for at, one in enumerate(said)
        if one.level > AUDIBLE and all(after.level <= AUDIBLE for after in said[at + 1 : at + 26])
    ]
    for end in ends:
        loud = [one.at for one in played if end < one.at < end + MOST_REPLY and one.level > AUDIBLE]
        if loud and loud[0] > end:
            sentence = next((at for at in loud if at >= loud[0] + EARCON_SECONDS), loud[0])
            yield Wait(loud[0] - end, sentence - end)
