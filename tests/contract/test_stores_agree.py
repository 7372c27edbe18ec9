"""Whatever a station hears, in whatever order: its mirror answers every question as it does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from influx_server import InfluxServer
from mirror_stories import Following, an_influx
from mirrored import Mirrored, a_mirrored_station
from stores import OXYGEN, START, UTC_OFFSET_HOURS, a_reader, a_record, a_writer, arrive

from gateway.domain.calibration import OxygenMarks
from gateway.domain.columns import Derived
from gateway.domain.entries import CalibrationRecorded, Draft, NodePlaced
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.store.base import Buckets, ReadingStore
from gateway.store.influx.client import Influx
from gateway.store.influx.reader import InfluxStore
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, HOUR
from gateway.store.sqlite.clock_pairs import ClockPair

pytestmark = pytest.mark.influxd

SPAN = (START - DAY, START + 5 * DAY)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "oxygen_signal": st.sampled_from([0.0, 850.0, 900.0, 901.5, 5000.0]),
        "water_temperature": st.sampled_from([27.0, 27.5, 28.0, -127.0]),
        "ph": st.floats(-1, 15, allow_nan=False).map(lambda value: round(value, 2)),
    },
)
MOMENTS = st.one_of(st.integers(0, 3 * DAY), st.integers(0, 400).map(lambda one: 8 * HOUR + 60 * one))
RECORDS = st.lists(
    st.tuples(MOMENTS, st.sampled_from([0xABCD, 0xBEEF]), VALUES, st.sampled_from(TimeKnown)), max_size=60
)


def rows_of(found: Derived) -> list[tuple[float, ...]]:
    """Return the rows; of one second the lower value first, because a store may have them in any order."""
    columns = (found.time, found.value, found.flag, found.known)
    return sorted(zip(*(one.tolist() for one in columns), strict=True))


def same_buckets(ours: Buckets, theirs: Buckets) -> bool:
    whole = all(
        np.array_equal(getattr(ours, name), getattr(theirs, name))
        for name in ("start", "count", "low", "high")
    )
    near = all(np.allclose(getattr(ours, name), getattr(theirs, name)) for name in ("mean", "total"))
    return whole and near and ours.width == theirs.width


def assert_agree(ours: ReadingStore, theirs: ReadingStore) -> None:
    keys = ours.keys()
    assert keys == theirs.keys()
    for key in keys:
        assert rows_of(ours.readings(key, *SPAN)) == rows_of(theirs.readings(key, *SPAN))
        for start, end, points in ((START + 7, START + DAY, 300), (START + 1234, START + 3 * DAY, 20)):
            answers = (one.series(key, start, end, points=points) for one in (ours, theirs))
            assert same_buckets(*answers)
        assert same_buckets(ours.days(key, *SPAN), theirs.days(key, *SPAN))
        newest = ours.latest(key)
        assert (newest is None) == (theirs.latest(key) is None)
        if newest is not None:
            found = theirs.latest(key)
            assert found is not None
            assert found.at == newest.at


@pytest.fixture
def hand(influx: InfluxServer) -> Iterator[Influx]:
    with an_influx(influx) as opened:
        yield opened


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=RECORDS, late=st.integers(1, 4))
def test_a_station_and_its_mirror_agree_once_every_hour_is_sealed(
    told: list[tuple[int, int, dict[str, float], TimeKnown]],
    late: int,
    influx: InfluxServer,
    hand: Influx,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Before that the mirror has the flags that a reading has by itself; see docs/espejo.md."""
    folder = tmp_path_factory.mktemp("station")
    records = [
        a_record(number, at, queue=queue, known=known, **values)
        for number, (at, queue, values, known) in enumerate(told)
        if known != TimeKnown.UNRESOLVED and values
    ]
    following = Following(influx, hand.bucket, folder)
    with a_writer(folder, is_mirrored=True) as writer:
        arrive(writer, records[::late])
        following.catch_up(writer)
        writer.seal(now=START + DAY + 9 * HOUR)
        arrive(writer, [one for place, one in enumerate(records) if place % late])
        following.catch_up(writer)
        writer.seal(now=START + 9 * DAY)
        following.catch_up(writer)

    mirror = InfluxStore(hand, commune=following.commune, utc_offset_hours=UTC_OFFSET_HOURS)
    assert_agree(a_reader(folder), mirror)


def counts(store: ReadingStore) -> dict[SeriesKey, tuple[int, int]]:
    """Return for each series how many readings it has, and how many of them fail."""
    found, keys = {}, store.keys()
    for key in keys:
        rows = store.readings(key, -(2**33), 2**33)
        found[key] = (len(rows), int((rows.flag == Flag.FAIL).sum()))
    return found


def unsynced(number: int) -> Arrival:
    values = {"sonda": {"oxygen_signal": 1000.0 + number, "water_temperature": 27.0}}
    return Arrival("pond-1", 7, number, 1, 60 * number, None, None, TimeKnown.UNRESOLVED, START, values)


@contextmanager
def a_station(folder: Path, server: InfluxServer) -> Iterator[tuple[Mirrored, ReadingStore]]:
    with a_mirrored_station(folder, server) as station, an_influx(server, station.bucket) as hand:
        commune = station.station.config.commune.slug
        yield station, InfluxStore(hand, commune=commune, utc_offset_hours=-4)


def say(station: Mirrored, kind: str, body: object) -> None:
    now = int(time.time())
    draft = Draft(f"{kind}-1", "station", kind, body, now, "alguien")  # type: ignore[arg-type]
    station.station.journal.append(draft, now=now)


def test_the_count_of_every_series_is_the_same_after_new_flags_a_move_and_a_resolved_clock(
    tmp_path: Path, influx: InfluxServer
) -> None:
    with a_station(tmp_path, influx) as (station, mirror):
        station.arrive(*(a_record(one, 60 * one, oxygen_signal=1000.0 + one) for one in range(120)))
        station.arrive(*(unsynced(number) for number in range(200, 230)))
        station.station.writer.seal(now=START + 4 * HOUR)
        station.catch_up()
        before = counts(station.store)
        assert counts(mirror) == before

        weak = OxygenMarks(Decimal(90), Decimal(28))
        say(
            station, "calibration", CalibrationRecorded("pond-1", "sonda", "oxygen_signal", START + 600, weak)
        )
        say(station, "placement", NodePlaced("pond-1", None, START + 1800))
        with station.station.writer.transaction():
            station.station.writer.add_pair(ClockPair("pond-1", 7, 1, 86_400, START + 2 * DAY))
        station.catch_up(lambda: counts(station.store)[OXYGEN][1] > before[OXYGEN][1])
        station.station.writer.seal(now=START + 3 * DAY)
        station.catch_up()

        after = counts(station.store)
        assert after[OXYGEN][0] == 150
        assert after[OXYGEN][1] > 100
        assert counts(mirror) == after
