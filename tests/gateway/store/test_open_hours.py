"""Charts of weeks and years leave nothing out: also what no block holds yet is in their buckets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import PH, START, a_reader, a_record, a_writer, arrive

from gateway.store.sqlite.blocks import DAY, HOUR
from gateway.store.sqlite.writer import SqliteWriter


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    with a_writer(tmp_path) as opened:
        yield opened


def test_the_hour_that_runs_is_in_the_charts_of_the_week_and_of_the_year(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    arrive(writer, [a_record(1, 5 * HOUR, ph=7.0), a_record(2, DAY - 60, ph=6.0), a_record(3, DAY, ph=8.0)])
    writer.seal(now=START + DAY + 600)

    week = a_reader(tmp_path).series(PH, START, START + DAY + 60, points=24)
    year = a_reader(tmp_path).days(PH, START - DAY, START + 3 * DAY)

    assert week.high.tolist()[-1] == 8.0
    assert (year.count.tolist(), year.low.tolist(), year.high.tolist()) == ([3], [6.0], [8.0])


def test_what_came_late_is_in_its_day_before_that_is_sealed_again(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    arrive(writer, [a_record(1, 6 * HOUR, ph=7.0)])
    writer.seal(now=START + 3 * DAY)
    arrive(writer, [a_record(2, 6 * HOUR + 60, ph=6.0), a_record(3, 2 * HOUR, ph=5.0)])

    found = a_reader(tmp_path).days(PH, START - DAY, START + 2 * DAY)

    assert (found.start - START).tolist() == [-20 * HOUR, 4 * HOUR]
    assert (found.low.tolist(), found.count.tolist()) == ([5.0, 6.0], [1, 2])


def test_what_came_late_into_a_day_that_went_into_a_file_hides_no_rollup(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    arrive(writer, [a_record(number, 6 * HOUR + number, ph=7.0) for number in range(5)])
    writer.seal(now=START + 3 * DAY)
    archive = writer.archive._archive
    archive.execute("DELETE FROM blocks")
    archive.execute(
        "INSERT INTO retired (node, day, file, rows, sha256, upto, at) VALUES (?, ?, 'a.csv', 5, '', 5, 0)",
        ("pond-1", START),
    )
    arrive(writer, [a_record(9, 6 * HOUR + 60, ph=6.0)])

    assert a_reader(tmp_path).days(PH, START - DAY, START + 2 * DAY).count.tolist() == [5]
