"""A station's folder that is written while it is copied, and what is in it."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from builders import a_draft

from gateway.backup.snapshots import rows_of
from gateway.domain.entries import PlaceNoted, PlaceRegistered
from gateway.journal import CommuneJournal, salted
from gateway.store.sqlite.connection import open_to_write

NOW = 1_781_075_520
COMMUNE = "los-samanes"


def a_station(folder: Path, *, notes: int = 5) -> Path:
    """Make a storage folder with both files of readings, a journal with notes, and a photograph."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("readings", "archive"):
        open_to_write(folder, name).close()
    with a_journal(folder) as journal:
        journal.append(a_draft(PlaceRegistered("estanque-1", "pond", 1, "Uno"), uid="place"), now=NOW)
        for number in range(notes):
            add_note(journal, number)
    (folder / "photos").mkdir(exist_ok=True)
    (folder / "photos" / f"{'ab' * 32}.jpg").write_bytes(b"a paper of the scale")
    return folder


def a_journal(folder: Path) -> CommuneJournal:
    return CommuneJournal(folder / "commune.db", commune=COMMUNE)


def add_note(journal: CommuneJournal, number: int) -> None:
    text = salted(f"nota {number}")
    body = PlaceNoted("estanque-1", text.salted_hash)
    draft = a_draft(body, uid=f"note-{number}", journal="book", happened=NOW)
    journal.append(draft, now=NOW, texts=[text])


@contextmanager
def written_meanwhile(folder: Path, *, first: int = 1000) -> Iterator[list[int]]:
    """Write notes as fast as it goes; the list lent holds the numbers that were kept."""
    stop, kept = threading.Event(), []

    def write() -> None:
        with a_journal(folder) as journal:
            number = first
            while not stop.is_set():
                add_note(journal, number)
                kept.append(number)
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield kept
    finally:
        stop.set()
        writer.join(20)


def rows(folder: Path) -> dict[str, dict[str, int]]:
    """Return how many rows each table of each database has."""
    found = {}
    for path in sorted(folder.glob("*.db")):
        with closing(sqlite3.connect(path)) as connection:
            found[path.name] = rows_of(connection)
    return found


def dumped(path: Path) -> list[str]:
    """Return everything that a database says, so that two can be compared."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def lose_everything(folder: Path) -> None:
    """The card has died."""
    shutil.rmtree(folder)
