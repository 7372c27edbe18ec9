"""What was lost is taken back from a copy, each record once, whatever stands here already."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bent import NOW, RECORDS, START, WHOLE, bend, everything, fill, opened, send
from influx_server import ORG, TOKEN, an_influx_server

from gateway.app.orders.refilling import refilling
from gateway.config.services import Mirror
from gateway.domain.errors import StoreError
from gateway.domain.readings import TimeKnown
from gateway.store.influx import lines
from gateway.store.influx.client import Influx
from gateway.store.influx.fetching import fetch
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.retiring import old_days, retire
from gateway.store.sqlite.writer import SqliteWriter


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    fill(folder)
    return folder


@pytest.fixture
def folder(copy: Path, tmp_path: Path) -> Path:
    found = tmp_path / "store"
    shutil.copytree(copy, found)
    return found


def refill(writer: SqliteWriter, copy: Path) -> int:
    *_, last = refilling(writer)({"folder": str(copy)}, NOW)
    return int(last.said)


def test_an_empty_station_has_everything_of_a_copy_once(copy: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "new") as writer:
        assert refill(writer, copy) == len(WHOLE)
        assert everything(writer) == WHOLE
        assert refill(writer, copy) == 0


def test_nothing_is_taken_twice_into_a_station_that_has_it(copy: Path, folder: Path) -> None:
    with opened(folder) as writer:
        assert refill(writer, copy) == 0
        assert everything(writer) == WHOLE


@pytest.mark.parametrize("how", ["zeros", "cut", "head"])
def test_a_damaged_archive_is_whole_again(copy: Path, folder: Path, how: str) -> None:
    bend(folder, "archive", how, seed=5)

    with opened(folder, is_suspect=True) as writer:
        refill(writer, copy)

        assert everything(writer) == WHOLE
        writer.seal(now=NOW + 2 * DAY)
        assert everything(writer) == WHOLE


def test_a_refill_that_was_killed_is_begun_anew(copy: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "new") as writer:
        steps = refilling(writer)({"folder": str(copy)}, NOW)
        for _ in range(random.Random(3).randrange(2, 6)):
            next(steps)
    with opened(tmp_path / "new") as writer:
        refill(writer, copy)

        assert everything(writer) == WHOLE


def test_a_block_that_rotted_gives_way_to_that_of_the_copy(copy: Path, folder: Path) -> None:
    with opened(folder) as writer:
        writer.archive.connection.execute(
            "UPDATE blocks SET body = x'00' WHERE sort = 0 AND start = ?", (START,)
        )
        assert refill(writer, copy) == 2 * 48
        assert everything(writer) == WHOLE


def test_a_retired_day_stays_in_its_file_where_the_copy_has_nothing_new(copy: Path, folder: Path) -> None:
    with opened(folder) as writer:
        for old in old_days(writer.archive, before=NOW):
            list(retire(writer.archive, old, now=NOW))
        gone = writer.archive.connection.execute("SELECT count(*) FROM retired").fetchone()

        assert refill(writer, copy) == 0
        assert refill(writer, folder / "archivo") == 0

        assert gone == (4,)
        assert writer.archive.connection.execute("SELECT count(*) FROM retired").fetchone() == gone


def test_a_lost_archive_takes_its_days_back_from_its_own_files(folder: Path, copy: Path) -> None:
    with opened(folder) as writer:
        for old in old_days(writer.archive, before=NOW):
            list(retire(writer.archive, old, now=NOW))
    for path in folder.glob("archive.db*"):
        path.unlink()

    with opened(folder) as writer:
        refill(writer, folder / "archivo")
        assert set(WHOLE) - set(everything(writer)) == {row for row in WHOLE if row[2] >= START + 2 * DAY} - {
            row for row in everything(writer)
        }
        refill(writer, copy)
        assert everything(writer) == WHOLE


def test_a_record_that_stands_at_another_time_here_is_the_same_record(copy: Path, tmp_path: Path) -> None:
    """What waited for its time in the copy, or stood at its arrival, was placed here since."""
    values = {"sonda": {"water_temperature": 21.5}}

    def unsynced(number: int, time: int | None, known: TimeKnown) -> Arrival:
        return Arrival("pond-9", 0xABCD, number, 1, 60, None, time, known, START, values)

    with opened(tmp_path / "other") as writer, writer.transaction() as readings:
        arrivals.insert(readings, unsynced(1, None, TimeKnown.UNRESOLVED))
        arrivals.insert(readings, unsynced(2, START + DAY, TimeKnown.ESTIMATED))
        arrivals.insert(readings, unsynced(3, None, TimeKnown.UNRESOLVED))
    with opened(tmp_path / "here") as writer:
        with writer.transaction() as readings:
            arrivals.insert(readings, unsynced(1, START + 100, TimeKnown.RESOLVED))
            arrivals.insert(readings, unsynced(2, START + 200, TimeKnown.RESOLVED))
        writer.seal(now=NOW + 3 * DAY)

        assert refill(writer, tmp_path / "other") == 1

        assert [one.number for one in arrivals.all_unresolved(writer.readings)] == [3]
        assert [row[1] for row in everything(writer)] == [1, 2]


def test_a_node_that_sends_again_while_it_is_refilled_is_recognised(copy: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "new") as writer:
        send(writer, last=11)

        refill(writer, copy)
        send(writer, last=60)
        send(writer)

        assert everything(writer) == WHOLE


def test_a_folder_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path / "new") as writer, pytest.raises(StoreError, match="elija una copia"):
        refill(writer, tmp_path)


@pytest.fixture(scope="module")
def mirror(copy: Path) -> Iterator[Mirror]:
    """Run an InfluxDB 2 that has what a mirror of the copy has."""
    with an_influx_server() as server, opened(copy) as writer:
        bucket = server.a_bucket()
        nowhere = lines.Whereabouts.of([], "pond-1")
        found = [writer.archive.received_on(START + day * DAY) for day in range(3)]
        found.append({series: one.rows for series, one in arrivals.pending(writer.readings).items()})
        for received in found:
            derived = writer.archive.derive(received)
            for series, rows in derived.items():
                source = lines.Source.of(series, received)
                server.write(bucket, lines.derived_lines("la-ceiba", series, rows, source, nowhere))
        yield Mirror(url=server.url, org=ORG, bucket=bucket)


def test_an_empty_station_has_everything_of_the_mirror_once(
    mirror: Mirror, tmp_path: Path, copy: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir()

    with Influx(mirror, TOKEN) as influx:
        *_, last = fetch(influx, "la-ceiba", files)

    with opened(tmp_path / "new") as writer:
        assert int(last.said) == len(WHOLE) == 2 * RECORDS
        assert refill(writer, files) == len(WHOLE)
        assert everything(writer) == WHOLE
        assert refill(writer, copy) == 0
