"""A reader beside the writer: whatever is sealed, folded or derived again meanwhile, no reading is missed."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from gateway.derivation import derive
from gateway.domain.columns import Derived, Signals
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, HOUR
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

WATER = SeriesKey("pond-1", "sonda", "water_temperature")
START = 1_772_000_000 // DAY * DAY
STEP_S = 600
HOURS = 26


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=[], altitude_m=0.0)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as opened:
        yield opened


def arrive(writer: SqliteWriter, first: int, last: int) -> None:
    with writer.transaction() as readings:
        for number in range(first, last):
            at = START + number * STEP_S
            values = {"sonda": {"water_temperature": 27.0 + number % 7 / 10}}
            arrivals.insert(
                readings, Arrival("pond-1", 1, number, 1, 0, at, at, TimeKnown.SYNCED, at, values)
            )


def live(writer: SqliteWriter, committed: list[int]) -> None:
    """Let a day and more pass: every hour arrives and is sealed, the day is folded and derived again."""
    for hour in range(HOURS):
        first, now = hour * HOUR // STEP_S, START + (hour + 1) * HOUR + 300
        arrive(writer, first, first + HOUR // STEP_S)
        committed.append(first + HOUR // STEP_S)
        writer.seal(now=now)
        if hour % 5 == 0:
            writer.derive_again("pond-1", START + hour * HOUR // DAY * DAY, now=now)


@contextmanager
def living(writer: SqliteWriter, committed: list[int]) -> Iterator[threading.Thread]:
    """Let the writer live in a thread; nobody closes its files before it is done."""
    thread = threading.Thread(target=live, args=(writer, committed))
    thread.start()
    try:
        yield thread
    finally:
        thread.join()


def test_a_reader_beside_the_writer_never_misses_what_was_committed(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    committed, days = [0], [0]
    reader = SqliteReadings(tmp_path, deriving, utc_offset_hours=-4)

    with living(writer, committed) as thread:
        is_living = True
        while is_living:
            # Once more after its end, so that the last word is read too.
            is_living = thread.is_alive()
            before = committed[-1]
            times = reader.readings(WATER, START, START + 3 * DAY).time
            days.append(int(reader.days(WATER, START - DAY, START + 3 * DAY).count.sum()))

            assert len(times) >= before
            assert np.array_equal(times, START + STEP_S * np.arange(len(times)))

    assert days == sorted(days)
    assert days[-1] == committed[-1] == HOURS * HOUR // STEP_S
