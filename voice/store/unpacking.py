"""Unpacking a ZIP file that somebody else made: nothing outside the folder, only plain files, nothing endless."""

import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from shutil import copyfileobj

from voice.errors import EngineUnavailable

MOST_FILES = 2_000
"""Far more than the dozen or so that a model has."""

MOST_GROWTH = 50
"""A file may become so many times larger; models become two or three times larger."""

_MEGABYTE = 1_000_000


def unpack(archive: Path, target: Path) -> None:
    """Unpack into the new folder ``target``; raises EngineUnavailable for what no honest model holds, OSError.

    Where all lies in one folder, as usual, that folder's contents are what ``target`` holds.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [one for one in opened.infolist() if not one.is_dir()]
            _refuse_strange(members, archive.stat().st_size)
            paths = [PurePosixPath(one.filename) for one in members]
            skipped = 1 if len({path.parts[0] for path in paths}) == 1 and len(paths[0].parts) > 1 else 0
            for member, path in zip(members, paths, strict=True):
                file = target.joinpath(*path.parts[skipped:])
                file.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(member) as source, file.open("xb") as sink:  # x: a name may not come twice
                    copyfileobj(source, sink)
    # What zipfile raises on damaged files: also of other compressions, and of names in unknown encodings.
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, FileExistsError) as error:
        message = f"What was fetched is no sound ZIP file ({error}); give the command again or use another address."
        raise EngineUnavailable(message) from error


def _refuse_strange(members: Sequence[zipfile.ZipInfo], packed: int) -> None:
    """Look at everything before anything is written; raises EngineUnavailable."""
    if not members:
        message = "What was fetched holds no files; use another address."
        raise EngineUnavailable(message)
    for member in members:
        if not _stays_inside(member.filename) or not _is_plain(member):
            message = f"What was fetched would write outside its folder ({member.filename!r}); do not use that address."
            raise EngineUnavailable(message)
    size = sum(member.file_size for member in members)
    if len(members) > MOST_FILES or size > MOST_GROWTH * packed + _MEGABYTE:
        message = (
            f"What was fetched would unpack to {len(members)} files and {size // _MEGABYTE} megabytes, "
            "far more than a speech model; do not use that address."
        )
        raise EngineUnavailable(message)


def _stays_inside(name: str) -> bool:
    """Return whether a name means a place inside the folder, on every system."""
    path, windows = PurePosixPath(name), PureWindowsPath(name)
    escapes = ".." in (*path.parts, *windows.parts) or path.is_absolute() or bool(windows.anchor)
    return not escapes and "\\" not in name and ":" not in name and bool(path.parts)


def _is_plain(member: zipfile.ZipInfo) -> bool:
    """Return whether a member is a plain file: no link, no device. Archives from Windows say nothing of that."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    return kind in (0, stat.S_IFREG)
