"""Who is on duty: tonight, the nights to come, and every week."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response

from dashboard.alarms.tonight import DAYS_AHEAD, Night, evening, nights
from dashboard.forms.answers import Fault
from dashboard.forms.recording import told
from dashboard.forms.written import Written
from dashboard.login.devices import By
from dashboard.login.rights import Right
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from dashboard.words.language import N_
from gateway.domain.entries import Draft, DutySet
from gateway.domain.errors import EntryError
from gateway.people import Person

router = APIRouter(dependencies=[needs(Right.SEE_MEMBERS)])

PLACES: Final = 5
"""How many can be put on a list; each is called fifteen minutes after the one before [persons]."""

REFUSED: Final = 422
DONE: Final[Mapping[str, str]] = {
    "turno": N_("La guardia quedó cambiada."),
    "telefono": N_("Su teléfono quedó anotado. No se muestra en ninguna página."),
}

Key = tuple[str | None, int | None]


@dataclass(frozen=True, slots=True)
class DutyView:
    """The page of who is on duty.

    Attributes:
        nights: Tonight first.
        weekly: Who is on duty each weekday that has a list of its own, Monday is 0.
        usual: Who is on duty in all other nights.
        may_set: Whether the reader may change it.
    """

    nights: Sequence[Night]
    weekly: Mapping[int, Sequence[Person]]
    usual: Sequence[Person]
    may_set: bool
    done: str = ""
    written: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()

    @property
    def tonight(self) -> Night:
        """The night that this is, or the next."""
        return self.nights[0]


@dataclass(frozen=True, slots=True)
class TurnView:
    """The form of one list.

    Attributes:
        which: As the address has it: a date, a weekday's number, or `siempre`.
        day: Of which night it is, None where it is of none.
        weekday: Of which night of every week it is.
        written: By the name of a field the uid that is chosen there.
    """

    which: str
    day: date | None
    weekday: int | None
    people: Sequence[Person]
    written: Mapping[str, str]
    faults: Sequence[Fault] = ()
    places: int = PLACES


@router.get("/guardia")
def show(visit: VisitHere, done: Annotated[str, Query(alias="hecho")] = "") -> HTMLResponse:
    """Show who is called, in which order, and who has a telephone."""
    return visit.page("duty.html", _view(visit, done=DONE.get(done, "")))


@router.post("/guardia/telefono")
def reach(visit: VisitHere, written: Written) -> Response:
    """Write down the telephone of who has signed in."""
    if visit.member is None:
        raise HTTPException(403)
    by = By(visit.author, visit.now)
    try:
        visit.station.door.members.set_telephone(visit.member.uid, written.get("telefono", ""), by)
    except EntryError as error:
        fault = Fault("telefono", told(error, visit.language))
        return visit.page("duty.html", _view(visit, faults=[fault]), status=REFUSED)
    return see_other("/guardia?hecho=telefono")


@router.get("/guardia/turno", dependencies=[needs(Right.SET_DUTY)])
def ask(
    visit: VisitHere, which: Annotated[str, Query(alias="cual", max_length=10)] = "siempre"
) -> HTMLResponse:
    """Ask who is on duty in a night, every week, or usually."""
    key = _key(visit, which)
    standing = visit.registered.calls.duty.get(key) or _instead(visit, key)
    written = {f"persona-{place}": uid for place, uid in enumerate(standing, 1)}
    return visit.page("duty_turn.html", _turn(visit, which, written))


@router.post("/guardia/turno", dependencies=[needs(Right.SET_DUTY)])
def set_turn(visit: VisitHere, written: Written) -> Response:
    """Write down who is on duty; a list with nobody is a list."""
    which = written.get("cual", "")
    day, weekday = _key(visit, which)
    chosen = [written.get(f"persona-{place}", "") for place in range(1, PLACES + 1)]
    people = list(dict.fromkeys(one for one in chosen if one))
    if set(people) - {one.uid for one in visit.station.people.everybody()}:
        sentence = visit.language.gettext("Esa persona ya no está. Elija otra.")
        view = _turn(visit, which, written, [Fault("persona-1", sentence)])
        return visit.page("duty_turn.html", view, status=REFUSED)
    draft = Draft(
        uid=str(uuid.uuid4()),
        journal="station",
        kind="duty",
        body=DutySet(people, day=day, weekday=weekday),
        happened=visit.now,
        author=visit.author,
    )
    visit.station.journal.append(draft, now=visit.now)
    return see_other("/guardia?hecho=turno")


def _view(visit: Visit, *, done: str = "", faults: Sequence[Fault] = ()) -> DutyView:
    lists = visit.registered.calls.duty
    weekly = {
        weekday: _people(visit, lists[None, weekday]) for weekday in range(7) if (None, weekday) in lists
    }
    usual = _people(visit, lists.get((None, None), ()))
    return DutyView(
        nights(visit), weekly, usual, visit.may(Right.SET_DUTY), visit.language.gettext(done) if done else "",
        faults=faults,
    )  # fmt: skip


def _turn(visit: Visit, which: str, written: Mapping[str, str], faults: Sequence[Fault] = ()) -> TurnView:
    day, weekday = _key(visit, which)
    people = sorted(visit.station.people.everybody(), key=lambda one: "team" not in one.roles)
    return TurnView(which, None if day is None else date.fromisoformat(day), weekday, people, written, faults)


def _key(visit: Visit, which: str) -> Key:
    """Return the list that an address names.

    Raises:
        HTTPException: 404 where there is none: a night that is gone, or too far.
    """
    if which == "siempre":
        return (None, None)
    if which in tuple("0123456"):
        return (None, int(which))
    first = evening(visit)
    for ahead in range(DAYS_AHEAD + 1):
        if which == (first + timedelta(days=ahead)).isoformat():
            return (which, None)
    raise HTTPException(404)


def _instead(visit: Visit, key: Key) -> Sequence[str]:
    """Return the list that stands while there is none of its own, to begin with."""
    day, weekday = key
    lists = visit.registered.calls.duty
    of_the_week = date.fromisoformat(day).weekday() if day is not None else weekday
    return lists.get((None, of_the_week)) or lists.get((None, None), ())


def _people(visit: Visit, uids: Sequence[str]) -> list[Person]:
    found = (visit.station.people.person(uid) for uid in uids)
    return [one for one in found if one is not None and not one.withdrawn]
