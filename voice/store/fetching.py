"""Fetching one file over the internet with pooch: the only place in the program that opens a connection.

An interrupted file is begun anew. What is wrong is told in one sentence; what was fetched so far is deleted by whoever
owns the folder.
"""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from voice.errors import EngineUnavailable

_MEGABYTE = 1_000_000
_CHUNK = 1 << 16  # bytes between two looks at the progress
_PATIENCE_SECONDS = 30.0  # without a byte
_LIST = "https://alphacephei.com/vosk/models"
_STEP = 10  # percent from one line to the next


class Progress(Protocol):
    """What pooch tells how far it has come; the same as tqdm's bar. ``total`` is in bytes, 0 if not known."""

    total: int

    def update(self, n: int) -> Any:  # noqa: ANN401 - tqdm's own
        """So many more bytes were fetched."""

    def reset(self) -> None:
        """Begin anew; pooch does so just before the end."""

    def close(self) -> None:
        """All is fetched."""


class PercentLines:
    """One plain line for every tenth of the file, or for every ten megabytes where its length is not known."""

    def __init__(self, report: Callable[[str], None]) -> None:
        """Give each line to ``report``."""
        self.total = 0
        self._report = report
        self._done = self._told = 0

    def update(self, n: int) -> None:
        """So many more bytes were fetched."""
        self._done += n
        if self.total:
            percent = min(100, 100 * self._done // self.total) // _STEP * _STEP
            if percent > self._told:
                self._told = percent
                self._report(f"Fetched {percent} percent of {self.total / _MEGABYTE:.1f} megabytes.")
        elif self._done // _MEGABYTE >= self._told + _STEP:
            self._told += _STEP
            self._report(f"Fetched {self._told} megabytes.")

    def reset(self) -> None:
        """Begin anew: only to count to the end once more, so nothing is told again."""
        self._done = 0

    def close(self) -> None:
        """All is told."""


def fetch(address: str, folder: Path, sha256: str | None, progress: Progress | None) -> tuple[Path, str]:
    """Fetch a file into ``folder``; return it with its SHA-256. ``progress`` None tells nothing.

    Raises EngineUnavailable: offline, refused, broken off, wrong checksum, disk full, or pooch not installed.
    """
    try:
        import pooch  # noqa: PLC0415 - only when something is fetched
    except ImportError as error:
        message = "Fetching models needs the package pooch; run: pip install 'backtalk[models]'."
        raise EngineUnavailable(message) from error
    pooch.get_logger().setLevel("ERROR")
    downloader = pooch.HTTPDownloader(
        progressbar=False if progress is None else progress,
        chunk_size=_CHUNK,
        timeout=_PATIENCE_SECONDS,
        hooks={"response": _protected(address)},
    )
    try:
        file = Path(pooch.retrieve(address, sha256, fname="model.zip", path=folder, downloader=downloader))
        return file, pooch.file_hash(str(file))
    except OSError as error:  # all of requests' are, too
        message = _network_sentence(error, address) or not_written(folder, error)
        raise EngineUnavailable(message) from error
    except ValueError as error:  # pooch's word for another checksum
        message = (
            f"What {address} gave is not the file it should be (wrong checksum), so it was deleted; give the command "
            "again, or, if its publisher has changed it on purpose, give the new checksum with --sha256."
        )
        raise EngineUnavailable(message) from error


def _network_sentence(error: OSError, address: str) -> str | None:
    """Return what went wrong on the way, None if that was not on the way."""
    from requests import exceptions as wrong  # noqa: PLC0415 - pooch brings these two along
    from urllib3.exceptions import ReadTimeoutError  # noqa: PLC0415

    host = urlsplit(address).hostname
    match error:
        case wrong.HTTPError():
            return f"{host} answers {error.response.status_code} for {address}; see {_LIST} for other addresses."
        case wrong.Timeout():
            return f"{host} has not answered for {_PATIENCE_SECONDS:.0f} seconds; give the command again later."
        case wrong.ConnectionError(args=(ReadTimeoutError(), *_)):
            return f"{host} went silent for {_PATIENCE_SECONDS:.0f} seconds; give the command again later."
        case wrong.ChunkedEncodingError() | wrong.ContentDecodingError():
            return f"The connection to {host} broke before the file was whole; give the command again."
        case wrong.RequestException():
            return (
                f"{host} cannot be reached; connect to the internet and give the command again, or bring the model's "
                "folder from elsewhere and give it with --model."
            )
        case _:
            return None


def not_written(folder: Path, error: OSError) -> str:
    """Return the sentence for a file that cannot be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"There is no room left for the model in {folder}; free some space and give the command again."
    return f"Nothing can be written in {folder} ({error.strerror}); check its permissions."


def _protected(address: str) -> Callable[..., None]:
    """Return what refuses to be led from a protected address to one that is not."""

    def look(response: Any, **_: object) -> None:  # noqa: ANN401 - requests' own
        if address.startswith("https://") and not str(response.url).startswith("https://"):
            message = f"{address} leads to {response.url}, which is not protected; use another address."
            raise EngineUnavailable(message)

    return look
