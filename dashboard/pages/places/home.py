"""The first page: every pond and field, the worst first, and the last harvests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.alarms.tonight import OnDuty, on_duty_now
from dashboard.fields.look import FieldLook
from dashboard.fields.looking import looks
from dashboard.login.rights import Right
from dashboard.measured.watch import PondWatch, watch
from dashboard.parliament.reading import read_assembly
from dashboard.parliament.sessions import Session
from dashboard.ponds.every import NightOfAll, known, night_of_all, worst_first
from dashboard.production.cycles import Cycle, Harvest
from dashboard.station.copies import CopyAge, copy_age
from dashboard.station.keeping import KeptReadings, kept_readings
from dashboard.station.mirror import MirrorLook, mirror_look
from dashboard.visit.given import Visit, VisitHere

router = APIRouter()
LAST: Final = 4


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the first page shows.

    Attributes:
        tonight: The night that goes on, of all ponds together; None by day.
        fields: The one that needs somebody most first.
        may_set_hour: Whether who looks may say what time it is.
        copy: How old the last copy of everything is; None while there is nothing to copy.
        kept: What is out of the ordinary with what was measured.
        mirror: How the mirror stands; None where there is none.
        meeting: The session of the parliament that is convened; None where none is.
    """

    ponds: list[PondWatch]
    tonight: NightOfAll | None
    fields: tuple[FieldLook, ...]
    harvests: list[tuple[Cycle, Harvest]]
    on_duty: OnDuty
    copy: CopyAge | None
    kept: KeptReadings
    mirror: MirrorLook | None
    may_set_hour: bool
    meeting: Session | None


@router.get("/")
def home(visit: VisitHere) -> HTMLResponse:
    """Show how everything is."""
    seen = watch(visit.station.store, visit.registered, now=visit.now)
    ponds = worst_first(known(visit, seen.ponds))
    view = HomeView(
        ponds=ponds,
        tonight=night_of_all(ponds),
        fields=looks(visit),
        harvests=_last_harvests(visit),
        on_duty=on_duty_now(visit),
        copy=copy_age(visit),
        kept=kept_readings(visit),
        mirror=mirror_look(visit),
        may_set_hour=visit.may(Right.SET_UP),
        meeting=read_assembly(visit).open_session,
    )
    return visit.page("home.html", view)


def _last_harvests(visit: Visit) -> list[tuple[Cycle, Harvest]]:
    found = [(one, taken) for one in visit.station.production.cycles() for taken in one.harvests]
    return sorted(found, key=lambda one: -one[1].at)[:LAST]
