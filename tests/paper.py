"""A book with closings, what its papers say, and what verificar.py answers."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from gateway.domain.entries import BookClosed
from gateway.journal import CommuneJournal, verificar
from gateway.journal.canonical import canonical
from gateway.journal.chain import Written, own_hash
from gateway.journal.fingerprint import fingerprint, in_groups
from gateway.journal.merkle import root
from gateway.journal.spoken import twelve_words

PROGRAM: Final = Path(__file__).parent.parent / "gateway" / "journal" / "verificar.py"
OLD_PYTHON: Final = next(iter(Path.home().glob(".pyenv/versions/3.8*/bin/python3")), None)
"""A Python without anything of ours, as old as verificar.py promises."""
COLUMNS: Final = (
    "number", "uid", "kind", "body", "happened", "registered", "author", "on_behalf_of", "reverses",
    "previous", "own_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """What hangs on the wall."""

    closing: BookClosed

    @property
    def words(self) -> str:
        return " ".join(twelve_words(self.closing.fingerprint))

    @property
    def base32(self) -> str:
        return " ".join(in_groups(self.closing.fingerprint))

    @property
    def sought(self) -> tuple[str, str]:
        if self.closing.session is None:
            return ("--corte", str(self.closing.closing))
        return ("--acta", str(self.closing.session))


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    text: str

    @property
    def first(self) -> str:
        return self.text.splitlines()[0] if self.text else ""


def papers(journal: CommuneJournal) -> list[Paper]:
    """Return the paper of each closing of a book."""
    bodies = [one.body for one in journal.entries("book", kinds=["closing"])]
    return [Paper(one) for one in bodies if isinstance(one, BookClosed)]


def verified(book: Path, paper: Paper, *others: str, python: Path | str = sys.executable) -> Answer:
    """Ask verificar.py in a process of its own, without our environment."""
    return asked(str(book), *paper.sought, "--palabras", paper.words, *others, python=python)


def asked(*given: str, python: Path | str = sys.executable) -> Answer:
    done = subprocess.run(
        [str(python), "-I", str(PROGRAM), *given], capture_output=True, text=True, check=False, timeout=120
    )
    assert not done.stderr, done.stderr
    return Answer(done.returncode, done.stdout)


def answered(book: Path, paper: Paper, *others: str) -> Answer:
    """Ask verificar.py within this process: the same, and a hundred times faster."""
    out = io.StringIO()
    with redirect_stdout(out):
        try:
            code = verificar.main([str(book), *paper.sought, "--palabras", paper.words, *others])
        except SystemExit as left:
            code = int(left.code or 0)
    return Answer(code, out.getvalue())


def copied(source: Path, to: Path) -> Path:
    """Return a copy of a closed commune.db without the triggers, as one makes it who wants to change it."""
    shutil.copy(source, to)
    with sqlite3.connect(to) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("PRAGMA foreign_keys = OFF")
    file.close()
    return to


def rows_of(book: Path) -> list[dict[str, Any]]:
    """Return the entries of the book as they stand in the file."""
    with sqlite3.connect(book) as file:
        rows = file.execute(
            f"SELECT {', '.join(COLUMNS)} FROM entry WHERE journal = 'book' ORDER BY number"
        ).fetchall()
    file.close()
    return [dict(zip(COLUMNS, one, strict=True)) for one in rows]


def write_rows(book: Path, rows: list[dict[str, Any]]) -> Path:
    """Let these be the entries of the book."""
    with sqlite3.connect(book) as file:
        file.execute("DELETE FROM entry WHERE journal = 'book'")
        marks = ", ".join("?" for _ in COLUMNS)
        file.executemany(
            f"INSERT INTO entry (journal, {', '.join(COLUMNS)}) VALUES ('book', {marks})",
            [tuple(one[name] for name in COLUMNS) for one in rows],
        )
    file.close()
    return book


def write_lines(path: Path, rows: list[dict[str, Any]], *, commune: str = "demo") -> Path:
    """Write entries as libro.jsonl."""
    lines = [{"formato": "conuco-libro/1", "comuna": commune}, *rows]
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
    return path


def recomputed(
    rows: list[dict[str, Any]], *, commune: str = "demo", after: Sequence[dict[str, Any]] = ()
) -> list[dict[str, Any]]:
    """Return entries numbered and chained anew behind others, as one does it who holds the machine."""
    found: list[dict[str, Any]] = []
    previous = after[-1]["own_hash"] if after else "0" * 64
    for number, row in enumerate(rows, len(after) + 1):
        fresh = row | {"number": number, "previous": previous}
        written = Written(journal="book", **{name: fresh[name] for name in COLUMNS if name != "own_hash"})
        previous = own_hash(written, commune=commune)
        found.append(fresh | {"own_hash": previous})
    return found


def rewritten(rows: list[dict[str, Any]], *, commune: str = "demo") -> list[dict[str, Any]]:
    """Return entries chained anew whose closings agree with them, as one does it who knows everything."""
    found: list[dict[str, Any]] = []
    before = "0" * 64
    for row in rows:
        fresh = row
        if row["kind"] == "closing":
            said = json.loads(row["body"])
            own = [one["own_hash"] for one in found]
            body = BookClosed(
                **{
                    **said,
                    "count": len(own),
                    "last": own[-1],
                    "root": root([bytes.fromhex(one) for one in own]).hex(),
                    "previous": before,
                }
            )
            before = fingerprint(body, commune=commune)
            fresh = row | {"body": canonical(replace(body, fingerprint=before))}
        found = [*found, recomputed([fresh], commune=commune, after=found)[0]]
    return found
