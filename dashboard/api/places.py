"""The ponds and fields: what they are, under which limits, and how they are now."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from dashboard.api.advice import AdviceShape, advice_shape
from dashboard.api.answers import Shape, json_answer
from dashboard.api.parameters import Nothing, said_once
from dashboard.api.reader import Reader, ReaderHere
from dashboard.api.standing import HAND_NODE, place_of_name
from dashboard.fields.looking import look, looks
from dashboard.watch import FieldWatch, PondWatch, nodes_at, watch
from gateway.fields.advised import Advice

router = APIRouter(dependencies=[Depends(said_once)])

State = Literal["danger", "caution", "no_data", "fine"]
STATES: Final[dict[str, State]] = {
    "danger": "danger",
    "caution": "caution",
    "none": "no_data",
    "fine": "fine",
}


class LimitsShape(Shape):
    """Under which oxygen the pond is in trouble [mg/L]."""

    warn: float = Field(description="Growth suffers below this [mg/L].", examples=[3.0])
    critical: float = Field(description="Metabolism suffers below this [mg/L].", examples=[2.0])
    emergency: float = Field(description="Life is at risk below this [mg/L].", examples=[1.0])
    source: str = Field(description="Who says so.")
    verified: bool = Field(description="Whether the commune has checked it for its own water.")


class PlaceShape(Shape):
    """A pond or a field."""

    place: str = Field(description="Short name; never changes.", examples=["estanque-1"])
    sort: Literal["pond", "field"]
    number: int = Field(description="What is painted on its stake.", examples=[1])
    name: str = Field(examples=["La Ceiba"])
    state: State = Field(
        description="How it is now. What is old, failed or absent is `no_data`, never the last thing known."
    )
    means: list[str] = Field(description="What can be done there about the water.", examples=[["aerator"]])
    area_m2: float | None = Field(description="Area [m2].", examples=[1500.0])
    depth_m: float | None = Field(description="Mean depth of a pond [m].", examples=[1.2])
    field_capacity: float | None = Field(description="Water the soil holds after draining [m3/m3].")
    wilting_point: float | None = Field(description="Water that plants cannot take [m3/m3].")
    limits: LimitsShape | None = Field(description="Of a pond; null for a field.")
    advice: AdviceShape | None = Field(description="What is told to the growers of a field; null for a pond.")
    nodes: list[str] | None = Field(
        description="Devices that stand there now; null for who is no member of the commune.",
        examples=[["pond-1"]],
    )


class PlacesShape(Shape):
    """Every pond and field: ponds first, each by number."""

    places: list[PlaceShape]


@router.get("/places", response_model=PlacesShape, summary="All ponds and fields, and how they are now")
def places(request: Request, reader: ReaderHere, _asked: Annotated[Nothing, Query()]) -> Response:
    """Every pond and field with its means and limits, and its state at this moment."""
    advices = {one.place.slug: one.advice for one in looks(reader.visit)}
    shapes = [_shape(reader, one, advices.get(one.place.slug)) for one in _all(reader)]
    return json_answer(request, reader, PlacesShape(places=shapes))


@router.get("/places/{slug}", response_model=PlaceShape, summary="One pond or field")
def place(request: Request, reader: ReaderHere, slug: str, _asked: Annotated[Nothing, Query()]) -> Response:
    """One pond or field with its means and limits, and its state at this moment."""
    found = place_of_name(reader.visit.registered, slug)
    seen = look(reader.visit, slug)
    advice = None if seen is None else seen.advice
    shape = next(_shape(reader, one, advice) for one in _all(reader) if one.place.slug == found.slug)
    return json_answer(request, reader, shape)


def _all(reader: Reader) -> list[PondWatch | FieldWatch]:
    visit = reader.visit
    found = watch(visit.station.store, visit.registered, now=visit.now)
    return [*found.ponds, *found.fields]


def _shape(reader: Reader, one: PondWatch | FieldWatch, advice: Advice | None) -> PlaceShape:
    place, registered = one.place, reader.visit.registered
    limits = None
    if isinstance(one, PondWatch):
        limits = LimitsShape(
            warn=one.limits.warn,
            critical=one.limits.critical,
            emergency=one.limits.emergency,
            source=one.limits.source,
            verified=one.limits.verified,
        )
    here = nodes_at(registered.placements, place.slug, now=reader.visit.now)
    devices = [node for node in here if not node.startswith(HAND_NODE)]
    return PlaceShape(
        place=place.slug,
        sort=place.sort,
        number=place.number,
        name=place.name,
        state=STATES[one.tone],
        means=list(place.means),
        area_m2=_number(place.area_m2),
        depth_m=_number(place.depth_m),
        field_capacity=_number(place.field_capacity),
        wilting_point=_number(place.wilting_point),
        limits=limits,
        advice=None if advice is None else advice_shape(advice),
        nodes=devices if reader.is_member else None,
    )


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
