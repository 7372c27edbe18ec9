"""One tap says "I go" to an alarm."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import RedirectResponse

from dashboard.dependencies import SOMEBODY, VisitHere, see_other
from dashboard.login.returning import within
from gateway.domain.entries import AlarmAcknowledged, Draft

router = APIRouter()
_SPACE = uuid.UUID("6f1c2a52-6c0f-4f0e-9c53-0f6f3f0b7c11")


@router.post("/alarmas/{uid}/atender")
def acknowledge(
    uid: str, visit: VisitHere, back: Annotated[str, Form(alias="volver")] = "/"
) -> RedirectResponse:
    """Record that somebody goes; two telephones tapping at once are one acknowledgement.

    One of each level: an alarm that has become worse calls again, and is acknowledged again.
    """
    level = next((one.alert.level for one in visit.alarms if one.alert.uid == uid), None)
    if level is None:
        if uid in {alert.uid for alert in visit.station.store.alerts(everything=True)}:
            return see_other(within(back))
        raise HTTPException(404)
    draft = Draft(
        uid=str(uuid.uuid5(_SPACE, f"{uid}/{level}")),
        journal="station",
        kind="acknowledgement",
        body=AlarmAcknowledged(alert=uid, level=int(level)),
        happened=visit.now,
        author=SOMEBODY,
    )
    visit.station.journal.append(draft, now=visit.now)
    return see_other(within(back))
