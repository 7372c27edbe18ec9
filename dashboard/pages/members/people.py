"""The commune's people: who they are, what each may do, and what they sign in with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final, NamedTuple, get_args

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response

from dashboard.forms.answers import Fault
from dashboard.forms.recording import told
from dashboard.forms.written import Written
from dashboard.login.devices import By
from dashboard.login.rights import Right
from dashboard.production.cycles import Unit
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from dashboard.words.language import N_
from gateway.domain.errors import EntryError
from gateway.people import Person, Role, needs_password

router = APIRouter(dependencies=[needs(Right.KEEP_PEOPLE)])

REFUSED: Final = 422


class RoleWords(NamedTuple):
    """A role as people call it, and what it is for; both marked for translation."""

    word: str
    small: str


ROLES: Final[Mapping[Role, RoleWords]] = {
    "team": RoleWords(N_("Equipo del estanque"), N_("anota lo que hace y mide, siembras y cosechas")),
    "grower": RoleWords(N_("Equipo del maíz"), N_("anota riegos, lluvia, siembras y cosechas")),
    "eps_spokesperson": RoleWords(N_("Vocería de la EPS"), N_("además registra unidades y corrige")),
    "administration": RoleWords(N_("Administración"), N_("lleva el dinero")),
    "parliament_secretary": RoleWords(
        N_("Secretaría del parlamento"), N_("lleva sesiones y actas, y anota a la gente; con contraseña")
    ),
    "social_control": RoleWords(N_("Contraloría social"), N_("ve todo y hace observaciones")),
    "technician": RoleWords(
        N_("Equipo técnico"), N_("prepara la estación y ayuda a quien no puede entrar; con contraseña")
    ),
}

DONE: Final[Mapping[str, str]] = {
    "anotada": N_("Quedó anotada. Ahora dele su PIN o su contraseña."),
    "papeles": N_("Los papeles y unidades quedaron cambiados."),
    "telefono": N_("El teléfono quedó anotado. No se muestra en ninguna página."),
    "clave": N_("La clave nueva ya vale. Con la anterior ya no se entra."),
    "desbloqueada": N_("Ya puede probar otra vez en cualquier aparato."),
    "retirada": N_("Quedó retirada. Lo que anotó se sigue leyendo, sin su nombre."),
}


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person of the list.

    Attributes:
        has_secret: Whether the person can sign in at all.
        is_locked: Whether too many wrong attempts lock the person out somewhere.
    """

    person: Person
    has_secret: bool
    is_locked: bool


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Everybody, by name."""

    cards: Sequence[PersonCard]
    done: str = ""
    roles: Mapping[Role, RoleWords] = field(default_factory=lambda: ROLES)


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person, or a new one.

    Attributes:
        card: None while the person is new.
        roles: Those that the reader may give.
        units: Where a person can work.
        may_change: Whether the reader may change this person.
        may_unlock: Whether the reader may lift locks.
    """

    card: PersonCard | None
    roles: Mapping[Role, RoleWords]
    units: Sequence[Unit]
    done: str = ""
    may_change: bool = True
    may_unlock: bool = False
    written: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()

    @property
    def asks_password(self) -> bool:
        """Whether the roles of the person ask for a password in place of a PIN."""
        return self.card is not None and needs_password(self.card.person)


Done = Annotated[str, Query(alias="hecho")]


@router.get("/personas")
def everybody(visit: VisitHere, done: Done = "") -> HTMLResponse:
    """Show everybody."""
    found = [_card(visit, one) for one in visit.station.people.everybody()]
    return visit.page("people.html", PeopleView(found, DONE.get(done, "")))


@router.get("/personas/nueva")
def new(visit: VisitHere) -> HTMLResponse:
    """Ask who comes in; nothing that is not needed."""
    return visit.page("person.html", PersonView(None, _roles(visit), _units(visit)))


@router.post("/personas/nueva")
def add(visit: VisitHere, written: Written) -> Response:
    """Register a person."""
    try:
        roles = _chosen_roles(visit, written)
        person = visit.station.door.members.add(
            written.get("nombre", ""), roles, _chosen_units(visit, written), _by(visit)
        )
    except EntryError as error:
        return _again(visit, None, written, Fault("nombre", told(error, visit.language)))
    return see_other(f"/personas/{person.uid}?hecho=anotada")


@router.get("/personas/{uid}")
def one(uid: str, visit: VisitHere, done: Done = "") -> HTMLResponse:
    """Show a person, and what can be changed."""
    person = _person(visit, uid)
    view = PersonView(
        _card(visit, person),
        _roles(visit),
        _units(visit),
        done=DONE.get(done, ""),
        may_change=_may_change(visit, person),
        may_unlock=visit.may(Right.LIFT_LOCKS),
        written=_standing(person),
    )
    return visit.page("person.html", view)


