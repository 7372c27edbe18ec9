"""Each line of a file is taken, or refused with its own number, whatever the lines beside it hold."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from gateway.importing.lines import LONGEST_LINE
from gateway.importing.reading import ReadingsFile, Wanted, read_file

NOW = 1_790_000_000
GOOD = "2026-03-31T02:{:02}Z,27.5"


def read(folder: Path, *lines: str, header: str = "time,water_temperature") -> ReadingsFile:
    path = folder / "pond-1.csv"
    path.write_bytes("\n".join([header, *lines]).encode("utf-8", "surrogatepass"))
    return read_file(path, Wanted(node="pond-1"), now=NOW)


def taken(found: ReadingsFile) -> int:
    return sum(len(rows) for rows in found.series.values())


def test_a_quote_that_nobody_closes_spoils_no_line_but_its_own(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD.format(1), '2026-03-31T02:02Z,"27', *(GOOD.format(n) for n in range(3, 9)))

    assert taken(found) == 7
    assert [one.line for one in found.refused] == [3]


def test_two_stray_quotes_spoil_no_line_between_them(tmp_path: Path) -> None:
    lines = [GOOD.format(1), '"2026-03-31T02:02Z,27', GOOD.format(3), GOOD.format(4), '2026-03-31T02:05Z,27"']

    found = read(tmp_path, *lines)

    assert taken(found) == 3
    assert [one.line for one in found.refused] == [3, 6]


def test_a_quoted_note_of_two_lines_is_one_row_and_the_numbers_go_on(tmp_path: Path) -> None:
    lines = ['2026-03-31T02:01Z,27,"dos\nlíneas"', "ayer,27,", GOOD.format(3) + ","]

    found = read(tmp_path, *lines, header="time,water_temperature,nota")

    assert taken(found) == 2
    assert [one.line for one in found.refused] == [4]


def test_a_line_without_end_is_refused_and_the_next_is_taken(tmp_path: Path) -> None:
    found = read(tmp_path, "2026-03-31T02:02Z," + "9" * 3 * LONGEST_LINE, GOOD.format(3))

    assert taken(found) == 1
    assert [one.line for one in found.refused] == [2]


def test_a_file_of_one_endless_line_is_read_within_a_bound(tmp_path: Path) -> None:
    path = tmp_path / "pond-1.csv"
    path.write_text("time,water_temperature\n" + '"' + "x" * 20_000_000, encoding="utf-8")

    tracemalloc.start()
    found = read_file(path, Wanted(node="pond-1"), now=NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert [one.line for one in found.refused] == [2]
    assert peak < 1_000_000


def test_a_row_takes_a_few_bytes_of_memory(tmp_path: Path) -> None:
    path = tmp_path / "pond-1.csv"
    path.write_text("time,water_temperature\n" + GOOD.format(1) + ("\n" + GOOD.format(2)) * 50_000)

    tracemalloc.start()
    found = read_file(path, Wanted(node="pond-1"), now=NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert taken(found) == 50_001
    assert peak < 50_001 * 250
