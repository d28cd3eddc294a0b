"""The package finds its own data."""

from voice.places import intents


def test_the_words_and_rules_are_found() -> None:
    assert (intents() / "rules.yaml").is_file()
