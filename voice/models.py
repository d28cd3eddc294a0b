"""Finding a speech model and checking it before libvosk sees it.

What can be seen from outside is checked here: the files that must be there, that they hold something, and that they
begin as their format does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from voice.errors import EngineUnavailable, SettingsError
from voice.places import starter_model

_FST_MAGIC = bytes.fromhex("d6fdb27e")
"""First four bytes of every OpenFst file."""

_MODEL_STARTS = (b"\0B", b"<Tra", b"<Nne")
"""How a Kaldi model begins: binary, or text."""


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A checked model folder. Without ``runtime_grammars`` the model has one fixed graph and ignores a grammar.

    ``ships`` marks the one that came with the program, which needs no further trial.
    """

    folder: Path
    runtime_grammars: bool
    ships: bool = False


def find(explicit: Path | None, vosk_folders: Iterable[Path] = ()) -> SpeechModel:
    """Return the named model, else one from vosk's own folders, else the starter; raises EngineUnavailable.

    Only the named model may lack run-time grammars: nobody should get a slower, deafer interview by chance.
    """
    if explicit is not None:
        return check(explicit)
    for folder in _candidates(vosk_folders):
        try:
            model = check(folder)
        except EngineUnavailable:
            continue
        if model.runtime_grammars:
            return model
    return starter()


def check(folder: Path) -> SpeechModel:
    """Return the model in a folder; raises EngineUnavailable with the fix when it is missing or broken."""
    if not folder.is_dir():
        message = f"There is no speech model folder at {folder}; give the folder of a Vosk model with --model."
        raise EngineUnavailable(message)
    static = folder / "graph" / "HCLG.fst"
    dynamic = (folder / "graph" / "HCLr.fst", folder / "graph" / "Gr.fst")
    # libvosk takes the fixed graph whenever there is one.
    graphs = (static,) if static.exists() else dynamic
    _expect(folder, folder / "am" / "final.mdl", _MODEL_STARTS)
    _expect(folder, folder / "conf" / "mfcc.conf", (b"",))
    _expect(folder, folder / "conf" / "model.conf", (b"",))
    for graph in graphs:
        _expect(folder, graph, (_FST_MAGIC,))
    return SpeechModel(folder, runtime_grammars=graphs == dynamic)


def words_of(folder: Path) -> frozenset[str]:
    """Return the words that a checked model can hear; raises EngineUnavailable."""
    file = folder / "graph" / "words.txt"
    try:
        return frozenset(line.split()[0] for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    except (OSError, ValueError) as error:
        message = f"The speech model's list of words {file} cannot be read; fetch or unpack the model again."
        raise EngineUnavailable(message) from error


def starter() -> SpeechModel:
    """Return the model that ships; raises EngineUnavailable."""
    return replace(check(_starter()), ships=True)


def _starter() -> Path:
    """Return the starter's folder; raises EngineUnavailable."""
    try:
        return starter_model()
    except SettingsError as error:
        message = "The speech model that ships is missing; install backtalk again or give a model with --model."
        raise EngineUnavailable(message) from error


def _candidates(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield what may be English models in vosk's folders: the folder itself, then what it holds, by name."""
    for folder in folders:
        if (folder / "am").is_dir():
            yield folder
        try:
            inside = sorted(folder.glob("vosk-model*-en*"))
        except OSError:
            continue
        yield from inside


def _expect(folder: Path, file: Path, starts: tuple[bytes, ...]) -> None:
    """Look at the first bytes of a file the model must have; raises EngineUnavailable."""
    name = file.relative_to(folder)
    try:
        with file.open("rb") as opened:
            head = opened.read(4)
    except FileNotFoundError as error:
        message = f"The speech model {folder} has no {name}; fetch or unpack the model again."
        raise EngineUnavailable(message) from error
    except OSError as error:
        message = f"The speech model's file {file} cannot be read ({error.strerror}); check its permissions."
        raise EngineUnavailable(message) from error
    if not head or not head.startswith(starts):
        message = f"The speech model's file {file} is damaged; fetch or unpack the model again."
        raise EngineUnavailable(message)
