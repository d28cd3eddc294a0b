"""``python -m tests.live.soak [MINUTES]``: one consultation after another in one process, over the virtual sound card.

Memory must stay flat, every thread must end, and every answer must be heard. Exit code 1 if one does not hold.
"""

import os
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.audio.recordings import FOLDER
from tests.live.caller import Listening, Mouth, Talk
from tests.live.card import LOUDSPEAKER, Card, missing, virtual_card
from tests.live.test_consultations import EMERGENCY, listens
from voice import build, memory
from voice.journal import Journals, day_number, open_file
from voice.session import Session
from voice.settings import Settings, Speech

MINUTES = 60.0
SETTLED_SECONDS = 300.0  # after which memory is taken to be what it will be
MOST_GROWTH = 0.05  # of that
EACH = 4  # consultations after which all is closed and opened again
LET_GO_SECONDS = 1.0  # in which what was closed ends


class NoScreen:
    """Nobody looks."""

    def show(self, text: str) -> None:
        """Show nothing."""


class Held:
    """A consultation in a thread of this process; stands where `Talk` has the program's process."""

    def __init__(self, session: Session) -> None:
        """Start it."""
        self.problem: BaseException | None = None
        self._thread = threading.Thread(target=self._hold, args=(session,), name="consultation", daemon=True)
        self._thread.start()

    def _hold(self, session: Session) -> None:
        try:
            session.run(day_number())
            memory.give_back()  # as `run --wait` does between consultations
        except Exception as problem:  # noqa: BLE001 - told at the end, whatever it is
            self.problem = problem

    def poll(self) -> int | None:
        """Return whether it has ended, as a process would."""
        return None if self._thread.is_alive() else 0


@dataclass(frozen=True)
class Round:
    """Some consultations: answers given and heard, and what the process held when all was closed afterwards."""

    given: int
    heard: int
    threads: int
    mebibytes: float
    problem: BaseException | None
    at: float = 0.0  # seconds since the beginning


def held(session: Session, card: Card, loudspeaker: Listening, mouth: Mouth, journal: Path) -> tuple[int, int]:
    """Hold one consultation to its end; return how many answers were given and heard. Raises what went wrong."""
    program: Any = Held(replace(session, journal=Journals((open_file(journal, words=True),))))
    one = Talk(card, program, journal, loudspeaker, mouth)
    given = 0
    until = time.monotonic() + 180
    while program.poll() is None:
        for entry in one.news():
            if listens(entry):
                names = [*entry["asked"], entry["kind"]]
                one.wait_until_quiet()
                one.answer(FOLDER / next(EMERGENCY[name] for name in names if name in EMERGENCY))
                given += 1
        one.expect_time(until)
        time.sleep(0.02)
    if program.problem is not None:
        raise program.problem
    one.news()
    return given, sum(bool(entry["utterance"]["text"]) for entry in one.entries if entry["entry"] == "heard")


def sitting(card: Card, loudspeaker: Listening, mouth: Mouth, folder: Path, begun: float) -> Round:
    """Open everything, hold some consultations, close everything, and see what is left."""
    settings = Settings(region="US", captions=False, speech=Speech(rate=450))
    given = heard = 0
    problem: BaseException | None = None
    try:
        with build.spoken(settings, build.Outside(NoScreen(), lambda _: None), build.Plan()) as session:
            for _ in range(EACH):
                loudspeaker.forget()
                journal = folder / f"{time.monotonic_ns()}.jsonl"
                more, of_them = held(session, card, loudspeaker, mouth, journal)
                given, heard = given + more, heard + of_them
        del session
    except Exception as error:  # noqa: BLE001 - told at the end, whatever it is
        problem = error
    time.sleep(LET_GO_SECONDS)
    memory.give_back()  # else it is glibc's stock of free memory that is measured
    return Round(given, heard, threading.active_count(), resident(), problem, time.monotonic() - begun)


def resident() -> float:
    """Return the mebibytes this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main(words: list[str]) -> int:
    """Hold consultations for so many minutes."""
    reason = missing()
    if reason:
        print(f"Cannot be done here: {reason}.")
        return 0
    minutes = float(words[0]) if words else MINUTES
    rounds: list[Round] = []
    with virtual_card(48_000) as card, tempfile.TemporaryDirectory() as folder:
        os.environ.update(card.environment)
        loudspeaker, mouth = Listening(card, LOUDSPEAKER), Mouth(card)
        threads, begun = threading.active_count(), time.monotonic()
        while time.monotonic() < begun + 60 * minutes:
            rounds.append(sitting(card, loudspeaker, mouth, Path(folder), begun))
            one = rounds[-1]
            print(
                f"After {one.at:.0f} s: {one.given} given, {one.heard} heard, {one.threads - threads} threads left, "
                f"{one.mebibytes:.1f} MiB",
                flush=True,
            )
            if one.problem is not None:
                print(f"Broken: {str(one.problem).splitlines()[0]}")
                break
        used = time.process_time() / (time.monotonic() - begun)
        print(f"Processor, the caller's ears included, but not the voice's own process: {used:.3f} of a core.")
        mouth.close()
        loudspeaker.close()
    return judged(rounds, threads)


def judged(rounds: list[Round], threads: int) -> int:
    """Say what held, and return 1 if something did not."""
    settled = next((one for one in rounds if one.at >= SETTLED_SECONDS), rounds[0])
    growth = rounds[-1].mebibytes / settled.mebibytes - 1
    lost = sum(one.given - one.heard for one in rounds)
    left = rounds[-1].threads - threads
    problems = sum(one.problem is not None for one in rounds)
    print(
        f"{EACH * len(rounds)} consultations, {sum(one.given for one in rounds)} answers, {lost} lost, "
        f"{problems} broken, {left} threads left, memory grown by {growth:.1%} since {settled.at:.0f} s."
    )
    return int(bool(lost or problems or left > 0 or growth > MOST_GROWTH))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
