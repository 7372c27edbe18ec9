"""Sealing in steps: whatever comes between two and wherever it is cut, each reading is there once."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gateway.app.sealing import Sealing
from gateway.domain.columns import Derived, Signals
from gateway.domain.errors import DiskError
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, HOUR, Block
from gateway.store.sqlite.connection import open_to_read
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

START = 1_772_000_000 // DAY * DAY
LATER = START + 9 * DAY
NODES = ("pond-1", "pond-2")


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return {
        series: Derived(rows.time, rows.value, np.ones(len(rows), dtype=np.int64), rows.known)
        for series, rows in signals.items()
    }


def opened(folder: Path) -> SqliteWriter:
    return SqliteWriter(folder, deriving, utc_offset_hours=-4)


def arrive(writer: SqliteWriter, node: str, number: int, at: int, *channels: str) -> None:
    values = {channel: {"water_temperature": float(number)} for channel in channels or ("sonda",)}
    with writer.transaction() as readings:
        one = Arrival(node, 1, number, 1, 0, at, at, TimeKnown.SYNCED, at, values)
        arrivals.insert(readings, one)


def numbers(folder: Path, node: str) -> list[float]:
    reader = SqliteReadings(folder, deriving, utc_offset_hours=-4)
    found = reader.readings(SeriesKey(node, "sonda", "water_temperature"), START, LATER)
    return sorted(found.value.tolist())


def waiting(writer: SqliteWriter) -> list[tuple[str, int]]:
    return writer.readings.execute("SELECT node, number FROM arrivals ORDER BY id").fetchall()


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    with opened(tmp_path) as one:
        yield one


def test_only_the_last_of_each_channel_stays_and_goes_when_another_is_the_last(writer: SqliteWriter) -> None:
    for number in range(3):
        arrive(writer, "pond-1", number, START + number)
    arrive(writer, "pond-1", 3, START + 3, "tablero")
    writer.seal(now=LATER)
    first = waiting(writer)
    arrive(writer, "pond-1", 4, START + HOUR)
    writer.seal(now=LATER)

    assert first == [("pond-1", 2), ("pond-1", 3)]
    assert waiting(writer) == [("pond-1", 3), ("pond-1", 4)]


def test_an_hour_that_is_not_over_waits(writer: SqliteWriter) -> None:
    arrive(writer, "pond-1", 0, START)

    assert writer.seal(now=START + HOUR) == 0
    assert writer.seal(now=START + HOUR + 120) == 1


def test_the_task_does_one_step_a_turn_until_nothing_is_left(
    writer: SqliteWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.store.sqlite.sealing.STEP_S", 0.0)
    monkeypatch.setattr("gateway.app.sealing.EVERY_S", 0.0)
    for day in range(5):
        arrive(writer, "pond-1", day, START + day * DAY)
    task = Sealing(writer)
    blocks = []
    for _ in range(7):
        assert task.is_due(LATER)
        task.act(LATER)
        spans = writer.archive.spans_of("pond-1", START, LATER)
        blocks.append(len(spans))

    assert blocks == [1, 2, 3, 4, 5, 5, 5]
    assert len(waiting(writer)) == 1


def blocks_seen(folder: Path) -> int:
    """Return how many blocks somebody else sees, which are those that a power cut leaves."""
    with closing(open_to_read(folder, "archive")) as archive:
        count: int = archive.execute("SELECT count(*) FROM blocks WHERE sort = 0").fetchone()[0]
    return count


@pytest.fixture
def sealing(writer: SqliteWriter, monkeypatch: pytest.MonkeyPatch) -> SqliteWriter:
    """Five days of a node of which two steps have sealed two."""
    monkeypatch.setattr("gateway.store.sqlite.sealing.STEP_S", 0.0)
    for day in range(5):
        arrive(writer, "pond-1", day, START + day * DAY)
    steps = writer.sealer.steps(now=LATER)
    assert [next(steps), next(steps)] == [1, 1]
    return writer


def test_steps_commit_together_and_until_then_every_arrival_stands(
    sealing: SqliteWriter, tmp_path: Path
) -> None:
    before = blocks_seen(tmp_path), len(waiting(sealing))
    sealing.seal(now=LATER)

    assert before == (0, 5)
    assert (blocks_seen(tmp_path), len(waiting(sealing))) == (5, 1)


def test_steps_are_committed_before_anybody_else_writes(sealing: SqliteWriter, tmp_path: Path) -> None:
    with sealing.archive.transaction():
        assert blocks_seen(tmp_path) == 2
    sealing.derive_again("pond-1", START, now=LATER)

    assert blocks_seen(tmp_path) == 2
    assert numbers(tmp_path, "pond-1") == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_what_somebody_else_undoes_takes_no_step_with_it(sealing: SqliteWriter, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), sealing.archive.transaction():
        raise ZeroDivisionError

    assert blocks_seen(tmp_path) == 2


def test_steps_are_committed_when_the_station_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.store.sqlite.sealing.STEP_S", 0.0)
    with opened(tmp_path) as writer:
        arrive(writer, "pond-1", 0, START)
        next(writer.sealer.steps(now=LATER))
        assert blocks_seen(tmp_path) == 0

    assert blocks_seen(tmp_path) == 1


@pytest.mark.parametrize(("spans", "seconds"), [(2, 1e9), (10**9, 0.0)])
def test_steps_are_committed_after_so_many_or_so_long(
    sealing: SqliteWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spans: int, seconds: float
) -> None:
    monkeypatch.setattr("gateway.store.sqlite.sealing.COMMIT_SPANS", spans)
    monkeypatch.setattr("gateway.store.sqlite.sealing.COMMIT_S", seconds)
    steps = sealing.sealer.steps(now=LATER)
    next(steps), next(steps)

    assert blocks_seen(tmp_path) == 3
    assert len(waiting(sealing)) == 5


def test_what_a_full_disk_undoes_is_sealed_again(
    sealing: SqliteWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(archive: sqlite3.Connection, series: int, block: Block) -> None:
        archive.rollback()  # as SQLite does
        raise DiskError("full")

    arrive(sealing, "pond-2", 9, START)
    monkeypatch.setattr("gateway.store.sqlite.blocks.write", full)
    with pytest.raises(DiskError):
        sealing.seal(now=LATER)
    monkeypatch.undo()
    undone = blocks_seen(tmp_path), len(waiting(sealing)), numbers(tmp_path, "pond-1")
    sealing.seal(now=LATER)

    assert undone == (0, 6, [0.0, 1.0, 2.0, 3.0, 4.0])
    assert numbers(tmp_path, "pond-1") == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert (blocks_seen(tmp_path), len(waiting(sealing))) == (6, 2)


def stopped(writer: SqliteWriter, folder: Path) -> Path:
    writer.__exit__(None, None, None)
    return folder


def cut(writer: SqliteWriter, folder: Path) -> Path:
    """As after a power cut: what has been committed is all there is."""
    other = folder.with_name(f"{folder.name}-cut")
    shutil.copytree(folder, other, ignore=shutil.ignore_patterns("*-shm"))
    return stopped(writer, other)


ENDS = {"stop": stopped, "cut": cut}


OCCURRENCES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(NODES), st.integers(0, 3 * 24 - 1)),
        st.sampled_from(["step"] * 4 + ["stop", "cut", "somebody writes", "hours later"]),
    ),
    max_size=40,
)


@settings(max_examples=25, deadline=None)
@given(OCCURRENCES)
@example([("pond-1", 0), ("pond-1", 0), "hours later", "step", "step", "cut"])
@example([("pond-1", 0), ("pond-1", 0), "hours later", "step", ("pond-1", 0), "step", "step", "cut"])
def test_whatever_comes_between_two_steps_each_reading_is_there_once(
    tmp_path_factory: pytest.TempPathFactory, occurrences: list[tuple[str, int] | str]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    given_to: dict[str, list[float]] = {node: [] for node in NODES}
    now = START + HOUR
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gateway.store.sqlite.sealing.STEP_S", 0.0)
        writer = opened(folder).__enter__()
        steps = writer.sealer.steps(now=now)
        for number, one in enumerate(occurrences):
            if one == "step":
                if next(steps, None) is None:
                    steps = writer.sealer.steps(now=now)
            elif one in ENDS:
                folder = ENDS[str(one)](writer, folder)
                writer = opened(folder).__enter__()
                steps = writer.sealer.steps(now=now)
            elif one == "somebody writes":
                writer.derive_again("pond-1", START, now=now)
            elif one == "hours later":
                now += 7 * HOUR
            else:
                node, hour = one
                arrive(writer, node, number, START + int(hour) * HOUR + number)
                given_to[node].append(float(number))
            assert {node: numbers(folder, node) for node in NODES} == given_to
        writer.seal(now=LATER)
        left = waiting(writer)
        writer.__exit__(None, None, None)
    assert {node: numbers(folder, node) for node in NODES} == given_to
    assert len(left) == sum(bool(some) for some in given_to.values())
