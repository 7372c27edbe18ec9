"""The alarms that were, night by night, and what a month of them was worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from dashboard.alarms.history import Story, Told, stories
from dashboard.alarms.month import Asked, MonthCount, month_count
from dashboard.alarms.tonight import evening
from dashboard.login.rights import Right
from dashboard.visit.alarms import Moment
from dashboard.visit.given import Visit, VisitHere
from gateway.domain.places import Place
from gateway.journal.registers import standing

router = APIRouter()

PAGE: Final = 25
SAID: Final = frozenset({"acknowledgement", "alarm_passed", "alarm_judged", "reversal"})


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A month of alarms.

    Attributes:
        month: Its first day.
        nights: By evening, the newest first; each alarm of a night the newest first.
        count: What the month was worth; of one pond where one is looked at.
        places: By the short name.
        place: What is looked at, empty for everything.
        earlier: The address of the month before, empty where nothing is known of it.
        later: The address of the month after, empty in this month.
        rest: The address of the next part of this month, empty in the last.
        may_judge: Whether the reader may say what an alarm was worth.
        here: The address of this view.
    """

    month: date
    nights: Sequence[tuple[date, list[Story]]]
    count: MonthCount
    places: Mapping[str, Place]
    place: str
    earlier: str
    later: str
    rest: str
    may_judge: bool
    here: str


@router.get("/avisos")
def show(
    visit: VisitHere,
    month: Annotated[str, Query(alias="mes", max_length=7)] = "",
    place: Annotated[str, Query(alias="lugar", max_length=80)] = "",
    page: Annotated[int, Query(alias="pagina", ge=1, le=1000)] = 1,
) -> HTMLResponse:
    """Show what rang, who went and what it was worth."""
    places = {one.slug: one for one in visit.registered.places}
    place = place if place in places else ""
    first = _month(visit, month)
    every = stories(_told(visit), utc_offset_hours=visit.station.config.commune.utc_offset_hours)
    found = [one for one in every if place in ("", one.alert.place)]
    mine = [one for one in found if _first(one.evening) == first]
    shown = mine[(page - 1) * PAGE : page * PAGE]
    has_earlier = any(one.evening < first for one in found)
    has_later = first < _first(evening(visit))
    rest = _address(first, place, page + 1) if len(mine) > page * PAGE else ""
    view = HistoryView(
        month=first,
        nights=[(night, list(group)) for night, group in groupby(shown, key=lambda one: one.evening)],
        count=_count(visit, mine, first, place),
        places=places,
        place=place,
        earlier=_address(_before(first), place) if has_earlier else "",
        later=_address(_after(first), place) if has_later else "",
        rest=rest,
        may_judge=visit.may(Right.RECORD_WORK),
        here=_address(first, place, page),
    )
    return visit.page("alarm_history.html", view)


def _told(visit: Visit) -> Told:
    warnings = visit.station.warnings
    said = [one for one in visit.station.records.station_entries() if one.kind in SAID]
    return Told(warnings.alert_changes(), warnings.letters(), standing(said))


def _count(visit: Visit, mine: Sequence[Story], first: date, place: str) -> MonthCount:
    came = visit.station.warnings.nights(first.isoformat(), place=place or None)
    nights = [one for one in came if one.evening < _after(first).isoformat()]
    commune = visit.station.config.commune

    def is_night(at: int) -> bool:
        return Moment(at, commune).is_night

    return month_count(mine, nights, Asked(lambda slug: visit.registered.limits_of(slug).warn, is_night))


def _month(visit: Visit, asked: str) -> date:
    """Return the first day of the month that is asked for, of this month where it is none."""
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError:
        return _first(evening(visit))


def _first(day: date) -> date:
    return day.replace(day=1)


def _before(first: date) -> date:
    return _first(first - timedelta(days=1)) if first > date(1, 1, 31) else first


def _after(first: date) -> date:
    return _first(first + timedelta(days=31)) if first.year < date.max.year else first


def _address(first: date, place: str, page: int = 1) -> str:
    said = {"mes": f"{first:%Y-%m}"}
    if place:
        said["lugar"] = place
    if page > 1:
        said["pagina"] = str(page)
    return f"/avisos?{urlencode(said)}"
