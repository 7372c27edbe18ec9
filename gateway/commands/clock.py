"""`conuco clock`: what time it is at the station, who says so, and to say it."""

from __future__ import annotations

import time
import uuid
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Final

import typer

from gateway.app.timekeeper import follow
from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.config import Config, load
from gateway.domain.entries import Draft
from gateway.domain.errors import BusyError, ClockRefusedError, StoreError
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.service.asking import agrees
from gateway.store.sqlite.connection import writers_lock
from gateway.store.sqlite.known_until import known_times
from gateway.timekeeping.clock import StationTime
from gateway.timekeeping.plausible import Newest, doubt_of, is_asked_back, known_until
from gateway.timekeeping.trust import Trust

AUTHOR: Final = "conuco clock"
TAKEN_WITHIN_S: Final = 15.0

app = typer.Typer(help="La hora de la estación: cuál es, quién la dice, y ponerla.")

TimeArgument = Annotated[
    str | None,
    typer.Argument(metavar="HORA", help='La hora de la comuna: "2026-11-26 21:40". Sin ella, la pregunta.'),
]
YesOption = Annotated[bool, typer.Option("--yes", help="No preguntar.")]
AnywayOption = Annotated[bool, typer.Option("--anyway", help="Aunque un nodo haya medido más tarde.")]


@app.callback(invoke_without_command=True)
def clock(context: typer.Context, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Dice qué hora es en la estación, de dónde la toma y si confía en ella."""
    if context.invoked_subcommand is not None:
        return
    with told_in_words():
        settings = load(config)
        trust = settings.trust()
        typer.echo(told("En la estación son las %(time)s.", time=_local(trust.clock.now(), settings)))
        typer.echo(source(trust))
        if trust.clock.offset is not None:
            machine = _local(trust.clock.machine.now(), settings)
            typer.echo(told("El reloj de la máquina dice %(time)s.", time=machine))


@app.command("set")
def set_clock(
    at: TimeArgument = None,
    yes: YesOption = False,  # noqa: FBT002 - typer's way
    anyway: AnywayOption = False,  # noqa: FBT002 - as yes
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Pone la hora de la estación hasta que la máquina se apague o la red la ponga."""
    with told_in_words():
        settings = load(config)
        station = settings.world()
        said = _moment(at or typer.prompt(told("¿Qué hora es? (año-mes-día hora:minuto)")), settings)
        _check(said, settings, is_anyway=anyway)
        question = told("¿Poner las %(time)s? La estación tiene las %(now)s.", time=_local(said, settings),
                        now=_local(station.now(), settings))  # fmt: skip
        if not yes and is_asked_back(said, now=int(station.now())) and not agrees(question):
            raise typer.Exit(1)
        _say(said, settings, station)
        typer.echo(told("Listo. En la estación son las %(time)s.", time=_local(station.now(), settings)))


def source(trust: Trust) -> str:
    """Return in words who says what time it is, and what to do where nobody does."""
    match trust.voucher:
        case "person":
            return told("La puso una persona; vale hasta que la máquina se apague.")
        case "nodes":
            return told("La dieron los nodos, que siguieron contando; vale hasta que la máquina se apague.")
        case "network":
            return told("La máquina la tomó de la red.")
        case "battery":
            return told("La máquina la tomó de su reloj con pila.")
        case "settings":
            return told("Los ajustes dicen que siempre es buena.")
        case None:
            return told(
                "Nadie responde por esa hora: la estación no confía en ella y los nodos no la toman. "
                'Póngala: conuco clock set "2026-11-26 21:40"'
            )


def _moment(text: str, settings: Config) -> int:
    """Return the moment of a local time [s UTC].

    Raises:
        ClockRefusedError: It is no time.
    """
    zone = timezone(timedelta(hours=settings.commune.utc_offset_hours))
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"):
        try:
            return int(datetime.strptime(text.strip(), form).replace(tzinfo=zone).timestamp())
        except (ValueError, OverflowError):
            continue
    raise ClockRefusedError(
        told("«%(text)s» no es una hora. Escríbala así: 2026-11-26 21:40", text=text.strip()[:40])
    )


def _check(said: int, settings: Config, *, is_anyway: bool) -> None:
    """Refuse a time that cannot be.

    Raises:
        ClockRefusedError: It is before this software, or before what was measured.
    """
    times = known_times(Path(settings.storage.folder))
    known = known_until(Newest(node, at) for node, at in times.items())
    doubt = doubt_of(said, known=None if is_anyway else known)
    if doubt == "before_readings" and known is not None:
        raise ClockRefusedError(
            told(
                "A esa hora todavía no se había medido lo que ya está guardado: %(node)s midió el %(time)s. "
                "Revise el año y el día. Si el adelantado es ese nodo, repita con --anyway.",
                node=known.node,
                time=_local(known.at, settings),
            )
        )
    if doubt is not None:
        raise ClockRefusedError(
            told("Esa hora no puede ser: %(time)s. Revise el año.", time=_local(said, settings))
        )


def _say(said: int, settings: Config, station: StationTime) -> None:
    folder = Path(settings.storage.folder)
    with CommuneJournal(folder / "commune.db", commune=settings.commune.slug) as journal:
        draft = Draft(uuid.uuid4().hex, "station", "clock", station.said_by_person(said), said, AUTHOR)
        entry = journal.append(draft, now=said)
        try:
            with writers_lock(folder):
                follow(journal, station)
        except BusyError as error:
            body = entry.body
            deadline = time.monotonic() + TAKEN_WITHIN_S
            while station.offset is None or station.offset.offset_s != getattr(body, "offset_s", None):
                if time.monotonic() > deadline:
                    raise StoreError(
                        told("La estación no contesta. Mire si `conuco gateway` anda; la hora quedó anotada.")
                    ) from error
                time.sleep(0.2)
                station.look_again()


def _local(at: float, settings: Config) -> str:
    zone = timezone(timedelta(hours=settings.commune.utc_offset_hours))
    try:
        return datetime.fromtimestamp(at, UTC).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return str(int(at))
