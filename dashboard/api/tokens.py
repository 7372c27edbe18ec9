"""Keys for programs: made with a scope and an expiry, shown once, kept only as their SHA-256."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from gateway.domain.entries import Draft, TokenChanged
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

Scope = Literal["read", "members"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
PREFIX: Final = "conuco_"
"""So that a key that lies around somewhere is known for what it is."""

LONGEST_PURPOSE: Final = 80
_FORM: Final = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}", re.ASCII)
_COLUMNS: Final = "uid, purpose, scopes, made, expires, dropped"


@dataclass(frozen=True, slots=True)
class Token:
    """A key as it is kept.

    Attributes:
        uid: Stands in the journal; it opens nothing.
        purpose: What it was made for, in the words of who made it.
        made: When, on the real clock [s UTC].
        expires: From when on it opens nothing, on the real clock [s UTC].
        dropped: When somebody took it away [s UTC], None while nobody has.
    """

    uid: str
    purpose: str
    scopes: frozenset[Scope]
    made: int
    expires: int
    dropped: int | None

    def opens(self, *, now: int) -> bool:
        """Tell whether it still opens anything."""
        return self.dropped is None and now < self.expires


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants a key for.

    Attributes:
        uid: Made by the form: the same form twice makes one key.
        lasts_s: For how long [s].
    """

    uid: str
    purpose: str
    scopes: frozenset[Scope]
    lasts_s: int


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does it, and when.

    Attributes:
        happened: On the world's clock, for the journal [s UTC].
        wall: On the real clock, for the expiry [s UTC].
    """

    author: str
    happened: int
    wall: int


class Tokens:
    """The keys in commune.db."""

    def __init__(self, journal: CommuneJournal) -> None:
        self._journal = journal

    def make(self, wish: Wish, hand: Hand) -> str | None:
        """Make a key and return it, this once; None where this form has made its key already.

        Raises:
            EntryError: It has no purpose or no scope.
        """
        purpose = " ".join(wish.purpose.split())
        if not 0 < len(purpose) <= LONGEST_PURPOSE:
            raise EntryError("Escriba para qué es la llave, en 80 letras o menos.")
        if not wish.scopes:
            raise EntryError("Elija qué puede leer la llave.")
        secret = PREFIX + secrets.token_urlsafe(32)
        expires = hand.wall + wish.lasts_s
        body = TokenChanged(wish.uid, "made", sorted(wish.scopes), expires)
        with self._journal.transaction() as connection:
            if _found(connection, "uid", wish.uid) is not None:
                return None
            self._journal.append(_draft(wish.uid, body, hand), now=hand.happened)
            connection.execute(
                "INSERT INTO token (uid, purpose, sha256, scopes, made, expires) VALUES (?, ?, ?, ?, ?, ?)",
                (wish.uid, purpose, _sha256(secret), _listed(wish.scopes), hand.wall, expires),
            )
        return secret

    def everything(self) -> list[Token]:
        """Return every key that was ever made, the newest first."""
        with self._journal.reading() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM token ORDER BY made DESC, uid").fetchall()
        return [_token(row) for row in rows]

    def presented(self, secret: str, *, now: int) -> Token | None:
        """Return the key that a program shows, None where it opens nothing."""
        if not _FORM.fullmatch(secret):
            return None
        with self._journal.reading() as connection:
            found = _found(connection, "sha256", _sha256(secret))
        return found if found is not None and found.opens(now=now) else None

    def drop(self, uid: str, hand: Hand) -> bool:
        """Take a key away for good; tell whether there is one of that uid."""
        with self._journal.transaction() as connection:
            token = _found(connection, "uid", uid)
            if token is None:
                return False
            if token.dropped is None:
                body = TokenChanged(uid, "dropped")
                self._journal.append(_draft(f"{uid}-dropped", body, hand), now=hand.happened)
                connection.execute("UPDATE token SET dropped = ? WHERE uid = ?", (hand.wall, uid))
        return True


def _draft(uid: str, body: TokenChanged, hand: Hand) -> Draft:
    return Draft(
        uid=uid, journal="station", kind="token", body=body, happened=hand.happened, author=hand.author
    )


def _sha256(secret: str) -> str:
    """Return what a key is known by: it holds 256 random bits, so that no slow hash is needed."""
    return hashlib.sha256(secret.encode("ascii")).hexdigest()


def _listed(scopes: Collection[Scope]) -> str:
    return json.dumps(sorted(scopes))


def _found(connection: sqlite3.Connection, column: Literal["uid", "sha256"], value: str) -> Token | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM token WHERE {column} = ?", (value,)).fetchone()
    return None if row is None else _token(row)


def _token(row: Sequence[str | int | None]) -> Token:
    uid, purpose, scopes, made, expires, dropped = row
    return Token(
        uid=str(uid),
        purpose=str(purpose),
        scopes=frozenset(cast("list[Scope]", json.loads(str(scopes)))),
        made=int(made or 0),
        expires=int(expires or 0),
        dropped=None if dropped is None else int(dropped),
    )
