"""A member changes the own PIN or password: whoever gave it knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from dashboard.forms.answers import Fault
from dashboard.login.arrival import arrival_of, keep_session
from dashboard.login.devices import By
from dashboard.login.door import Attempt, Entered
from dashboard.login.rights import Right
from dashboard.login.sentences import why_not
from dashboard.pages.members.enter import NOT_NOW, REFUSED
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from gateway.domain.errors import EntryError
from gateway.people import needs_password

router = APIRouter(dependencies=[needs(Right.SEE_MEMBERS)])


@dataclass(frozen=True, slots=True)
class SecretView:
    """The form; nothing that was typed into it ever comes back."""

    is_pin: bool
    faults: Sequence[Fault] = ()
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """The form as it was sent."""

    current: str
    new: str
    again: str


def _written(
    current: Annotated[str, Form(alias="secreto")] = "",
    new: Annotated[str, Form(alias="nuevo")] = "",
    again: Annotated[str, Form(alias="otra")] = "",
) -> Written:
    return Written(current, new, again)


@router.get("/clave")
def secret(visit: VisitHere) -> HTMLResponse:
    """Ask for the PIN that stands and the one that shall."""
    return _page(visit)


@router.post("/clave")
def changed(request: Request, visit: VisitHere, written: Annotated[Written, Depends(_written)]) -> Response:
    """Change it; every session of the person ends, and this browser begins a new one."""
    station, arrival = visit.station, arrival_of(request)
    door, now = station.door, int(station.wall.now())
    caller = door.caller(visit.device, arrival.channel)
    refused = door.check(Attempt(visit.member, "", written.current), caller, now=now)
    if refused is not None:
        fault = Fault("secreto", why_not(refused, visit.language, now=now))
        return _page(visit, fault, status=REFUSED if refused.reason == "wrong" else NOT_NOW)
    if written.new != written.again:
        return _page(
            visit, Fault("otra", visit.language.gettext("No es igual al de arriba. Escríbalo otra vez."))
        )
    try:
        door.members.set_secret(visit.author, written.new, By(visit.author, visit.now), wall=now)
    except EntryError as error:
        return _page(visit, Fault("nuevo", visit.language.gettext(error.sentence)))
    outcome = door.sign_in(Attempt(visit.member, "", written.new), caller, now=now)
    answer = see_other("/entrar")
    if isinstance(outcome, Entered):
        keep_session(answer, outcome.token, arrival.channel)
    return answer


def _page(visit: Visit, *faults: Fault, status: int | None = None) -> HTMLResponse:
    is_pin = visit.member is not None and not needs_password(visit.member)
    return visit.page(
        "secret.html", SecretView(is_pin, faults), status=status or (REFUSED if faults else 200)
    )
