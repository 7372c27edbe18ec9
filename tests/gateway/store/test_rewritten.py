"""What the mirror has to get again: every span whose blocks were written, and no other."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from gateway.derivation import derive
from gateway.domain.columns import Derived, Signals
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals, mending, mirror, rewritten
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, HOUR, Span
from gateway.store.sqlite.connection import open_to_read
from gateway.store.sqlite.mirror import MirrorState
from gateway.store.sqlite.writer import SqliteWriter

START = 1_772_000_000 // DAY * DAY


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=[], altitude_m=0.0)


def a_writer(folder: Path, *, is_mirrored: bool = True) -> SqliteWriter:
    return SqliteWriter(folder, deriving, utc_offset_hours=-4, is_mirrored=is_mirrored)


def arrive(writer: SqliteWriter, number: int, *, at: int) -> None:
    values = {"poste": {"mains": 1.0}}
    with writer.transaction() as readings:
        one = Arrival("pond-1", 7, number, 1, 0, at, at, TimeKnown.SYNCED, at, values)
        arrivals.insert(readings, one)


def waiting(folder: Path) -> list[rewritten.Rewritten]:
    connection: sqlite3.Connection = open_to_read(folder, "archive")
    return rewritten.waiting(connection, after=0, most=100)


def test_a_sealed_hour_waits_for_the_mirror(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        arrive(writer, 1, at=START + 100)

        writer.seal(now=START + 2 * HOUR)

    assert [(one.node, one.span) for one in waiting(tmp_path)] == [("pond-1", Span(START, HOUR))]


def test_where_there_is_no_mirror_nothing_waits(tmp_path: Path) -> None:
    with a_writer(tmp_path, is_mirrored=False) as writer:
        arrive(writer, 1, at=START + 100)

        writer.seal(now=START + 2 * HOUR)

    assert waiting(tmp_path) == []


def test_a_span_that_is_written_again_while_it_is_sent_waits_on(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        arrive(writer, 1, at=START + 100)
        writer.seal(now=START + 2 * HOUR)
        (sent,) = waiting(tmp_path)
        arrive(writer, 2, at=START + 200)
        writer.seal(now=START + 2 * HOUR)

        with writer.archive.transaction():
            writer.archive.mirror.has([sent.id])

    assert [one.span for one in waiting(tmp_path)] == [sent.span]


def test_what_the_mirror_has_waits_no_more(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        arrive(writer, 1, at=START + 100)
        writer.seal(now=START + 2 * HOUR)

        with writer.archive.transaction():
            writer.archive.mirror.has([one.id for one in waiting(tmp_path)])

    assert waiting(tmp_path) == []


def test_a_station_that_lost_a_file_looks_at_its_mirror_before_it_deletes_there(tmp_path: Path) -> None:
    (tmp_path / "apartado" / "20260301T000000Z").mkdir(parents=True)
    note = b'{"at": 1772323200, "file": "apartado/20260301T000000Z/archive.db", "reason": "x", "saved": 0}'
    (tmp_path / "apartado" / "20260301T000000Z" / "motivo.json").write_bytes(note)
    with a_writer(tmp_path) as writer:
        with writer.transaction() as readings:
            mirror.save(readings, MirrorState("s", stage="follow"))
            readings.execute("DELETE FROM set_aside")

        with writer.transaction() as readings:
            mending.tell(readings, open_to_read(tmp_path, "archive"), tmp_path)

        assert mirror.find(writer.readings) is None
