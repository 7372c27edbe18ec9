"""One productive unit: what stands in it now, its cycles beside their plans, and what was last recorded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from dashboard.book.rows import BookRow, book_row, open_kinds
from dashboard.goods.produced import account_words
from dashboard.login.rights import Right
from dashboard.production import accounts
from dashboard.production.base import Wanted
from dashboard.production.cycles import Cycle, Enterprise, Unit, planned_cycles
from dashboard.visit.given import Visit, VisitHere
from gateway.domain.places import Place

router = APIRouter()

LAST: Final = 8
DAY_S: Final = 86_400
NONE: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle beside its plan.

    Attributes:
        kg: What was harvested so far, at its base where it has one [kg]; None before a harvest.
        plan_percent: What that is of its plan [%], None without one or before a harvest.
    """

    cycle: Cycle
    kg: Decimal | None
    plan_percent: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a unit now.

    Attributes:
        days: Since it was stocked or sown [d].
        alive: How many of its fish live at most, None of a field.
        dead: How many were found dead.
    """

    cycle: Cycle
    days: int
    alive: Decimal | None = None
    dead: Decimal = NONE


@dataclass(frozen=True, slots=True)
class UnitView:
    """What the page of a unit shows.

    Attributes:
        standing: What stands in it now, the newest first.
        planned: Cycles that are planned and have not begun.
        ended: Cycles that are over, lost ones too, the newest first.
        rows: What was last recorded, as the reader may know it.
    """

    unit: Unit
    place: Place | None
    enterprise: Enterprise | None
    standing: list[Standing]
    planned: list[Cycle]
    ended: list[CycleRow]
    rows: list[BookRow]


@router.get("/unidades/{slug}")
def show(slug: str, visit: VisitHere) -> HTMLResponse:
    """Show a unit."""
    ask = visit.station.production
    registers = ask.registers()
    unit = registers.units.get(slug)
    if unit is None:
        raise HTTPException(404)
    cycles = ask.cycles(unit=slug)
    begun = ask.entries(Wanted(kinds=("unit", "stocking", "sowing"), unit=slug))
    return visit.page(
        "unit.html",
        UnitView(
            unit=unit,
            place=visit.registered.place(unit.place),
            enterprise=registers.enterprises.get(unit.enterprise),
            standing=[_standing(visit, one) for one in cycles if one.state == "open"],
            planned=planned_cycles(begun),
            ended=[_row(one) for one in cycles if one.state != "open"],
            rows=_rows(visit, slug, cycles),
        ),
    )


def _standing(visit: Visit, cycle: Cycle) -> Standing:
    days = max(0, (visit.now - cycle.began) // DAY_S)
    if cycle.sort != "stocking":
        return Standing(cycle, days)
    found = {one.account: one.amount for one in visit.station.production.balances(Wanted(cycle=cycle.uid))}
    alive, dead = str(accounts.alive(cycle.uid)), str(accounts.dead(cycle.uid))
    return Standing(cycle, days, max(NONE, found.get(alive, NONE)), found.get(dead, NONE))


def _row(cycle: Cycle) -> CycleRow:
    if not cycle.harvests:
        return CycleRow(cycle, None, None)
    kg = cycle.kg if cycle.kg_at_base is None else cycle.kg_at_base
    return CycleRow(cycle, kg, float(100 * kg / cycle.plan_kg) if cycle.plan_kg else None)


def _rows(visit: Visit, slug: str, cycles: list[Cycle]) -> list[BookRow]:
    names = account_words(visit, cycles, names_stores=visit.may(Right.SEE_MEMBERS))
    lines = visit.station.production.lines(Wanted(kinds=open_kinds(visit), unit=slug), most=LAST)
    found = [book_row(visit, one, names) for one in lines]
    return [one for one in found if one is not None]
