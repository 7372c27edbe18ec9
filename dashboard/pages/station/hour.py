"""The station's time: what it is, who says so, and a telephone that says it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from dashboard.forms.answers import Fault
from dashboard.forms.written import Written
from dashboard.login.rights import Right
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from gateway.domain.entries import Draft
from gateway.store.sqlite.known_until import known_times
from gateway.timekeeping.plausible import Newest, doubt_of, is_asked_back, known_until
from gateway.timekeeping.trust import Voucher

router = APIRouter(dependencies=[needs(Right.SET_UP)])

TYPED: Final = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")
"""As a browser writes the field, and as somebody types it where it knows no such field."""


@dataclass(frozen=True, slots=True)
class HourView:
    """What the page shows.

    Attributes:
        voucher: Who vouches for the station's time, None where nobody does.
        asked: A time that is so different that it is asked back [s UTC].
        ahead_s: By how much the time that was said is ahead of the station's [s].
        is_done: Whether it was just written down.
    """

    voucher: Voucher | None
    asked: int | None = None
    ahead_s: int = 0
    is_done: bool = False
    written: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


@router.get("/hora")
def hour(visit: VisitHere, done: Annotated[str, Query(alias="hecho", max_length=4)] = "") -> HTMLResponse:
    """Show what time the station takes it to be, and offer the telephone's."""
    return visit.page("hour.html", HourView(visit.station.trust.voucher, is_done=done == "si"))


@router.post("/hora")
def say(visit: VisitHere, written: Written) -> Response:
    """Take a telephone's time, or one that was typed."""
    voucher = visit.station.trust.voucher
    said = _said(visit, written)
    if said is None:
        _ = visit.language.gettext
        fault = Fault("hora", _("Escriba la fecha y la hora, como 2026-11-26 21:40."))
        return visit.page("hour.html", HourView(voucher, written=written, faults=[fault]), status=422)
    fault_said = _doubt(visit, said)
    if fault_said:
        view = HourView(voucher, written=written, faults=[Fault("hora", fault_said)])
        return visit.page("hour.html", view, status=422)
    if is_asked_back(said, now=visit.now) and written.get("seguro") != "si":
        return visit.page("hour.html", HourView(voucher, said, said - visit.now, written=written))
    body = visit.station.trust.clock.said_by_person(said)
    draft = Draft(str(uuid.uuid4()), "station", "clock", body, said, visit.author)
    visit.station.journal.append(draft, now=said)
    return see_other("/hora?hecho=si")


def _said(visit: Visit, written: Mapping[str, str]) -> int | None:
    """Return the moment that was said [s UTC], None where it is none; a telephone counts from 1970."""
    phone = written.get("telefono", "")
    if phone.isascii() and phone.isdigit() and len(phone) <= 14:
        return round(int(phone) / 1000)
    offset = timedelta(hours=visit.station.config.commune.utc_offset_hours)
    for form in TYPED:
        try:
            return int(
                (datetime.strptime(written.get("hora", ""), form).replace(tzinfo=UTC) - offset).timestamp()
            )
        except (ValueError, OverflowError):
            continue
    return None


def _doubt(visit: Visit, said: int) -> str:
    """Return why a time cannot be, in words; empty where it can."""
    _ = visit.language.gettext
    times = known_times(Path(visit.station.config.storage.folder))
    known = known_until(Newest(node, at) for node, at in times.items())
    doubt = doubt_of(said, known=known)
    if doubt is None:
        return ""
    if doubt == "before_readings" and known is not None:
        day = visit.words.dated(visit.words.local(known.at).date())
        return _(
            "A esa hora no se había medido lo que ya está guardado:"
            " %(node)s midió el %(day)s a las %(time)s. Revise la fecha de este teléfono."
        ) % {"node": known.node, "day": day, "time": visit.words.clock(known.at)}
    return _("Esa fecha no puede ser. Revise la fecha y el año de este teléfono.")
