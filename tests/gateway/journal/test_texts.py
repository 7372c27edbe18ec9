"""Free text stands beside the journals and can be withdrawn."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from builders import NIGHT, a_draft, a_harvest, a_stocking

from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal, salted


def test_a_text_is_found_by_its_salted_hash(journal: CommuneJournal) -> None:
    kept = journal.keep_text("se murieron doce")

    assert journal.text(kept) == "se murieron doce"


def test_the_same_words_twice_have_two_hashes() -> None:
    assert salted("sí").salted_hash != salted("sí").salted_hash


def test_a_withdrawn_text_breaks_no_chain(book: CommuneJournal) -> None:
    note = salted("Rosa pesó")
    book.append(a_draft(a_stocking(), uid="s"), now=NIGHT)
    body = msgspec.structs.replace(a_harvest("s"), note=note.salted_hash)
    book.append(a_draft(body, uid="h"), now=NIGHT, texts=[note])
    assert book.text(note.salted_hash) == "Rosa pesó"

    book.withdraw_text(note.salted_hash)

    assert book.text(note.salted_hash) is None
    book.verify("book")


def test_a_withdrawn_text_is_nowhere_in_the_files(journal: CommuneJournal, tmp_path: Path) -> None:
    kept = journal.keep_text("palabras que nadie debe leer")

    journal.withdraw_text(kept)

    for file in tmp_path.iterdir():
        assert b"nadie debe leer" not in file.read_bytes(), file.name


def test_a_text_that_somebody_altered_is_not_shown(journal: CommuneJournal, tmp_path: Path) -> None:
    kept = journal.keep_text("doce kilos")
    with sqlite3.connect(tmp_path / "commune.db") as other:
        other.execute("UPDATE text SET words = 'veinte kilos'")

    with pytest.raises(EntryError, match="nota"):
        journal.text(kept)


def test_the_hash_of_a_text_depends_on_its_salt() -> None:
    text = salted("doce", salt=b"\0" * 16)

    assert text == replace(text, salted_hash=salted("doce", salt=b"\0" * 16).salted_hash)
    assert text.salted_hash != salted("doce", salt=b"\1" * 16).salted_hash
