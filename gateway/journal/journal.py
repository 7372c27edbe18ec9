"""The two journals of a commune: one function appends, everything else reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import msgspec

from gateway.domain.entries import DECODERS, Body, Draft, Entry, Journal
from gateway.domain.errors import EntryError, StoreError
from gateway.journal import texts as beside
from gateway.journal.chain import BEFORE_THE_FIRST, Written, own_hash
from gateway.journal.file import CommuneFile
from gateway.journal.rules import check_against, checked_text
from gateway.journal.standing import Standing
from gateway.journal.texts import SaltedText

_NAMES: Final = tuple(field.name for field in fields(Written))
_COLUMNS: Final = ", ".join((*_NAMES, "own_hash"))


class CommuneJournal:
    """The file commune.db: its two journals, and the texts that stand beside them."""

    def __init__(self, path: Path, *, commune: str) -> None:
        self._commune = commune
        self._file = CommuneFile(path, commune=commune)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """Lend the file to read what stands beside the journals; waits for no writer."""
        return self._file.reading()

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """Lend the file for a transaction; appends within it belong to it."""
        return self._file.transaction()

    def erasing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Lend the file to remove a name or a text so that it is found nowhere any more."""
        return self._file.erasing()

    def append(
        self,
        draft: Draft,
        *,
        now: int,
        texts: Collection[SaltedText] = (),
        standing: Standing | None = None,
    ) -> Entry:
        """Write an entry to the end of its journal and return it.

        The same uid again returns the entry that stands, whatever else the draft says: a form sent
        twice is one entry.

        Args:
            draft: What a person wants to record.
            now: When it is written down [s UTC].
            texts: Free texts whose hashes the body carries; kept in the same transaction.
            standing: What the draft was made of in this very transaction, so that the rules ask it again
                and not the file; None: it is asked anew.

        Raises:
            EntryError: The draft breaks a rule; nothing was written.
            DiskError: The file cannot be written.
            BusyError: Another program has been writing for too long.
        """
        with self._file.transaction() as connection:
            found = _one(connection, draft.uid)
            if found is not None:
                return found
            body = checked_text(draft, now=now)
            check_against(standing or Standing(connection, now), draft)
            for text in texts:
                beside.keep(connection, text)
            return _add(connection, draft, body, registered=now, commune=self._commune)

    def entries(
        self,
        journal: Journal,
        *,
        kinds: Collection[str] | None = None,
        after: int = 0,
        most: int | None = None,
    ) -> list[Entry]:
        """Return the entries of a journal whose number is above `after`, rising by number, `most` at most."""
        wanted = "" if kinds is None else f" AND kind IN ({', '.join('?' for _ in kinds)})"
        with self._file.reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM entry WHERE journal = ? AND number > ?{wanted}"
                " ORDER BY number LIMIT ?",
                (journal, after, *(kinds or ()), -1 if most is None else most),
            ).fetchall()
        return [_entry(row) for row in rows]

    def entry(self, uid: str) -> Entry | None:
        """Return the entry of a uid, None when there is none."""
        with self._file.reading() as connection:
            return _one(connection, uid)

    def head(self, journal: Journal) -> tuple[int, str]:
        """Return number and own hash of the newest entry of a journal; 0 and nothing before the first."""
        with self._file.reading() as connection:
            found: tuple[int, str] | None = connection.execute(
                "SELECT number, own_hash FROM entry WHERE journal = ? ORDER BY number DESC LIMIT 1",
                (journal,),
            ).fetchone()
        return found or (0, "")

    def hash_at(self, journal: Journal, number: int) -> str | None:
        """Return the own hash of an entry by its number, None where the journal does not reach that far."""
        with self._file.reading() as connection:
            found: tuple[str] | None = connection.execute(
                "SELECT own_hash FROM entry WHERE journal = ? AND number = ?", (journal, number)
            ).fetchone()
        return None if found is None else found[0]

    def verify(self, journal: Journal) -> None:
        """Compute every hash of a journal again.

        What was cut off its end cannot be seen here; the number of entries on the minutes tells it.

        Raises:
            EntryError: An entry was changed, removed or put in; the first one is named.
        """
        with self._file.reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM entry WHERE journal = ? ORDER BY number", (journal,)
            ).fetchall()
        previous = BEFORE_THE_FIRST
        for place, row in enumerate(rows, 1):
            written = Written(*row[:-1])
            if (written.number, written.previous) != (place, previous) or row[-1] != own_hash(
                written, commune=self._commune
            ):
                raise EntryError(
                    "El registro nº %(number)s del diario «%(journal)s» fue cambiado o falta. "
                    "Compare con la copia de respaldo y con el acta.",
                    number=place,
                    journal=_SPANISH[journal],
                )
            previous = row[-1]

    def keep_text(self, text: str) -> str:
        """Keep a free text beside the journals and return its salted hash, for a body to carry."""
        salted = beside.salted(text)
        with self._file.transaction() as connection:
            beside.keep(connection, salted)
        return salted.salted_hash

    def text(self, salted_hash: str) -> str | None:
        """Return a free text, None when there is none or it was withdrawn.

        Raises:
            EntryError: The text is not the one that was recorded.
        """
        with self._file.reading() as connection:
            return beside.read(connection, salted_hash)

    def withdraw_text(self, salted_hash: str) -> None:
        """Remove a free text for good; the entries that carry its hash stay whole."""
        with self._file.erasing() as connection:
            beside.withdraw(connection, salted_hash)


_SPANISH: Final = {"station": "estación", "book": "libro"}


def _add(connection: sqlite3.Connection, draft: Draft, body: str, *, registered: int, commune: str) -> Entry:
    number, previous = connection.execute(
        "SELECT number, own_hash FROM entry WHERE journal = ? ORDER BY number DESC LIMIT 1", (draft.journal,)
    ).fetchone() or (0, BEFORE_THE_FIRST)
    written = Written(
        journal=draft.journal,
        number=number + 1,
        uid=draft.uid,
        kind=draft.kind,
        body=body,
        happened=draft.happened,
        registered=registered,
        author=draft.author,
        on_behalf_of=draft.on_behalf_of,
        reverses=draft.reverses,
        previous=previous,
    )
    row = (*(getattr(written, name) for name in _NAMES), own_hash(written, commune=commune))
    connection.execute(f"INSERT INTO entry ({_COLUMNS}) VALUES ({', '.join('?' for _ in row)})", row)
    return _entry(row)


def _one(connection: sqlite3.Connection, uid: str) -> Entry | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM entry WHERE uid = ?", (uid,)).fetchone()
    return None if row is None else _entry(row)


def _entry(row: tuple[Any, ...]) -> Entry:
    """Return a row of the file as an entry, its body read."""
    values = dict(zip((*_NAMES, "own_hash"), row, strict=True))
    return Entry(**(values | {"body": _body(values["kind"], values["body"])}))


def _body(kind: str, text: str) -> Body:
    try:
        return DECODERS[kind].decode(text)
    except (KeyError, msgspec.ValidationError) as error:
        raise StoreError(
            f"commune.db tiene un registro «{kind}» que este Conuco no conoce. Actualice Conuco."
        ) from error
