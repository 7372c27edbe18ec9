"""Many bodies read at once give what each of them gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gateway.store.sqlite.layouts import unpack_many
from gateway.store.sqlite.packing import pack_mixed, unpack_mixed

WHOLE = st.integers(-(2**62), 2**62) | st.integers(0, 9)
NUMBER = st.floats(allow_nan=False, width=64) | st.integers(-(10**7), 10**7).map(lambda one: one / 1000)
ROWS = st.lists(st.tuples(WHOLE, WHOLE, NUMBER, NUMBER), max_size=5)


@given(st.lists(ROWS, max_size=8))
def test_bodies_of_any_layouts_come_back_to_the_last_bit(
    tables: list[list[tuple[int, int, float, float]]],
) -> None:
    bodies = []
    for rows in tables:
        columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
        whole = [np.array(column, dtype=np.int64) for column in columns[:2]]
        bodies.append(pack_mixed(whole, [np.array(column, dtype=np.float64) for column in columns[2:]]))

    whole, numbers = unpack_many(bodies, whole=2, numbers=2)

    each = [unpack_mixed(body, whole=2, numbers=2) for body in bodies]
    one_by_one = [row for ours, theirs in each for row in zip(*ours, *theirs, strict=True)]
    assert sorted(zip(*whole, *numbers, strict=True)) == sorted(one_by_one)
    assert all(column.dtype == np.int64 for column in whole)
