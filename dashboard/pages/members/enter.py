"""Coming in with a PIN or password, and going out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from dashboard.forms.answers import Fault
from dashboard.login.arrival import SESSION_COOKIE, arrival_of, forget, keep_session
from dashboard.login.door import Attempt, Entered
from dashboard.login.returning import within
from dashboard.login.sentences import why_not
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.words.language import N_
from gateway.people import Person

router = APIRouter()

REFUSED: Final = 422
NOT_NOW: Final = 429
"""Too Many Requests. Source: RFC 6585, section 4."""


@dataclass(frozen=True, slots=True)
class EnterView:
    """The page that asks who somebody is.

    Attributes:
        back: Where to go afterwards.
        why: Why that page asks who somebody is, a msgid; empty where its name says it.
        names: Who can be tapped; nobody where the device is not enrolled.
        picked: Who was tapped.
        is_pin: Whether the answer is digits; not known before a name is.
        written: What was typed, never the secret.
    """

    back: str
    why: str = ""
    names: Sequence[Person] = ()
    picked: Person | None = None
    is_pin: bool = False
    written: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


WHY: Final[Mapping[str, str]] = {
    "/asamblea/revisar": N_(
        "«Para revisar» es para quienes son de la comuna: dice qué dinero, qué entregas y qué sondas hay que "
        "aclarar antes de la sesión, y eso no se muestra a quien solo pasa por la red. Entre con su PIN."
    ),
}
"""What is said where a page asks for a PIN that people look for in the open, by its path; msgids."""

Back = Annotated[str, Query(alias="volver")]
Picked = Annotated[str, Query(alias="quien")]


@dataclass(frozen=True, slots=True)
class Written:
    """A sign-in form as it was sent."""

    name: str
    picked: str
    secret: str
    back: str


def _written(
    name: Annotated[str, Form(alias="nombre")] = "",
    picked: Annotated[str, Form(alias="quien")] = "",
    secret: Annotated[str, Form(alias="secreto")] = "",
    back: Annotated[str, Form(alias="volver")] = "/",
) -> Written:
    return Written(name, picked, secret, within(back))


@router.get("/entrar")
def enter(visit: VisitHere, back: Back = "/", picked: Picked = "") -> HTMLResponse:
    """Ask who somebody is; who has come in is told so, and how to go out."""
    return visit.page("enter.html", _asked(visit, within(back), picked))


def _asked(visit: Visit, back: str, picked: str = "") -> EnterView:
    """Return what is asked here: a name to tap where a member has enrolled the device, else one to type."""
    why = WHY.get(urlsplit(back).path, "")
    if visit.device is None:
        return EnterView(back, why)
    person = _tapped(visit, picked)
    if person is None:
        return EnterView(back, why, names=_names(visit))
    is_pin = visit.station.door.credentials.kind(person) == "pin"
    return EnterView(back, why, picked=person, is_pin=is_pin)


def _names(visit: Visit) -> list[Person]:
    """Return who can sign in, who was tapped last first."""
    door = visit.station.door
    known = [one for one in door.people.everybody() if door.credentials.kind(one) is not None]
    return sorted(known, key=lambda one: one.uid != visit.last_tapped)


def _tapped(visit: Visit, uid: str) -> Person | None:
    person = visit.station.people.person(uid) if uid and visit.device is not None else None
    return None if person is None or person.withdrawn else person


@router.post("/entrar")
def entered(request: Request, visit: VisitHere, written: Annotated[Written, Depends(_written)]) -> Response:
    """Let somebody in, or say why not; the secret is never shown again."""
    door, arrival, now = visit.station.door, arrival_of(request), int(visit.station.wall.now())
    tapped = _tapped(visit, written.picked)
    attempt = Attempt(tapped or door.people.called(written.name), written.name, written.secret)
    caller = door.caller(visit.device, arrival.channel)
    outcome = door.sign_in(attempt, caller, now=now, instead_of=arrival.session or None)
    if isinstance(outcome, Entered):
        answer = see_other(written.back)
        keep_session(answer, outcome.token, arrival.channel)
        return answer
    view = replace(
        _asked(visit, written.back, written.picked),
        written={"nombre": written.name},
        faults=[Fault("secreto", why_not(outcome, visit.language, now=now))],
    )
    return visit.page("enter.html", view, status=REFUSED if outcome.reason == "wrong" else NOT_NOW)


@router.post("/salir")
def left(
    request: Request, visit: VisitHere, everywhere: Annotated[str, Form(alias="todos")] = ""
) -> Response:
    """Go out here, or everywhere; who is not in is out already."""
    door, arrival = visit.station.door, arrival_of(request)
    if arrival.session:
        door.sessions.end(arrival.session)
    if everywhere and visit.member is not None:
        door.sessions.end_all(visit.member.uid)
    answer = see_other("/")
    forget(answer, SESSION_COOKIE, arrival.channel)
    return answer
