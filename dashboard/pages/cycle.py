"""A cycle: its kilos, beside what its place went through."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from dashboard.charts.bars import Bars
from dashboard.charts.beside import Beside, beside, comparable
from dashboard.charts.cycle import PondRows, pond_rows
from dashboard.charts.field_cycle import dry_bars, rain_bars
from dashboard.conditions import (
    FieldConditions,
    PondConditions,
    field_conditions,
    pond_conditions,
    span_of,
)
from dashboard.dependencies import Visit, VisitHere
from dashboard.production.cycles import Cycle, cycles
from dashboard.production.reading import ENOUGH_COVERAGE, Saying, what_can_be_said
from dashboard.production.yields import Yields, kg_per_hectare, yields
from gateway.domain.places import Place

router = APIRouter()


@dataclass(frozen=True, slots=True)
class CycleView:
    """What the page of a cycle shows.

    Attributes:
        siblings: The cycles of its unit, the oldest first.
        pond, rows: Where it was a pond.
        field, rain, dry: Where it was a field.
        said: Sentences, translated, with their numbers in them.
        is_covered: Whether enough was measured to speak of it.
    """

    cycle: Cycle
    place: Place
    siblings: list[Cycle]
    yields: Yields
    plan_percent: float | None
    beside: Beside | None
    said: list[str]
    is_covered: bool
    pond: PondConditions | None = None
    rows: PondRows | None = None
    field: FieldConditions | None = None
    rain: Bars | None = None
    dry: Bars | None = None


@router.get("/ciclos/{uid}")
def cycle(uid: str, visit: VisitHere) -> HTMLResponse:
    """Show a cycle."""
    every = cycles(visit.station.records.book())
    found = next((one for one in every if one.uid == uid), None)
    place = visit.registered.place(found.place) if found else None
    if found is None or place is None:
        raise HTTPException(404)
    show = _pond_view if place.sort == "pond" else _field_view
    return visit.page("cycle.html", show(visit, found, place, every))


def _pond_view(visit: Visit, found: Cycle, place: Place, every: list[Cycle]) -> CycleView:
    conditions = pond_conditions(visit, found, place)
    span = span_of(found, now=visit.now)
    return CycleView(
        cycle=found,
        place=place,
        siblings=_siblings(found, every),
        yields=yields(found, place),
        plan_percent=_plan_percent(found, place),
        beside=_beside(visit, found, every),
        said=_said(visit, what_can_be_said(found, conditions.oxygen, earlier=_earlier(found, every))),
        is_covered=conditions.oxygen.coverage >= ENOUGH_COVERAGE,
        pond=conditions,
        rows=pond_rows(conditions, span=span, words=visit.words),
    )


def _field_view(visit: Visit, found: Cycle, place: Place, every: list[Cycle]) -> CycleView:
    conditions, soil = field_conditions(visit, found, place), None
    said: list[Saying] = []
    if conditions.soil is not None:
        soil = conditions.soil
        said = what_can_be_said(found, soil, earlier=_earlier(found, every))
    return CycleView(
        cycle=found,
        place=place,
        siblings=_siblings(found, every),
        yields=yields(found, place),
        plan_percent=_plan_percent(found, place),
        beside=_beside(visit, found, every),
        said=_said(visit, said),
        is_covered=soil is not None and soil.coverage >= ENOUGH_COVERAGE,
        field=conditions,
        rain=rain_bars(conditions.rain, visit.words) if conditions.rain else None,
        dry=dry_bars(soil, visit.words) if soil is not None and soil.days_measured else None,
    )


def _siblings(found: Cycle, every: list[Cycle]) -> list[Cycle]:
    return [one for one in reversed(every) if one.unit.slug == found.unit.slug]


def _earlier(found: Cycle, every: list[Cycle]) -> int:
    """Return how many ended cycles of the same product its unit had before."""
    return sum(
        one.unit.slug == found.unit.slug and one.began < found.began for one in comparable(found, every)
    )


def _plan_percent(found: Cycle, place: Place) -> float | None:
    if not found.plan_kg or not found.harvests:
        return None
    return float(100 * yields(found, place).kg / found.plan_kg)


def _area(found: Cycle) -> Decimal | None:
    """Return the area on which cycles are compared: a pond's own, what was sown of a field [m²]."""
    return found.unit.area_m2 if found.sort == "stocking" else found.sown_m2


def _per_hectare(found: Cycle) -> Decimal | None:
    if not found.harvests:
        return None
    kg = found.kg if found.kg_at_base is None else found.kg_at_base
    return kg_per_hectare(kg, _area(found))


def _beside(visit: Visit, found: Cycle, every: list[Cycle]) -> Beside | None:
    plan = kg_per_hectare(found.plan_kg, _area(found)) if found.plan_kg else None
    if found.ended is None:
        return None
    return beside(found, every, of=_per_hectare, plan=plan, words=visit.words)


def _said(visit: Visit, sayings: list[Saying]) -> list[str]:
    """Return the sentences in the visitor's language, their numbers written as people do."""

    def shown(value: object) -> str:
        if isinstance(value, Decimal):
            return visit.words.amount(value, most=1)
        if isinstance(value, float):
            return visit.words.amount(value, most=1) if value < 20 else visit.words.number(value)
        return visit.words.number(value) if isinstance(value, int) else str(value)

    return [
        visit.language.gettext(one.sentence) % {name: shown(value) for name, value in one.values.items()}
        for one in sayings
    ]
