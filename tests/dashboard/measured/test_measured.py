from __future__ import annotations

import pytest
from builders import an_entry, readings_every
from fakes import MemoryReadings

from dashboard.measured.history import History, Span
from dashboard.measured.trend import trend
from dashboard.ponds.interventions import running, runs
from gateway.domain.entries import Intervened, NodePlaced, Reversed
from gateway.domain.readings import SeriesKey
from gateway.journal.registers import registers

HOUR = 3600


def told(*bodies: tuple[int, object]) -> list[object]:
    return [an_entry(body, number=number, happened=at) for number, (at, body) in enumerate(bodies, 1)]


def test_a_node_that_moved_leaves_what_it_told_before_at_the_old_pond() -> None:
    key = SeriesKey("pond-1", "sonda", "oxygen")
    store = MemoryReadings({key: readings_every(HOUR, [5.0] * 10)})
    entries = told((0, NodePlaced("pond-1", "viejo", 0)), (0, NodePlaced("pond-1", "nuevo", 4 * HOUR)))
    history = History(store, registers(entries))

    found = {
        place: history.readings(history.parts(place, "oxygen", Span(0, 10 * HOUR)))
        for place in ("viejo", "nuevo")
    }

    assert [len(found["viejo"]), len(found["nuevo"])] == [4, 6]


def test_the_buckets_of_two_nodes_at_one_pond_follow_each_other() -> None:
    first, second = SeriesKey("a", "sonda", "oxygen"), SeriesKey("b", "sonda", "oxygen")
    store = MemoryReadings(
        {first: readings_every(HOUR, [5.0] * 20), second: readings_every(HOUR, [4.0] * 20)}
    )
    entries = told(
        (0, NodePlaced("a", "estanque-1", 0)),
        (0, NodePlaced("a", "otro", 10 * HOUR)),
        (0, NodePlaced("b", "estanque-1", 10 * HOUR)),
    )
    history = History(store, registers(entries))

    buckets = history.buckets(history.parts("estanque-1", "oxygen", Span(0, 20 * HOUR)), points=20)

    assert buckets.mean.tolist() == [5.0] * 10 + [4.0] * 10


@pytest.mark.parametrize(("per_hour", "way"), [(-0.4, "down"), (0.4, "up"), (0.02, "still")])
def test_the_trend_is_the_slope_of_the_last_hour(per_hour: float, way: str) -> None:
    found = readings_every(60, [5.0 + per_hour * minute / 60 for minute in range(61)])

    slope = trend(found, now=HOUR)

    assert slope is not None
    assert slope.per_hour == pytest.approx(per_hour)
    assert slope.way == way


def test_a_trend_is_not_told_from_a_few_minutes() -> None:
    assert trend(readings_every(60, [5.0, 4.0, 3.0, 2.0, 1.0]), now=300) is None


def test_a_probe_of_half_hours_has_a_trend_too() -> None:
    assert trend(readings_every(1800, [5.0, 4.8, 4.6, 4.4, 4.2]), now=2 * HOUR) is not None


def test_what_was_told_on_twice_runs_since_the_first_until_it_is_off() -> None:
    on, off = Intervened("estanque-1", "aerator", "on"), Intervened("estanque-1", "aerator", "off")
    entries = told((100, on), (200, on), (900, off))

    assert running(entries[:2], "estanque-1")["aerator"].since == 100
    assert running(entries, "estanque-1") == {}
    assert runs(entries, "estanque-1", Span(0, 1000)) == [Span(100, 900)]


def test_what_was_taken_back_does_not_run() -> None:
    on = an_entry(Intervened("estanque-1", "aerator", "on"), number=1, happened=100)
    back = an_entry(Reversed("equivocado"), number=2, reverses=on.uid, journal="book")

    assert running([on, back], "estanque-1") == {}


def test_the_aerator_of_another_pond_does_not_count() -> None:
    entries = told((100, Intervened("otro", "aerator", "on")))

    assert runs(entries, "estanque-1", Span(0, 1000)) == []
