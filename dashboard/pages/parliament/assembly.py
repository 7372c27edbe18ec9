"""What the communal parliament looks at: what came of its decisions, what was produced, what to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.routing import BaseRoute

from dashboard.parliament.reading import read_assembly
from dashboard.session.occasion import occasion
from dashboard.session.sheets import sheets, shown
from dashboard.session.whole import Whole, whole
from dashboard.visit.given import VisitHere
from dashboard.words.language import N_

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Way:
    """A page that belongs to the parliament; `label` is a msgid, `mark` an icon."""

    href: str
    mark: str
    label: str


WAYS: Final = (
    Way("/asamblea/revisar", "eye", N_("Para revisar")),
    Way("/asamblea/sesiones", "calendar", N_("Las sesiones")),
    Way("/asamblea/verificar", "check", N_("Verificar el libro con el acta")),
    Way("/asamblea/cierres", "key", N_("Cierres del libro")),
    Way("/asamblea/papeles", "list", N_("Papeles para imprimir")),
    Way("/asamblea/vocerias", "people", N_("Vocerías")),
    Way("/asamblea/reglas", "scale", N_("Las reglas")),
    Way("/asamblea/corredor", "globe", N_("El corredor de comunas")),
)


@dataclass(frozen=True, slots=True)
class AssemblyView:
    """What the page shows, and where it leads."""

    whole: Whole
    ways: tuple[Way, ...]


@router.get("/asamblea")
def show(
    visit: VisitHere, request: Request, sheet: Annotated[int, Query(alias="hoja", ge=1, le=999)] = 1
) -> HTMLResponse:
    """Show what a session looks at; to a room that reads along, one sheet of it."""
    found = whole(visit, occasion(visit, read_assembly(visit)))
    if visit.is_projected:
        return visit.page("assembly_sheet.html", shown(sheets(found), sheet))
    return visit.page("assembly.html", AssemblyView(found, ways_of(request.app.router.routes)))


def ways_of(routes: Iterable[BaseRoute]) -> tuple[Way, ...]:
    """Return the ways to pages that a station has: one without printing has none of papers."""
    paths = {getattr(one, "path", "") for one in routes}
    return tuple(one for one in WAYS if one.href in paths)
