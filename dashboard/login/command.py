"""`conuco people`: who the commune's people are, from the station's own console."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, cast

import typer

from dashboard.console import faults_in_words
from dashboard.login.devices import By
from dashboard.login.door import Door
from gateway.config import load
from gateway.domain.clock import StationClock
from gateway.domain.errors import EntryError
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.people import ROLE_NAMES, Person, Role, needs_password

AUTHOR: Final = "conuco people"
NO_ROLE: Final = "none"

app = typer.Typer(no_args_is_help=True, help="Las personas de la comuna: quiénes son y con qué entran.")

_ROLES: Final = ", ".join(f"{role} ({name})" for role, name in ROLE_NAMES.items())

ConfigOption = Annotated[
    Path, typer.Option("--config", "-c", help="El archivo de ajustes.", envvar="CONUCO_CONFIG")
]
NameArgument = Annotated[str, typer.Argument(help="El nombre o apodo; acentos y mayúsculas no importan.")]
RoleOption = Annotated[list[str] | None, typer.Option("--role", "-r", help=f"Un papel: {_ROLES}.")]
UnitOption = Annotated[list[str] | None, typer.Option("--unit", "-u", help="Una unidad donde trabaja.")]
DEFAULT_CONFIG: Final = Path("conuco.toml")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with."""

    door: Door
    by: By
    wall: int

    def person(self, name: str) -> Person:
        """Return the person of a name.

        Raises:
            EntryError: Nobody has it.
        """
        found = self.door.people.called(name)
        if found is None:
            raise EntryError("No hay nadie que se llame «%(name)s». Vea: conuco people list", name=name)
        return found


@app.command()
def add(
    name: NameArgument,
    role: RoleOption = None,
    unit: UnitOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Registra a una persona; no se pide nada más que un nombre o apodo."""
    with _desk(config) as desk:
        person = desk.door.members.add(name, _roles(role or []), unit or [], desk.by)
        typer.echo(told("Guardado: %(name)s.", name=person.name))
        _tell_what_to_sign_in_with(desk, person)


@app.command()
def role(
    name: NameArgument,
    roles: Annotated[list[str], typer.Argument(help=f"Los papeles de ahora en adelante: {_ROLES}; o none.")],
    unit: UnitOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Da otros papeles a una persona, en lugar de los que tenía."""
    with _desk(config) as desk:
        person = desk.person(name)
        units = list(person.units) if unit is None else unit
        wanted = [] if roles == [NO_ROLE] else _roles(roles)
        changed = desk.door.members.change(person.uid, wanted, units, desk.by)
        typer.echo(told("%(name)s es ahora: %(roles)s.", name=changed.name, roles=_named(changed.roles)))
        _tell_what_to_sign_in_with(desk, changed)


@app.command()
def pin(name: NameArgument, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Pone un PIN nuevo, o una contraseña a quien la necesita; se escribe sin que se vea."""
    with _desk(config) as desk:
        person = desk.person(name)
        what = told("Contraseña nueva") if needs_password(person) else told("PIN nuevo (4 a 6 cifras)")
        secret = typer.prompt(what, hide_input=True)
        if secret != typer.prompt(told("Otra vez"), hide_input=True):
            raise EntryError("No es igual las dos veces. No se cambió nada; empiece de nuevo.")
        desk.door.members.set_secret(person.uid, secret, desk.by, wall=desk.wall)
        typer.echo(
            told("Listo. %(name)s entra con eso desde ahora; lo de antes ya no vale.", name=person.name)
        )


@app.command()
def remove(
    name: NameArgument,
    yes: Annotated[bool, typer.Option("--yes", help="No preguntar.")] = False,  # noqa: FBT002 - typer's way
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Retira a una persona: se borran su nombre y su PIN; lo que anotó queda."""
    with _desk(config) as desk:
        person = desk.person(name)
        question = told("¿Retirar a %(name)s? El nombre se borra para siempre.", name=person.name)
        if not yes and not typer.confirm(question):
            raise typer.Exit(1)
        desk.door.members.remove(person.uid, desk.by)
        typer.echo(told("Retirada. Lo que anotó se lee ahora como «persona retirada»."))


@app.command()
def unlock(name: NameArgument, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Quita el bloqueo de una persona a quien se le acabaron los intentos."""
    with _desk(config) as desk:
        person = desk.person(name)
        desk.door.members.unlock(person.uid, desk.by)
        typer.echo(told("%(name)s puede intentarlo otra vez.", name=person.name))


@app.command("list")
def list_people(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Muestra las personas, sus papeles y con qué entran."""
    with _desk(config) as desk:
        locked = {one.who for one in desk.door.throttle.locks(now=desk.wall)}
        for person in desk.door.people.everybody():
            typer.echo(f"{person.name} · {_named(person.roles)} · {_state(desk, person, locked)}")


def _state(desk: Desk, person: Person, locked: set[str]) -> str:
    if person.uid in locked:
        return told("con bloqueo")
    match desk.door.credentials.kind(person):
        case "pin":
            return told("con PIN")
        case "password":
            return told("con contraseña")
        case _:
            return told("sin PIN ni contraseña")


def _tell_what_to_sign_in_with(desk: Desk, person: Person) -> None:
    if desk.door.credentials.kind(person) is None:
        typer.echo(told('Para que pueda entrar: conuco people pin "%(name)s"', name=person.name))


def _roles(names: list[str]) -> list[Role]:
    for one in names:
        if one not in ROLE_NAMES:
            raise EntryError(
                "No existe el papel «%(role)s». Los papeles son: %(roles)s.",
                role=one,
                roles=", ".join(ROLE_NAMES),
            )
    return [cast(Role, one) for one in names]


def _named(roles: tuple[Role, ...]) -> str:
    return ", ".join(roles) or told("sin papel")


@contextmanager
def _desk(path: Path) -> Iterator[Desk]:
    """Open people and login of a station; an error of ours becomes sentences for a person, and code 1."""
    with faults_in_words():
        config = load(path)
        folder = Path(config.storage.folder)
        with CommuneJournal(folder / "commune.db", commune=config.commune.slug) as journal:
            door = Door(folder, journal)
            try:
                by = By(AUTHOR, int(config.world().now()))
                yield Desk(door, by, int(StationClock().now()))
            finally:
                door.close()
