"""The composition root: the only module that picks engines and devices. Imported by `voice.cli` alone.

Engines are found by name, so that a new one is a new file, and imported only when chosen, so that what is not used
need not be installed.
"""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import platformdirs

from voice import content as contents
from voice import memory, places
from voice.audio.devices import Device, listed
from voice.audio.silero import open_detector
from voice.content import Content
from voice.content.setup import START
from voice.core.terms import SlotId
from voice.core.turns import break_in, progress
from voice.earcons import Earcon, tone
from voice.errors import AudioDeviceError, EngineUnavailable, SettingsError
from voice.evaluation.corpus import read_corpus
from voice.evaluation.hearing import Opened, Work, dangers, hear_all
from voice.evaluation.report import Evaluation, judge
from voice.gauge import Gauge
from voice.journal import Journals, day_number
from voice.keyboard import KeyedListener, KeyedSource, Pressed
from voice.listening import TurnTaking, open_spoken
from voice.models import SpeechModel, check, find, starter
from voice.ports import AudioSink, AudioSource, Ear, Journal, Keys, Listener, Pcm, Screen, Synthesizer
from voice.session import Session
from voice.settings import Hearing, Settings, Speech
from voice.store.account import Checked, Row, checked, rows
from voice.store.catalogue import Listed, read_catalogue
from voice.store.fetching import Progress
from voice.store.shelf import STARTER, Shelf
from voice.timing import TimedSink, TimedSource, Timing


@dataclass(frozen=True, slots=True)
class Outside:
    """What the command line provides: where lines go, where notes go, where fetched models and vosk's own are kept."""

    screen: Screen
    report: Callable[[str], None]
    journals: tuple[Journal, ...] = ()
    vosk_folders: tuple[Path, ...] = ()
    shelf: Shelf | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How a spoken consultation is held: by microphone, or by a script of recordings; taped, timed and measured if
    wanted."""

    script: Path | None = None
    tape: Path | None = None
    timing: Timing | None = None
    gauge: Gauge | None = None
    keys: Keys | None = None


def load_content(settings: Settings, *, anew: bool = False) -> Content:
    """Return all words and rules, as they were compiled at an earlier start if nothing was changed since, or ``anew``;
    raises ContentError, SettingsError."""
    # A hundred thousand small things are made and all of them are kept: looking for garbage takes a third of the time.
    if gc.get_freeze_count():  # an earlier consultation's, in the same process
        gc.unfreeze()
        gc.collect()
        memory.give_back()
    gc.disable()
    try:
        if anew:
            return contents.load(places.intents(), settings.language, settings.region)
        cache = Path(platformdirs.user_cache_dir("backtalk"))
        return contents.load_kept(cache, places.intents(), settings.language, settings.region)
    finally:
        gc.freeze()
        gc.enable()


def regions() -> Mapping[str, str]:
    """Return the regions' ids and names; raises ContentError, SettingsError."""
    return contents.region_names(places.intents())


def in_region(session: Session, name: str | None) -> Session:
    """Return a consultation with the phone numbers of another region; None leaves them. Raises ContentError."""
    if name is None:
        return session
    region = contents.region_of(places.intents(), name)
    return replace(session, pathway=replace(session.pathway, region=region))


def engine(kind: str, name: str) -> ModuleType:
    """Return the module of an engine (``recognizers``, ``synthesizers``) by name; raises SettingsError."""
    package = import_module(f"voice.{kind}")
    known = sorted(each.name for each in iter_modules(package.__path__) if not each.name.startswith("_"))
    if name not in known:
        message = f"There is no {name} in {kind}; choose one of: {', '.join(known)}."
        raise SettingsError(message)
    return import_module(f"voice.{kind}.{name}")


def synthesizer(speech: Speech) -> Synthesizer:
    """Return the chosen voice; raises SettingsError, EngineUnavailable."""
    opened: Synthesizer = engine("synthesizers", speech.engine).open_synthesizer(speech)
    return opened


def ear(settings: Settings, content: Content, outside: Outside) -> Ear:
    """Return the chosen recogniser with its model checked; raises SettingsError, EngineUnavailable."""
    hearing = settings.hearing
    model = model_in_use(hearing, outside)
    if not model.runtime_grammars:
        outside.report(f"The speech model {model.folder} takes no grammars, so answers are heard less well.")
    module = engine("recognizers", hearing.engine)
    opened: Ear = module.open_ear(model, hearing, content.phrases_for, outside.report)
    return opened


