"""What is registered about production: who, where, into what, by which measures and rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.forms.registers.lasting import last_day
from dashboard.goods.registered import Registered, going_on_first, registered
from dashboard.login.rights import Right
from dashboard.production.base import Wanted
from dashboard.production.products import grown
from dashboard.production.registers import REGISTERS
from dashboard.visit.given import VisitHere
from dashboard.words.registers import COUNTERPARTS, INDICATORS, MEASURES, METHODS
from gateway.domain.places import Place

router = APIRouter()


@dataclass(frozen=True, slots=True)
class RegistersView:
    """What the page of the registers shows.

    Attributes:
        places: Where the units work, by short name.
        may_describe: Whether the visitor may register.
        may_see_stores: Whether the visitor is told of stores: whoever is no member is not.
    """

    registered: Registered
    places: dict[str, Place]
    may_describe: bool
    may_see_stores: bool

    counterparts: ClassVar = dict(COUNTERPARTS)
    indicators: ClassVar = dict(INDICATORS)
    measures: ClassVar = dict(MEASURES)
    methods: ClassVar = dict(METHODS)
    last_day: ClassVar = staticmethod(last_day)
    in_order: ClassVar = staticmethod(going_on_first)

    @property
    def counted(self) -> date | None:
        """On which day people were counted."""
        commune = self.registered.of.commune
        return None if commune is None or commune.counted is None else date.fromisoformat(commune.counted)


@router.get("/registros")
def show(visit: VisitHere) -> HTMLResponse:
    """Show everything that is registered, and what is missing."""
    production = visit.station.production
    return visit.page(
        "registers.html",
        RegistersView(
            registered=registered(
                production.registers(),
                production.entries(Wanted(kinds=REGISTERS)),
                grown(production.cycles()),
                now=visit.now,
            ),
            places={one.slug: one for one in visit.registered.places},
            may_describe=visit.may(Right.REGISTER_PRODUCTION),
            may_see_stores=visit.may(Right.SEE_MEMBERS),
        ),
    )
