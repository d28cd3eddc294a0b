"""For each rule there is somebody who fires it, and who is told as soon as they should be."""

import pytest

from tests.scenarios.firing import Firing, firings
from tests.scenarios.talk import Typist, play
from voice.content import Content


@pytest.mark.parametrize("firing", firings(), ids=lambda firing: firing.rule)
def test_a_rule_fires_in_a_conversation(english: Content, firing: Firing) -> None:
    played = play(Typist(firing.answers), english.pathway)
    assert played.close is not None
    assert firing.rule in played.close.rules, played.transcript()
    assert played.close.urgency is firing.urgency, played.transcript()


def test_no_rule_is_forgotten(english: Content) -> None:
    rules = [rule.id for rule in (*english.pathway.rules, *english.pathway.scope_rules)]
    assert [firing.rule for firing in firings()] == rules
