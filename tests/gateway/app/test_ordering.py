"""Orders to the running gateway: each is answered truly, whatever happens to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from builders import an_entry

from gateway.app.ordering import Ordering
from gateway.app.orders.importing import importing
from gateway.domain.columns import Derived, Signals
from gateway.domain.entries import OrderGiven
from gateway.domain.errors import DiskError
from gateway.domain.readings import SeriesKey
from gateway.store.sqlite import orders
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

NOW = 1_790_000_000
WATER = SeriesKey("pond-1", "sonda", "water_temperature")


class Disk:
    """Stands between signals and blocks, and may be full."""

    is_full = False

    def derive(self, _signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
        if self.is_full:
            raise DiskError("database or disk is full")
        return {}


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def writer(tmp_path: Path, disk: Disk) -> Iterator[SqliteWriter]:
    with SqliteWriter(tmp_path, disk.derive, utc_offset_hours=-4) as opened:
        yield opened


def ordered(writer: SqliteWriter, path: Path, **argument: str) -> Ordering:
    entry = an_entry(OrderGiven("import", {"path": str(path), **argument}))
    ordering = Ordering(writer, lambda: [entry], {"import": importing(writer)})
    ordering.wake()
    return ordering


def a_month(folder: Path) -> Path:
    path = folder / "pond-1.csv"
    lines = [f"2026-03-{day:02}T00:00Z,{20 + day / 10}" for day in range(1, 31)]
    path.write_text("\n".join(["time,water_temperature", *lines]), encoding="utf-8")
    return path


def carried_out(ordering: Ordering) -> None:
    while ordering.is_due(NOW):
        ordering.act(NOW)


def test_an_import_that_the_full_disk_broke_off_is_done_when_all_of_it_stands(
    writer: SqliteWriter, disk: Disk, tmp_path: Path
) -> None:
    ordering = ordered(writer, a_month(tmp_path))
    disk.is_full = True
    with pytest.raises(DiskError):
        carried_out(ordering)

    disk.is_full = False
    carried_out(ordering)

    answer = orders.find(writer.readings, "uid-1")
    assert answer is not None
    assert (answer.state, answer.answer) == ("done", "30")
    assert len(SqliteReadings(tmp_path, lambda _: {}, utc_offset_hours=-4).signals(WATER, 0, NOW)) == 30


def test_an_order_that_cannot_be_understood_fails_and_stops_nobody(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    carried_out(ordered(writer, a_month(tmp_path), utc_offset_hours="cuatro"))

    answer = orders.find(writer.readings, "uid-1")
    assert answer is not None
    assert answer.state == "failed"
