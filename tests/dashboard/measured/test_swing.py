from __future__ import annotations

import numpy as np
from fakes import DAY_S, HOUR_S, MemoryReadings

from dashboard.measured.swing import swing_left
from gateway.domain.columns import Derived
from gateway.domain.readings import SeriesKey

MIDNIGHT = 1_780_000_000 // DAY_S * DAY_S + 4 * HOUR_S
OWN = SeriesKey("pond-1", "sonda", "oxygen")
OTHER = SeriesKey("pond-2", "sonda", "oxygen")


def breathing(*, faded: bool = False) -> Derived:
    """Return eighteen days, an hour a reading; the last three with a third of the swing if it has faded."""
    time = MIDNIGHT - 18 * DAY_S + HOUR_S * np.arange(18 * 24, dtype=np.int64)
    height = np.where(time >= MIDNIGHT - 3 * DAY_S, 1.0 if faded else 3.0, 3.0)
    ones = np.ones(len(time), dtype=np.int64)
    return Derived(time, 5 + height * np.sin(2 * np.pi * time / DAY_S), ones, 0 * ones)


def left(**told: Derived) -> int | None:
    series = {"own": OWN, "other": OTHER}
    store = MemoryReadings({series[name]: rows for name, rows in told.items()})
    return swing_left(store, OWN, [OTHER], midnight=MIDNIGHT)


def test_a_probe_that_has_lost_its_swing_says_how_much_is_left() -> None:
    assert left(own=breathing(faded=True), other=breathing()) == 33


def test_clouds_over_all_ponds_are_no_dirt() -> None:
    assert left(own=breathing(faded=True), other=breathing(faded=True)) is None


def test_a_probe_that_swings_as_ever_is_in_order() -> None:
    assert left(own=breathing(), other=breathing()) is None


def test_a_young_probe_is_not_judged() -> None:
    assert left(own=breathing(faded=True).between(MIDNIGHT - 5 * DAY_S, MIDNIGHT)) is None
