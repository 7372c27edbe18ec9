"""What was last written down about a place."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from dashboard.login.rights import Right
from dashboard.telling import told
from dashboard.visit.given import SOMEBODY, Visit
from gateway.domain.entries import Entry, Sown, Stocked

LAST: Final = 10
OF_THE_STATION: Final = frozenset({"care", "aerator_order"})
"""What of the station's journal is work at a place, beside everything of the book."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the list.

    Attributes:
        who: The name of who wrote it down, empty for a reader who may not know names.
    """

    uid: str
    what: str
    happened: int
    who: str
    is_precise: bool


def recent(visit: Visit, place: str) -> list[Line]:
    """Return the last entries about a place, the newest first; what was taken back is left out."""
    station = visit.station.records.standing(OF_THE_STATION, at=place, journal="station")
    here = [*_of_the_book(visit, place), *station]
    newest = nsmallest(LAST, here, key=lambda one: (-one.happened, -one.registered))
    return [_line(visit, one) for one in newest]


def _of_the_book(visit: Visit, place: str) -> list[Entry]:
    """Return what the book says of a place: of it itself, of its units, and of their cycles."""
    records = visit.station.records
    units = [one.slug for one in visit.station.production.registers().units.values() if one.place == place]
    of_units = [one for slug in units for one in records.standing(at=slug)]
    begun = [one.uid for one in of_units if isinstance(one.body, Stocked | Sown)]
    of_cycles = [one for uid in begun for one in records.standing(at=uid)]
    found = {one.number: one for one in (*records.standing(at=place), *of_units, *of_cycles)}
    return [found[number] for number in sorted(found)]


def _line(visit: Visit, entry: Entry) -> Line:
    said = told(visit, entry)
    knows = visit.may(Right.SEE_MEMBERS)
    who = visit.named(entry.author) if knows and entry.author != SOMEBODY else ""
    return Line(entry.uid, said.short, entry.happened, who, said.is_precise)
