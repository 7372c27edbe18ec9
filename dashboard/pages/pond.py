"""A pond: how it is, what to do, and what was measured."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Annotated, Final, Literal

import numpy as np
from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse

from dashboard.charts.chart import Chart, Hole
from dashboard.charts.frame import Frame
from dashboard.charts.series import oxygen_chart, temperature_chart
from dashboard.dependencies import SOMEBODY, Visit, VisitHere, see_other
from dashboard.history import History, Part, Span
from dashboard.interventions import Running, running, runs
from dashboard.nodes import NodeCard
from dashboard.trend import Trend, trend
from dashboard.watch import PondWatch, nodes_at, watch
from gateway.domain.entries import Draft, Intervened
from gateway.domain.readings import Reading
from gateway.ponds.sun import sun_times
from gateway.store.base import Buckets, bucketed

router = APIRouter()

Range = Literal["24h", "7d", "anio"]
DAY_S: Final = 24 * 3600
LENGTHS: Final[dict[Range, int]] = {"24h": DAY_S, "7d": 7 * DAY_S, "anio": 365 * DAY_S}
TEN_MINUTES_S: Final = 600
WEEK_POINTS: Final = 168
STALE_WATER_S: Final = 3600
LOOK_AGAIN_S: Final = 1800
QUARTER_S: Final = 900


@dataclass(frozen=True, slots=True)
class PondView:
    """What the page of a pond shows.

    Attributes:
        chips: All ponds by number, to go from one to the next.
        look_again: When to come back [s UTC].
        key: The uid of the entry that the button would make.
    """

    pond: PondWatch
    chips: tuple[PondWatch, ...]
    chosen: Range
    trend: Trend | None
    oxygen: Chart
    water: Chart
    water_now: Reading | None
    running: dict[str, Running]
    nodes: list[NodeCard]
    look_again: int
    key: str


@router.get("/estanques/{slug}")
def pond(slug: str, visit: VisitHere, rango: Range = "24h") -> HTMLResponse:
    """Show a pond."""
    seen = watch(visit.station.store, visit.registered, now=visit.now)
    found = next((one for one in seen.ponds if one.place.slug == slug), None)
    if found is None:
        raise HTTPException(404)
    return visit.page("pond.html", _view(visit, found, seen.ponds, rango))


@router.post("/estanques/{slug}/intervencion")
def intervene(
    slug: str,
    visit: VisitHere,
    means: Annotated[Literal["aerator", "pump", "exchange"], Form(alias="medio")],
    action: Annotated[Literal["on", "off"], Form(alias="accion")],
    key: Annotated[uuid.UUID, Form(alias="clave")],
) -> RedirectResponse:
    """Record that something was switched on or off at a pond."""
    place = visit.registered.place(slug)
    if place is None or place.sort != "pond" or means not in place.means:
        raise HTTPException(404)
    draft = Draft(
        uid=str(key),
        journal="book",
        kind="intervention",
        body=Intervened(place=slug, means=means, action=action),
        happened=visit.now,
        author=SOMEBODY,
    )
    visit.station.journal.append(draft, now=visit.now)
    return see_other(f"/estanques/{slug}#hacer")


def _view(visit: Visit, found: PondWatch, chips: tuple[PondWatch, ...], chosen: Range) -> PondView:
    history = History(visit.station.store, visit.registered)
    slug, words = found.place.slug, visit.words
    span = Span(visit.now - LENGTHS[chosen], visit.now)
    today = history.readings(history.parts(slug, "oxygen", Span(visit.now - DAY_S, visit.now + 1)))
    fresh = found.tone != "none"
    water = history.parts(slug, "water_temperature", span)
    return PondView(
        pond=found,
        chips=chips,
        chosen=chosen,
        trend=trend(today, now=visit.now) if fresh else None,
        oxygen=_oxygen(visit, history, found, chosen),
        water=temperature_chart(_buckets(history, water, chosen), span=span, words=words),
        water_now=_water_now(visit, water),
        running=running(visit.station.records.book(), slug),
        nodes=node_cards(visit, slug, int(np.sum(today.time >= words.midnight(words.today)))),
        look_again=-(-(visit.now + LOOK_AGAIN_S) // QUARTER_S) * QUARTER_S,
        key=str(uuid.uuid4()),
    )


def node_cards(visit: Visit, place: str, records_today: int) -> list[NodeCard]:
    """Return the cards of the nodes that stand at a place and were heard."""
    here = nodes_at(visit.registered.placements, place, now=visit.now)
    return [NodeCard(state, records_today) for state in visit.nodes if state.node in here]


def _buckets(history: History, parts: list[Part], chosen: Range) -> Buckets:
    if chosen == "anio":
        return history.days(parts)
    if chosen == "7d":
        return history.buckets(parts, points=WEEK_POINTS)
    start = parts[0].span.start if parts else 0
    return bucketed(history.readings(parts), start=start, width=TEN_MINUTES_S)


def _water_now(visit: Visit, parts: list[Part]) -> Reading | None:
    latest = visit.station.store.latest(parts[-1].series) if parts else None
    return latest if latest and visit.now - latest.at <= STALE_WATER_S else None


def _oxygen(visit: Visit, history: History, found: PondWatch, chosen: Range) -> Chart:
    """Return the chart of a pond's oxygen, with when the sun rose and when the aerator ran."""
    slug, span = found.place.slug, Span(visit.now - LENGTHS[chosen], visit.now)
    buckets = _buckets(history, history.parts(slug, "oxygen", span), chosen)
    chart = oxygen_chart(buckets, span=span, limits=found.limits, words=visit.words)
    if chosen == "anio":
        return chart
    axis = Frame(span.start, span.end, 0.0, 1.0)
    ran = runs(visit.station.records.book(), slug, span)
    return replace(
        chart,
        sunrises=tuple(axis.left(at) for at in _sunrises(visit, span)) if chosen == "24h" else (),
        runs=tuple(Hole(axis.left(one.start), axis.left(one.end) - axis.left(one.start)) for one in ran),
    )


def _sunrises(visit: Visit, span: Span) -> list[int]:
    commune = visit.station.config.commune
    days = {visit.words.local(at).date() for at in span}
    found = [sun_times(day, latitude=commune.latitude, longitude=commune.longitude) for day in sorted(days)]
    return [sun.rise for sun in found if sun is not None and span.start <= sun.rise < span.end]
