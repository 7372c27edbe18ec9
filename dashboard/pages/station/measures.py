"""The numbers of the station for Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response

from dashboard.api.tokens import Tokens
from dashboard.login.rights import Right
from dashboard.station.exposed import Kept
from dashboard.station.metrics import exposition
from dashboard.visit.given import Visit, VisitHere

router = APIRouter()


@router.get("/metrics")
def metrics(request: Request, visit: VisitHere) -> Response:
    """Answer with every measure; whoever comes with a key for members reads the devices' own names."""
    kept: Kept = request.app.state.measures
    is_member = _is_member(request.headers.get("authorization"), visit)
    body, kind = exposition(kept.measures(visit, is_member=is_member), request.headers.get("accept", ""))
    return Response(body, headers={"Content-Type": kind, "Cache-Control": "no-store"})


def _is_member(stated: str | None, visit: Visit) -> bool:
    """Tell whether who asks may read the names of devices.

    Raises:
        HTTPException: A key came that opens nothing: better no answer than one that looks complete.
    """
    if stated is None:
        return visit.may(Right.SEE_MEMBERS)
    scheme, _, secret = stated.strip().partition(" ")
    station = visit.station
    token = Tokens(station.journal).presented(secret.strip(), now=int(station.wall.now()))
    if scheme.lower() != "bearer" or token is None:
        raise HTTPException(401)
    return "members" in token.scopes
