"""Free text beside the journals: an entry carries only its salted hash, so the text can be withdrawn."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass

from gateway.domain.errors import EntryError
from gateway.journal.canonical import nfc

LABEL = b"conuco/text/1"
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class SaltedText:
    """A text with the hash that an entry may carry.

    Attributes:
        salted_hash: SHA-256 over the label conuco/text/1, the salt and the text in UTF-8 [64 hex digits].
        salt: Random; without it a short text could be guessed from its hash.
    """

    salted_hash: str
    salt: bytes
    words: str


def salted(words: str, *, salt: bytes | None = None) -> SaltedText:
    """Return a text with a fresh salt, ready for `append(..., texts=[...])`."""
    chosen = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    return SaltedText(_hash(chosen, nfc(words)), chosen, nfc(words))


def keep(connection: sqlite3.Connection, text: SaltedText) -> None:
    """Write a text; the same one again changes nothing."""
    connection.execute(
        "INSERT INTO text (salted_hash, salt, words) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (text.salted_hash, text.salt, text.words),
    )


def read(connection: sqlite3.Connection, salted_hash: str) -> str | None:
    """Return a text, None when there is none or it was withdrawn.

    Raises:
        EntryError: The text is not the one that was recorded.
    """
    found = connection.execute(
        "SELECT salt, words FROM text WHERE salted_hash = ?", (salted_hash,)
    ).fetchone()
    if found is None or found[1] is None:
        return None
    salt, words = found
    if salt is None or _hash(salt, words) != salted_hash:
        raise EntryError(
            "Una nota fue cambiada después de guardarla (%(hash)s). Compare con una copia de respaldo.",
            hash=salted_hash[:12],
        )
    return str(words)


def withdraw(connection: sqlite3.Connection, salted_hash: str) -> None:
    """Remove a text with its salt; what carries its hash stays whole."""
    connection.execute("UPDATE text SET salt = NULL, words = NULL WHERE salted_hash = ?", (salted_hash,))


def _hash(salt: bytes, words: str) -> str:
    return hashlib.sha256(LABEL + salt + words.encode("utf-8")).hexdigest()
