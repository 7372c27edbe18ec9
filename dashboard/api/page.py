"""The page that explains the API, and its description for programs."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from dashboard.api.openapi import ADDRESS
from dashboard.api.parameters import MOST_POINTS, READABLE
from dashboard.api.problems import KINDS, Kind
from dashboard.book.kinds import OF_MEMBERS, OPEN
from dashboard.visit.given import VisitHere
from gateway.domain.quantities import QUANTITIES

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ApiView:
    """What the page lists; nothing of it is written twice."""

    quantities: list[tuple[str, str]]
    open_kinds: list[str]
    member_kinds: list[str]
    problems: tuple[Kind, ...]
    most_points: int
    example_place: str


@router.get("/")
def door() -> RedirectResponse:
    """Lead to the page."""
    return RedirectResponse(f"{ADDRESS}/")


@router.get("/v1")
@router.get("/v1/")
def page(visit: VisitHere) -> HTMLResponse:
    """Show how the API is used."""
    places = visit.registered.places
    return visit.page(
        "api.html",
        ApiView(
            quantities=[(name, QUANTITIES[name].unit) for name in READABLE],
            open_kinds=sorted(OPEN),
            member_kinds=sorted(OF_MEMBERS),
            problems=KINDS,
            most_points=MOST_POINTS,
            example_place=places[0].slug if places else "estanque-1",
        ),
    )


@router.get("/v1/openapi.json")
def openapi(request: Request) -> Response:
    """Send the description for programs."""
    return JSONResponse(request.app.state.description())
