"""What a station has and what it lacks, the next step first: set up without a shell."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.dependencies import Visit, VisitHere
from dashboard.guard import needs
from dashboard.login.rights import Right
from dashboard.preparation import Prepared, Task, prepared, unmarked_signals
from dashboard.production.councils import registered_councils
from dashboard.production.cycles import Enterprise, Unit, enterprises, units
from gateway.domain.entries import CouncilRegistered
from gateway.domain.places import Place

router = APIRouter(dependencies=[needs(Right.SET_UP)])


@dataclass(frozen=True, slots=True)
class SetupView:
    """What there is, and how far the station is.

    Attributes:
        units: Each with its place, None where that is not registered.
        people: How many there are.
    """

    prepared: Prepared
    enterprises: list[Enterprise]
    units: list[tuple[Unit, Place | None]]
    councils: list[CouncilRegistered]
    people: int


@router.get("/preparar")
def show(visit: VisitHere) -> HTMLResponse:
    """Show what is there, what is missing, and what to do next."""
    book = visit.station.records.book()
    councils, firms, places = registered_councils(book), enterprises(book), units(book)
    people = len(visit.station.people.everybody())
    counts: dict[Task, int] = {
        # Who keeps the station was registered by its first start; the commune's people come after.
        "people": people - 1,
        "enterprises": len(firms),
        "units": len(places),
        "councils": len(councils),
    }
    return visit.page(
        "setup.html",
        SetupView(
            prepared=_prepared(visit, counts),
            enterprises=firms,
            units=[(one, visit.registered.place(one.place)) for one in places],
            councils=councils,
            people=people,
        ),
    )


def _prepared(visit: Visit, counts: dict[Task, int]) -> Prepared:
    unmarked = unmarked_signals(visit.station.store, visit.registered, visit.nodes)
    return prepared(visit.registered, visit.nodes, unmarked, counts)
