"""A consultation from start to end, with what is kept of it: settings, journal, reports, the unfinished rest."""

import os
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

from voice import build
from voice.commands.terminal import report
from voice.core.terms import Utterance
from voice.errors import ExitCode
from voice.gauge import Gauge
from voice.journal import Journals, MemoryJournal, open_file
from voice.ports import Journal
from voice.preferences import PreferencesFile, Remembering
from voice.preparing import Preparation, settled
from voice.session import Session
from voice.settings import Settings
from voice.unfinished import UnfinishedFile


@dataclass(frozen=True, slots=True)
class Start:
    """A consultation ready to begin, its settings, where they are kept, and what was said already."""

    session: Session
    settings: Settings
    file: PreferencesFile | None
    heard: Utterance | None = None


def prepared(flags: Namespace, start: Start, gauge: Gauge | None, today: int) -> Start:
    """Ask how to hold consultations, and keep the answers; raises VoiceError."""
    region = flags.region is None and not os.environ.get("BACKTALK_REGION")
    found = Preparation(start.session, start.settings.speech, gauge, region).run(today)
    chosen = found.chosen
    if found.asked and start.file is not None:
        start.file.write(chosen)
    session = build.in_region(settled(start.session, chosen), chosen.region)
    resume = start.settings.resume if chosen.resume is None else chosen.resume
    return Start(session, replace(start.settings, speech=found.speech, resume=resume), start.file, found.heard)


def consult(flags: Namespace, start: Start, today: int) -> ExitCode:
    """Hold the consultation; what is changed by voice is remembered."""
    session = start.session
    about = {"language": start.settings.language, "region": session.pathway.region.id}
    remembering = (Remembering(start.settings.speech, start.file),) if start.file is not None else ()
    session = replace(session, journal=Journals((session.journal, *_journals(flags, about), *remembering)))
    with _reported(flags, session) as reported:
        return _keeping(flags, start.settings, reported).run(today, start.heard).code


def _keeping(flags: Namespace, settings: Settings, session: Session) -> Session:
    """Return the consultation as one that is kept until it is finished, if that was chosen; to choose against it
    deletes what was kept."""
    file = UnfinishedFile(Path(platformdirs.user_state_dir("backtalk")) / "unfinished.json", report)
    if settings.resume:
        return replace(session, keeper=file, kept=file.read(session.pathway))
    if flags.resume is False:
        file.forget()
    return session


@contextmanager
def _reported(flags: Namespace, session: Session) -> Iterator[Session]:
    """Yield the consultation, and write the reports that were asked for however it ends; raises ReportError."""
    if not flags.report:
        yield session
        return
    from voice import reporting  # noqa: PLC0415 - only when wanted; it would delay the first word

    reporting.ready(flags.report)
    memory = MemoryJournal()
    try:
        yield replace(session, journal=Journals((session.journal, memory)))
    finally:
        reporting.write(flags.report, memory.entries, session.pathway)


def _journals(flags: Namespace, about: Mapping[str, str]) -> tuple[Journal, ...]:
    """Return the journal file if one is wanted, which notes ``about`` at the start; raises JournalError."""
    if flags.journal is None and not flags.journal_words:
        return ()
    place = flags.journal if flags.journal and flags.journal.name else Path(platformdirs.user_state_dir("backtalk"))
    return (open_file(place, words=flags.journal_words, about=about),)
