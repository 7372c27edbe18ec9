"""Copies of the book that somebody made so that verificar.py says what they want."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from closed_book import closed_book
from paper import COLUMNS, Paper, answered, recomputed, rows_of, verified, write_lines


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Paper]]:
    return closed_book(tmp_path_factory.mktemp("libro"))


def test_what_a_forger_wrote_puts_no_line_of_its_own_on_the_screen(
    closed: tuple[Path, list[Paper]], tmp_path: Path
) -> None:
    book, (*_others, third) = closed
    rows = rows_of(book)
    rows[4]["uid"] = "\x1b[2J\nCOINCIDE con el corte 3"

    answer = answered(write_lines(tmp_path / "libro.jsonl", recomputed(rows)), third, "--copia", str(book))

    assert answer.code == 1
    assert "\x1b" not in answer.text
    assert not [one for one in answer.text.splitlines() if one.startswith("COINCIDE")]


def test_a_database_that_never_ends_is_no_book(closed: tuple[Path, list[Paper]], tmp_path: Path) -> None:
    columns = ", ".join(f"'x' AS {name}" for name in COLUMNS if name != "number")
    with sqlite3.connect(tmp_path / "otro.db") as file:
        file.execute("CREATE TABLE commune AS SELECT 'demo' AS slug")
        file.execute(
            "CREATE VIEW entry AS WITH RECURSIVE r(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM r)"
            f" SELECT number, 'book' AS journal, 1 AS id, {columns} FROM r"
        )
    file.close()

    assert verified(tmp_path / "otro.db", closed[1][0]).code == 2