def model_in_use(hearing: Hearing, outside: Outside) -> SpeechModel:
    """Return the named model, else the one that `backtalk models use` remembered, else what `find` finds.

    A remembered model that is gone or broken is told of and passed over: it must not keep anybody from advice. Raises
    EngineUnavailable.
    """
    chosen = outside.shelf.chosen() if outside.shelf is not None and hearing.model is None else None
    if chosen is None or outside.shelf is None:
        return find(hearing.model, outside.vosk_folders)
    if chosen == STARTER:
        return starter()
    try:
        return check(outside.shelf.place(chosen))
    except (EngineUnavailable, SettingsError) as error:
        outside.report(f"{error} Until then the model that ships is used.")
        return starter()


def model_rows(settings: Settings, outside: Outside, shelf: Shelf) -> list[Row]:
    """Return the speech models that are here or can be fetched, and which is in use; raises VoiceError."""
    used = model_in_use(settings.hearing, outside).folder
    return rows(shelf, read_catalogue(places.catalogue()), places.starter_model(), used)


def fetch_model(settings: Settings, shelf: Shelf, listed: Listed, progress: Progress | None) -> Path:
    """Fetch a speech model, and try whether it loads before it counts as fetched; raises VoiceError."""
    module = engine("recognizers", settings.hearing.engine)
    return shelf.get(listed, progress, lambda folder: module.try_model(folder, settings.hearing.rate))


def checked_model(settings: Settings, model: SpeechModel) -> Checked:
    """Load a speech model and hold it against the words that answers are expected in; raises VoiceError."""
    engine("recognizers", settings.hearing.engine).try_model(model.folder, settings.hearing.rate)
    return checked(model, load_content(settings).expected.words())


def evaluate(folder: Path, asked: SlotId | None, work: Work, outside: Outside) -> Evaluation:
    """Hear a folder of recordings with the model in use; raises VoiceError."""
    content = load_content(work.settings)
    model = model_in_use(work.settings.hearing, outside)
    # Other processes find the same model by its folder; the one that ships is known there.
    hearing = replace(work.settings.hearing, model=None if model.ships else model.folder)
    cases = read_corpus(folder, asked, content.pathway.questions)
    heard = hear_all(cases, replace(work, settings=replace(work.settings, hearing=hearing)))
    signs = dangers(content)
    return Evaluation([judge(one, signs) for one in heard])


def listening(settings: Settings) -> Opened:
    """Return an ear with its content, for one process or thread of many; raises VoiceError."""
    content = load_content(settings)
    return ear(settings, content, Outside(NoScreen(), lambda _: None)), content


class NoScreen:
    """Nobody looks."""

    def show(self, text: str) -> None:
        """Show nothing."""


def tried_model(settings: Settings, outside: Outside) -> SpeechModel:
    """Return the model in use, loaded once to see that it can be; raises EngineUnavailable."""
    model = model_in_use(settings.hearing, outside)
    engine("recognizers", settings.hearing.engine).try_model(model.folder, settings.hearing.rate)
    return model


def typed(settings: Settings, outside: Outside, listener: Listener, content: Content) -> Session:
    """Return a consultation by keyboard; raises VoiceError."""
    voice = synthesizer(settings.speech)
    sink = _sink(settings, silent=settings.speech.engine == "silent")
    return Session(
        content.pathway, listener, voice, sink, outside.screen, Journals(outside.journals), captions=settings.captions
    )


@contextmanager
def spoken(settings: Settings, outside: Outside, plan: Plan) -> Iterator[Session]:
    """Yield a consultation by voice; raises VoiceError.

    The voice's process is started first: it gets ready while the content is read. The speech model loads while the
    first sentence is spoken.
    """
    with ExitStack() as stack:
        voice = synthesizer(settings.speech)
        content = load_content(settings)
        source, own_ear = _caller(settings, plan, ear(settings, content, outside), outside, stack)
        sink, tones = _loudspeaker(settings, plan), _tones(settings)
        if plan.gauge is not None:
            source = plan.gauge.over(source)
        # While the program waits to be called, any key calls it.
        pressed = Pressed(plan.keys, content.keys, {START: content.setup[START][0]}) if plan.keys is not None else None
        if pressed is not None:
            source = KeyedSource(source, pressed)
        if plan.tape is not None:
            from voice.audio.tape import Tape, TapedSink, TapedSource  # noqa: PLC0415 - only when wanted

            tape = stack.enter_context(Tape(plan.tape, settings.hearing.rate))
            source, sink = TapedSource(source, tape), TapedSink(sink, tape)
        if plan.timing is not None:
            source, sink = TimedSource(source, plan.timing), TimedSink(sink, plan.timing)
        listener = open_spoken(source, own_ear, settings.hearing, turn_taking(settings, content, plan))
        yield Session(
            content.pathway,
            listener if pressed is None else KeyedListener(listener, pressed),
            voice,
            sink,
            outside.screen,
            Journals(outside.journals),
            tones=tones,
            captions=settings.captions,
            guesses=settings.speech.guesses if settings.speech.engine != "silent" else (),
            vigil=plan.script is None,
            hurried=pressed.cuts if pressed is not None else None,
        )


