"""The API as one application, to be put under /api."""

from __future__ import annotations

import re
from functools import cache
from threading import BoundedSemaphore

from fastapi import FastAPI
from starlette.routing import Mount

from dashboard.api import entries, latest, page, places, readings, series
from dashboard.api.frame import guard
from dashboard.api.openapi import Described, described
from dashboard.visit.given import Station

RESOURCES = (places, latest, series, readings, entries)


def create_api(station: Station) -> FastAPI:
    """Return the API over what the pages stand on."""
    api = _resources()
    api.state.station = station
    api.state.sheets = BoundedSemaphore(readings.SHEETS_AT_ONCE)
    api.state.description = description
    guard(api)
    api.router.routes.extend(page.router.routes)
    return api


def mount_api(app: FastAPI) -> None:
    """Put the API under /api, whatever signs an address holds.

    A mount's own pattern stops at a line end, and the answer would be a page.
    """
    mounted = Mount("/api", create_api(app.state.station))
    mounted.path_regex = re.compile("^/api/(?P<path>.*)$", re.DOTALL)
    app.router.routes.append(mounted)


@cache
def description() -> Described:
    """Return what /api/v1/openapi.json says, without a station.

    It is made when it is first asked for: no station waits for it, and most are never asked.
    """
    return described(_resources().routes)


def _resources() -> FastAPI:
    """Return the API as it is described.

    It makes no address right by itself: a redirect would carry whatever the request calls its host.
    """
    api = FastAPI(title="Conuco", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    for resource in RESOURCES:
        api.router.routes.extend(resource.router.routes)
    return api
