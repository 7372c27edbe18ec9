"""The newest reading of everything that stands at each place now."""

from __future__ import annotations

import math
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from dashboard.api.answers import Shape, json_answer
from dashboard.api.moments import TimeKnownWord, known_word, written
from dashboard.api.openapi import PREFIX
from dashboard.api.parameters import OnePlace, said_once
from dashboard.api.places import STATES, State, seen_by
from dashboard.api.reader import Reader, ReaderHere
from dashboard.api.standing import place_of_name, sources
from dashboard.measured.watch import nodes_at
from gateway.domain.patience import FIELD_PATIENCE_S, POND_PATIENCE_S
from gateway.domain.places import Place
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import Reading, SeriesKey
from gateway.ponds.state import is_a_value

router = APIRouter(prefix=PREFIX, dependencies=[Depends(said_once)])

PATIENCE_S: Final = {"pond": POND_PATIENCE_S, "field": FIELD_PATIENCE_S}
"""How old a reading may be and still tell how a place is now [s]; the same as on the pages."""


class LatestReading(Shape):
    """The newest reading of one series."""

    quantity: str = Field(examples=["oxygen"])
    channel: str = Field(description="The probe, as the board names it.", examples=["sonda"])
    source: str = Field(description="`hand`, or which device of the place.", examples=["sensor-1"])
    node: str | None = Field(description="The device's name; null for who is no member.", examples=["pond-1"])
    unit: str = Field(examples=["mg/L"])
    value: float | None = Field(
        description="As stored, in `unit`; null where it is no number.", examples=[1.73]
    )
    flag: int = Field(
        description="QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing.", examples=[1]
    )
    time: str = Field(description="When it was measured, UTC.", examples=["2026-06-10T07:11:00Z"])
    time_known: TimeKnownWord = Field(description="How that time is known.")
    state: Literal["current", "old", "failed"] = Field(
        description="`old`: it tells how it was, not how it is; `failed`: no water or soil can have it."
    )


class LatestPlace(Shape):
    """A place now."""

    place: str = Field(examples=["estanque-1"])
    state: State
    readings: list[LatestReading]


class LatestShape(Shape):
    """Every place now."""

    places: list[LatestPlace]


@router.get("/latest", response_model=LatestShape, summary="The newest reading of everything")
def latest(request: Request, reader: ReaderHere, asked: Annotated[OnePlace, Query()]) -> Response:
    """The newest reading of every series that stands at each place now, with how old and how good it is."""
    visit = reader.visit
    if asked.place is not None:
        place_of_name(visit.registered, asked.place)
    keys = visit.station.store.keys()
    places = [
        LatestPlace(
            place=one.place.slug,
            state=STATES[one.tone],
            readings=_readings(reader, one.place, keys),
        )
        for one in seen_by(reader)
        if asked.place in (None, one.place.slug)
    ]
    return json_answer(request, reader, LatestShape(places=places))


def _readings(reader: Reader, place: Place, keys: list[SeriesKey]) -> list[LatestReading]:
    registered, now = reader.visit.registered, reader.visit.now
    names = sources(registered, place.slug)
    nodes = nodes_at(registered.placements, place.slug, now=now)
    found = [
        _shape(
            newest,
            source=names[key.node],
            node=key.node if reader.is_member else None,
            is_old=now - newest.at > PATIENCE_S[place.sort],
        )
        for key in keys
        if key.node in nodes and (newest := reader.visit.station.store.latest(key)) is not None
    ]
    return sorted(found, key=lambda one: (one.quantity, one.channel, one.source))


def _shape(newest: Reading, *, source: str, node: str | None, is_old: bool) -> LatestReading:
    return LatestReading(
        quantity=newest.series.quantity,
        channel=newest.series.channel,
        source=source,
        node=node,
        unit=QUANTITIES[newest.series.quantity].unit,
        value=newest.value if math.isfinite(newest.value) else None,
        flag=int(newest.flag),
        time=written(newest.at),
        time_known=known_word(int(newest.known)),
        state="old" if is_old else "current" if is_a_value(newest) else "failed",
    )
