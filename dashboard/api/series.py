"""A quantity at a place over any stretch of time, in so many points at most."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from dashboard.api.answers import Shape, json_answer
from dashboard.api.moments import written, written_all
from dashboard.api.openapi import PREFIX
from dashboard.api.parameters import Thinned, said_once
from dashboard.api.reader import Reader, ReaderHere
from dashboard.api.standing import Told, place_of_name, told_of
from dashboard.measured.history import History, Span
from gateway.domain.columns import Floats
from gateway.domain.quantities import QUANTITIES
from gateway.store.base import Buckets

router = APIRouter(prefix=PREFIX, dependencies=[Depends(said_once)])


class PointShape(Shape):
    """What was measured within `width_s` seconds; FAIL and MISSING do not count."""

    start: str = Field(description="Where it begins, UTC.", examples=["2026-06-10T07:00:00Z"])
    count: int = Field(description="Readings in it.", examples=[30])
    min: float | None = Field(examples=[1.7])
    max: float | None = Field(examples=[1.9])
    mean: float | None = Field(examples=[1.8])


class SeriesShape(Shape):
    """One probe."""

    channel: str = Field(examples=["sonda"])
    source: str = Field(description="`hand`, or which device of the place.", examples=["sensor-1"])
    node: str | None = Field(description="The device's name; null for who is no member.")
    width_s: int = Field(description="How long a point is [s].", examples=[1800])
    points: list[PointShape] = Field(description="Rising; where nothing was measured there is none.")


class SeriesAnswer(Shape):
    """A quantity at a place over a stretch of time."""

    place: str = Field(examples=["estanque-1"])
    quantity: str = Field(examples=["oxygen"])
    unit: str = Field(examples=["mg/L"])
    start: str = Field(alias="from", examples=["2026-06-09T04:00:00Z"])
    end: str = Field(alias="to", examples=["2026-06-10T04:00:00Z"])
    series: list[SeriesShape] = Field(description="One for each probe; empty where nothing was measured.")


@router.get("/series", response_model=SeriesAnswer, summary="A chart's worth of points")
def series(request: Request, reader: ReaderHere, asked: Annotated[Thinned, Query()]) -> Response:
    """At most `points` points for each probe, each with its lowest, highest, mean and number of readings.

    A gap stays a gap. Points of an hour and more are of whole hours, the one that runs included.
    """
    visit = reader.visit
    place_of_name(visit.registered, asked.place)
    span = Span(*asked.span(now=visit.now))
    history = History(visit.station.store, visit.registered)
    told = [
        one
        for one in told_of(history, asked.place, asked.quantity, span)
        if asked.channel in (None, one.key.channel)
    ]
    shapes = [_shape(reader, one, thinned(history, one, points=asked.points)) for one in told]
    answer = SeriesAnswer.model_validate(
        {
            "place": asked.place,
            "quantity": asked.quantity,
            "unit": QUANTITIES[asked.quantity].unit,
            "from": written(span.start),
            "to": written(span.end),
            "series": [one for one in shapes if one.points],
        }
    )
    return json_answer(request, reader, answer)


def thinned(history: History, told: Told, *, points: int) -> Buckets:
    """Return a series in never more than so many points, however often its node came and went."""
    found = history.buckets(list(told.parts), points=points)
    if len(found) <= points:
        return found
    first, last = int(found.start[0]), int(found.start[-1])
    width = -(-(last - first + 1) // points)
    return _wider(found, width=-(-width // found.width) * found.width)


def _wider(found: Buckets, *, width: int) -> Buckets:
    first = int(found.start[0])
    place = (found.start - first) // width
    new = np.flatnonzero(np.diff(place, prepend=-1))
    count = np.add.reduceat(found.count, new)
    total = np.add.reduceat(found.total, new)
    return Buckets(
        start=first + place[new] * width,
        count=count,
        low=np.minimum.reduceat(found.low, new),
        high=np.maximum.reduceat(found.high, new),
        mean=total / count,
        total=total,
        width=width,
    )


def _shape(reader: Reader, told: Told, found: Buckets) -> SeriesShape:
    columns = (
        written_all(found.start),
        found.count.tolist(),
        _numbers(found.low),
        _numbers(found.high),
        _numbers(found.mean),
    )
    return SeriesShape(
        channel=told.key.channel,
        source=told.source,
        node=told.key.node if reader.is_member else None,
        width_s=found.width,
        points=[
            PointShape(start=start, count=count, min=low, max=high, mean=mean)
            for start, count, low, high, mean in zip(*columns, strict=True)
        ],
    )


def _numbers(column: Floats) -> list[float | None]:
    """Return a column for JSON, which has no word for what is no number."""
    return [value if np.isfinite(value) else None for value in column.tolist()]
