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
from voice import build
from voice.journal import day_number, open_file
from voice.settings import Settings, Speech

MINUTES = 60.0
SETTLED = 3  # consultations after which memory is taken to be what it will be
MOST_GROWTH = 0.05  # of that


class NoScreen:
    """Nobody looks."""

    def show(self, text: str) -> None:
        """Show nothing."""


class Held:
    """A consultation in a thread of this process; stands where `Talk` has the program's process."""

    def __init__(self, journal: Path) -> None:
        """Start it."""
        self._journal = journal
        self.problem: BaseException | None = None
        self._thread = threading.Thread(target=self._hold, name="consultation", daemon=True)
        self._thread.start()

    def _hold(self) -> None:
        settings = Settings(region="US", speech=Speech(rate=450))
        outside = build.Outside(NoScreen(), lambda _: None, (open_file(self._journal, words=True),))
        try:
            with build.spoken(replace(settings, captions=False), outside, build.Plan()) as session:
                session.run(day_number())
        except Exception as problem:  # noqa: BLE001 - told at the end, whatever it is
            self.problem = problem

    def poll(self) -> int | None:
        """Return whether it has ended, as a process would."""
        return None if self._thread.is_alive() else 0


@dataclass(frozen=True)
class Round:
    """One consultation: answers given and heard, and what the process held afterwards."""

    given: int
    heard: int
    threads: int
    mebibytes: float
    problem: BaseException | None


def held(card: Card, loudspeaker: Listening, mouth: Mouth, folder: Path) -> Round:
    """Hold one consultation to its end."""
    journal = folder / f"{time.monotonic_ns()}.jsonl"
    program: Any = Held(journal)
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
    one.news()
    heard = sum(bool(entry["utterance"]["text"]) for entry in one.entries if entry["entry"] == "heard")
    return Round(given, heard, threading.active_count(), resident(), program.problem)


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
        threads = threading.active_count()
        until = time.monotonic() + 60 * minutes
        while time.monotonic() < until:
            loudspeaker.forget()
            rounds.append(held(card, loudspeaker, mouth, Path(folder)))
            one = rounds[-1]
            print(
                f"{len(rounds)}: {one.given} given, {one.heard} heard, {one.threads - threads} threads left, "
                f"{one.mebibytes:.0f} MiB",
                flush=True,
            )
            if one.problem is not None:
                print(f"Broken: {str(one.problem).splitlines()[0]}")
                break
        mouth.close()
        loudspeaker.close()
    return judged(rounds, threads)


def judged(rounds: list[Round], threads: int) -> int:
    """Say what held, and return 1 if something did not."""
    settled = rounds[min(SETTLED, len(rounds)) - 1].mebibytes
    growth = rounds[-1].mebibytes / settled - 1
    lost = sum(one.given - one.heard for one in rounds)
    left = rounds[-1].threads - threads
    problems = sum(one.problem is not None for one in rounds)
    print(
        f"{len(rounds)} consultations, {lost} answers lost, {problems} broken, {left} threads left, "
        f"memory grown by {growth:.1%} since the third."
    )
    return int(bool(lost or problems or left > 1 or growth > MOST_GROWTH))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
