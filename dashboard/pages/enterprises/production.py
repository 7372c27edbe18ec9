"""What the commune produced, who worked for it, and where it went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from dashboard.goods.barters import Barter, barters
from dashboard.goods.periods import Period, chosen, periods
from dashboard.goods.produced import Produced, account_words, moved, produced
from dashboard.login.rights import Right
from dashboard.production.base import Pay, Wanted
from dashboard.visit.given import Visit, VisitHere
from dashboard.words.accounts import AccountWords
from dashboard.words.language import N_

router = APIRouter()

PAYS: Final[dict[Pay, str]] = {
    "paid": N_("Remunerado"),
    "cayapa": N_("Cayapa, sin pago"),
    "care": N_("Cuido"),
    "training": N_("Formación"),
}


@dataclass(frozen=True, slots=True)
class Work:
    """Work of one kind, of all people together.

    Attributes:
        label: A msgid.
        days: In days of work as the commune counts them, None where it has not said how long one is.
    """

    label: str
    hours: Decimal
    days: Decimal | None


@dataclass(frozen=True, slots=True)
class ProductionView:
    """What the page of production shows.

    Attributes:
        corrections: How many entries took others back in the period.
        observed: How many observations of the social control are open.
    """

    periods: list[Period]
    period: Period
    goods: list[Produced]
    barters: list[Barter]
    work: list[Work]
    names: AccountWords
    corrections: int
    observed: int


@router.get("/produccion")
def show(
    visit: VisitHere, period: Annotated[str, Query(alias="periodo", max_length=10)] = ""
) -> HTMLResponse:
    """Show the production of the commune in a period."""
    ask = visit.station.production
    cycles = ask.cycles()
    every = periods(visit.words, first=min((one.began for one in cycles), default=None))
    now = chosen(every, period)
    found = moved(visit, now)
    knows = visit.may(Right.SEE_MEMBERS)
    wanted = Wanted(start=now.start, end=now.end)
    return visit.page(
        "production.html",
        ProductionView(
            periods=every,
            period=now,
            goods=produced(visit, found, now, names_stores=knows),
            barters=barters(found.within),
            work=_work(visit, wanted),
            names=account_words(visit, cycles, names_stores=knows),
            corrections=ask.counts(replace(wanted, kinds=("reversal",))).get("reversal", 0),
            observed=open_observations(visit),
        ),
    )


def open_observations(visit: Visit) -> int:
    """Return how many observations of the social control nobody has answered."""
    every = visit.station.production.entries(Wanted(kinds=("observation",)))
    answered = {getattr(one.body, "answers", None) for one in every}
    return sum(getattr(one.body, "state", "") == "open" and one.uid not in answered for one in every)


def _work(visit: Visit, wanted: Wanted) -> list[Work]:
    workday = visit.station.production.registers().workday
    hours = {one.pay: one.hours for one in visit.station.production.labour(wanted)}
    return [
        Work(label, hours[pay], hours[pay] / workday.hours if workday else None)
        for pay, label in PAYS.items()
        if pay in hours
    ]
