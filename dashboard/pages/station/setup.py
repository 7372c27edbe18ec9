"""What a station has and what it lacks, the next step first: set up without a shell."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.goods.registered import Lack, goods_lacking
from dashboard.login.rights import Right
from dashboard.nodes.preparation import Prepared, Task, prepared, unmarked_signals
from dashboard.production.cycles import Enterprise, Unit
from dashboard.production.products import grown
from dashboard.visit.given import Visit, VisitHere
from dashboard.visit.guard import needs
from gateway.domain.entries import CouncilRegistered, ProductRegistered
from gateway.domain.places import Place

router = APIRouter(dependencies=[needs(Right.SET_UP)])


@dataclass(frozen=True, slots=True)
class SetupView:
    """What there is, and how far the station is.

    Attributes:
        units: Each with its place, None where that is not registered.
        councils: Those that have not left.
        lacks: What is missing about what is produced.
        people: How many there are.
    """

    prepared: Prepared
    enterprises: list[Enterprise]
    units: list[tuple[Unit, Place | None]]
    councils: list[CouncilRegistered]
    products: list[ProductRegistered]
    lacks: list[Lack]
    people: int


@router.get("/preparar")
def show(visit: VisitHere) -> HTMLResponse:
    """Show what is there, what is missing, and what to do next."""
    book = visit.station.production.registers()
    lacks = goods_lacking(book, grown(visit.station.production.cycles()), now=visit.now)
    councils = [one for one in book.councils.values() if one.until is None]
    people = len(visit.station.people.everybody())
    counts: dict[Task, int] = {
        # Who keeps the station was registered by its first start; the commune's people come after.
        "people": people - 1,
        "enterprises": len(book.enterprises),
        "units": len(book.units),
        "goods": 0 if lacks else len(book.products),
        "councils": len(councils),
    }
    return visit.page(
        "setup.html",
        SetupView(
            prepared=_prepared(visit, counts),
            enterprises=list(book.enterprises.values()),
            units=[(one, visit.registered.place(one.place)) for one in book.units.values()],
            councils=councils,
            products=list(book.products.values()),
            lacks=lacks,
            people=people,
        ),
    )


def _prepared(visit: Visit, counts: dict[Task, int]) -> Prepared:
    unmarked = unmarked_signals(visit.station.store, visit.registered, visit.nodes)
    return prepared(visit.registered, visit.nodes, unmarked, counts)
