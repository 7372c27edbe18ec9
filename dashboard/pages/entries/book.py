"""The book itself: every entry with what it moves, what took it back and who confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from dashboard.book.rows import BookRow, book_row, open_kinds
from dashboard.goods.periods import EVER, Period, chosen, periods
from dashboard.goods.produced import account_words
from dashboard.login.rights import Right
from dashboard.pages.enterprises.production import open_observations
from dashboard.pages.entries.audit import SORTS
from dashboard.production.base import Wanted
from dashboard.production.registers import BookRegisters
from dashboard.visit.given import Visit, VisitHere
from dashboard.words.language import N_

router = APIRouter()

PAGE: Final = 30
OF_THE_BOOK: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    **{sort: SORTS[sort] for sort in ("produccion", "entregas", "agua", "campo", "registros", "anulado")},
    "observado": (N_("Lo que observó la contraloría social"), frozenset({"observation"})),
}
"""What can be looked for; in the words of the page that tells who did what."""

Asked = Annotated[str, Query(max_length=80)]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a reader looks for; each empty where nothing is chosen."""

    sort: str
    enterprise: str
    unit: str
    period: Period


@dataclass(frozen=True, slots=True)
class BookView:
    """A page of the book, the newest number first.

    Attributes:
        newest: The address of the first page, empty on it.
        older: The address of the next page, empty on the last one.
        written: How many entries there are of what is looked for.
        corrections: How many of them take others back.
        observed: How many observations of the social control are open, of all.
    """

    rows: list[BookRow]
    asking: Asking
    sorts: Mapping[str, tuple[str, frozenset[str]]]
    registers: BookRegisters
    periods: list[Period]
    newest: str
    older: str
    written: int
    corrections: int
    observed: int


@router.get("/libro")
def show(  # noqa: PLR0913 - what a reader may look for
    visit: VisitHere,
    sort: Annotated[Asked, Query(alias="que")] = "",
    enterprise: Annotated[Asked, Query(alias="eps")] = "",
    unit: Annotated[Asked, Query(alias="unidad")] = "",
    period: Annotated[Asked, Query(alias="periodo")] = EVER,
    before: Annotated[int | None, Query(alias="antes", ge=1, le=10**12)] = None,
) -> HTMLResponse:
    """Show the entries of the book."""
    ask = visit.station.production
    cycles, registers = ask.cycles(), ask.registers()
    every = periods(visit.words, first=min((one.began for one in cycles), default=None))
    asking = Asking(
        sort=sort if sort in OF_THE_BOOK else "",
        enterprise=enterprise if enterprise in registers.enterprises else "",
        unit=unit if unit in registers.units else "",
        period=next((one for one in every if one.value == period), chosen(every[-1:], EVER)),
    )
    wanted = _wanted(visit, asking)
    lines = ask.lines(wanted, before=before, most=PAGE + 1)
    names = account_words(visit, cycles, names_stores=visit.may(Right.SEE_MEMBERS))
    rows = [book_row(visit, one, names) for one in lines[:PAGE]]
    counts = ask.counts(wanted)
    return visit.page(
        "book.html",
        BookView(
            rows=[one for one in rows if one is not None],
            asking=asking,
            sorts=OF_THE_BOOK,
            registers=registers,
            periods=every,
            newest=_address(asking) if before is not None else "",
            older=_address(asking, before=lines[PAGE - 1].entry.number) if len(lines) > PAGE else "",
            written=sum(counts.values()),
            corrections=counts.get("reversal", 0),
            observed=open_observations(visit),
        ),
    )


def _wanted(visit: Visit, asking: Asking) -> Wanted:
    kinds = open_kinds(visit)
    return Wanted(
        kinds=kinds & OF_THE_BOOK[asking.sort][1] if asking.sort else kinds,
        enterprise=asking.enterprise or None,
        unit=asking.unit or None,
        start=asking.period.start,
        end=asking.period.end,
    )


def _address(asking: Asking, *, before: int | None = None) -> str:
    said = {
        "que": asking.sort,
        "eps": asking.enterprise,
        "unidad": asking.unit,
        "periodo": "" if asking.period.value == EVER else asking.period.value,
        "antes": "" if before is None else str(before),
    }
    query = urlencode({name: value for name, value in said.items() if value})
    return f"/libro?{query}" if query else "/libro"
