"""What the ntfy app asks of a server, as far as it needs it to listen."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from dashboard.push.feed import Feed
from dashboard.push.messages import Look, line, message
from dashboard.visit.given import Station

router = APIRouter()

LINES: Final = "application/x-ndjson; charset=utf-8"
NOT_PACKED: Final = {"Content-Encoding": "identity", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""A packed stream is held back until enough has come together."""


@router.get("/{topic}/json")
async def listen(topic: str, request: Request, since: str = "", poll: str = "") -> Response:
    """Stream the letters for telephones, one JSON object a line; with `poll=1` only what there is."""
    look, feed = _look(topic, request), _feed(request)
    if poll in ("1", "yes", "true"):
        now = int(_station(request).clock.now())
        found = [line(message(one, look, now=now)) for one in await feed.had(since or "all")]
        return Response(b"".join(found), media_type=LINES, headers=NOT_PACKED)
    address = request.client.host if request.client else ""
    if not feed.has_room(address):
        return JSONResponse({"code": 42901, "http": 429, "error": "too many listeners"}, status_code=429)
    lines = feed.lines(address, since, look, request.is_disconnected)
    return StreamingResponse(lines, media_type=LINES, headers=NOT_PACKED)


@router.get("/{topic}/auth")
def may_listen(topic: str, request: Request) -> JSONResponse:
    """Tell the app that it needs no password."""
    _look(topic, request)
    return JSONResponse({"success": True})


@router.get("/v1/health")
def health() -> JSONResponse:
    """Tell the app that there is a server that understands it."""
    return JSONResponse({"healthy": True})


@router.get("/avisos/oyentes")
def listeners(request: Request) -> JSONResponse:
    """Tell how many telephones listen now: the evening's test asks it."""
    return JSONResponse({"listening": _feed(request).listening}, headers={"Cache-Control": "no-store"})


def _look(topic: str, request: Request) -> Look:
    """Return how messages look to who asks.

    Raises:
        HTTPException: 404 where the topic is not the commune's.
    """
    station = _station(request)
    if topic != station.config.push_topic:
        raise HTTPException(404)
    return Look(topic, station.config.commune.name, str(request.base_url))


def _station(request: Request) -> Station:
    station: Station = request.app.state.station
    return station


def _feed(request: Request) -> Feed:
    feed: Feed = request.app.state.feed
    return feed
