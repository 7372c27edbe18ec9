"""Small answers: the version that a page asks for, and the files that it loads."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import PlainTextResponse, Response

from dashboard.visit.assets import served
from dashboard.visit.given import VisitHere

router = APIRouter()
FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/version")
def version(visit: VisitHere) -> PlainTextResponse:
    """Answer with a short text that changes when a page would look different."""
    return PlainTextResponse(visit.version, headers={"Cache-Control": "no-store"})


@router.get("/static/{name}")
def static(name: str, request: Request) -> Response:
    """Send a file whose name carries its content: it never changes under that name."""
    found = served(name)
    if found is None:
        raise HTTPException(404)
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, media_type=found.kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(found.body, media_type=found.kind, headers=headers)
