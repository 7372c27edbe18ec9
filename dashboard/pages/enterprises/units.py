"""The enterprises, their units, and the cycles of each."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.production.cycles import Cycle, Enterprise, Unit
from dashboard.visit.given import VisitHere
from gateway.domain.places import Place

router = APIRouter()


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit with its cycles, the newest first."""

    unit: Unit
    place: Place | None
    cycles: list[Cycle]


@dataclass(frozen=True, slots=True)
class EnterpriseCard:
    """An enterprise with its units, by the number of their place."""

    enterprise: Enterprise
    units: list[UnitCard]


@router.get("/unidades")
def show(visit: VisitHere) -> HTMLResponse:
    """Show what produces, and its cycles."""
    ask = visit.station.production
    registers, every = ask.registers(), ask.cycles()
    cards = [
        UnitCard(
            unit, visit.registered.place(unit.place), [one for one in every if one.unit.slug == unit.slug]
        )
        for unit in registers.units.values()
    ]
    cards.sort(key=lambda card: (card.place.sort != "pond", card.place.number) if card.place else (True, 0))
    return visit.page(
        "units.html",
        [
            EnterpriseCard(one, [card for card in cards if card.unit.enterprise == one.slug])
            for one in registers.enterprises.values()
        ],
    )
