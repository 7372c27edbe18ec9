"""What stands in corridor.db: who is expected, whose keys are known, what was taken and what was not."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from dashboard.corridor.file import CorridorFile
from dashboard.corridor.opening import Opened, opened
from dashboard.corridor.refusals import CorridorError
from gateway.domain.speech import both
from gateway.journal.spoken import heard, twelve_words

MOST_REFUSED: Final = 500
"""So many refusals are remembered, the newest ones: whoever sends junk fills no card."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A commune of the corridor; `joined` and `gone` are days, None: since ever, and still."""

    commune: str
    name: str
    joined: str | None = None
    gone: str | None = None


Compared = Literal["typed", "said", "no"]
"""How the words of a key were compared with the minutes: typed from them, a person said yes, or not."""


@dataclass(frozen=True, slots=True)
class Key:
    """The words of a commune's key, as they stand in its minutes.

    Attributes:
        since, until: From when to when they were believed here [s UTC].
        compared: How; None where nobody recorded it, as before this was recorded.
    """

    commune: str
    words: str
    since: int
    until: int | None = None
    compared: Compared | None = None


@dataclass(frozen=True)
class Taken:
    """A file that was taken; a newer version of it may stand in its place.

    Attributes:
        scope: The keys of the products with a space between; empty: all.
        at: When it was taken [s UTC].
    """

    sha256: str
    commune: str
    since: str
    until: str
    scope: str
    version: int
    at: int
    file: bytes

    @cached_property
    def opened(self) -> Opened:
        """What stands in it; it was looked at when it was taken, and is looked at again."""
        return opened(self.file)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken.

    Attributes:
        name: Of the file.
        commune: Which one it says it is of, empty where that cannot be read; nothing proves it.
        error: Why.
        at: When [s UTC].
    """

    sha256: str
    name: str
    commune: str
    error: CorridorError
    at: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A commune took its figures back: they are used no more, and it stays listed."""

    commune: str
    reason: str
    at: int


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it at one moment.

    Attributes:
        expected: By name.
        keys: In the order in which they were believed.
        taken: Older versions too, rising by commune, period, scope and version.
        refused: The newest first.
    """

    expected: tuple[Expected, ...] = ()
    keys: tuple[Key, ...] = ()
    taken: tuple[Taken, ...] = ()
    refused: tuple[Refused, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    def words_of(self, commune: str) -> str | None:
        """Return the words of the key that is believed to be of a commune now, None where none is."""
        found = self.key_of(commune)
        return None if found is None else found.words

    def key_of(self, commune: str) -> Key | None:
        """Return the key that is believed to be of a commune now, None where none is."""
        return next((one for one in self.keys if one.commune == commune and one.until is None), None)

    def name_of(self, commune: str) -> str:
        """Return what a commune is called here."""
        return next((one.name for one in self.expected if one.commune == commune), commune)

    @property
    def in_force(self) -> list[Taken]:
        """The newest version of each file."""
        newest = {(one.commune, one.since, one.until, one.scope): one for one in self.taken}
        return list(newest.values())


def read(file: CorridorFile) -> Standing:
    """Return what stands in the file."""
    with file.reading() as connection:
        return Standing(
            expected=tuple(
                Expected(*row)
                for row in _rows(connection, "SELECT commune, name, joined, gone FROM expected ORDER BY name")
            ),
            keys=tuple(
                Key(*row)
                for row in _rows(
                    connection, "SELECT commune, words, since, until, compared FROM trusted ORDER BY id"
                )
            ),
            taken=tuple(
                Taken(*row)
                for row in _rows(
                    connection,
                    "SELECT sha256, commune, since, until, scope, version, at, file FROM taken"
                    " ORDER BY commune, since, until, scope, version",
                )
            ),
            refused=tuple(
                Refused(sha256, name, commune, CorridorError(sentence, **json.loads(details)), at)
                for sha256, name, commune, sentence, details, at in _rows(
                    connection,
                    "SELECT sha256, name, commune, sentence, details, at FROM refused ORDER BY at DESC, name",
                )
            ),
            withdrawn=tuple(
                Withdrawn(*row)
                for row in _rows(connection, "SELECT commune, reason, at FROM withdrawn ORDER BY commune")
            ),
        )


def _rows(connection: sqlite3.Connection, question: str) -> Sequence[tuple]:  # type: ignore[type-arg]
    return connection.execute(question).fetchall()


def expect(file: CorridorFile, one: Expected) -> None:
    """Write down that a commune belongs to the corridor, or until when it did."""
    with file.transaction() as connection:
        connection.execute(
            "INSERT INTO expected VALUES (?, ?, ?, ?) ON CONFLICT (commune) DO UPDATE SET"
            " name = excluded.name, joined = coalesce(excluded.joined, joined), gone = excluded.gone",
            (one.commune, one.name, one.joined, one.gone),
        )


def trust(file: CorridorFile, commune: str, words: str, *, now: int, compared: Compared = "no") -> None:
    """Believe from now on that a key with these words is a commune's; the one before is believed no more.

    Args:
        file: Where it is kept.
        commune: Its short name.
        words: Of its key.
        now: From when on [s UTC].
        compared: How they were compared with the minutes; a comparison is never forgotten for none.

    Raises:
        CorridorError: They are not the words of any key.
    """
    bits = heard(words)
    if bits is None:
        raise CorridorError(MISREAD)
    plain = " ".join(twelve_words(bits.hex()))
    with file.transaction() as connection:
        known = connection.execute(
            "SELECT words FROM trusted WHERE commune = ? AND until IS NULL", (commune,)
        ).fetchone()
        if known == (plain,):
            if compared != "no":
                connection.execute(
                    "UPDATE trusted SET compared = ? WHERE commune = ? AND until IS NULL", (compared, commune)
                )
            return
        connection.execute("UPDATE trusted SET until = ? WHERE commune = ? AND until IS NULL", (now, commune))
        connection.execute(
            "INSERT INTO trusted (commune, words, since, compared) VALUES (?, ?, ?, ?)",
            (commune, plain, now, compared),
        )


def withdraw(file: CorridorFile, one: Withdrawn) -> None:
    """Use a commune's figures no more; they stay kept, and it stays listed with the reason."""
    with file.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO withdrawn VALUES (?, ?, ?)", (one.commune, one.reason, one.at)
        )