@router.post("/personas/{uid}/papeles")
def change(uid: str, visit: VisitHere, written: Written) -> Response:
    """Give a person other roles and units."""
    person = _to_change(visit, uid)
    try:
        roles, where = _chosen_roles(visit, written), _chosen_units(visit, written)
        visit.station.door.members.change(person.uid, roles, where, _by(visit))
    except EntryError as error:
        return _again(visit, person, written, Fault("papeles", told(error, visit.language)))
    return see_other(f"/personas/{person.uid}?hecho=papeles")


@router.post("/personas/{uid}/clave")
def give(uid: str, visit: VisitHere, written: Written) -> Response:
    """Give a person a new PIN or password; it is never shown, and never stands in an entry."""
    person = _to_change(visit, uid)
    secret = written.get("clave-nueva", "")
    if secret != written.get("clave-otra-vez", ""):
        sentence = visit.language.gettext("Las dos veces no son iguales. Escríbalas de nuevo.")
        return _again(visit, person, {}, Fault("clave-otra-vez", sentence))
    wall = int(visit.station.wall.now())
    try:
        visit.station.door.members.set_secret(person.uid, secret, _by(visit), wall=wall)
    except EntryError as error:
        return _again(visit, person, {}, Fault("clave-nueva", told(error, visit.language)))
    return see_other(f"/personas/{person.uid}?hecho=clave")


@router.post("/personas/{uid}/telefono")
def reach(uid: str, visit: VisitHere, written: Written) -> Response:
    """Write down on which telephone a person is called; it is never shown."""
    person = _to_change(visit, uid)
    try:
        visit.station.door.members.set_telephone(person.uid, written.get("telefono", ""), _by(visit))
    except EntryError as error:
        return _again(visit, person, {}, Fault("telefono", told(error, visit.language)))
    return see_other(f"/personas/{person.uid}?hecho=telefono")


@router.post("/personas/{uid}/desbloquear", dependencies=[needs(Right.LIFT_LOCKS)])
def unlock(uid: str, visit: VisitHere) -> Response:
    """Let a person try again everywhere."""
    person = _person(visit, uid)
    visit.station.door.members.unlock(person.uid, _by(visit))
    return see_other(f"/personas/{person.uid}?hecho=desbloqueada")


@router.post("/personas/{uid}/retirar")
def remove(uid: str, visit: VisitHere) -> Response:
    """Let a person go: name and PIN are erased, and what the person recorded stays."""
    person = _to_change(visit, uid)
    try:
        visit.station.door.members.remove(person.uid, _by(visit))
    except EntryError as error:
        return _again(visit, person, {}, Fault("retirar", told(error, visit.language)))
    return see_other("/personas?hecho=retirada")


def _again(visit: Visit, person: Person | None, written: Mapping[str, str], fault: Fault) -> HTMLResponse:
    """Return the page with what was written, never a secret, and what is wrong."""
    card = None if person is None else _card(visit, person)
    standing = {} if person is None or written else _standing(person)
    view = PersonView(
        card,
        _roles(visit),
        _units(visit),
        may_unlock=visit.may(Right.LIFT_LOCKS),
        written={**standing, **written},
        faults=[fault],
    )
    return visit.page("person.html", view, status=REFUSED)


def _standing(person: Person) -> dict[str, str]:
    return {"papeles": "\n".join(person.roles), "unidades": "\n".join(person.units)}


def _person(visit: Visit, uid: str) -> Person:
    found = visit.station.people.person(uid)
    if found is None or found.withdrawn:
        raise HTTPException(404)
    return found


def _to_change(visit: Visit, uid: str) -> Person:
    person = _person(visit, uid)
    if not _may_change(visit, person):
        raise HTTPException(403)
    return person


def _may_change(visit: Visit, person: Person) -> bool:
    """Tell whether the reader may change a person: who may not set the station up changes nobody who may."""
    return visit.may(Right.SET_UP) or "technician" not in person.roles


def _roles(visit: Visit) -> dict[Role, RoleWords]:
    """Return the roles that the reader may give; nobody gives away what they may not do with the station."""
    may = visit.may(Right.SET_UP)
    return {role: words for role, words in ROLES.items() if may or role != "technician"}


def _chosen_roles(visit: Visit, written: Mapping[str, str]) -> list[Role]:
    said = written.get("papeles", "").split()
    if set(said) - set(_roles(visit)):
        raise EntryError("No existe el papel «%(role)s». Elija uno de la lista.", role=", ".join(said))
    return [role for role in get_args(Role) if role in said]


def _chosen_units(visit: Visit, written: Mapping[str, str]) -> list[str]:
    said = set(written.get("unidades", "").split())
    return [unit.slug for unit in _units(visit) if unit.slug in said]


def _units(visit: Visit) -> list[Unit]:
    return list(visit.station.production.registers().units.values())


def _card(visit: Visit, person: Person) -> PersonCard:
    door = visit.station.door
    locks = door.throttle.locks(now=int(visit.station.wall.now()))
    is_locked = any(lock.who == person.uid for lock in locks)
    return PersonCard(person, door.credentials.kind(person) is not None, is_locked)


def _by(visit: Visit) -> By:
    return By(visit.author, visit.now)
