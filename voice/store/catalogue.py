"""The models that can be fetched by name (``models/catalogue.toml``), and models fetched by their address."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from voice.errors import SettingsError

_SHA256_DIGITS = 64
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")  # a folder may be called so on every system


@dataclass(frozen=True, slots=True)
class Listed:
    """One model: ``megabytes`` as its publisher rounds them, ``sha256`` of the ZIP file where it is known."""

    name: str
    address: str
    megabytes: int | None = None
    licence: str = "not known"
    grammars: bool | None = None
    about: str = ""
    sha256: str | None = None


def read_catalogue(file: Path) -> tuple[Listed, ...]:
    """Return what the catalogue lists; raises SettingsError when it cannot be read or an entry is not whole."""
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
        return tuple(_listed(entry) for entry in found["model"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        message = f"The list of speech models {file} cannot be used ({error}); install backtalk again."
        raise SettingsError(message) from error


def wanted(what: str, catalogue: tuple[Listed, ...], sha256: str | None) -> Listed:
    """Return the model of this name or address; raises SettingsError.

    An address without encryption is taken only with a checksum, since anybody between could give another file.
    """
    if sha256 is not None and not is_sha256(sha256):
        message = f"A SHA-256 checksum has {_SHA256_DIGITS} digits from 0 to 9 and a to f; {sha256!r} is none."
        raise SettingsError(message)
    sha256 = sha256.lower() if sha256 is not None else None
    if "://" in what:
        return _addressed(what, sha256)
    for one in catalogue:
        if one.name == what:
            return one if sha256 is None else Listed(one.name, one.address, one.megabytes, one.licence, sha256=sha256)
    names = [one.name for one in catalogue]
    alike = get_close_matches(what, names) or names
    message = f"There is no model named {what} in the list; there is {', '.join(alike)}. Or give its full address."
    raise SettingsError(message)


def is_sha256(text: str) -> bool:
    """Return whether this may be a SHA-256 checksum in hexadecimal digits."""
    return len(text) == _SHA256_DIGITS and not set(text.lower()) - set("0123456789abcdef")


def _addressed(address: str, sha256: str | None) -> Listed:
    try:
        parts = urlsplit(address)
    except ValueError as error:
        message = f"The address {address} cannot be read ({error}); give one that begins with https://."
        raise SettingsError(message) from error
    name = PurePosixPath(parts.path).name.removesuffix(".zip")
    if parts.scheme not in ("https", "http") or not parts.hostname or not _NAME.fullmatch(name):
        message = f"The address {address} should begin with https:// and end with the name of a ZIP file."
        raise SettingsError(message)
    if parts.scheme == "http" and sha256 is None:
        message = f"The address {address} is not protected; use https://, or give the file's checksum with --sha256."
        raise SettingsError(message)
    return Listed(name, address, sha256=sha256)


def _listed(entry: Mapping[str, Any]) -> Listed:
    """Read one entry; raises KeyError, TypeError, ValueError."""
    sha256 = entry.get("sha256")
    if sha256 is not None and not is_sha256(sha256):
        message = f"{entry['name']} has a checksum that is none"
        raise ValueError(message)
    return Listed(
        entry["name"],
        entry["address"],
        int(entry["megabytes"]),
        entry["licence"],
        bool(entry["grammars"]),
        entry["about"],
        sha256,
    )
