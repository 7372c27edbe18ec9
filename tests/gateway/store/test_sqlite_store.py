"""The SQLite store: nothing is lost, nothing is counted twice, whatever the order of events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.derivation import derive
from gateway.domain.columns import Derived, Signals
from gateway.domain.errors import BusyError, DiskError, StoreError
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.clock_pairs import ClockPair
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

WATER = SeriesKey("pond-1", "sonda", "water_temperature")
START = 1_772_000_000 // DAY * DAY


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=[], altitude_m=0.0)


def open_writer(folder: Path) -> SqliteWriter:
    return SqliteWriter(folder, deriving, utc_offset_hours=-4)


def a_reader(folder: Path) -> SqliteReadings:
    return SqliteReadings(folder, deriving, utc_offset_hours=-4)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    with open_writer(tmp_path) as opened:
        yield opened


def an_arrival(number: int, *, at: int | None, value: float = 27.0, uptime: int = 0) -> Arrival:
    known = TimeKnown.UNRESOLVED if at is None else TimeKnown.SYNCED
    return Arrival(
        "pond-1", 0xABCD, number, 1, uptime, at, at, known, START, {"sonda": {"water_temperature": value}}
    )


def arrive(writer: SqliteWriter, *some: Arrival) -> None:
    with writer.transaction() as readings:
        for one in some:
            arrivals.insert(readings, one)


def everything(folder: Path) -> list[tuple[int, float]]:
    found = a_reader(folder).readings(WATER, START - 40 * DAY, START + 40 * DAY)
    return sorted(zip(found.time.tolist(), found.value.tolist(), strict=True))


def test_a_reading_is_there_as_soon_as_it_is_committed(writer: SqliteWriter, tmp_path: Path) -> None:
    arrive(writer, an_arrival(1, at=START + 5))

    assert everything(tmp_path) == [(START + 5, 27.0)]


def test_two_true_values_of_one_second_are_both_kept(writer: SqliteWriter, tmp_path: Path) -> None:
    arrive(writer, an_arrival(1, at=START, value=27.0), an_arrival(2, at=START, value=27.5))
    writer.seal(now=START + 2 * DAY)

    assert everything(tmp_path) == [(START, 27.0), (START, 27.5)]


def test_a_sealed_hour_lets_its_arrivals_go_but_the_last_of_the_queue(writer: SqliteWriter) -> None:
    arrive(writer, *(an_arrival(number, at=START + number) for number in range(5)))

    writer.seal(now=START + 4000)

    left = writer.readings.execute("SELECT number FROM arrivals").fetchall()
    assert left == [(4,)]


def test_an_open_hour_is_not_sealed(writer: SqliteWriter) -> None:
    arrive(writer, an_arrival(1, at=START))

    assert writer.seal(now=START + 3600) == 0


def test_a_crash_between_block_and_delete_counts_nothing_twice(writer: SqliteWriter, tmp_path: Path) -> None:
    arrive(writer, *(an_arrival(number, at=START + number) for number in range(3)))
    with writer.archive.transaction():
        writer.add_rows("pond-1", START, {}, now=START + 2 * DAY)

    assert len(everything(tmp_path)) == 3
    writer.seal(now=START + 2 * DAY)
    assert len(everything(tmp_path)) == 3


def test_late_data_of_a_folded_day_is_in_its_day_and_in_its_rollups(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    arrive(writer, an_arrival(1, at=START + 6 * 3600, value=27.0))
    writer.seal(now=START + 3 * DAY)
    arrive(writer, an_arrival(2, at=START + 6 * 3600 + 60, value=21.0))
    writer.seal(now=START + 3 * DAY)

    days = a_reader(tmp_path).days(WATER, START - DAY, START + 2 * DAY)
    assert (days.low.tolist(), days.high.tolist(), days.count.tolist()) == ([21.0], [27.0], [2])


def test_a_local_day_begins_at_local_midnight(writer: SqliteWriter, tmp_path: Path) -> None:
    arrive(writer, an_arrival(1, at=START + 4 * 3600 - 1), an_arrival(2, at=START + 4 * 3600))
    writer.seal(now=START + 3 * DAY)

    days = a_reader(tmp_path).days(WATER, START - DAY, START + 2 * DAY)
    assert days.start.tolist() == [START - 20 * 3600, START + 4 * 3600]


def test_an_unsynced_record_waits_and_is_placed_by_a_clock_pair_of_its_boot(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    arrive(writer, an_arrival(1, at=None, uptime=100), an_arrival(2, at=START + DAY))
    writer.seal(now=START + 3 * DAY)
    with writer.transaction():
        placed = writer.add_pair(ClockPair("pond-1", 0xABCD, 1, 160, START + 60))

    assert placed == 1
    assert everything(tmp_path) == [(START, 27.0), (START + DAY, 27.0)]
    writer.seal(now=START + 3 * DAY)
    assert everything(tmp_path) == [(START, 27.0), (START + DAY, 27.0)]


def test_a_file_read_twice_adds_nothing_the_second_time(writer: SqliteWriter, tmp_path: Path) -> None:
    rows = {WATER: Signals.measured(START + 1800 * np.arange(48), np.linspace(24.0, 31.5, 48).round(2))}

    added = []
    for _ in range(2):
        with writer.archive.transaction():
            added.append(writer.add_rows("pond-1", START, rows, now=START + 9 * DAY))

    assert added == [48, 0]
    assert len(everything(tmp_path)) == 48


@pytest.mark.parametrize(
    "values", [(np.nan, 1.0), (np.inf, -np.inf), (1.7e308, 1.7e308)], ids=["none", "endless", "huge"]
)
def test_a_derived_value_that_is_no_number_stops_no_sealing(
    tmp_path: Path, values: tuple[float, float]
) -> None:
    """Marks that a person mistyped give such: 160 mV at 28 °C is less than nothing at 23."""
    two = np.array([1, 1])
    derived = Derived(np.array([START, START + 1]), np.array(values), two * Flag.FAIL, two)
    with SqliteWriter(tmp_path, lambda _: {WATER: derived}, utc_offset_hours=-4) as writer:
        arrive(writer, an_arrival(1, at=START), an_arrival(2, at=START + 1))

        assert writer.seal(now=START + 2 * DAY) == 1

    assert len(everything(tmp_path)) == 2


def test_a_block_that_rotted_stops_no_other_sealing_and_lets_nothing_go(writer: SqliteWriter) -> None:
    arrive(writer, an_arrival(1, at=START))
    writer.seal(now=START + 2 * DAY)
    writer.archive._archive.execute("UPDATE blocks SET body = x'00'")
    late = [an_arrival(2, at=START + 60), an_arrival(3, at=START + DAY)]

    arrive(writer, *late, replace(late[0], node="pond-2"), replace(late[1], node="pond-2"))

    assert writer.seal(now=START + 3 * DAY) == 3
    assert arrivals.pending(writer.readings, node="pond-1")[WATER].rows.number.tolist() == [2, 3]


def test_a_block_that_rotted_stops_no_deriving_again(writer: SqliteWriter, tmp_path: Path) -> None:
    arrive(writer, an_arrival(1, at=START))
    writer.seal(now=START + 2 * DAY)
    writer.archive._archive.execute("UPDATE blocks SET body = x'00' WHERE sort = 0")

    writer.derive_again("pond-1", START, now=START + 3 * DAY)

    assert everything(tmp_path) == [(START, 27.0)]


def test_a_database_that_rotted_is_a_sentence(tmp_path: Path) -> None:
    with open_writer(tmp_path):
        pass
    path, page = tmp_path / "archive.db", 16384
    rot = bytes(255) * ((path.stat().st_size - page) // 255 + 1)
    path.write_bytes((path.read_bytes()[:page] + rot)[: path.stat().st_size])

    with pytest.raises(DiskError), open_writer(tmp_path):
        pass


def test_only_one_may_write(writer: SqliteWriter, tmp_path: Path) -> None:
    with pytest.raises(BusyError, match="Deténgalo o espere"), open_writer(tmp_path):
        pass


def test_a_station_without_a_database_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="conuco gateway"):
        a_reader(tmp_path).keys()


MOMENTS = st.integers(0, 3 * DAY // 600).map(lambda one: START + 600 * one)
STEPS = st.one_of(
    st.tuples(st.just("arrive"), MOMENTS),
    st.tuples(st.just("unsynced"), MOMENTS),
    st.tuples(st.just("pair"), st.just(0)),
    st.tuples(st.just("seal"), st.integers(0, 4 * DAY).map(lambda one: START + one)),
    st.tuples(st.just("block without delete"), MOMENTS),
    st.tuples(st.just("file"), MOMENTS),
    st.tuples(st.just("derive again"), MOMENTS),
)


class Story:
    """A station to which things happen, and what a reader must see of it."""

    def __init__(self, writer: SqliteWriter) -> None:
        self.writer = writer
        self.now = START
        self.expected: list[tuple[int, float]] = []
        self.waiting: list[tuple[int, float]] = []

    def step(self, what: str, at: int, *, number: int) -> None:
        value, day = round(20 + number / 100, 2), at // DAY * DAY
        match what:
            case "arrive":
                arrive(self.writer, an_arrival(number, at=at, value=value))
                self.expected.append((at, value))
            case "unsynced":
                arrive(self.writer, an_arrival(number, at=None, value=value, uptime=at - START))
                self.waiting.append((at, value))
            case "pair":
                self.pair(number)
            case "seal":
                self.now = max(self.now, at)
                self.writer.seal(now=self.now)
            case "derive again":
                self.writer.derive_again("pond-1", day, now=self.now)
            case _:
                self.file(what, at, day, value)

    def pair(self, number: int) -> None:
        with self.writer.transaction():
            uptime = 3 * DAY + number * 3600  # after every record: none is of the future
            self.writer.add_pair(ClockPair("pond-1", 0xABCD, 1, uptime, START + uptime))
            self.writer.resolve("pond-1", 0xABCD, 1)
        self.expected, self.waiting = self.expected + self.waiting, []

    def file(self, what: str, at: int, day: int, value: float) -> None:
        rows = {WATER: Signals.measured(np.array([at]), np.array([value]))} if what == "file" else {}
        with self.writer.archive.transaction():
            self.writer.add_rows("pond-1", day, rows, now=self.now)
        self.expected += [(at, value)] if what == "file" else []


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, max_size=25))
def test_whatever_happens_in_whatever_order_each_reading_is_there_once(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("station")
    with open_writer(folder) as writer:
        story = Story(writer)
        for number, (what, at) in enumerate(steps):
            story.step(what, at, number=number)
            assert everything(folder) == sorted(story.expected)

        writer.seal(now=START + 9 * DAY)

        days = a_reader(folder).days(WATER, START - 2 * DAY, START + 9 * DAY)
        assert everything(folder) == sorted(story.expected)
        assert int(days.count.sum()) == len(story.expected)
