"""The command line: the only module that prints, reads the environment, and turns failures into exit codes."""

import importlib.util
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

import platformdirs

from voice import build, doctor, inspection, places, replay, reporting
from voice.chart.plan import plan_of
from voice.chart.svg import svg_of
from voice.chart.text import text_of
from voice.content import Content
from voice.core.terms import Utterance
from voice.errors import ExitCode, JournalError, SettingsError, VoiceError
from voice.evaluation.hearing import Backend, Work
from voice.flags import parser, settings_of
from voice.gauge import Gauge
from voice.hearing import hear_file
from voice.journal import Journals, MemoryJournal, day_number, open_file
from voice.keyboard import open_keys
from voice.machine import MachineReport, read_objects, text_field
from voice.models import check, starter
from voice.ports import Journal
from voice.preferences import Preferences, PreferencesFile, Remembering, from_environment
from voice.preparing import Preparation, settled
from voice.recognizers.console import open_json, open_keyboard
from voice.session import Session
from voice.settings import Settings
from voice.store.account import lines_of, object_of
from voice.store.catalogue import read_catalogue, wanted
from voice.store.fetching import PercentLines, Progress
from voice.store.shelf import STARTER, Shelf
from voice.timing import Timing
from voice.unfinished import UnfinishedFile
from voice.waiting import wait


