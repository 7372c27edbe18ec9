"""What was measured at a place by probes and by people, put together."""

from __future__ import annotations

from builders import NIGHT, an_entry, readings_every
from fakes import DAY_S, MemoryReadings

from dashboard.measured.history import History, Span
from gateway.domain.entries import NodePlaced, PlaceRegistered
from gateway.domain.readings import SeriesKey
from gateway.journal.registers import registers

MORNING = NIGHT // DAY_S * DAY_S + 8 * 3600
GAUGE = SeriesKey("field-1", "pluviometro", "rain")
BOTTLE = SeriesKey("mano-lote-1", "a-mano", "rain")
PROBE = SeriesKey("field-1", "sonda-30cm", "soil_water")
HAND = SeriesKey("mano-lote-1", "mano-30cm", "soil_water")
BEFORE = Span(MORNING - 10 * DAY_S, MORNING + DAY_S)


def a_history(readings: dict[SeriesKey, list[float]], *, placed: int) -> History:
    field = an_entry(PlaceRegistered("lote-1", "field", 1, "El Rincón"), number=1)
    node = an_entry(NodePlaced("field-1", "lote-1", placed), number=2)
    store = MemoryReadings(
        {key: readings_every(60, values, start=MORNING) for key, values in readings.items()}
    )
    return History(store, registers([field, node]))


def test_what_a_person_and_a_probe_told_of_one_day_is_one_bucket() -> None:
    history = a_history({PROBE: [0.20, 0.22], HAND: [0.30]}, placed=0)

    found = history.days(history.parts("lote-1", "soil_water", BEFORE))

    assert (found.count.tolist(), found.low.tolist(), found.high.tolist()) == ([3], [0.20], [0.30])
    assert found.mean.round(3).tolist() == [0.24]


def test_rain_that_a_gauge_has_counted_is_not_counted_again_from_the_bottle() -> None:
    history = a_history({GAUGE: [5.0], BOTTLE: [6.0]}, placed=0)

    assert history.days(history.parts("lote-1", "rain", BEFORE)).total.tolist() == [5.0]


def test_rain_read_before_a_gauge_stood_there_counts() -> None:
    history = a_history({BOTTLE: [6.0], GAUGE: []}, placed=MORNING + 3600)

    assert history.days(history.parts("lote-1", "rain", BEFORE)).total.tolist() == [6.0]


def test_a_person_beside_the_probe_does_not_make_its_chart_coarser() -> None:
    alone = a_history({PROBE: [0.2] * 300}, placed=0)
    both = a_history({PROBE: [0.2] * 300, HAND: [0.2]}, placed=0)
    day = Span(MORNING - 3600, MORNING + 6 * 3600)

    widths = {one.buckets(one.parts("lote-1", "soil_water", day), points=70).width for one in (alone, both)}

    assert len(widths) == 1
