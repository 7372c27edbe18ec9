"""Telephones and computers that a member has enrolled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Device:
    """A telephone or computer on which a name may be tapped.

    Attributes:
        uid: Stands in the journal.
        name: What people call it.
    """

    uid: str
    name: str
