"""``keys.yaml``: what pressing a key says."""

from voice.content.nodes import Node

SPACE = " "


def keys_of(file: Node) -> dict[str, str]:
    """Read and check the file; the space bar stands under a space."""
    keys = file.mapping()
    if "keys" not in keys or "space" not in keys:
        file.wrong("the keys 'keys' and 'space' are needed")
    found = {SPACE: keys.get("space", file.nothing).text()}
    for key, words in keys.get("keys", file.nothing).items():
        if len(key) != 1 or key.isdigit() or not key.isprintable() or key == SPACE:
            words.wrong(f"{key!r} should be one character that is no digit")
        found[key] = words.text()
    return found
