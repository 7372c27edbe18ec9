"""Old days go into files: no row is lost, and what charts of years need stays as it was."""

from __future__ import annotations

import errno
import gzip
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.derivation import derive
from gateway.domain.columns import Derived, Signals
from gateway.domain.errors import StoreError
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store import files
from gateway.store.sqlite import arrivals, blocks, retired, rollups
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.retiring import old_days, retire
from gateway.store.sqlite.writer import SqliteWriter

START = 1_772_323_200
"""2026-03-01, so that all days of a test are of one month."""
DAYS = 5
LATER = START + (DAYS + 30) * DAY
WATER = SeriesKey("pond-1", "sonda", "water_temperature")
OXYGEN = SeriesKey("pond-1", "sonda", "oxygen")


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=[], altitude_m=0.0)


@contextmanager
def a_station(folder: Path) -> Iterator[SqliteWriter]:
    with SqliteWriter(folder, deriving, utc_offset_hours=-4) as writer:
        yield writer


def a_record(number: int, at: int) -> Arrival:
    """Return a record whose oxygen is steady for hours, so that its flags hang on the hours beside."""
    values = {"sonda": {"water_temperature": 27.0 + number % 3 / 10, "oxygen": 6.0}}
    return Arrival("pond-1", 0xABCD, number, 1, 60 * number, at, at, TimeKnown.SYNCED, at, values)


def a_stretch(number: int, at: int) -> list[Arrival]:
    """Return half a day of records, a quarter of an hour apart."""
    return [a_record(100 * number + one, at + 900 * one + number) for one in range(48)]


def arrive(writer: SqliteWriter, *some: Arrival) -> None:
    with writer.transaction() as readings:
        for one in some:
            arrivals.insert(readings, one)


def go(writer: SqliteWriter, *, before: int, steps: int = 10**6) -> int:
    """Retire what is old enough, at most so many steps of it; return how many days went."""
    gone = 0
    for old in old_days(writer.archive, before=before):
        for step, done in enumerate(retire(writer.archive, old, now=LATER)):
            gone += done
            if step >= steps:
                return gone
    return gone


def received(writer: SqliteWriter) -> list[tuple[str, int, int, float]]:
    """Return all rows of blocks and of the files that stand for blocks."""
    found = []
    for day in range(START - DAY, START + (DAYS + 1) * DAY, DAY):
        for series, rows in writer.archive.received_on(day).items():
            found += [
                (series.quantity, number, at, value)
                for number, at, value in zip(
                    rows.number.tolist(), rows.time.tolist(), rows.value.tolist(), strict=True
                )
            ]
    return sorted(found)


def rolled(writer: SqliteWriter) -> list[object]:
    """Return every hour rollup of every series, by flag, and every day's."""
    connection = writer.archive.connection
    found: list[object] = []
    for series, number in sorted(blocks.series_of(connection).items()):
        for take in (rollups.hours, rollups.days):
            one = take(connection, number, start=0, end=2**40)
            found.append((series, [getattr(one, name).tolist() for name in _TOLD]))
    return found


_TOLD = ("start", "flag", "count", "low", "high")

MOMENTS = st.integers(0, DAYS * 8 - 4).map(lambda one: START + 3 * 3600 * one)
STEPS = st.one_of(
    st.tuples(st.just("arrive"), MOMENTS),
    st.tuples(st.just("arrive"), MOMENTS),
    st.tuples(st.just("seal"), MOMENTS),
    st.tuples(st.just("retire"), MOMENTS),
    st.tuples(st.just("retire, killed"), st.integers(0, 25)),
    st.tuples(st.just("derive again"), MOMENTS),
)


