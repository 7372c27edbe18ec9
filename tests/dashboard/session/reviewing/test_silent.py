"""Harvests during which the probes said nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np
import pytest
from fakes import HOUR_S, MemoryReadings
from small_commune import derived_of

from dashboard.measured.history import History, Span
from dashboard.session.reviewing.silent import Silence, silence
from gateway.domain.columns import Ints
from gateway.domain.places import Placement
from gateway.domain.readings import SeriesKey
from gateway.journal.registers import registers

THREE_DAYS: Final = Span(1_780_000_000, 1_780_000_000 + 72 * HOUR_S)
OXYGEN: Final = SeriesKey("pond-1", "sonda", "oxygen")
PLACEMENTS: Final = (Placement("pond-1", "estanque-1", 0), Placement("a-mano@estanque-1", "estanque-1", 0))


def quiet(kept: Callable[[Ints], Ints], *, series: SeriesKey = OXYGEN) -> Silence | None:
    """Return the silence of a pond whose probe measures every half hour, and of which this was kept."""
    time = np.arange(*THREE_DAYS, 1800, dtype=np.int64)
    own = kept(time)
    store = MemoryReadings({series: derived_of(own, np.full(len(own), 4.0))})
    history = History(store, replace(registers([]), placements=PLACEMENTS))
    return silence(history, "estanque-1", "oxygen", THREE_DAYS)


@pytest.mark.parametrize(("hours", "is_told"), [(0, False), (14, False), (15, True), (40, True)])
def test_a_probe_was_silent_where_readings_stand_for_less_than_four_fifths(
    hours: int, *, is_told: bool
) -> None:
    gone = THREE_DAYS.start + 20 * HOUR_S
    found = quiet(lambda time: time[(time < gone) | (time >= gone + hours * HOUR_S)])

    assert found is not None
    assert found.is_told is is_told
    assert abs(found.silent_s - hours * HOUR_S) <= 1800


def test_a_probe_that_said_nothing_at_all_was_silent_all_the_time() -> None:
    found = quiet(lambda time: time[:0])

    assert found == Silence(THREE_DAYS.length, THREE_DAYS.length)


def test_a_place_without_a_probe_cannot_be_silent() -> None:
    assert quiet(lambda time: time[:0], series=SeriesKey("pond-2", "sonda", "oxygen")) is None
