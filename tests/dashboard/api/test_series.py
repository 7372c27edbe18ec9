from __future__ import annotations

import numpy as np
import pytest
from builders import OXYGEN, a_draft, readings_every
from fakes import DAY_S, HOUR_S, MemoryReadings
from hypothesis import given, settings
from hypothesis import strategies as st
from small_commune import NOW

from dashboard.api.series import thinned
from dashboard.api.standing import Told
from dashboard.measured.history import History, Part, Span
from gateway.domain.entries import NodePlaced
from gateway.domain.readings import SeriesKey
from gateway.journal.registers import registers

POND = SeriesKey("pond-1", "sonda", "oxygen")


def series(api, query: str, *, place: str = "estanque-1", quantity: str = "oxygen"):
    return api.get(f"/series?place={place}&quantity={quantity}&{query}").json()


def test_a_point_tells_the_lowest_highest_mean_and_count_of_its_stretch(api) -> None:
    first = series(api, f"from={NOW - HOUR_S}&to={NOW}&points=4")["series"][0]["points"][0]

    rows = api.store.readings(POND, NOW - HOUR_S, NOW - HOUR_S * 3 // 4)
    assert first["count"] == len(rows) == 15
    assert (first["min"], first["max"]) == (rows.value.min(), rows.value.max())
    assert first["mean"] == pytest.approx(rows.value.mean())


@pytest.mark.parametrize("points", [1, 2, 7, 500, 5000])
def test_there_are_never_more_points_than_asked_for(api, points: int) -> None:
    for span in (HOUR_S, 40 * HOUR_S, 400 * DAY_S, NOW):
        found = series(api, f"from={NOW - span}&points={points}")["series"]

        assert found
        assert all(0 < len(one["points"]) <= points for one in found)


def test_a_gap_stays_a_gap(api) -> None:
    found = series(api, f"from={NOW - 3 * DAY_S}&to={NOW - int(2.4 * DAY_S)}", place="estanque-3")

    assert found["series"] == []


def test_each_probe_of_a_field_is_a_series_of_its_own(api) -> None:
    found = series(api, "points=10", place="lote-1", quantity="soil_water")

    assert [one["channel"] for one in found["series"]] == ["sonda-20cm", "sonda-45cm", "sonda-75cm"]
    assert len(series(api, "channel=sonda-45cm", place="lote-1", quantity="soil_water")["series"]) == 1


def test_moving_a_node_leaves_what_it_told_before_at_its_place(api) -> None:
    moved = NOW - 12 * HOUR_S
    api.journal.append(a_draft(NodePlaced("pond-1", "estanque-6", moved), uid="moved"), now=NOW)

    here = series(api, "points=24")["series"]
    there = series(api, "points=24", place="estanque-6")["series"]

    assert [one["source"] for one in (*here, *there)] == ["sensor-1", "sensor-1", "sensor-2"]
    assert sum(one["count"] for one in here[0]["points"]) == 720


def test_without_a_stretch_it_is_the_last_day(api) -> None:
    found = series(api, "")

    assert (found["from"], found["to"]) == ("2026-06-09T07:12:00Z", "2026-06-10T07:12:00Z")


@given(
    st.lists(st.tuples(st.integers(0, 50_000), st.integers(1, 20_000)), min_size=1, max_size=8),
    st.integers(1, 40),
)
@settings(max_examples=60, deadline=None)
def test_no_number_of_moves_makes_more_points_than_asked_for(
    stays: list[tuple[int, int]], points: int
) -> None:
    store = MemoryReadings({OXYGEN: readings_every(60, [5.0] * 1500)})
    parts, at = [], 0
    for gap, length in stays:
        parts.append(Part(OXYGEN, Span(at + gap, at + gap + length)))
        at += gap + length

    history = History(store, registers([]))
    found = thinned(history, Told(OXYGEN, "sensor-1", tuple(parts)), points=points)

    assert len(found) <= points
    assert found.count.sum() == history.buckets(parts, points=points).count.sum()
    assert np.all(np.diff(found.start) > 0)
