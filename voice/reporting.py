"""Writing what `voice.reports` makes: whole or not at all, readable by its owner alone.

Whether a file can be written is tried before the consultation begins. If it cannot be written at the end all the same,
the text is in the error, so that the command line can still show it: a consultation is not lost to a full disk.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from voice import __version__
from voice.core.pathway import Pathway
from voice.errors import ReportError
from voice.files import replace_file
from voice.reports.course import Entry, course_of
from voice.reports.fhir import bundle_of
from voice.reports.page import page_of


def ready(files: Sequence[Path]) -> None:
    """Try whether every file could be written, leaving none behind; raises ReportError."""
    for file in files:
        try:
            if file.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            with tempfile.TemporaryFile(dir=file.parent):
                pass
        except OSError as error:
            raise _failure(file, error) from error


def write(files: Sequence[Path], entries: Sequence[Entry], pathway: Pathway) -> None:
    """Write a page into each file, or a FHIR bundle where its name ends in ``.json``; raises ReportError."""
    for file in files:
        text = text_of(file, entries, pathway)
        try:
            replace_file(file, text.encode())
        except OSError as error:
            raise ReportError(f"{_failure(file, error)} Here it is instead:\n{text}") from error


def save(file: Path, text: str) -> None:
    """Write a drawing, whole or not at all; raises ReportError."""
    try:
        replace_file(file, text.encode())
    except OSError as error:
        raise ReportError(f"The drawing {file} cannot be written ({error.strerror}); choose another place.") from error


def text_of(file: Path, entries: Sequence[Entry], pathway: Pathway) -> str:
    """Return what a file of this name gets."""
    course = course_of(entries, pathway)
    if file.suffix.lower() == ".json":
        return json.dumps(bundle_of(course, pathway, __version__), indent=2, ensure_ascii=False) + "\n"
    return page_of(course, pathway, __version__)


def _failure(file: Path, error: OSError) -> ReportError:
    return ReportError(f"The report {file} cannot be written ({error.strerror}); choose another place with --report.")
