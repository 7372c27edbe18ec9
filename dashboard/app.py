"""The dashboard as one application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from fastapi import FastAPI

from dashboard.api.app import mount_api
from dashboard.login.door import Door
from dashboard.pages import ROUTERS
from dashboard.production.sql import SqlProduction
from dashboard.production.sql_opening import database
from dashboard.push import routes
from dashboard.push.feed import feed_of
from dashboard.server import borders
from dashboard.server.body_limit import BodyLimit
from dashboard.station.exposed import Kept
from dashboard.visit.given import Station
from dashboard.visit.records import Records
from gateway.config import Config
from gateway.domain.clock import Clock, StationClock
from gateway.journal import CommuneJournal
from gateway.people import People
from gateway.store.base import ReadingStore
from gateway.store.sqlite.warnings import SqliteWarnings
from gateway.store.warnings import WarningStore

FILES_AT_ONCE: Final = 2
"""So many exports of the book are made at the same time; a station has few hands and little memory."""


def create_app(  # noqa: PLR0913 - the parts that a test exchanges
    config: Config,
    *,
    store: ReadingStore,
    journal: CommuneJournal,
    clock: Clock,
    wall: Clock | None = None,
    warnings: WarningStore | None = None,
) -> FastAPI:
    """Return the pages over a store and a journal.

    Args:
        config: What the station is told.
        store: Of readings.
        journal: Of what people said.
        clock: The world's.
        wall: The real clock, whatever the world's says.
        warnings: What was said to people; of the station's folder where nobody says another.
    """
    records = Records(journal)
    folder = Path(config.storage.folder)
    production = SqlProduction(journal, database(folder, config.production.url), config.commune.slug)
    door = Door(folder, journal)
    app = FastAPI(
        title="Conuco", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_closing(door, production)
    )
    app.state.files = BoundedSemaphore(FILES_AT_ONCE)
    app.state.measures = Kept()
    app.state.station = Station(
        config=config,
        store=store,
        warnings=warnings or SqliteWarnings(folder),
        journal=journal,
        records=records,
        production=production,
        clock=clock,
        people=People(journal),
        wall=wall or StationClock(),
        door=door,
        trust=config.trust(),
    )
    app.add_middleware(BodyLimit)
    borders.guard(app)
    for router in (*ROUTERS, routes.router):
        # As they stand: included, each would be looked into once more, at somebody's first visit.
        app.router.routes.extend(router.routes)
    app.state.feed = feed_of(app.state.station)
    mount_api(app)
    return app


def _closing(door: Door, production: SqlProduction) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what closes the door and the tables after the last visit."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        door.close()
        production.close()

    return lifespan
