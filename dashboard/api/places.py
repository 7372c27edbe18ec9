"""The ponds and fields: what they are, under which limits, and how they are now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from dashboard.api.advice import AdviceShape, advice_shape
from dashboard.api.answers import Shape, json_answer
from dashboard.api.openapi import PREFIX
from dashboard.api.parameters import Nothing, said_once
from dashboard.api.reader import Reader, ReaderHere
from dashboard.api.standing import HAND_NODE, place_of_name
from dashboard.fields.looking import looks
from dashboard.measured.severity import tone_of
from dashboard.measured.watch import Tone, nodes_at, watch
from gateway.domain.alerts import Limits
from gateway.domain.places import Place
from gateway.fields.advice.advised import Advice

router = APIRouter(prefix=PREFIX, dependencies=[Depends(said_once)])

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
        description="How it is now; of a field what its advice looks like. What is old, failed or absent is "
        "`no_data`, never the last thing known."
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


@dataclass(frozen=True, slots=True)
class Seen:
    """A place as the API tells it.

    Attributes:
        limits: Of a pond.
        advice: Of a field.
    """

    place: Place
    tone: Tone
    limits: Limits | None = None
    advice: Advice | None = None


@router.get("/places", response_model=PlacesShape, summary="All ponds and fields, and how they are now")
def places(request: Request, reader: ReaderHere, _asked: Annotated[Nothing, Query()]) -> Response:
    """Every pond and field with its means and limits, and its state at this moment."""
    shapes = [_shape(reader, one) for one in seen_by(reader)]
    return json_answer(request, reader, PlacesShape(places=shapes))


@router.get("/places/{slug}", response_model=PlaceShape, summary="One pond or field")
def place(request: Request, reader: ReaderHere, slug: str, _asked: Annotated[Nothing, Query()]) -> Response:
    """One pond or field with its means and limits, and its state at this moment."""
    found = place_of_name(reader.visit.registered, slug)
    shape = next(_shape(reader, one) for one in seen_by(reader) if one.place.slug == found.slug)
    return json_answer(request, reader, shape)


def seen_by(reader: Reader) -> list[Seen]:
    """Return every place as it is now: ponds first, each by number."""
    visit = reader.visit
    ponds = watch(visit.station.store, visit.registered, now=visit.now).ponds
    fields = sorted(looks(visit), key=lambda one: one.place.number)
    return [
        *(Seen(one.place, one.tone, limits=one.limits) for one in ponds),
        *(Seen(one.place, tone_of(one.advice), advice=one.advice) for one in fields),
    ]


def _shape(reader: Reader, one: Seen) -> PlaceShape:
    place, registered, limits = one.place, reader.visit.registered, one.limits
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
        limits=None if limits is None else _limits(limits),
        advice=None if one.advice is None else advice_shape(one.advice),
        nodes=devices if reader.is_member else None,
    )


def _limits(limits: Limits) -> LimitsShape:
    return LimitsShape(
        warn=limits.warn,
        critical=limits.critical,
        emergency=limits.emergency,
        source=limits.source,
        verified=limits.verified,
    )


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
