"""What the pages of sixty fields cost the server: three years of hours in a real store."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from builders import a_draft
from fakes import FixedClock
from fastapi.testclient import TestClient

from dashboard.app import create_app
from dashboard.server.remembering import Remembering, written_in
from gateway.config import checked
from gateway.derivation import derive
from gateway.domain.columns import Signals
from gateway.domain.entries import (
    Body,
    EnterpriseRegistered,
    NodePlaced,
    PlaceRegistered,
    Sown,
    UnitRegistered,
)
from gateway.domain.readings import SeriesKey
from gateway.journal import CommuneJournal
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter
from tests.gateway.app.small_station import CONFIG

pytestmark = pytest.mark.bench

NOW = 1_784_541_600
"""Six in the morning of 20 July 2026 in the commune [s UTC]."""
BEGAN = NOW - 3 * 365 * DAY
FIELDS, TIMES = 60, 10
COLD_CPU_S, WARM_CPU_S = 3.5, 0.3


def _derive(signals):
    return derive(signals, calibrations=[], altitude_m=0.0)


def _said() -> Iterator[tuple[str, Body, int]]:
    yield "eps", EnterpriseRegistered("maiceros", "Maiceros Unidos", "EPSDC"), BEGAN
    for number in range(1, FIELDS + 1):
        place = f"lote-{number}"
        soil = {"field_capacity": Decimal("0.31"), "wilting_point": Decimal("0.15")}
        means = ["pump"] if number % 2 else []
        yield place, PlaceRegistered(place, "field", number, place, means, Decimal(40_000), **soil), BEGAN
        yield f"n{number}", NodePlaced(f"field-{number}", place, BEGAN), BEGAN
        unit = UnitRegistered(f"parcela-{number}", "maiceros", place, place, Decimal(40_000), "gps")
        yield f"u{number}", unit, BEGAN
        yield f"s{number}", Sown(unit.unit, "maíz", "criolla", Decimal(40_000)), NOW - (30 + number) * DAY


def _measured(writer: SqliteWriter) -> None:
    """Store three years of the weather and of one field, and give each other field the same."""
    at = np.arange(BEGAN, NOW, 3600, dtype=np.int64)
    hours = (at - 4 * 3600) % DAY / 3600
    warm = np.maximum(0, 1 - np.abs(hours - 14) / 9)
    rain = np.where((hours // 1 == 16) & (at // DAY % 3 == 0), 12.0, 0.0)
    weather = {("aire", "air_temperature"): 23 + 8 * warm, ("aire", "air_humidity"): 92 - 35 * warm}
    field = {("pluviometro", "rain"): rain}
    field |= {
        (f"sonda-{depth}cm", "soil_water"): 0.22 + 0.05 * np.sin(at / DAY / 9 + depth)
        for depth in (20, 45, 75)
    }
    for node, told in (("clima-1", weather), ("field-1", field)):
        rows = {
            SeriesKey(node, *names): Signals.measured(at, np.round(values, 3))
            for names, values in told.items()
        }
        with writer.archive.transaction():
            for day in np.unique(at // DAY) * DAY:
                part = {key: one.between(int(day), int(day) + DAY) for key, one in rows.items()}
                writer.add_rows(node, int(day), part, now=NOW)


def _like_the_first(folder: Path) -> None:
    with sqlite3.connect(folder / "archive.db") as archive:
        first = archive.execute("SELECT id, channel, quantity FROM series WHERE node = 'field-1'").fetchall()
        for number in range(2, FIELDS + 1):
            for series, *names in first:
                new = archive.execute(
                    "INSERT INTO series (node, channel, quantity) VALUES (?, ?, ?)",
                    (f"field-{number}", *names),
                ).lastrowid
                for table, columns in (
                    ("blocks", "sort, span, start, upto, body"),
                    ("hour_rollups", "day, body"),
                    ("day_rollups", "day, flag, count, low, high, total"),
                ):
                    archive.execute(
                        f"INSERT INTO {table} (series, {columns}) SELECT ?, {columns} FROM {table}"
                        " WHERE series = ?",
                        (new, series),
                    )


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("fields")
    with CommuneJournal(folder / "commune.db", commune="demo") as journal:
        with SqliteWriter(folder, _derive, utc_offset_hours=-4) as writer:
            _measured(writer)
        _like_the_first(folder)
        with journal.transaction():
            for uid, body, at in _said():
                journal.append(a_draft(body, uid=uid, happened=at), now=NOW)
        config = checked(CONFIG | {"storage": {"folder": str(folder)}})
        store = Remembering(SqliteReadings(folder, _derive, utc_offset_hours=-4), written_in(folder))
        yield TestClient(create_app(config, store=store, journal=journal, clock=FixedClock(NOW + 600)))


def _cost_s(client: TestClient, path: str) -> float:
    before = time.process_time()
    assert client.get(path).status_code == 200
    return time.process_time() - before


def test_sixty_fields_are_read_in_three_seconds_and_shown_again_in_a_third_of_one(client: TestClient) -> None:
    cold = _cost_s(client, "/campos")
    warm = float(np.median([_cost_s(client, "/campos") for _ in range(TIMES)]))

    print(f"\n/campos: {cold:.2f} s of CPU when it is first asked for, {warm * 1000:.0f} ms after that")
    assert cold < COLD_CPU_S
    assert warm < WARM_CPU_S
