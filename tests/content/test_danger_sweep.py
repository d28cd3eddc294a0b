"""Danger signs may be asked for together only while no written answer of somebody who has one of them closes the
question. The answers were written before anything read them; half of them is never tuned on."""

from tests.bench.corpora import SweepAnswer, danger_sweep
from tests.bench.together import closes

FEWEST = 300  # answers of people who have a sign or are not sure
FLAT_NOES_CLOSE = 0.9


def answers(*, some: bool) -> list[SweepAnswer]:
    """The answers of people with or without a sign."""
    return [one for one in danger_sweep() if one.some is some]


def test_nobody_who_may_have_a_sign_closes_it() -> None:
    written = answers(some=True)
    assert len(written) >= FEWEST
    assert [one.text for one in written if closes(one.text)] == []


def test_a_flat_no_closes_it() -> None:
    written = answers(some=False)
    assert sum(closes(one.text) for one in written) >= FLAT_NOES_CLOSE * len(written)


def test_half_of_the_answers_is_kept_from_tuning() -> None:
    for some in (True, False):
        held_out = sum(one.held_out for one in answers(some=some))
        assert abs(2 * held_out - len(answers(some=some))) <= 1
