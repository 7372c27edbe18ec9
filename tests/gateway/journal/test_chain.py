"""What binds the entries can be reckoned by anybody, and shows every change."""

from __future__ import annotations

import json
import sqlite3
import struct
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
from builders import NIGHT, a_draft, a_harvest, a_stocking

from gateway.domain.entries import KINDS, Draft
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal
from gateway.journal.canonical import canonical

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "vectors.json").read_text(encoding="utf-8")
)["entries"]


FIELDS = "commune journal number uid kind body happened registered author on_behalf_of reverses previous"


def reckoned(entry: dict[str, Any]) -> str:
    """Hash a vector as chain.py documents it, with nothing of ours."""
    digest = sha256(b"conuco/entry/1")
    for field in FIELDS.split():
        value = entry[field]
        if value is None:
            digest.update(struct.pack(">Q", 2**64 - 1))
            continue
        content = (written(value) if field == "body" else str(value)).encode()
        digest.update(struct.pack(">Q", len(content)) + content)
    return digest.hexdigest()


def written(value: object) -> str:
    """Write canonical JSON as canonical.py documents it, with nothing of ours."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{written(key)}:{written(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["uid"][-2:])
def test_an_independent_reckoning_finds_the_hashes_of_the_vectors(vector: dict[str, Any]) -> None:
    assert reckoned(vector) == vector["own_hash"]


def test_the_journal_finds_the_hashes_of_the_vectors(tmp_path: Path) -> None:
    with CommuneJournal(tmp_path / "commune.db", commune="la-ceiba") as journal:
        found = [journal.append(_draft(vector), now=vector["registered"]) for vector in VECTORS]

    assert [entry.own_hash for entry in found] == [vector["own_hash"] for vector in VECTORS]
    assert [entry.number for entry in found] == [vector["number"] for vector in VECTORS]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["uid"][-2:])
def test_the_canonical_body_is_the_one_of_the_independent_reckoning(vector: dict[str, Any]) -> None:
    assert canonical(_draft(vector).body) == written(vector["body"])


def _draft(vector: dict[str, Any]) -> Draft:
    names = Draft.__struct_fields__
    body = msgspec.convert(vector["body"], KINDS[vector["kind"]][1])
    return Draft(**{name: vector[name] for name in names if name != "body"}, body=body)


@pytest.fixture
def path(book: CommuneJournal, tmp_path: Path) -> Path:
    """The file of a book with four entries, its guards removed as an insider would."""
    book.append(a_draft(a_stocking(), uid="s"), now=NIGHT)
    book.append(a_draft(a_harvest("s"), uid="h", on_behalf_of="persona-2"), now=NIGHT)
    with sqlite3.connect(tmp_path / "commune.db") as insider:
        for guard in ("changed BEFORE UPDATE", "removed BEFORE DELETE", "at_the_end"):
            name = f"entry_is_never_{guard.split()[0]}" if "BEFORE" in guard else "entry_stands_at_the_end"
            insider.execute(f"DROP TRIGGER {name}")
    return tmp_path / "commune.db"


@pytest.mark.parametrize(
    "change",
    [
        "uid = 'x'",
        "kind = 'sowing'",
        "body = replace(body, '1000', '1001')",
        "body = body || ' '",
        "happened = happened + 1",
        "registered = registered - 1",
        "author = 'x'",
        "on_behalf_of = 'x'",
        "on_behalf_of = ''",
        "reverses = 'unit'",
        "own_hash = replace(own_hash, substr(own_hash, 1, 2), '00')",
    ],
)
def test_a_changed_field_of_any_sort_is_named(book: CommuneJournal, path: Path, change: str) -> None:
    with sqlite3.connect(path) as insider:
        insider.execute(f"UPDATE entry SET {change} WHERE uid = 's'")

    with pytest.raises(EntryError, match="nº 3 del diario «libro»"):
        book.verify("book")


@pytest.mark.parametrize("uid", ["enterprise", "s"])
def test_a_removed_entry_is_named(book: CommuneJournal, path: Path, uid: str) -> None:
    number = {"enterprise": 1, "s": 3}[uid]
    with sqlite3.connect(path) as insider:
        insider.execute("DELETE FROM entry WHERE uid = ?", (uid,))

    with pytest.raises(EntryError, match=f"nº {number} "):
        book.verify("book")


def test_two_entries_that_changed_places_are_named(book: CommuneJournal, path: Path) -> None:
    with sqlite3.connect(path) as insider:
        for uid, number in (("s", 99), ("h", 3), ("s", 4)):
            insider.execute("UPDATE entry SET number = ? WHERE uid = ?", (number, uid))

    with pytest.raises(EntryError, match="nº 3 "):
        book.verify("book")


def test_an_untouched_journal_is_whole(book: CommuneJournal, path: Path) -> None:
    book.verify("book")
    book.verify("station")
