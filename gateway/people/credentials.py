"""What a person signs in with: a PIN or a password, of which only the hash is kept.

A hash stands beside the person in commune.db and goes when the person does. Two hashes at most are
computed at once: each takes the memory of a small program, and a Raspberry Pi has little.
"""

from __future__ import annotations

import re
import unicodedata
from threading import BoundedSemaphore
from typing import Final, Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal
from gateway.people.register import Person, Role

Kind = Literal["pin", "password"]

PASSWORD_ROLES: Final[frozenset[Role]] = frozenset({"technician", "parliament_secretary"})
"""Who can change the station or close the book does not do it with four digits."""

SHORTEST_PASSWORD: Final = 10
LONGEST_SECRET: Final = 128
FEWEST_SIGNS: Final = 5
"""A password of fewer different signs is one sign repeated."""

HASHES_AT_ONCE: Final = 2

_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""Argon2id, 19 MiB, two passes, one lane: 20 ms on the machine this was written on.

Source:
    RFC 9106, Argon2, section 4 (argon2id where nothing speaks for another one); the costs are the
    least that OWASP, Password Storage Cheat Sheet, gives for argon2id. Its larger choice, 46 MiB,
    would take a tenth of a small Pi's memory for two people who sign in at once.
"""

_NOBODY: Final = _HASHER.hash("nadie tiene esta contraseña")
"""What is compared where there is nothing to compare, so that it takes as long."""

_DIGITS: Final = "01234567890"
_PIN: Final = re.compile(r"[0-9]{4,6}")
_YEAR: Final = re.compile(r"(19|20)[0-9]{2}")


def needs_password(person: Person) -> bool:
    """Tell whether one of the person's roles asks for a password in place of a PIN."""
    return not PASSWORD_ROLES.isdisjoint(person.roles)


def checked_pin(secret: str) -> str:
    """Return a PIN that may be used.

    Raises:
        EntryError: It is no PIN, or one that others try first.
    """
    if not _PIN.fullmatch(secret):
        raise EntryError("El PIN son 4 a 6 cifras, sin letras ni espacios. Escríbalo otra vez.")
    if _is_too_easy(secret):
        raise EntryError(
            "Ese PIN se adivina fácil: no use cifras repetidas o seguidas, ni un año. Elija otro."
        )
    return secret


def checked_password(secret: str) -> str:
    """Return a password that may be used.

    Raises:
        EntryError: It is too short, too long or too plain.
    """
    if not SHORTEST_PASSWORD <= len(secret) <= LONGEST_SECRET:
        raise EntryError("La contraseña debe tener 10 letras o cifras como mínimo. Escriba una más larga.")
    if len(set(secret)) < FEWEST_SIGNS:
        raise EntryError(
            "Esa contraseña repite siempre los mismos signos. Elija otra, por ejemplo tres palabras."
        )
    return secret


class Credentials:
    """The hashes in commune.db; whoever reads them learns no PIN at once, and no password."""

    def __init__(self, journal: CommuneJournal, *, hasher: PasswordHasher = _HASHER) -> None:
        self._journal = journal
        self._hasher = hasher
        self._turn = BoundedSemaphore(HASHES_AT_ONCE)

    def put(self, person: Person, secret: str, *, now: int) -> Kind:
        """Keep what a person signs in with from now on; return which kind it is, as the roles ask.

        Raises:
            EntryError: The PIN or password may not be used.
        """
        kind: Kind = "password" if needs_password(person) else "pin"
        check = checked_password if kind == "password" else checked_pin
        made = self._hash(check(_composed(secret)))
        with self._journal.transaction() as connection:
            connection.execute(
                "INSERT INTO credential (person, kind, hash, set_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (person) DO UPDATE SET kind = excluded.kind, hash = excluded.hash,"
                " set_at = excluded.set_at",
                (person.uid, kind, made, now),
            )
        return kind

    def kind(self, person: Person) -> Kind | None:
        """Return what a person can sign in with, None when with nothing.

        A PIN of somebody who has a role that needs a password counts for nothing.
        """
        found = self._standing(person)
        return None if found is None else found[0]

    def is_right(self, person: Person | None, secret: str) -> bool:
        """Tell whether a secret is the person's; it takes as long when there is no such person."""
        found = None if person is None else self._standing(person)
        written = _composed(secret)
        with self._turn:
            # Cut to one sign more than a secret can have: it stays wrong, and costs no more than others.
            right = self._matches(_NOBODY if found is None else found[1], written[: LONGEST_SECRET + 1])
        return right and found is not None

    def drop(self, uid: str) -> None:
        """Forget what a person signs in with."""
        with self._journal.erasing() as connection:
            connection.execute("DELETE FROM credential WHERE person = ?", (uid,))

    def _hash(self, secret: str) -> str:
        with self._turn:
            return self._hasher.hash(secret)

    def _matches(self, standing: str, secret: str) -> bool:
        try:
            return self._hasher.verify(standing, secret)
        except (VerificationError, InvalidHashError):
            return False

    def _standing(self, person: Person) -> tuple[Kind, str] | None:
        with self._journal.reading() as connection:
            row: tuple[Kind, str] | None = connection.execute(
                "SELECT kind, hash FROM credential WHERE person = ?", (person.uid,)
            ).fetchone()
        if row is None or person.withdrawn or (row[0] == "pin" and needs_password(person)):
            return None
        return row


def _composed(secret: str) -> str:
    """Return the same letters as the same bytes, on whichever telephone they were typed."""
    return unicodedata.normalize("NFC", secret.strip())


def _is_too_easy(pin: str) -> bool:
    repeated = any(pin == pin[:length] * (len(pin) // length) for length in (1, 2, 3))
    run = pin in _DIGITS or pin[::-1] in _DIGITS
    return repeated or run or bool(_YEAR.fullmatch(pin))
