"""Entries of the demo's journals before they are written down."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.demo.world import cast
from gateway.demo.world.chance import stream
from gateway.domain.entries import KINDS, Body, Draft

TECHNICIAN = "technician"
FISH_TEAM, FISH_TEAM_TOO, GROWER, SPOKESPERSON, SECRETARY, _, ADMINISTRATION, CONTROL = (
    f"demo-persona-{number}" for number in range(1, len(cast.PEOPLE) + 1)
)
"""The uids of the demo's people, in the order of `cast.PEOPLE`."""


@dataclass(frozen=True, slots=True)
class Record:
    """An entry to be, and when it is written down.

    Attributes:
        registered: When it is written down [s UTC].
        note: A free text that stands beside it.
    """

    draft: Draft
    registered: int
    note: str | None = None


def done(uid: str, body: Body, *, happened: int, author: str, note: str | None = None) -> Record:
    """Return what was done, written down within the hour: later than a slip and its correction."""
    return Record(
        drafted(uid, body, happened=happened, author=author),
        happened + 1_500 + stream(cast.SEED, uid) % 1_800,
        note,
    )


def intended(uid: str, body: Body, *, happens: int, written: int, author: str = SPOKESPERSON) -> Record:
    """Return what is planned for a moment and written down at another one, both [s UTC]."""
    return Record(drafted(uid, body, happened=happens, author=author), written)


def drafted(uid: str, body: Body, *, happened: int, author: str) -> Draft:
    """Return a draft in the journal to which its body belongs."""
    kind, journal = next((kind, known[0]) for kind, known in KINDS.items() if known[1] is type(body))
    return Draft(uid=uid, journal=journal or "book", kind=kind, body=body, happened=happened, author=author)
