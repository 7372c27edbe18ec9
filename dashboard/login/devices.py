"""Telephones and computers that a member has enrolled, in commune.db."""

from __future__ import annotations

import unicodedata
import uuid
from dataclasses import dataclass
from typing import Final

from dashboard.login.tokens import hash_of, new_token
from gateway.domain.entries import DeviceChanged, Draft
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class Device:
    """A telephone or computer on which a name may be tapped.

    Attributes:
        uid: Stands in the journal.
        name: What people call it.
        enrolled_by: The uid of the member who enrolled it.
        enrolled_at: When [s UTC].
    """

    uid: str
    name: str
    enrolled_by: str = ""
    enrolled_at: int = 0


@dataclass(frozen=True, slots=True)
class By:
    """Who changes something, and when by the commune's calendar [s UTC]."""

    author: str
    now: int


class Devices:
    """The devices in commune.db, those that were dropped included."""

    def __init__(self, journal: CommuneJournal) -> None:
        self._journal = journal

    def enrol(self, name: str, by: By) -> tuple[Device, str]:
        """Return a device that is enrolled from now on, and the token its browser keeps.

        Raises:
            EntryError: The name is missing, too long or taken.
        """
        device = Device(str(uuid.uuid4()), self._checked(name), by.author, by.now)
        token = new_token()
        with self._journal.transaction() as connection:
            connection.execute(
                "INSERT INTO device (uid, token_hash, name, enrolled_by, enrolled_at) VALUES (?, ?, ?, ?, ?)",
                (device.uid, hash_of(token), device.name, by.author, by.now),
            )
            self._journal.append(_draft(DeviceChanged(device.uid, "enrolled"), by), now=by.now)
        return device, token

    def drop(self, uid: str, by: By) -> None:
        """Let a device be like any other again; dropping twice is dropping once."""
        with self._journal.transaction() as connection:
            changed = connection.execute(
                "UPDATE device SET dropped_at = ? WHERE uid = ? AND dropped_at IS NULL", (by.now, uid)
            ).rowcount
            if changed:
                self._journal.append(_draft(DeviceChanged(uid, "dropped"), by), now=by.now)

    def found(self, token: str) -> Device | None:
        """Return the device of a token, None when there is none or it was dropped."""
        with self._journal.reading() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM device WHERE token_hash = ? AND dropped_at IS NULL",
                (hash_of(token),),
            ).fetchone()
        return None if row is None else Device(*row)

    def everything(self) -> list[Device]:
        """Return the devices that are enrolled, by name."""
        with self._journal.reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM device WHERE dropped_at IS NULL ORDER BY name, uid"
            ).fetchall()
        return [Device(*row) for row in rows]

    def named(self, uid: str) -> str | None:
        """Return what a device is called, or was, None when there is none."""
        with self._journal.reading() as connection:
            row = connection.execute("SELECT name FROM device WHERE uid = ?", (uid,)).fetchone()
        return None if row is None else str(row[0])

    def _checked(self, name: str) -> str:
        kept = unicodedata.normalize("NFC", " ".join(name.split()))
        if not 0 < len(kept) <= LONGEST_NAME or not kept.isprintable():
            raise EntryError("Escriba cómo se llama este aparato, hasta 40 letras: «teléfono de la laguna».")
        if any(one.name.casefold() == kept.casefold() for one in self.everything()):
            raise EntryError("Ya hay un aparato que se llama «%(name)s». Escriba otro nombre.", name=kept)
        return kept


_COLUMNS: Final = "uid, name, enrolled_by, enrolled_at"


def _draft(body: DeviceChanged, by: By) -> Draft:
    return Draft(str(uuid.uuid4()), "station", "device", body, by.now, by.author)
