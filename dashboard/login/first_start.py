"""The first start: no password is the same at two stations, so the first one is made and shown once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

from dashboard.login.devices import By
from dashboard.login.door import Door
from gateway.people import Person

NAME: Final = "Equipo técnico"
AUTHOR: Final = "conuco dashboard"
SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another on paper."""

GROUPS: Final = 4
GROUP_LENGTH: Final = 4
"""Sixteen of 31 signs are 79 bits."""


@dataclass(frozen=True, slots=True)
class FirstTechnician:
    """Who can sign in first; the password stands nowhere else."""

    person: Person
    password: str


def first_technician(door: Door, *, now: int, wall: int) -> FirstTechnician | None:
    """Make the first of the technical team, None when there is one already.

    Args:
        door: Where people are kept.
        now: By the commune's calendar [s UTC].
        wall: By the real clock [s UTC].
    """
    if any("technician" in one.roles for one in door.people.everybody()):
        return None
    numbered = (f"{NAME} {number}" for number in count(2))
    name = next(one for one in chain([NAME], numbered) if door.people.called(one) is None)
    by = By(AUTHOR, now)
    password = new_password()
    person = door.members.add(name, ["technician"], [], by)
    door.members.set_secret(person.uid, password, by, wall=wall)
    return FirstTechnician(person, password)


def new_password() -> str:
    """Return a password that nobody has seen and that is typed without errors."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