class Terminal:
    """A screen that is plain lines on a stream, each written at once."""

    def __init__(self, stream: TextIO) -> None:
        """Print on ``stream``."""
        self._stream = stream

    def show(self, text: str) -> None:
        """Print one line."""
        print(text, file=self._stream, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""
    flags = parser().parse_args(arguments)
    commands: Mapping[str, Callable[[Namespace, Settings, PreferencesFile | None], ExitCode]] = {
        "run": _run,
        "type": _type,
        "hear": _hear,
        "explain": _explain,
        "check": _check,
        "draw": _draw,
        "replay": _replay,
        "devices": _devices,
        "evaluate": _evaluate,
        "doctor": _doctor,
        "setup": _setup,
        "models": _models,
    }
    try:
        file = _preferences_file(flags)
        settings = settings_of(flags, _model(flags), _kept(flags, file))
        return commands[flags.command](flags, settings, file)
    except VoiceError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # nobody reads any more; without this Python complains about it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.UNANSWERED


def _run(flags: Namespace, settings: Settings, file: PreferencesFile | None) -> ExitCode:
    """Hold a consultation by voice; at the first start, ask first how to."""
    gauge, timing = Gauge(), Timing() if flags.timings else None
    with ExitStack() as stack:
        keys = stack.enter_context(open_keys(sys.stdin)) if flags.audio is None else None
        plan = build.Plan(flags.audio, flags.record, timing, gauge, keys)
        session = stack.enter_context(build.spoken(settings, _outside(), plan))
        start = _Start(session, settings, file)
        if flags.audio is None and file is not None and file.is_new:
            start = _prepared(flags, start, gauge, day_number(flags.today))
        code = _called(flags, start) if flags.wait else _consult(flags, start, day_number(flags.today))
    if timing is not None:
        _report(json.dumps(timing.summary()))
    return code


def _called(flags: Namespace, start: "_Start") -> ExitCode:
    """Hold a consultation each time somebody calls, until Ctrl-C."""
    code = ExitCode.FINISHED
    if start.heard is not None:
        code = _consult(flags, start, day_number(flags.today))
    start = replace(start, heard=None)
    while code is not ExitCode.INTERRUPTED and wait(start.session):
        code = _consult(flags, start, day_number(flags.today))
    return code


def _setup(flags: Namespace, settings: Settings, file: PreferencesFile | None) -> ExitCode:
    """Ask how to hold consultations; hold one only if a danger comes up."""
    today = day_number(flags.today)
    outside = _outside()
    if flags.keyboard:
        if not flags.speech:
            settings = replace(settings, speech=replace(settings.speech, engine="silent"))
        content = build.load_content(settings)
        session = build.typed(settings, outside, open_keyboard(_typed(content)), content)
        return _set_up(flags, _Start(session, settings, file), None, today)
    gauge = Gauge()
    with open_keys(sys.stdin) as keys, build.spoken(settings, outside, build.Plan(gauge=gauge, keys=keys)) as session:
        return _set_up(flags, _Start(session, settings, file), gauge, today)


def _set_up(flags: Namespace, start: "_Start", gauge: Gauge | None, today: int) -> ExitCode:
    """Ask, and go on at once with a danger that was told of."""
    asked = _prepared(flags, start, gauge, today)
    return ExitCode.FINISHED if asked.heard is None else _consult(flags, asked, today)


@dataclass(frozen=True, slots=True)
class _Start:
    """A consultation ready to begin, its settings, where they are kept, and what was said already."""

    session: Session
    settings: Settings
    file: PreferencesFile | None
    heard: Utterance | None = None


def _prepared(flags: Namespace, start: _Start, gauge: Gauge | None, today: int) -> _Start:
    """Ask how to hold consultations, and keep the answers; raises VoiceError."""
    region = flags.region is None and not os.environ.get("BACKTALK_REGION")
    found = Preparation(start.session, start.settings.speech, gauge, region).run(today)
    chosen = found.chosen
    if found.asked and start.file is not None:
        start.file.write(chosen)
    session = build.in_region(settled(start.session, chosen), chosen.region)
    resume = start.settings.resume if chosen.resume is None else chosen.resume
    return _Start(session, replace(start.settings, speech=found.speech, resume=resume), start.file, found.heard)


def _consult(flags: Namespace, start: _Start, today: int) -> ExitCode:
    """Hold the consultation; what is changed by voice is remembered."""
    session = start.session
    about = {"language": start.settings.language, "region": session.pathway.region.id}
    remembering = (Remembering(start.settings.speech, start.file),) if start.file is not None else ()
    session = replace(session, journal=Journals((session.journal, *_journals(flags, about), *remembering)))
    with _reported(flags, session) as reported:
        return _keeping(flags, start.settings, reported).run(today, start.heard).code


def _type(flags: Namespace, settings: Settings, file: PreferencesFile | None) -> ExitCode:
    """Hold a consultation by keyboard, or with another program."""
    today = day_number(flags.today)
    content = build.load_content(settings)
    session = (_type_json if flags.jsonl else _type_lines)(settings, content)
    return _consult(flags, _Start(session, settings, file), today)


def _type_lines(settings: Settings, content: Content) -> Session:
    """Return a consultation in plain lines."""
    return build.typed(settings, _outside(), open_keyboard(_typed(content)), content)


def _type_json(settings: Settings, content: Content) -> Session:
    """Return a consultation in lines of JSON; what has no place in them goes to standard error."""
    report = MachineReport(content.pathway, _write_json)
    outside = build.Outside(Terminal(sys.stderr), _report, (report,))
    return build.typed(replace(settings, captions=False), outside, open_json(_input()), content)


def _keeping(flags: Namespace, settings: Settings, session: Session) -> Session:
    """Return the consultation as one that is kept until it is finished, if that was chosen; to choose against it
    deletes what was kept."""
    file = UnfinishedFile(Path(platformdirs.user_state_dir("backtalk")) / "unfinished.json", _report)
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
    reporting.ready(flags.report)
    memory = MemoryJournal()
    try:
        yield replace(session, journal=Journals((session.journal, memory)))
    finally:
        reporting.write(flags.report, memory.entries, session.pathway)


def _hear(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Say what is recognised and found in recordings."""
    content = build.load_content(settings)
    asked = build.known_slot(flags.asked, content)
    ear = build.ear(settings, content, _outside())
    accounts = (hear_file(file, asked, ear, content, settings.hearing) for file in flags.files)
    if flags.json:
        print(json.dumps([account.as_object() for account in accounts]))
        return ExitCode.FINISHED
    for account in accounts:
        if flags.jsonl:
            _write_json(account.as_object())
        else:
            print("\n".join(account.as_lines()), flush=True)
    return ExitCode.FINISHED


def _explain(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Say how a sentence is understood."""
    content = build.load_content(settings)
    if flags.jsonl:
        for number, found in read_objects(_input()):
            text = text_field(number, found, "text") or ""
            asked = build.known_slot(text_field(number, {"asked": None, **found}, "asked"), content)
            _write_json({"id": found.get("id"), **inspection.explain_object(content, text, asked)})
        return ExitCode.FINISHED
    if flags.text is None:
        message = "Give the sentence to explain, or --jsonl to read sentences line by line."
        raise SettingsError(message)
    asked = build.known_slot(flags.asked, content)
    if flags.json:
        print(json.dumps(inspection.explain_object(content, flags.text, asked)))
    else:
        print("\n".join(inspection.explain_lines(content, flags.text, asked)))
    return ExitCode.FINISHED


def _check(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Report every problem of the content; loading it finds those that make it unusable."""
    content = build.load_content(settings)
    reference = replace(settings, language=Settings().language)
    problems = inspection.check(content, None if reference == settings else build.load_content(reference))
    if flags.json:
        print(json.dumps({"problems": problems}))
    else:
        print("\n".join(problems) if problems else "The content has no problems.")
    return ExitCode.CHECK_FAILED if problems else ExitCode.FINISHED


def _draw(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Draw the pathway, or tell it in lines; raises ReportError."""
    plan = plan_of(build.load_content(settings).pathway)
    drawn = text_of(plan) if flags.text else svg_of(plan)
    if flags.file is None:
        print(drawn, end="")
    else:
        reporting.save(flags.file, drawn)
    return ExitCode.FINISHED


def _replay(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Feed a journal through the core again; raises JournalError where it is cut short, after telling what there is."""
    reporting.ready(flags.report)
    consultations = replay.read(flags.journal)
    accounts = []
    for consultation in consultations:
        language = flags.language or consultation.about.get("language", settings.language)
        region = flags.region or consultation.about.get("region", settings.region)
        pathway = build.load_content(replace(settings, language=language, region=region)).pathway
        accounts.append(replay.replay(consultation, pathway))
        reporting.write(flags.report, consultation.entries, pathway)
    print(json.dumps(replay.as_object(accounts)) if flags.json else "\n".join(replay.as_lines(accounts)))
    if not all(account.ended for account in accounts):
        message = f"The journal {flags.journal} ends before its consultation did."
        raise JournalError(message)
    return ExitCode.CHECK_FAILED if any(account.differences for account in accounts) else ExitCode.FINISHED


def _devices(flags: Namespace, settings: Settings, file: PreferencesFile | None) -> ExitCode:
    """List microphones and loudspeakers."""
    found = build.devices(flags.use or settings.devices.name)
    if flags.use:
        if build.lacks(flags.use):
            message = f"No device for both speaking and listening has {flags.use} in its name; see backtalk devices."
            raise SettingsError(message)
        if file is not None:
            file.write(Preferences(device=flags.use))
    if flags.json:
        print(json.dumps({"devices": [each.as_object() for each in found]}))
    else:
        print("\n".join(each.as_line() for each in found))
    return ExitCode.FINISHED


def _evaluate(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Say how well a folder of recordings is heard."""
    if flags.jobs < 1:
        message = f"At least one recording must be heard at a time; --jobs {flags.jobs} will not do."
        raise SettingsError(message)
    work = Work(build.listening, settings, flags.jobs, Backend(flags.backend), flags.scheduler)
    asked = build.known_slot(flags.asked, build.load_content(settings)) if flags.asked else None
    found = build.evaluate(flags.folder, asked, work, _outside())
    print(json.dumps(found.as_object()) if flags.json else "\n".join(found.as_lines()))
    return ExitCode.DEVICE if found.unreadable else ExitCode.FINISHED


def _doctor(flags: Namespace, settings: Settings, file: PreferencesFile | None) -> ExitCode:
    """Say what is missing on this machine, each as soon as it is known."""
    patient = doctor.Patient(settings, _outside(), file, Path(platformdirs.user_state_dir("backtalk")))
    made = []
    for one in doctor.examine(patient):
        made.append(one)
        if not flags.json:
            print(one.as_line(), flush=True)
    problems = sum(not one.fine for one in made)
    if flags.json:
        print(json.dumps({"checks": [one.as_object() for one in made], "problems": problems}))
    else:
        print(f"{problems} problem{'s' if problems > 1 else ''}." if problems else "Everything is ready.")
    return ExitCode.CHECK_FAILED if problems else ExitCode.FINISHED


def _models(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """List, fetch, choose or check speech models."""
    shelf = _shelf()
    match str(flags.action):
        case "list":
            rows = build.model_rows(settings, _outside(), shelf)
            print(json.dumps(object_of(shelf, rows)) if flags.json else "\n".join(lines_of(shelf, rows)))
        case "get":
            listed = wanted(flags.name, read_catalogue(places.catalogue()), flags.sha256)
            folder = build.fetch_model(settings, shelf, listed, _progress(flags.progress))
            print(f"The model {listed.name} is in {folder}. To use it: backtalk models use {listed.name}")
        case "use":
            shelf.choose(flags.name)
            print(f"From now on {flags.name} is used, unless --model or BACKTALK_MODEL names another.")
        case _:
            named = None if flags.name is None or flags.name == STARTER else check(shelf.place(flags.name))
            in_use = starter() if flags.name == STARTER else build.model_in_use(settings.hearing, _outside())
            found = build.checked_model(settings, named or in_use)
            print(json.dumps(found.as_object()) if flags.json else "\n".join(found.as_lines()))
    return ExitCode.FINISHED


def _progress(how: str) -> Progress | None:
    """Return what tells how far a file has come: lines, unless a bar is asked for and there is a terminal for it."""
    if how == "bar" and sys.stderr.isatty() and importlib.util.find_spec("tqdm") is not None:
        from tqdm import tqdm  # noqa: PLC0415 - only when wanted

        bar: Progress = tqdm(total=1, unit="B", unit_scale=True, file=sys.stderr)  # pooch sets the true total
        return bar
    return None if how == "off" else PercentLines(_report)


def _shelf() -> Shelf:
    """Return where fetched models are kept on this system."""
    return Shelf(Path(platformdirs.user_data_dir("backtalk")) / "models")


def _model(flags: Namespace) -> Path | None:
    """Return the speech model that was asked for, by flag or by environment."""
    named: Path | None = getattr(flags, "model", None)
    from_environment = os.environ.get("BACKTALK_MODEL")
    return named or (Path(from_environment) if from_environment else None)


def _vosk_folders() -> tuple[Path, ...]:
    """Return where vosk itself keeps models, so that none is fetched twice."""
    own = os.environ.get("VOSK_MODEL_PATH")
    usual = (Path("/usr/share/vosk"), Path(os.path.expanduser("~")) / ".cache" / "vosk")  # noqa: PTH111 - never raises
    return (Path(own), *usual) if own else usual


def _preferences_file(flags: Namespace) -> PreferencesFile | None:
    """Return the file of remembered settings; None where nothing may be remembered.

    What other programs and recordings are heard with must not depend on whose machine it is: there the file counts
    only when it is named.
    """
    named = getattr(flags, "settings", None)
    if "settings" not in flags or named == "off":
        return None
    if named is None:
        named = os.environ.get("BACKTALK_SETTINGS")
        if named == "off" or getattr(flags, "jsonl", False) or getattr(flags, "audio", None):
            return None
    place = Path(named) if named else Path(platformdirs.user_config_dir("backtalk")) / "settings.toml"
    return PreferencesFile(place, _report)


def _kept(flags: Namespace, file: PreferencesFile | None) -> Preferences:
    """Return what was chosen by environment, else what the file holds; raises SettingsError, ContentError."""
    if file is None:
        return Preferences()
    remembered = file.read()
    if flags.command == "type":
        remembered = replace(remembered, speech=None)  # chosen for talking; who types starts without a voice
    if remembered.region is not None and remembered.region not in build.regions():
        _report(f"In the settings file {file.file}, there is no region {remembered.region!r}; it is left unset.")
        remembered = replace(remembered, region=None)
    spoken = flags.command in ("run", "setup") and not getattr(flags, "audio", None) and not flags.device
    if spoken and remembered.device is not None and build.lacks(remembered.device):
        _report(f"The device {remembered.device!r} that was chosen is not there; the system's own choice is used.")
        remembered = replace(remembered, device=None)
    return from_environment(os.environ).over(remembered)


def _journals(flags: Namespace, about: Mapping[str, str]) -> tuple[Journal, ...]:
    """Return the journal file if one is wanted, which notes ``about`` at the start; raises JournalError."""
    if flags.journal is None and not flags.journal_words:
        return ()
    place = flags.journal if flags.journal and flags.journal.name else Path(platformdirs.user_state_dir("backtalk"))
    return (open_file(place, words=flags.journal_words, about=about),)


def _outside() -> build.Outside:
    """Return what a consultation in plain lines needs from here."""
    return build.Outside(Terminal(sys.stdout), _report, (), _vosk_folders(), _shelf())


def _input() -> Iterable[str]:
    """Return standard input's lines as they come; what is not text becomes question marks."""
    if sys.stdin is None or sys.stdin.closed:
        return ()
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return iter(sys.stdin.readline, "")


def _typed(content: Content) -> Iterable[str]:
    """Return what is typed; a letter alone is what that key says in a spoken consultation."""
    return (content.keys.get(line.strip().lower(), line) for line in _input())


def _write_json(found: Mapping[str, Any]) -> None:
    """Print an object as one line at once."""
    print(json.dumps(found), flush=True)


def _report(sentence: str) -> None:
    """Print a sentence beside the point on standard error."""
    print(sentence, file=sys.stderr, flush=True)
