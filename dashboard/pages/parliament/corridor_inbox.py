"""Where another station leaves a file of the corridor; nothing is taken from here but by a person."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import JSONResponse, Response

from dashboard.corridor.inbox import leave
from dashboard.corridor.refusals import CorridorError
from dashboard.pages.parliament.corridor import told
from dashboard.visit.given import VisitHere

router = APIRouter()
log = logging.getLogger(__name__)


async def _sent(request: Request, visit: VisitHere) -> bytes:
    """Read what was sent; while the setting is off nobody fills the station's memory."""
    if not visit.station.config.corridor.inbox:
        raise HTTPException(404)
    return await request.body()


@router.post("/corredor/archivo")
def receive(visit: VisitHere, body: Annotated[bytes, Depends(_sent)]) -> Response:
    """Put a file into the inbox; what is no file of the corridor is refused."""
    try:
        sha256 = leave(Path(visit.station.config.storage.folder), body)
    except CorridorError as error:
        log.warning("corridor file refused size=%d reason=%s", len(body), error.sentence[:60])
        return JSONResponse({"motivo": told(error, visit)}, status_code=422)
    log.info("corridor file waits digest=%s size=%d", sha256, len(body))
    return JSONResponse({"sha256": sha256}, status_code=201)
