"""What a reading costs an SD card: bytes that reach the device, derivation and rollups included."""

from __future__ import annotations

from pathlib import Path

import pytest
from commune_load import DAY, NODES, READINGS, deriving
from figures import Report
from load import message
from own_disk import own_disk

from gateway.domain.alerts import Change
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite import orders
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

pytestmark = pytest.mark.bench

START = 1_772_000_000 // DAY * DAY + 20 * 3600
COMMIT_S = 10
WARM_S, LONG_S = 3600, 4 * 3600 + 600
MOST_WRITTEN, MOST_KEPT = 300, 5


class NobodyJudges:
    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        return []

    def forget(self) -> None:
        return None


def minutes(writer: SqliteWriter, pipeline: Pipeline, seconds: range) -> int:
    """Take what a hundred nodes say each minute, in turns, and seal what is finished; return the readings."""
    count = 0
    for now in seconds:
        with writer.transaction() as readings:
            for place, node in enumerate(NODES):
                if place % (60 // COMMIT_S) == now // COMMIT_S % (60 // COMMIT_S):
                    number = (now - START) // 60
                    topic, body = message(node, number, now, uptime=now - START + 1, sent=now - START + 1)
                    pipeline.take(Heard(topic, body), arrived=Arrived(now * 1000, is_trusted=True))
                    count += READINGS
            if now % 60 == 0:  # as the loop does
                orders.be_alive(readings, now)
        if now % 30 == 0:
            writer.seal(now=now)
    return count


def test_a_reading_costs_the_card_little(tmp_path: Path, report: Report) -> None:
    with own_disk(tmp_path) as disk, SqliteWriter(disk.folder, deriving, utc_offset_hours=-4) as writer:
        pipeline = Pipeline(writer, NobodyJudges(), commune="la-ceiba")
        minutes(writer, pipeline, range(START, START + WARM_S, COMMIT_S))
        before = disk.written()
        count = minutes(writer, pipeline, range(START + WARM_S, START + WARM_S + LONG_S, COMMIT_S))
        written = (disk.written() - before) / count
        writer.seal(now=START + 3 * DAY)
        sizes = writer.archive.connection.execute("SELECT sort, sum(length(body)) FROM blocks GROUP BY sort")
        blocks = dict(sizes)
        pages = sum(writer.archive.connection.execute(f"PRAGMA {one}").fetchone()[0] * 16384 * sign
                    for one, sign in (("page_count", 1), ("freelist_count", -1)))  # fmt: skip
    part = report.part(
        "Bytes: 13 readings a second, commit every 10 s",
        f"100 nodes, 8 readings a minute, {count:,} readings: hours in compressed time, midnight among them,"
        " straight into the store. An ext4 on a loop device of its own: sectors written to it, the journal of"
        " ext4 with them.",
        ours="bytes a reading",
        beside="",
    )
    each = count * (1 + WARM_S / LONG_S)
    written_wanted = f"at most {MOST_WRITTEN}"
    part.row(
        "written to the device, blocks and rollups with it",
        written,
        wanted=written_wanted,
        holds=written <= MOST_WRITTEN,
    )
    kept = sum(blocks.values()) / each
    sorts = f"signals {blocks[0] / each:.2f}, derived {blocks[1] / each:.2f}"
    part.row("kept: signals and derived values", kept, sorts, wanted=f"{MOST_KEPT}", holds=kept <= MOST_KEPT)
    part.row("kept: the archive's pages, with rollups and indexes", pages / each)
    assert written < 4 * MOST_WRITTEN
