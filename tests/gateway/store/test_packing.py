"""A block gives back exactly what was put in."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.columns import NOT_STATED, Derived, Signals
from gateway.store.sqlite.packing import pack_derived, pack_signals, unpack_derived, unpack_signals

WHOLE = st.integers(-(2**62), 2**62)
NUMBER = st.floats(allow_nan=False, width=64) | st.integers(-(10**7), 10**7).map(lambda one: one / 1000)


@given(st.lists(st.tuples(WHOLE, NUMBER, WHOLE), max_size=40))
def test_signals_come_back_to_the_last_bit(rows: list[tuple[int, float, int]]) -> None:
    time = np.array([row[0] for row in rows], dtype=np.int64)
    value = np.array([row[1] for row in rows], dtype=np.float64)
    other = np.array([row[2] for row in rows], dtype=np.int64)
    stated = np.where(other % 2 == 0, NOT_STATED, other)
    signals = Signals(time, value, other, other, other, other, other, stated)

    found = unpack_signals(pack_signals(signals))

    for field in Signals.__dataclass_fields__:
        assert getattr(found, field).tolist() == getattr(signals, field).tolist()


@given(st.lists(st.tuples(WHOLE, NUMBER), max_size=40))
def test_derived_values_come_back_to_the_last_bit(rows: list[tuple[int, float]]) -> None:
    time = np.array([row[0] for row in rows], dtype=np.int64)
    derived = Derived(time, np.array([row[1] for row in rows], dtype=np.float64), time % 5, time % 3)

    found = unpack_derived(pack_derived(derived))

    assert found.value.tolist() == derived.value.tolist()
    assert found.flag.tolist() == derived.flag.tolist()


def test_a_day_of_a_minute_takes_about_two_bytes_a_reading() -> None:
    minutes = 60 * np.arange(1440, dtype=np.int64)
    value = np.round(4 + 3 * np.sin(minutes / 13750) + np.random.default_rng(1).normal(0, 0.02, 1440), 2)

    body = pack_derived(
        Derived(1_700_000_000 + minutes, value, np.ones_like(minutes), np.zeros_like(minutes))
    )

    assert len(body) / 1440 < 2.2
