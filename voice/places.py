"""Where the package's own data lies: in the source tree beside ``voice/``, in an installed wheel inside it."""

from importlib import resources
from pathlib import Path

from voice.errors import SettingsError


def _find(name: str) -> Path:
    """Return the folder or file ``name`` of the wheel's data or of the source tree; raises SettingsError."""
    package = Path(str(resources.files("voice")))
    for place in (package / "data" / name, package.parent / name):
        if place.exists():
            return place
    message = f"{name} is missing from this installation; install backtalk again."
    raise SettingsError(message)


def intents() -> Path:
    """Return the folder of words and rules; raises SettingsError."""
    return _find("intents")


def starter_model() -> Path:
    """Return the speech model that ships; raises SettingsError."""
    return _find("models/starter-en")


def catalogue() -> Path:
    """Return the list of the speech models that can be fetched; raises SettingsError."""
    return _find("models/catalogue.toml")
