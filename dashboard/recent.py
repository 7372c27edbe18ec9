"""What was last written down about a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.dependencies import SOMEBODY, Visit
from dashboard.login.rights import Right
from dashboard.production.cycles import units
from dashboard.telling import told
from gateway.domain.entries import Body, Entry, ProbeCared, Sown, Stocked
from gateway.journal.registers import standing

LAST: Final = 10
OF_THE_STATION: Final = (ProbeCared,)
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
    records = visit.station.records
    book = standing(records.book())
    station = [one for one in standing(records.station_entries()) if isinstance(one.body, OF_THE_STATION)]
    at = _places(book)
    here = [one for one in (*book, *station) if _place_of(one.body, at) == place]
    newest = sorted(here, key=lambda one: (-one.happened, -one.registered))[:LAST]
    return [_line(visit, one) for one in newest]


def _places(book: list[Entry]) -> Mapping[str, str]:
    """Return the place of every unit and of every cycle."""
    by_unit = {one.slug: one.place for one in units(book)}
    cycles = {
        one.uid: by_unit[one.body.unit]
        for one in book
        if isinstance(one.body, Stocked | Sown) and one.body.unit in by_unit
    }
    return by_unit | cycles


def _place_of(body: Body, places: Mapping[str, str]) -> str | None:
    """Return the place of an entry: its own, else that of its unit, else that of its cycle."""
    named = (getattr(body, field, None) for field in ("place", "unit", "cycle"))
    place, unit, cycle = named
    return place or places.get(unit or "") or places.get(cycle or "")


def _line(visit: Visit, entry: Entry) -> Line:
    said = told(visit, entry)
    knows = visit.may(Right.SEE_MEMBERS)
    who = visit.named(entry.author) if knows and entry.author != SOMEBODY else ""
    return Line(entry.uid, said.short, entry.happened, who, said.is_precise)
