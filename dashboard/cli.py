"""The dashboard's words of the console command."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import Annotated, Final

import typer
import uvicorn
from fastapi import FastAPI

from dashboard.app import create_app
from dashboard.console import faults_in_words
from dashboard.corridor import command as corridor
from dashboard.login import command as people
from dashboard.login.first_start import first_technician
from dashboard.production import command as production
from dashboard.push.feed import Feed
from dashboard.server.answering import begin_asking
from dashboard.server.remembering import Remembering, written_in
from dashboard.server.warming import warm
from dashboard.visit.given import Station
from dashboard.visit.records import Records
from gateway.config import Config, load
from gateway.derivation import derive
from gateway.domain.columns import Derived, Signals
from gateway.domain.errors import ConucoError, StoreError
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.domain.system_words import refused
from gateway.journal import CommuneJournal
from gateway.journal.doubts import Doubts
from gateway.service.logs import log_to_stderr
from gateway.service.notifying import Notifier
from gateway.store.sqlite.reader import SqliteReadings

DEFAULT_CONFIG: Final = Path("conuco.toml")
log = logging.getLogger(__name__)

STOP_WITHIN_S: Final = 5
GONE_AFTER_MS: Final = 90_000
"""After how long without an answer to what was sent a connection is over; passed on to each (tcp(7)) [ms]."""

ConfigOption = Annotated[
    Path, typer.Option("--config", "-c", help="El archivo de ajustes.", envvar="CONUCO_CONFIG")
]
LogOption = Annotated[str, typer.Option("--log-level", help="DEBUG, INFO, WARNING o ERROR.")]


def commands(app: typer.Typer) -> None:
    """Add the dashboard's words to `conuco`."""
    app.command()(dashboard)
    app.add_typer(people.app, name="people")
    app.add_typer(production.app, name="production")
    app.add_typer(corridor.app, name="corridor")


def dashboard(config: ConfigOption = DEFAULT_CONFIG, log_level: LogOption = "INFO") -> None:
    """Sirve las páginas de la comuna."""
    log_to_stderr(log_level)
    with faults_in_words():
        serve(load(config))


def serve(config: Config) -> None:
    """Serve the pages until the process is told to stop.

    Raises:
        StoreError: There is no database yet, or the port is taken.
    """
    folder = Path(config.storage.folder)
    if not (folder / "readings.db").exists():
        raise StoreError(
            f"En {folder} todavía no hay datos. Arranque primero la estación: "
            "conuco gateway --config conuco.toml"
        )
    with (
        _bound(config) as door,
        CommuneJournal(folder / "commune.db", commune=config.commune.slug) as journal,
    ):
        app = create_app(config, store=_store(config, journal), journal=journal, clock=config.world())
        station: Station = app.state.station
        tell_first_technician(station)
        begin_warming(app)
        settings = serving(app, config)
        host, port = door.getsockname()[:2]
        typer.echo(f"Las páginas están en http://{'localhost' if host == '0.0.0.0' else host}:{port}")
        server = uvicorn.Server(settings)
        feed: Feed = app.state.feed
        feed.is_ending = lambda: server.should_exit
        begin_asking(Notifier(os.environ), door, told("Sirve las páginas"))
        server.run(sockets=[door])


def begin_warming(app: FastAPI) -> Thread:
    """Bring the derived tables up to date and draw the first pages beside the first visits.

    Nobody need wait for a book of years. Whoever asks meanwhile waits as before; what fails here is told to
    whoever asks next.
    """
    station: Station = app.state.station

    def prepare() -> None:
        try:
            station.production.registers()
        except ConucoError as error:
            log.warning("tables not derived at the start reason=%s", error)
        warm(app)

    thread = Thread(target=prepare, name="warming", daemon=True)
    thread.start()
    return thread


def serving(app: FastAPI, config: Config) -> uvicorn.Config:
    """Return how the pages are served.

    Whoever could claim by a header to be somebody else could claim to be the station's own screen.
    """
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        proxy_headers=config.dashboard.behind_proxy,
    )


def tell_first_technician(station: Station) -> None:
    """Make the first of the technical team where there is none, and say the password this one time."""
    first = first_technician(station.door, now=int(station.clock.now()), wall=int(station.wall.now()))
    if first is None:
        return
    typer.echo(told("Todavía no hay nadie del equipo técnico. Entre en las páginas, en /entrar, con:"))
    typer.echo(told("  nombre:     %(name)s", name=first.person.name))
    typer.echo(told("  contraseña: %(password)s", password=first.password))
    typer.echo(
        told(
            'Se dice solo esta vez: anótela en papel. Para poner otra: conuco people pin "%(name)s"',
            name=first.person.name,
        )
    )


def _bound(config: Config) -> socket.socket:
    host, port = config.dashboard.host, config.dashboard.port
    try:
        door = socket.create_server((host, port), reuse_port=False)
    except OSError as error:
        raise StoreError(
            f"No se puede usar {host}:{port} ({refused(error)}). Cierre el programa que lo usa, "
            "o escriba otro número en [dashboard] port de conuco.toml."
        ) from error
    # A telephone that has left the network does not hang up; it must not be counted among the listeners.
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GONE_AFTER_MS)
    return door


def _store(config: Config, journal: CommuneJournal) -> Remembering:
    """Return the readings, derived by what stands in the journals at that moment: calibrations and doubts."""
    records, doubts = Records(journal), Doubts(journal)

    def derived(signals: Mapping[SeriesKey, Signals]) -> dict[SeriesKey, Derived]:
        station = records.station()
        return derive(
            signals,
            calibrations=station.calibrations,
            altitude_m=config.commune.altitude_m,
            doubts=doubts.flags(),
            distrusted=station.distrusted,
        )

    folder = Path(config.storage.folder)
    store = SqliteReadings(folder, derived, utc_offset_hours=config.commune.utc_offset_hours)
    return Remembering(store, written_in(folder))
