"""All fields, the one that needs somebody most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.charts.root_bar import RootBar
from dashboard.fields.look import FieldLook
from dashboard.fields.looking import looks
from dashboard.pages.places.cornfield import bar_of
from dashboard.visit.given import Visit, VisitHere

router = APIRouter()


@dataclass(frozen=True, slots=True)
class CornfieldsView:
    """What the page of all fields shows.

    Attributes:
        cards: Each with the bar of its water, None where nothing may be said of it.
    """

    cards: tuple[tuple[FieldLook, RootBar | None], ...]


@router.get("/campos")
def cornfields(visit: VisitHere) -> HTMLResponse:
    """Show all fields."""
    return cornfields_page(visit, looks(visit))


def cornfields_page(visit: Visit, fields: Iterable[FieldLook]) -> HTMLResponse:
    """Return the page of the fields, in the order in which they come."""
    return visit.page("cornfields.html", CornfieldsView(tuple((one, bar_of(one)) for one in fields)))
