"""Who the commune's people are: names, telephones, roles and units, beside the journals.

The journals carry only uids. A person who leaves is withdrawn: the name and the telephone
go for good, and what the person recorded stays readable.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from gateway.domain.errors import EntryError
from gateway.domain.speech import both
from gateway.journal import CommuneJournal

Role = Literal[
    "team",
    "grower",
    "eps_spokesperson",
    "administration",
    "parliament_secretary",
    "social_control",
    "technician",
]

ROLE_NAMES: Final[dict[str, str]] = {
    "team": both("equipo del estanque"),
    "grower": both("equipo del maíz"),
    "eps_spokesperson": both("vocería de la EPS"),
    "administration": both("administración"),
    "parliament_secretary": both("secretaría del parlamento"),
    "social_control": both("contraloría social"),
    "technician": both("equipo técnico"),
}

SIREN_BUTTON: Final = "sirena"
POND_BUTTON: Final = "boton"
BUTTON_NAMES: Final[dict[str, str]] = {
    SIREN_BUTTON: "el botón de la sirena",
    POND_BUTTON: "el botón del estanque",
}
"""The authors of what a button says: nobody knows who pressed it."""

WITHDRAWN: Final = "persona retirada"
NOBODY_IN_PARTICULAR: Final = "alguien de la comuna"

LONGEST_NAME = 80
_TELEPHONE = re.compile(r"^\+?\d{7,15}$")
"""Source: ITU-T E.164 allows 15 digits; local numbers are shorter."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the commune's people.

    Attributes:
        uid: Stands in the journals for ever.
        telephone: With or without the country's prefix, digits only.
        units: Short names of the productive units the person works in.
        withdrawn: Whether the person left; then there is no name and no telephone.
    """

    uid: str
    name: str
    telephone: str | None = None
    roles: tuple[Role, ...] = ()
    units: tuple[str, ...] = ()
    withdrawn: bool = False


class People:
    """The persons in commune.db."""

    def __init__(self, journal: CommuneJournal) -> None:
        self._journal = journal

    def add(self, person: Person) -> Person:
        """Keep a person, or describe one anew; return what was kept.

        Raises:
            EntryError: The name, the telephone or a role cannot be, or the person was withdrawn.
        """
        kept = _checked(person)
        with self._journal.transaction() as connection:
            standing = self.person(kept.uid)
            if standing is not None and standing.withdrawn:
                raise EntryError("Esa persona fue retirada. Regístrela de nuevo como otra persona.")
            if any(one.uid != kept.uid and folded(one.name) == folded(kept.name) for one in self.everybody()):
                raise EntryError(
                    "Ya hay una persona que se llama «%(name)s». Agregue el apellido o un apodo.",
                    name=kept.name,
                )
            connection.execute(
                "INSERT INTO person (uid, name, telephone, roles, units) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (uid) DO UPDATE SET name = excluded.name, telephone = excluded.telephone,"
                " roles = excluded.roles, units = excluded.units",
                (kept.uid, kept.name, kept.telephone, json.dumps(kept.roles), json.dumps(kept.units)),
            )
        return kept

    def person(self, uid: str) -> Person | None:
        """Return a person, None when nobody has that uid."""
        with self._journal.reading() as connection:
            row = connection.execute(f"SELECT {_COLUMNS} FROM person WHERE uid = ?", (uid,)).fetchone()
        return None if row is None else _person(row)

    def called(self, name: str) -> Person | None:
        """Return the person who has that name, however its accents and capitals were typed."""
        wanted = folded(name)
        return next((one for one in self.everybody() if folded(one.name) == wanted), None)

    def named(self, uid: str) -> str:
        """Return what to call an author: a name, a role, a button, or somebody of the commune."""
        person = self.person(uid)
        known = ROLE_NAMES | BUTTON_NAMES
        return person.name if person is not None else known.get(uid, NOBODY_IN_PARTICULAR)

    def everybody(self) -> list[Person]:
        """Return the persons who are there, by name."""
        with self._journal.reading() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM person WHERE name IS NOT NULL").fetchall()
        return sorted((_person(row) for row in rows), key=lambda one: (folded(one.name), one.uid))

    def withdraw(self, uid: str) -> None:
        """Remove name, telephone, roles, units and PIN of a person for good; the uid stays taken."""
        with self._journal.erasing() as connection:
            connection.execute("DELETE FROM credential WHERE person = ?", (uid,))
            connection.execute(
                "UPDATE person SET name = NULL, telephone = NULL, roles = '[]', units = '[]' WHERE uid = ?",
                (uid,),
            )


_COLUMNS: Final = "uid, name, telephone, roles, units"


def _person(row: Sequence[str | None]) -> Person:
    uid, name, telephone, roles, units = row
    return Person(
        uid=str(uid),
        name=name or WITHDRAWN,
        telephone=telephone,
        roles=tuple(json.loads(roles or "[]")),
        units=tuple(json.loads(units or "[]")),
        withdrawn=name is None,
    )


def _checked(person: Person) -> Person:
    """Return a person as it is kept: the name trimmed, the telephone only digits."""
    name = unicodedata.normalize("NFC", " ".join(person.name.split()))
    telephone = re.sub(r"[\s().-]", "", person.telephone or "") or None
    if not person.uid or not 0 < len(name) <= LONGEST_NAME:
        raise EntryError("Falta el nombre de la persona, o es demasiado largo. Escríbalo otra vez.")
    if telephone is not None and not _TELEPHONE.match(telephone):
        raise EntryError(
            "El teléfono «%(telephone)s» no tiene 7 a 15 cifras. Revíselo.", telephone=person.telephone
        )
    for role in person.roles:
        if role not in get_args(Role):
            raise EntryError("No existe el papel «%(role)s». Elija uno de la lista.", role=role)
    return replace(person, name=name, telephone=telephone, withdrawn=False)


def folded(name: str) -> str:
    """Return a name without accents, capitals and spare spaces, as people look it up."""
    plain = unicodedata.normalize("NFD", " ".join(name.split()).casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
