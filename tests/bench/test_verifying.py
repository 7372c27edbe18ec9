"""How fast verificar.py reads a book of 100,000 entries, against a loop that only hashes as many bytes."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from pathlib import Path

import pytest
from figures import Report
from paper import Paper, recomputed, verified, write_rows

from gateway.domain.entries import BookClosed
from gateway.journal import CommuneJournal
from gateway.journal.closing import close_book

pytestmark = pytest.mark.bench

ENTRIES = 100_000
MOST_S = 10.0
MOST_TIMES_A_PLAIN_LOOP = 60.0


def test_a_book_of_a_hundred_thousand_entries_is_checked_while_one_waits(
    report: Report, tmp_path: Path
) -> None:
    book, paper = _large(tmp_path)

    plain = _plain(book)
    began = time.perf_counter()
    answer = verified(book, paper)
    took = time.perf_counter() - began

    part = report.part(
        "Checking the book with verificar.py",
        f"{ENTRIES} entries in commune.db, closed once; the program runs by itself, from the start.",
        beside="a loop that hashes the same bytes",
    )
    part.row(
        "the whole book [s]", round(took, 2), round(plain, 2), wanted=f"< {MOST_S:.0f}", holds=took < MOST_S
    )
    part.row("times the plain loop", round(took / plain, 1), wanted=f"< {MOST_TIMES_A_PLAIN_LOOP:.0f}",
             holds=took / plain < MOST_TIMES_A_PLAIN_LOOP)  # fmt: skip
    assert answer.first == f"COINCIDE con el corte 1 (asientos 1 a {ENTRIES})"
    assert took < MOST_S
    assert took / plain < MOST_TIMES_A_PLAIN_LOOP


def _large(folder: Path) -> tuple[Path, Paper]:
    book = folder / "commune.db"
    CommuneJournal(book, commune="demo").close()
    row = {
        "kind": "council", "happened": 1_780_000_000, "registered": 1_780_000_060, "author": "persona-1",
        "on_behalf_of": None, "reverses": None,
        "body": '{"council":"consejo-1","families":84,"inhabitants":310,"name":"La Ceiba ' + "x" * 60 + '"}',
    }  # fmt: skip
    write_rows(book, recomputed([row | {"uid": f"asiento-{number:06}"} for number in range(ENTRIES)]))
    with CommuneJournal(book, commune="demo") as journal:
        entry = close_book(journal, session=None, now=1_780_000_000, author="station", uid="corte")
    assert isinstance(entry.body, BookClosed)
    return book, Paper(entry.body)


def _plain(book: Path) -> float:
    with sqlite3.connect(book) as file:
        told = [
            f"{uid}{body}{previous}".encode()
            for uid, body, previous in file.execute("SELECT uid, body, previous FROM entry")
        ]
    file.close()
    began = time.perf_counter()
    for one in told:
        hashlib.sha256(one).hexdigest()
    return time.perf_counter() - began