def do(writer: SqliteWriter, what: str, at: int, *, number: int) -> None:
    match what:
        case "arrive":
            arrive(writer, *a_stretch(number, at))
        case "seal":
            writer.seal(now=at + DAYS * DAY)
        case "retire":
            go(writer, before=at)
        case "retire, killed":
            go(writer, before=LATER, steps=at)
        case "derive again":
            writer.derive_again("pond-1", at // DAY * DAY, now=LATER)


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(STEPS, min_size=4, max_size=20))
def test_whatever_goes_into_files_the_rows_and_the_rollups_are_those_of_one_derivation(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, plain = tmp_path_factory.mktemp("retiring"), tmp_path_factory.mktemp("plain")
    with a_station(plain) as other:
        arrive(
            other,
            *(
                record
                for number, (what, at) in enumerate(steps)
                if what == "arrive"
                for record in a_stretch(number, at)
            ),
        )
        other.seal(now=LATER)
        expected, rolled_up = received(other), rolled(other)

    for number, (what, at) in enumerate(steps):
        with a_station(folder) as writer:
            do(writer, what, at, number=number)
    with a_station(folder) as writer:
        writer.seal(now=LATER)
        go(writer, before=LATER)
        writer.seal(now=LATER)

        assert received(writer) == expected
        assert rolled(writer) == rolled_up
        assert len(old_days(writer.archive, before=LATER)) == 0


@pytest.fixture
def full(tmp_path: Path) -> Iterator[SqliteWriter]:
    """Open a station with three sealed days."""
    with a_station(tmp_path) as writer:
        arrive(writer, *(a_record(one, START + 3600 * one) for one in range(3 * 24)))
        writer.seal(now=LATER)
        yield writer


def test_the_newest_day_of_a_node_stays_for_what_it_said_last(full: SqliteWriter, tmp_path: Path) -> None:
    assert go(full, before=LATER) == 2

    reader = SqliteReadings(tmp_path, deriving, utc_offset_hours=-4)
    assert reader.latest(WATER) is not None


def test_a_file_tells_a_person_what_it_is(full: SqliteWriter, tmp_path: Path) -> None:
    go(full, before=LATER)

    text = gzip.decompress((tmp_path / "archivo" / "pond-1-2026-03.csv.gz").read_bytes()).decode()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert "oxygen [mg/L]" in text
    assert lines[0] == "time,node,channel,quantity,value,queue,number,boot,uptime,stated,known"
    assert lines[1] == (
        "2026-03-01T00:00:00Z,pond-1,sonda,oxygen,6.0,0000abcd,0,1,0,2026-03-01T00:00:00Z,synced"
    )
    assert len(lines) == 1 + 2 * 2 * 24


def test_a_late_reading_brings_its_day_back(full: SqliteWriter, tmp_path: Path) -> None:
    go(full, before=LATER)

    arrive(full, a_record(900, START + 7))
    full.seal(now=LATER)
    go(full, before=LATER)

    names = sorted(path.name for path in (tmp_path / "archivo").iterdir())
    assert names == ["pond-1-2026-03-2.csv.gz", "pond-1-2026-03.csv.gz"]
    assert len(files.read(tmp_path / "archivo" / names[0])[WATER]) == 49
    assert {one.file for one in retired.find(full.archive.connection, "pond-1", start=0, end=LATER)} == {
        f"archivo/{names[0]}"
    }


def test_a_retired_day_is_derived_again_where_it_lies(full: SqliteWriter, tmp_path: Path) -> None:
    go(full, before=LATER)
    before = rolled(full)
    full.archive.connection.execute("DELETE FROM hour_rollups WHERE day = ?", (START,))

    full.derive_again("pond-1", START, now=LATER)

    assert rolled(full) == before
    assert len(retired.find(full.archive.connection, "pond-1", start=0, end=LATER)) == 2


@pytest.mark.parametrize("bend", ["gone", "cut", "a digit"])
def test_a_file_that_is_not_as_it_was_written_changes_no_rollup(
    full: SqliteWriter, tmp_path: Path, bend: str
) -> None:
    go(full, before=LATER)
    before, path = rolled(full), tmp_path / "archivo" / "pond-1-2026-03.csv.gz"
    whole = path.read_bytes()
    changed = gzip.compress(gzip.decompress(whole).replace(b",27.1,", b",28.1,"))
    path.unlink() if bend == "gone" else path.write_bytes(whole[:-9] if bend == "cut" else changed)

    full.archive.files.forget()
    arrive(full, a_record(900, START + 7))
    full.seal(now=LATER)

    assert rolled(full) == before
    assert {one.number for one in arrivals_of(full)} >= {900}
    with pytest.raises(StoreError, match=r"pond-1-2026-03\.csv\.gz no se puede leer"):
        full.archive.received_on(START)


def arrivals_of(writer: SqliteWriter) -> list[Arrival]:
    pending = arrivals.pending(writer.readings)[WATER].rows
    return [a_record(int(number), int(at)) for number, at in zip(pending.number, pending.time, strict=True)]


def test_a_day_with_a_block_that_rotted_stays_where_it_is(full: SqliteWriter, tmp_path: Path) -> None:
    full.archive.connection.execute("UPDATE blocks SET body = x'00' WHERE sort = 0 AND start = ?", (START,))

    assert go(full, before=LATER) == 1

    assert [one.day for one in retired.find(full.archive.connection, "pond-1", start=0, end=LATER)] == [
        START + DAY
    ]


def test_a_day_beside_a_retired_one_is_judged_beside_its_hours(tmp_path: Path) -> None:
    with a_station(tmp_path) as writer:
        for number, hours in enumerate((12, 24, 60)):
            arrive(writer, *a_stretch(number, START + 3600 * hours))
        writer.seal(now=LATER)
        before = rolled(writer)
        go(writer, before=START + DAY)

        writer.derive_again("pond-1", START + DAY, now=LATER)

        assert len(retired.find(writer.archive.connection, "pond-1", start=0, end=LATER)) == 1
        assert rolled(writer) == before


def test_a_disk_that_takes_no_file_is_a_sentence_and_leaves_nothing_behind(
    full: SqliteWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.MonthWriter, "add", is_full)
    with pytest.raises(StoreError, match="no queda sitio en el disco"):
        go(full, before=LATER)

    assert list((tmp_path / "archivo").iterdir()) == []
    assert not retired.find(full.archive.connection, "pond-1", start=0, end=LATER)
