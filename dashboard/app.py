"""The dashboard as one application."""

from __future__ import annotations

from fastapi import FastAPI

from dashboard import borders
from dashboard.body_limit import BodyLimit
from dashboard.dependencies import Station
from dashboard.pages import ROUTERS
from dashboard.records import Records
from gateway.config import Config
from gateway.domain.clock import Clock, StationClock
from gateway.journal import CommuneJournal
from gateway.people import People
from gateway.store.base import ReadingStore


def create_app(
    config: Config,
    *,
    store: ReadingStore,
    journal: CommuneJournal,
    clock: Clock,
    wall: Clock | None = None,
) -> FastAPI:
    """Return the pages over a store and a journal; `wall` is the real clock, whatever the world's says."""
    app = FastAPI(title="Conuco", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.station = Station(
        config, store, journal, Records(journal), clock, People(journal), wall or StationClock()
    )
    app.add_middleware(BodyLimit)
    borders.guard(app)
    for router in ROUTERS:
        app.include_router(router)
    return app
