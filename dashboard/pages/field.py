"""A field: whether it needs water, and what the soil and the sky did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from dashboard.charts.bars import Bars
from dashboard.charts.chart import Chart
from dashboard.charts.soil import Layer, in_percent, rain_chart, soil_chart
from dashboard.dependencies import Visit, VisitHere
from dashboard.history import History, Span
from dashboard.nodes import NodeCard
from dashboard.pages.pond import node_cards
from dashboard.production.unsown import unsown
from dashboard.recent import Line, recent
from dashboard.watch import FieldWatch, watch
from gateway.domain.places import Place
from gateway.fields.threshold import depth_of
from gateway.store.base import bucketed

router = APIRouter()
DAYS: Final = 7
DAY_S: Final = 24 * 3600
HOURS: Final = DAYS * 24


@dataclass(frozen=True, slots=True)
class FieldView:
    """What the page of a field shows.

    Attributes:
        soil: None where the field's two marks are not known.
        rain: None where no gauge stands.
        is_unsown: Whether nothing grows there now.
        recent: What was last written down about it.
    """

    field: FieldWatch
    chips: tuple[FieldWatch, ...]
    soil: Chart | None
    depths: list[int]
    rain: Bars | None
    nodes: list[NodeCard]
    is_unsown: bool
    recent: list[Line]


@router.get("/campos/{slug}")
def field(slug: str, visit: VisitHere) -> HTMLResponse:
    """Show a field."""
    seen = watch(visit.station.store, visit.registered, now=visit.now)
    found = next((one for one in seen.fields if one.place.slug == slug), None)
    if found is None:
        raise HTTPException(404)
    history = History(visit.station.store, visit.registered)
    layers = _layers(history, found.place, Span(visit.now - DAYS * DAY_S, visit.now))
    return visit.page(
        "field.html",
        FieldView(
            field=found,
            chips=seen.fields,
            soil=_soil(visit, found, layers),
            depths=[one.depth_cm for one in layers],
            rain=_rain(visit, history, slug),
            nodes=node_cards(visit, slug, _records_today(visit, history, slug)),
            is_unsown=slug in unsown(visit.station.production),
            recent=recent(visit, slug),
        ),
    )


def _layers(history: History, place: Place, span: Span) -> list[Layer]:
    full, wilting = place.field_capacity, place.wilting_point
    if full is None or wilting is None:
        return []
    parts = history.parts(place.slug, "soil_water", span)
    depths = sorted({depth for part in parts if (depth := depth_of(part.series.channel)) is not None})
    return [
        Layer(
            depth,
            in_percent(
                history.buckets(
                    [one for one in parts if depth_of(one.series.channel) == depth], points=HOURS
                ),
                field_capacity=float(full),
                wilting_point=float(wilting),
            ),
        )
        for depth in depths
    ]


def _soil(visit: Visit, found: FieldWatch, layers: list[Layer]) -> Chart | None:
    if not layers:
        return None
    span = Span(visit.now - DAYS * DAY_S, visit.now)
    return soil_chart(layers, span=span, limit=found.limit, words=visit.words)


def _rain(visit: Visit, history: History, slug: str) -> Bars | None:
    today = visit.words.midnight(visit.words.today)
    span = Span(today - (DAYS - 1) * DAY_S, visit.now)
    parts = history.parts(slug, "rain", span)
    # From the readings: the rollups know of a shower an hour late.
    days = bucketed(history.readings(parts), start=span.start, width=DAY_S)
    return rain_chart(days, span=span, words=visit.words) if parts else None


def _records_today(visit: Visit, history: History, slug: str) -> int:
    span = Span(visit.words.midnight(visit.words.today), visit.now + 1)
    parts = history.parts(slug, "soil_water", span)
    return int(np.unique(history.readings(parts).time).size)
