"""Hearing many recordings, in this process or, with joblib, in many: each process opens its own ear once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from threading import get_ident

from voice.content import Content
from voice.core.ears import hear
from voice.core.findings import Understanding
from voice.core.record import denial
from voice.core.terms import value_text
from voice.core.understand import understand
from voice.errors import EngineUnavailable, RecognitionError, VoiceError
from voice.evaluation.corpus import Case, Plain
from voice.hearing import hear_file
from voice.journal import day_number
from voice.machine import plain_findings
from voice.ports import Ear
from voice.settings import Settings

_BATCHES_EACH = 4
"""Batches for each process: few, since each question's grammar takes time to make; more than one, to end together."""

_ALL = -1
"""To joblib: as many at a time as the cluster has room for."""

Opened = tuple[Ear, Content]
Opener = Callable[[Settings], Opened]
"""Opens an ear; a function at a module's top level, so that other processes find it."""


class Backend(Enum):
    """Where joblib has the work done."""

    LOKY = "loky"  # processes on this machine
    THREADING = "threading"
    DASK = "dask"  # a cluster, or processes that Dask starts on this machine
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class Work:
    """How recordings are heard: ``jobs`` at a time; ``scheduler`` is the address of a Dask cluster, used as a whole."""

    opener: Opener
    settings: Settings
    jobs: int = 1
    backend: Backend = Backend.LOKY
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one recording, in plain values that travel; ``error`` is a sentence if it could not be heard.

    ``expected`` and ``found`` are findings; ``doubtful`` those that would be asked again, ``suspected`` those that
    would be read back. ``alarm``: an alarm was heard and acted on; ``alarm_expected``: there is one in the text.
    """

    case: Case
    text: str = ""
    free: str = ""
    expected: Plain | None = None
    found: Plain | None = None
    doubtful: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    alarm: bool = False
    alarm_expected: bool = False
    seconds: float = 0.0
    decode_seconds: float = 0.0
    error: str | None = None


def hear_all(cases: Sequence[Case], work: Work) -> list[Outcome]:
    """Hear every recording; the outcomes in the order of the cases. Raises EngineError when nothing can be heard."""
    # By question, so that few grammars are made in each process.
    order = sorted(range(len(cases)), key=lambda place: (cases[place].asked or "", place))
    if work.jobs == 1 and work.backend is Backend.LOKY:
        heard = list(_batch(work, [cases[place] for place in order]))
    else:
        heard = _in_parallel([cases[place] for place in order], work)
    by_place = dict(zip(order, heard, strict=True))
    return [by_place[place] for place in range(len(cases))]


def _in_parallel(cases: Sequence[Case], work: Work) -> list[Outcome]:
    """Share the cases out; raises EngineUnavailable when what does it is not installed or not there."""
    try:
        import joblib  # noqa: PLC0415 - only when wanted
    except ImportError as error:
        raise EngineUnavailable(_missing("joblib", "'backtalk[evaluate]'")) from error
    jobs = _ALL if work.scheduler is not None else work.jobs
    with _cluster(work), joblib.parallel_config(backend=work.backend.value, n_jobs=jobs):
        size = -(-len(cases) // (_BATCHES_EACH * max(1, joblib.effective_n_jobs())))
        batches = [cases[start : start + size] for start in range(0, len(cases), size)]
        try:
            done = joblib.Parallel()(joblib.delayed(_batch)(work, batch) for batch in batches)
        except BrokenExecutor as error:
            message = "A process that was hearing recordings ended all of a sudden; try again with fewer --jobs."
            raise RecognitionError(message) from error
    return [outcome for batch in done for outcome in batch]


@contextmanager
def _cluster(work: Work) -> Iterator[None]:
    """Have Dask or Ray ready; raises EngineUnavailable."""
    match work.backend:
        case Backend.DASK:
            with _dask(work):
                yield
        case Backend.RAY:
            _ray()
            yield
        case _:
            yield


@contextmanager
def _dask(work: Work) -> Iterator[None]:
    """Connect with the cluster at the scheduler's address, or start one on this machine; raises EngineUnavailable."""
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - only when wanted
    except ImportError as error:
        raise EngineUnavailable(_missing("Dask", "'dask[distributed]'")) from error
    if work.scheduler is None:
        with (
            LocalCluster(n_workers=work.jobs, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster),
        ):
            yield
        return
    try:
        client = Client(work.scheduler, timeout=10)
    except (OSError, ValueError) as error:
        message = f"There is no Dask scheduler at {work.scheduler}; start one with: dask scheduler."
        raise EngineUnavailable(message) from error
    with client:
        yield


def _ray() -> None:
    """Make Ray known to joblib; raises EngineUnavailable."""
    try:
        from ray.util.joblib import register_ray  # noqa: PLC0415 - only when wanted
    except ImportError as error:
        raise EngineUnavailable(_missing("Ray", "ray")) from error
    register_ray()


def _missing(name: str, package: str) -> str:
    return f"{name} is not installed, which this way of sharing out the work needs; run: pip install {package}."


def _batch(work: Work, cases: Iterable[Case]) -> list[Outcome]:
    """Hear some recordings one after the other; raises EngineUnavailable."""
    ear, content = _opened(work.opener, work.settings, get_ident())
    return [_outcome(case, ear, content, work.settings) for case in cases]


@lru_cache(maxsize=16)
def _opened(opener: Opener, settings: Settings, _thread: int) -> Opened:
    """One ear for each thread of each process: a recogniser hears one thing at a time."""
    return opener(settings)


def _outcome(case: Case, ear: Ear, content: Content, settings: Settings) -> Outcome:
    """Hear one recording; what cannot be read is an outcome, too. Raises EngineUnavailable."""
    asked, today = (case.asked,) if case.asked else (), day_number()
    typed = understand(case.text, asked, content.pathway, today) if case.text is not None else Understanding()
    expected = plain_findings(typed.findings) if case.findings is None else case.findings
    try:
        account = hear_file(case.file, case.asked, ear, content, settings.hearing)
    except (EngineUnavailable, RecognitionError):
        raise
    except VoiceError as error:
        return Outcome(case, error=str(error))
    heard = hear(account.utterance, asked, content.pathway, today)
    return Outcome(
        case,
        account.utterance.text,
        account.utterance.free or "",
        None if case.text is None and case.findings is None else expected,
        plain_findings(heard.understanding.findings),
        tuple(sorted(heard.doubtful)),
        tuple(sorted(heard.suspected)),
        alarm=heard.understanding.interrupt is not None,
        alarm_expected=typed.interrupt is not None,
        seconds=account.seconds,
        decode_seconds=account.decode_seconds,
    )


def dangers(content: Content) -> dict[str, str | int | None]:
    """Return the danger signs, each with the value that denies it."""
    questions = content.pathway.questions.items()
    denials = {slot: denial(slot, content.pathway) for slot, one in questions if one.alarm or one.guarded}
    return {str(slot): None if value is None else value_text(value) for slot, value in denials.items()}
