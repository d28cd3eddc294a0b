"""The models that were fetched: one folder each in the user's data, which one was chosen, and their checksums.

A model appears on the shelf by one renaming, after it was checked; whatever ends the program before that leaves only a
folder of work, which the next fetching clears away.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from voice.errors import EngineUnavailable, SettingsError
from voice.models import check
from voice.store.catalogue import Listed
from voice.store.fetching import Progress, fetch, not_written
from voice.store.unpacking import unpack

STARTER = "starter-en"
"""How the model that ships is named to ``use``."""

_WORK, _LOCK, _CHOSEN, _CHECKSUMS = ".work", ".lock", ".chosen", ".checksums.json"  # no model begins with a dot


class Shelf:
    """The folder of models; made when something is first put there."""

    def __init__(self, folder: Path) -> None:
        """Use this folder."""
        self.folder = folder

    def names(self) -> list[str]:
        """Return the names of what is here, by name."""
        try:
            return sorted(
                each.name for each in self.folder.iterdir() if each.is_dir() and not each.name.startswith(".")
            )
        except OSError:
            return []

    def place(self, what: str) -> Path:
        """Return the folder of a model by its name here or by its path; raises SettingsError."""
        if what in self.names():
            return self.folder / what
        if Path(what).is_dir():
            return Path(what).resolve()
        message = f"There is no model {what} here; fetch it with: backtalk models get {what}, or give its folder."
        raise SettingsError(message)

    def chosen(self) -> str | None:
        """Return the model that `use` remembered: the starter's name, a name here, a path, or None."""
        try:
            return (self.folder / _CHOSEN).read_text(encoding="utf-8").strip() or None
        except (OSError, ValueError):
            return None

    def choose(self, what: str) -> None:
        """Remember a model, which must be sound; raises SettingsError, EngineUnavailable."""
        if what != STARTER:
            place = self.place(what)
            check(place)
            what = what if place.parent == self.folder else str(place)
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / _CHOSEN, f"{what}\n")

    def get(self, listed: Listed, progress: Progress | None, trial: Callable[[Path], None]) -> Path:
        """Fetch a model, check it, let ``trial`` load it, and put it here; raises EngineUnavailable.

        A sound model of that name stays as it is.
        """
        target = self.folder / listed.name
        if target.is_dir() and _is_sound(target):
            return target
        with self._writing(), self._work() as work:
            file, sha256 = fetch(listed.address, work, listed.sha256 or self._known(listed.address), progress)
            fresh = work / "model"
            unpack(file, fresh)
            file.unlink()
            _checked(fresh, trial, listed.address)
            self._remember(listed.address, sha256)
            if target.exists():
                target.rename(work / "broken")
            fresh.rename(target)
        return target

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Tell what cannot be written in one sentence; raises EngineUnavailable."""
        try:
            yield
        except OSError as error:
            raise EngineUnavailable(not_written(self.folder, error)) from error

    @contextmanager
    def _work(self) -> Iterator[Path]:
        """Yield an empty folder on the same disk, for one process at a time; what a killed one left is cleared away.

        Raises EngineUnavailable, OSError.
        """
        try:
            from filelock import FileLock, Timeout  # noqa: PLC0415 - only when something is fetched
        except ImportError as error:
            message = "Fetching models needs the package filelock; run: pip install 'backtalk[models]'."
            raise EngineUnavailable(message) from error
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / _LOCK, timeout=0):
                rmtree(self.folder / _WORK, ignore_errors=True)
                (self.folder / _WORK).mkdir()
                with TemporaryDirectory(dir=self.folder / _WORK, ignore_cleanup_errors=True) as work:
                    yield Path(work)
        except Timeout as error:
            message = "Another backtalk is fetching a model just now; wait until it has finished."
            raise EngineUnavailable(message) from error

    def _known(self, address: str) -> str | None:
        """Return the checksum that a file from this address had when it was first fetched."""
        found = self._checksums().get(address)
        return found if isinstance(found, str) else None

    def _remember(self, address: str, sha256: str) -> None:
        known = {**self._checksums(), address: sha256}
        _write(self.folder / _CHECKSUMS, json.dumps(known, indent=1) + "\n")

    def _checksums(self) -> dict[str, object]:
        try:
            found = json.loads((self.folder / _CHECKSUMS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _is_sound(folder: Path) -> bool:
    try:
        check(folder)
    except EngineUnavailable:
        return False
    return True


def _checked(folder: Path, trial: Callable[[Path], None], address: str) -> None:
    """Check a fresh model; raises EngineUnavailable, in words that fit a folder that will be gone."""
    try:
        check(folder)
        trial(folder)
    except EngineUnavailable as error:
        message = f"What {address} gave is no speech model that works, so it was deleted; use another."
        raise EngineUnavailable(message) from error


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all; raises OSError."""
    fresh = file.with_name(f"{file.name}.new")
    with fresh.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    fresh.replace(file)
