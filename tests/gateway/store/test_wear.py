"""What was written to the disk, counted a day at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.app.wearing import EVERY_S, Wearing
from gateway.backup.media import disk_of
from gateway.doctor.counters import disk_written, own_written
from gateway.domain.readings import TimeKnown
from gateway.store.sqlite import arrivals, wear
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.wear import DAY_S, KEPT, MOST_COUNTED, Wear
from gateway.store.sqlite.writer import SqliteWriter

DAY = 1_772_064_000
assert DAY % DAY_S == 0


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as opened:
        yield opened


def receive(writer: SqliteWriter, count: int) -> None:
    with writer.transaction() as readings:
        for number in range(count):
            values = {"sonda": {"oxygen_signal": 1200.0, "water_temperature": 28.0}, "aire": {"humidity": 80}}
            one = Arrival("pond-1", 1, number, 1, number, DAY, DAY, TimeKnown.SYNCED, DAY, values)
            arrivals.insert(readings, one)


def test_the_values_of_all_new_records_are_counted(writer: SqliteWriter) -> None:
    receive(writer, 4)
    before = wear.newest_arrival(writer.readings)
    receive(writer, 7)

    found = wear.values_between(writer.readings, before, wear.newest_arrival(writer.readings))

    assert found == 7 * 3


def test_of_very_many_records_the_newest_stand_for_all(writer: SqliteWriter) -> None:
    receive(writer, MOST_COUNTED + 500)

    found = wear.values_between(writer.readings, 0, wear.newest_arrival(writer.readings))

    assert found == (MOST_COUNTED + 500) * 3


def test_records_that_were_sealed_since_lower_no_count(writer: SqliteWriter) -> None:
    receive(writer, 3)
    with writer.transaction() as readings:
        arrivals.delete(readings, [1, 2, 3])

    assert wear.newest_arrival(writer.readings) == 3
    assert wear.values_between(writer.readings, 0, 3) == 0


def test_stretches_of_a_day_add_up_and_one_of_which_nobody_knows_makes_the_day_unknown(
    writer: SqliteWriter,
) -> None:
    with writer.transaction() as readings:
        wear.add(readings, Wear(DAY, 900, 1000, 600, 70))
        wear.add(readings, Wear(DAY, 900, 3000, 900, 30))
        wear.add(readings, Wear(DAY + DAY_S, 900, 1000, 600, 70))
        wear.add(readings, Wear(DAY + DAY_S, 900, None, 600, 70))

    assert wear.everything(writer.readings) == [
        Wear(DAY, 1800, 4000, 1500, 100),
        Wear(DAY + DAY_S, 1800, None, 1200, 140),
    ]


def test_only_the_newest_days_are_kept(writer: SqliteWriter) -> None:
    with writer.transaction() as readings:
        for number in range(KEPT + 5):
            wear.add(readings, Wear(DAY + number * DAY_S, 900, 1, 1, 1))

    assert next(one.day for one in wear.everything(writer.readings)) == DAY + 5 * DAY_S


def test_the_task_writes_four_times_an_hour_what_came_since(writer: SqliteWriter, tmp_path: Path) -> None:
    clock = [100.0]
    task = Wearing(writer, tmp_path, monotonic=lambda: clock[0])
    receive(writer, 5)
    clock[0] += EVERY_S - 1
    was_due = task.is_due(DAY)
    clock[0] += 1

    assert (was_due, task.is_due(DAY)) == (False, True)
    task.act(DAY + 4000)

    (found,) = wear.everything(writer.readings)
    assert (found.day, found.watched, found.readings) == (DAY, round(EVERY_S), 15)
    assert not task.is_due(DAY)


def test_the_sectors_that_a_disk_counts_are_of_512_bytes(tmp_path: Path) -> None:
    (tmp_path / disk_of(tmp_path)).mkdir()
    (tmp_path / disk_of(tmp_path) / "stat").write_text("  9 0 72 4   11 5  1000 77 0 8 90\n")

    assert disk_written(tmp_path, tmp_path) == 512_000


def test_a_disk_that_nobody_counts_is_not_known(tmp_path: Path) -> None:
    assert disk_written(tmp_path, tmp_path / "nothing") is None
    assert own_written(tmp_path / "nothing") == 0


def test_what_a_process_writes_is_counted(tmp_path: Path) -> None:
    (tmp_path / "io").write_text("rchar: 5\nwchar: 9\nwrite_bytes: 8192\ncancelled_write_bytes: 0\n")

    assert own_written(tmp_path / "io") == 8192
