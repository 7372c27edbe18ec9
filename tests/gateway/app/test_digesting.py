"""Each day of signals stands in the book as hashes of what was received, whatever is derived from it."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from gateway.app.digesting import LOOKED_BACK, SETTLED_S, Digesting
from gateway.app.station import open_station
from gateway.config import checked
from gateway.domain.columns import NOT_STATED, Derived, Signals
from gateway.domain.digests import digest
from gateway.domain.entries import Entry, SensorDay
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.journal import CommuneJournal
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.writer import SqliteWriter

START = 1_772_000_000 // DAY * DAY
MORNING = START + DAY + SETTLED_S
WATER = SeriesKey("pond-1", "sonda", "water_temperature")


def nothing(_signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return {}


@dataclass
class Days:
    """A station that receives and digests."""

    writer: SqliteWriter
    journal: CommuneJournal
    digesting: Digesting
    number: int = 0

    def receive(self, value: float, *, at: int, node: str = "pond-1") -> None:
        values = {"sonda": {"water_temperature": value}}
        with self.writer.transaction() as readings:
            arrivals.insert(
                readings, Arrival(node, 1, self.number, 1, 0, at, at, TimeKnown.SYNCED, at, values)
            )
        self.number += 1

    def come_to(self, now: int) -> list[Entry]:
        """Seal, digest until nothing waits, and return every digest of the book."""
        self.writer.seal(now=now)
        for _ in range(100):
            if self.digesting.is_due(now):
                self.digesting.act(now)
        return self.journal.entries("book", kinds={"sensor_day"})


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    with (
        SqliteWriter(tmp_path, nothing, utc_offset_hours=-4) as writer,
        CommuneJournal(tmp_path / "commune.db", commune="la-ceiba") as journal,
    ):
        yield Days(writer, journal, Digesting(writer, journal))


def by_hand(series: str, rows: list[tuple[int, int, int, float]]) -> str:
    """Return the digest as anybody can make it again, with nothing but the standard library."""
    name = series.encode()
    packed = b"".join(struct.pack(">Iqqd", *row) for row in sorted(rows))
    return hashlib.sha256(b"conuco/signals/1\n" + struct.pack(">I", len(name)) + name + packed).hexdigest()


def said(entry: Entry) -> SensorDay:
    assert isinstance(entry.body, SensorDay)
    return entry.body


def test_a_finished_day_is_written_down_once_with_the_hash_of_what_was_received(days: Days) -> None:
    days.receive(27.0, at=START + 60)
    days.receive(27.5, at=START + 120)

    entries = days.come_to(MORNING)
    again = days.come_to(MORNING + 3600)

    assert [said(one).day for one in entries] == ["2026-02-25"]
    (series,) = said(entries[0]).series
    assert (series.series, series.records) == ("pond-1/sonda/water_temperature", 2)
    assert series.sha256 == by_hand(series.series, [(1, 0, START + 60, 27.0), (1, 1, START + 120, 27.5)])
    assert again == entries


def test_a_day_that_goes_on_is_not_written_down_yet(days: Days) -> None:
    days.receive(27.0, at=START + 60)

    assert days.come_to(MORNING - 60) == []


def test_a_day_that_ended_while_the_clock_had_leapt_ten_years_is_written_once_it_is_back(days: Days) -> None:
    days.receive(27.0, at=START - DAY + 60)
    days.come_to(MORNING - DAY)
    days.receive(27.0, at=START + 60)
    days.come_to(MORNING + 3650 * DAY)

    entries = days.come_to(MORNING)

    assert [said(one).day for one in entries] == ["2026-02-24", "2026-02-25"]


def test_late_data_adds_a_digest_that_names_the_first(days: Days) -> None:
    days.receive(27.0, at=START + 60)
    first = days.come_to(MORNING)[0]
    days.receive(26.0, at=START + 7200)

    entries = days.come_to(MORNING + 3600)
    days.receive(25.0, at=START + 7300)
    later = days.come_to(MORNING + 7200)

    assert said(entries[1]).adds_to == first.uid
    assert said(entries[1]).series[0].records == 2
    assert said(later[2]).adds_to == first.uid
    assert len({one.uid for one in later}) == 3


def test_a_station_that_starts_again_writes_nothing_twice(days: Days) -> None:
    days.receive(27.0, at=START + 60)
    entries = days.come_to(MORNING)

    days.digesting = Digesting(days.writer, days.journal)

    assert days.come_to(MORNING + 3600) == entries


def test_imported_history_of_years_is_left_to_its_file_and_a_month_is_not(days: Days) -> None:
    days.receive(27.0, at=START - (LOOKED_BACK + 2) * DAY)
    days.receive(27.0, at=START - (LOOKED_BACK - 2) * DAY)

    assert len(days.come_to(MORNING)) == 1


def test_what_was_measured_by_hand_is_an_entry_already(days: Days) -> None:
    days.receive(27.0, at=START + 60, node="mano-estanque-1")

    assert days.come_to(MORNING) == []


rows = some.lists(
    some.tuples(
        some.integers(0, 2**32 - 1),
        some.integers(0, 2**53),
        some.one_of(some.just(NOT_STATED), some.integers(0, 2**40)),
        some.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0),
    ),
    max_size=20,
    unique_by=lambda row: row[:3],
)


@given(rows, some.randoms())
def test_the_digest_is_of_the_rows_whatever_their_order_and_what_they_were_flagged(
    given_rows: list[tuple[int, int, int, float]], chance: object
) -> None:
    shuffled = list(given_rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    columns = [np.array([row[place] for row in shuffled]) for place in range(4)]
    zero = np.zeros(len(shuffled), dtype=np.int64)
    whole = [column.astype(np.int64) for column in columns[:3]]
    signals = Signals(zero + 5, columns[3].astype(float), zero + 1, whole[0], whole[1], zero, zero, whole[2])

    assert digest(WATER, signals) == by_hand("pond-1/sonda/water_temperature", given_rows)


def test_the_task_that_digests_is_the_same_whenever_it_is_asked_for(tmp_path: Path) -> None:
    """It remembers which days it has seen: a fresh one would look for ever."""
    commune = {"slug": "demo", "name": "Demo", "latitude": 9.5, "longitude": -69.2}
    config = checked({"commune": commune, "storage": {"folder": str(tmp_path)}})

    with open_station(config) as station:
        first, again = ([one for one in station.tasks if isinstance(one, Digesting)] for _ in range(2))

    assert len(first) == 1
    assert first[0] is again[0]
