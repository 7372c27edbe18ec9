"""An entry is written once, at the end, for ever."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from builders import NIGHT, a_draft, a_harvest, a_stocking

from gateway.domain.entries import AlarmAcknowledged, LimitsSet, NodePlaced
from gateway.domain.errors import BusyError, DiskError, EntryError, StoreError
from gateway.journal import CommuneJournal, salted


def an_acknowledgement(uid: str, *, alert: str = "alerta-1") -> object:
    return a_draft(AlarmAcknowledged(alert), uid=uid)


def test_entries_are_numbered_from_one_in_each_journal(book: CommuneJournal) -> None:
    first = book.append(a_draft(NodePlaced("pond-1", "estanque-1", NIGHT), uid="a"), now=NIGHT)

    assert (first.journal, first.number) == ("station", 1)
    assert [entry.number for entry in book.entries("book")] == [1, 2]


def test_an_entry_is_read_as_it_was_written(book: CommuneJournal) -> None:
    body = a_stocking()

    written = book.append(a_draft(body, uid="s", on_behalf_of="persona-2"), now=NIGHT + 60)

    assert book.entry("s") == written
    assert (written.body, written.registered, written.on_behalf_of) == (body, NIGHT + 60, "persona-2")


def test_the_same_uid_twice_is_one_entry(book: CommuneJournal) -> None:
    book.append(a_draft(a_stocking(), uid="s"), now=NIGHT)
    first = book.append(a_draft(a_harvest("s"), uid="h"), now=NIGHT)

    again = book.append(a_draft(a_harvest("s"), uid="h"), now=NIGHT + 5)

    assert again == first
    assert len(book.entries("book")) == 4


def test_each_entry_names_the_one_before(book: CommuneJournal) -> None:
    first, second = book.entries("book")

    assert first.previous == "0" * 64
    assert second.previous == first.own_hash


def test_entries_can_be_asked_by_kind_and_from_a_number_on(book: CommuneJournal) -> None:
    book.append(a_draft(a_stocking(), uid="s"), now=NIGHT)

    assert [entry.uid for entry in book.entries("book", kinds={"unit", "stocking"})] == ["unit", "s"]
    assert [entry.uid for entry in book.entries("book", after=2)] == ["s"]
    assert book.entries("book", kinds=()) == []


def test_an_entry_refused_leaves_nothing_behind(book: CommuneJournal) -> None:
    note = salted("la romana estaba mojada")

    with pytest.raises(EntryError):
        book.append(a_draft(a_harvest("no-cycle"), uid="h"), now=NIGHT, texts=[note])

    assert book.entry("h") is None
    assert book.text(note.salted_hash) is None


def test_the_file_of_another_commune_is_not_touched(tmp_path: Path) -> None:
    CommuneJournal(tmp_path / "commune.db", commune="demo").close()

    with pytest.raises(StoreError, match="demo"):
        CommuneJournal(tmp_path / "commune.db", commune="otra")


def test_the_file_of_a_newer_conuco_is_not_touched(tmp_path: Path) -> None:
    CommuneJournal(tmp_path / "commune.db", commune="demo").close()
    sqlite3.connect(tmp_path / "commune.db").execute("PRAGMA user_version = 999")

    with pytest.raises(StoreError, match="más nuevo"):
        CommuneJournal(tmp_path / "commune.db", commune="demo")


_REST = "happened, registered, author, on_behalf_of, reverses, previous, own_hash FROM entry WHERE number = 2"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET author = 'otro'",
        "DELETE FROM entry",
        f"INSERT OR REPLACE INTO entry SELECT id, journal, number, uid, kind, '{{}}', {_REST}",
        f"INSERT INTO entry SELECT NULL, journal, number + 7, uid || 'x', kind, body, {_REST}",
    ],
)
def test_the_file_itself_refuses_to_change_an_entry(
    book: CommuneJournal, tmp_path: Path, statement: str
) -> None:
    other = sqlite3.connect(tmp_path / "commune.db")

    with pytest.raises(sqlite3.IntegrityError):
        other.execute(statement)

    other.close()
    book.verify("book")


def test_the_file_is_kept_as_the_design_says(book: CommuneJournal) -> None:
    with book.transaction() as connection:
        found = [connection.execute(f"PRAGMA {one}").fetchone()[0] for one in _SETTINGS]

    assert found == list(_SETTINGS.values())


_SETTINGS = {"journal_mode": "wal", "synchronous": 2, "page_size": 4096, "busy_timeout": 10_000}


def test_what_happens_in_one_transaction_is_kept_whole_or_not_at_all(book: CommuneJournal) -> None:
    bad = LimitsSet(warn=1, critical=2, emergency=3, source="x", verified=False)  # type: ignore[arg-type]

    def both() -> None:
        with book.transaction():
            book.append(a_draft(a_stocking(), uid="s"), now=NIGHT)
            book.append(a_draft(bad, uid="bad"), now=NIGHT)

    with pytest.raises(EntryError):
        both()

    assert book.entry("s") is None


def test_a_file_that_somebody_holds_for_too_long_is_busy(book: CommuneJournal, tmp_path: Path) -> None:
    with book.transaction() as connection:
        connection.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(tmp_path / "commune.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(BusyError, match="ocupado"):
        book.append(a_draft(a_stocking(), uid="s"), now=NIGHT)

    other.close()
    book.append(a_draft(a_stocking(), uid="s"), now=NIGHT)


def test_a_file_that_is_not_ours_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "commune.db").write_bytes(b"not a database at all" * 100)

    with pytest.raises(DiskError, match="está dañado"):
        CommuneJournal(tmp_path / "commune.db", commune="demo")