def take(file: CorridorFile, found: Sequence[Opened], *, now: int) -> None:
    """Keep files that were judged to be right, all of them or none; one that stands already stays."""
    with file.transaction() as connection:
        for one in found:
            said = one.manifest
            connection.execute(
                "INSERT INTO taken VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
                (
                    one.sha256, said.commune, said.span.since, said.span.until, " ".join(said.scope),
                    said.version, now, one.body,
                ),
            )  # fmt: skip
            connection.execute("DELETE FROM refused WHERE sha256 = ?", (one.sha256,))


def refuse(file: CorridorFile, found: Sequence[Refused]) -> None:
    """Remember what was not taken and why; the same file once."""
    with file.transaction() as connection:
        for one in found:
            details = json.dumps({name: str(value) for name, value in one.error.values.items()})
            connection.execute(
                "INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?, ?, ?)",
                (one.sha256, one.name, one.commune, one.error.sentence, details, one.at),
            )
        connection.execute(
            "DELETE FROM refused WHERE sha256 NOT IN (SELECT sha256 FROM refused ORDER BY at DESC LIMIT ?)",
            (MOST_REFUSED,),
        )


def sha256_of(body: bytes) -> str:
    """Return the SHA-256 of a file [64 hexadecimal digits]."""
    return hashlib.sha256(body).hexdigest()


MISREAD: Final = both(
    "Esas no son las doce palabras de una llave: falta una, o una se leyó mal. Léalas otra vez del acta."
)
