"""Tables of what was learned: rows found by the digests of names, added up, and packed for a file."""

from base64 import b64decode, b64encode
from zlib import compress, decompress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.taught import taught
from voice.content.learned import pack_table, read_table
from voice.core.weights import as_byte, as_said, digest, table

ROWS = st.dictionaries(st.text(), st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=1, max_size=50)


@given(ROWS)
def test_every_row_is_found_about_as_it_was_learned(rows: dict[str, tuple[float, float]]) -> None:
    made = taught(2, rows)
    most = max(abs(one) for row in rows.values() for one in row)
    for name, row in rows.items():
        assert made.row(name) == pytest.approx(row, abs=max(most / 64, 1e-9))


def test_what_was_never_learned_has_no_weight() -> None:
    assert taught(1, {"dragon": (1.0,)}).row("teapot") == ()
    assert table(3).sums({"dragon", "\ud800"}) == [0.0, 0.0, 0.0]


def test_small_weights_are_told_apart_more_finely_than_large_ones() -> None:
    assert as_byte(0.01, 1.0) < as_byte(0.02, 1.0)
    assert as_byte(0.97, 1.0) == as_byte(0.975, 1.0)
    assert as_byte(-5.0, 1.0) == -as_byte(1.0, 1.0) == -127


def test_a_feature_among_many_counts_less() -> None:
    made = taught(2, {"dragon": (2.0, -1.0), "teapot": (2.0, 2.0)})
    assert made.sums({"dragon"}) == pytest.approx([2.0, -1.0], abs=0.05)
    assert made.sums({"dragon", "a", "b", "c"}) == pytest.approx([1.0, -0.5], abs=0.05)
    assert made.sums({"dragon", "teapot", "a", "b"}) == pytest.approx([2.0, 0.5], abs=0.05)
    assert made.sums(()) == [0.0, 0.0]


def test_the_heaviest_are_named_in_order() -> None:
    made = taught(2, {"dragon": (2.0, -1.0), "teapot": (1.0, 2.0), "cup": (-1.0, 0.5)})
    assert made.heaviest(("cup", "teapot", "dragon", "unknown"), 0, 3) == ["dragon", "teapot"]
    assert made.heaviest(("cup", "teapot", "dragon"), 1, 1) == ["teapot"]


@given(ROWS)
def test_a_packed_table_is_read_as_it_was(rows: dict[str, tuple[float, float]]) -> None:
    made = taught(2, rows)
    assert read_table(pack_table(2, made.keys, made.rows, made.worth[127]), 2) == made


@pytest.mark.parametrize(("keys", "rows"), [([1, 2], [0]), ([2, 1], [0, 0]), ([1, 1], [0, 0])])
def test_a_broken_table_is_refused(keys: list[int], rows: list[int]) -> None:
    with pytest.raises(ValueError, match="broken"):
        table(1, keys, rows)


def test_broken_packing_is_refused() -> None:
    packed = pack_table(1, [digest("dragon")], [5], 1.0)
    with pytest.raises(ValueError, match="broken"):
        read_table({**packed, "rows": "AAAA"}, 1)
    steps = pack_table(1, [2**32 - 1], [5], 1.0)["keys"]
    too_large = b64encode(compress(decompress(b64decode(steps)) * 2)).decode("ascii")
    with pytest.raises(ValueError, match="too large"):
        read_table({**packed, "keys": too_large}, 1)
    with pytest.raises(ValueError, match="needs 3 weights a feature, not 1"):
        read_table(packed, 3)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("^ only", "only first"),
        ("^went", "went first"),
        ("no $", "no last"),
        ("go all", "go all"),
        ("go++all", "go then all"),
        ("a _ b", "a then b"),
        ("^ _ legs", "legs first"),
        ("legs _ $", "legs last"),
        ("fever:not hot", "not hot"),
        ("^ no $", "no alone"),
    ],
)
def test_names_are_told_in_words(name: str, said: str) -> None:
    assert as_said(name) == said