def turn_taking(settings: Settings, content: Content, plan: Plan) -> TurnTaking:
    """Return what knows a voice, an answer, and what breaks in."""
    today, pathway = day_number(), content.pathway
    return TurnTaking(
        open_detector(),
        lambda words, listen: progress(words, listen, pathway, today),
        lambda words, over: break_in(words, over.text, over.known, pathway, over.today),
        None if plan.script is not None else settings.devices.block_seconds,
    )


def _caller(
    settings: Settings, plan: Plan, real_ear: Ear, outside: Outside, stack: ExitStack
) -> tuple[AudioSource, Ear]:
    """Return where answers come from and who hears them; raises SettingsError, AudioDeviceError."""
    if plan.script is not None:
        from voice.audio.script import ScriptedCaller, read_script  # noqa: PLC0415 - only when wanted

        caller = ScriptedCaller(read_script(plan.script), real_ear, settings.hearing)
        return caller, caller
    from voice.audio.sounddevice import open_source, release  # noqa: PLC0415 - only when wanted

    stack.callback(release)
    return open_source(settings.devices, settings.hearing, outside.report), real_ear


def _loudspeaker(settings: Settings, plan: Plan) -> AudioSink:
    """Return the loudspeaker of a spoken consultation; raises AudioDeviceError.

    Without a voice it is for the tones only, so one that cannot be opened is no reason to stop.
    """
    if plan.script is not None and settings.devices.name is None:
        return _sink(settings, silent=True)
    if settings.speech.engine != "silent":
        return _sink(settings, silent=False)
    try:
        return _sink(settings, silent=not settings.earcons)
    except AudioDeviceError:
        return _sink(settings, silent=True)


def _sink(settings: Settings, *, silent: bool) -> AudioSink:
    """Return the loudspeaker; raises AudioDeviceError."""
    module = import_module("voice.audio.silent" if silent else "voice.audio.sounddevice")
    opened: AudioSink = module.open_sink(settings.devices)
    return opened


def _tones(settings: Settings) -> Mapping[Earcon, Pcm]:
    """Return the tones that are wanted. Without a voice they still sound: a screen reader's user hears them."""
    return {earcon: tone(earcon) for earcon in Earcon if earcon in settings.earcons}


def sound_library() -> ModuleType | None:
    """Return sounddevice; None where PortAudio is missing."""
    from voice.audio.sounddevice import load_library  # noqa: PLC0415 - only when wanted

    try:
        return load_library()
    except AudioDeviceError:
        return None


def devices(name: str | None) -> Sequence[Device]:
    """Return each microphone and loudspeaker, and whether it would be used when ``name`` is asked for; raises
    AudioDeviceError."""
    from voice.audio.sounddevice import load_library  # noqa: PLC0415 - only when wanted

    return listed(load_library(), name)


def lacks(name: str) -> bool:
    """Return whether a microphone or a loudspeaker of this name is missing; not where nothing can be seen at all."""
    try:
        found = devices(name)
    except AudioDeviceError:
        return False  # what is wrong is told where it is opened
    return len({each.kind for each in found if each.used}) < len({each.kind for each in found})


def known_slot(name: str | None, content: Content) -> SlotId | None:
    """Return a slot by its name; raises SettingsError."""
    if name is None:
        return None
    if SlotId(name) not in content.pathway.questions:
        alike = get_close_matches(name, content.pathway.questions) or sorted(content.pathway.questions)[:3]
        message = f"There is no slot named {name}; there is, for example: {', '.join(alike)}."
        raise SettingsError(message)
    return SlotId(name)
