"""Who did what, when, and on whose behalf: every entry of both journals, for members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from dashboard.login.rights import Right
from dashboard.parliament.assembly import RECORDED
from dashboard.telling import Told, told
from dashboard.visit.given import Visit, VisitHere
from dashboard.visit.guard import needs
from dashboard.words.language import N_
from gateway.domain.entries import KINDS, Entry
from gateway.people import Person

router = APIRouter(dependencies=[needs(Right.SEE_MEMBERS)])

PAGE: Final = 50

SORTS: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "agua": (
        N_("El agua y las lecturas"),
        frozenset({"intervention", "aerator_order", "gasping", "hand_reading", "rain", "care"}),
    ),
    "campo": (
        N_("Riegos y notas"),
        frozenset({"irrigation", "cannot_irrigate", "not_irrigated", "place_note"}),
    ),
    "produccion": (
        N_("Siembras y cosechas"),
        frozenset(
            {
                "stocking",
                "sowing",
                "harvest",
                "feeding",
                "sampling",
                "mortality",
                "input",
                "labour",
                "circumstance",
                "stage",
                "cycle_lost",
            }
        ),
    ),
    "entregas": (
        N_("Entregas, pérdidas y dinero"),
        frozenset({"delivery", "confirmation", "stock_loss", "money", "photo", "observation"}),
    ),
    "asamblea": (
        N_("La asamblea: sesiones y acuerdos"),
        RECORDED | {"closing", "export"},
    ),
    "registros": (
        N_("Empresas, unidades y consejos"),
        frozenset(
            {
                "enterprise",
                "unit",
                "council",
                "commune",
                "warehouse",
                "counterpart",
                "product",
                "measure",
                "grain_base",
                "workday",
                "currency",
                "reference",
            }
        ),
    ),
    "estacion": (
        N_("La estación"),
        frozenset(
            {
                "place",
                "field",
                "placement",
                "node",
                "node_replaced",
                "update_offer",
                "update_withdrawn",
                "calibration",
                "limits",
                "equipment",
                "order",
                "clock",
                "sensor_day",
            }
        ),
    ),
    "alarmas": (
        N_("Alarmas atendidas"),
        frozenset({"acknowledgement", "alarm_passed", "alarm_judged", "duty", "waking"}),
    ),
    "gente": (N_("Personas, aparatos y llaves"), frozenset({"member", "device", "token"})),
    "anulado": (N_("Lo que se deshizo"), frozenset({"reversal"})),
}
"""The kinds of entries as people look for them: by what each is about."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry told to a member.

    Attributes:
        by: Who wrote it down.
        said_by: Who said it, empty where that is who wrote it down.
        undone: Whether another entry took it back.
        undoes: What it took back, None where it took nothing back.
    """

    entry: Entry
    told: Told
    by: str
    said_by: str
    undone: bool
    undoes: Told | None


@dataclass(frozen=True, slots=True)
class AuditView:
    """A page of the entries, the newest first.

    Attributes:
        person: The uid that is looked for, empty for everybody.
        sort: What is looked for, empty for everything.
        later: The address of the page before, empty on the first one.
        earlier: The address of the next page, empty on the last one.
    """

    rows: Sequence[Row]
    people: Sequence[Person]
    person: str
    sort: str
    later: str
    earlier: str
    sorts: Mapping[str, tuple[str, frozenset[str]]]


Asked = Annotated[str, Query(max_length=80)]


@router.get("/registro")
def show(
    visit: VisitHere,
    person: Annotated[Asked, Query(alias="quien")] = "",
    sort: Annotated[Asked, Query(alias="que")] = "",
    page: Annotated[int, Query(alias="pagina", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Show what was recorded, by whom and for whom."""
    sort = sort if sort in SORTS else ""
    records = visit.station.records
    station, book = records.station_entries(), records.book()
    taken_back = {one.reverses for one in (*station, *book) if one.reverses}
    found = _newest_first(station, book, _wanted(person, sort))
    shown = list(islice(found, (page - 1) * PAGE, page * PAGE + 1))
    return visit.page(
        "audit.html",
        AuditView(
            rows=[_row(visit, one, undone=one.uid in taken_back) for one in shown[:PAGE]],
            people=visit.station.people.everybody(),
            person=person,
            sort=sort,
            later=_address(person, sort, page - 1) if page > 1 else "",
            earlier=_address(person, sort, page + 1) if len(shown) > PAGE else "",
            sorts=SORTS,
        ),
    )


def _newest_first(
    station: Sequence[Entry], book: Sequence[Entry], is_wanted: Callable[[Entry], bool]
) -> Iterable[Entry]:
    """Return the entries of both journals in the order in which they were written, the last one first.

    Within a journal the number decides: a station's clock may have been set back.
    """
    both = merge(reversed(station), reversed(book), key=lambda one: -one.registered)
    return (one for one in both if is_wanted(one))


def _wanted(person: str, sort: str) -> Callable[[Entry], bool]:
    kinds = SORTS[sort][1] if sort else frozenset(KINDS)

    def is_wanted(entry: Entry) -> bool:
        return entry.kind in kinds and person in ("", entry.author, entry.on_behalf_of)

    return is_wanted


def _row(visit: Visit, entry: Entry, *, undone: bool) -> Row:
    taken_back = visit.station.journal.entry(entry.reverses) if entry.reverses else None
    return Row(
        entry=entry,
        told=told(visit, entry),
        by=_who(visit, entry.author),
        said_by=visit.named(entry.on_behalf_of) if entry.on_behalf_of else "",
        undone=undone,
        undoes=told(visit, taken_back) if taken_back else None,
    )


def _who(visit: Visit, author: str) -> str:
    """Return who wrote an entry down; a command of the station's console has no name of a person."""
    if author.startswith("conuco"):
        return visit.language.gettext("la consola de la estación")
    return visit.named(author)


def _address(person: str, sort: str, page: int) -> str:
    said = {"quien": person, "que": sort, "pagina": str(page) if page > 1 else ""}
    return "/registro?" + urlencode({name: value for name, value in said.items() if value})
