"""One tap says "I go" to an alarm, or that another must; when it is over, what it was worth."""

from __future__ import annotations

import uuid
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import RedirectResponse

from dashboard.alarms.tonight import names_to_tap
from dashboard.login.returning import within
from dashboard.login.rights import Right
from dashboard.visit.alarms import Alarm
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from gateway.domain.alerts import Alert
from gateway.domain.entries import AlarmAcknowledged, AlarmJudged, AlarmPassed, Body, Draft

router = APIRouter()
_SPACE = uuid.UUID("6f1c2a52-6c0f-4f0e-9c53-0f6f3f0b7c11")

MOST_PASSES: Final = 12
"""An alarm is not passed on for ever by whoever taps without end; it goes on calling by itself."""

Back = Annotated[str, Form(alias="volver")]
Also = Annotated[list[str], Form(alias="tambien")]
"""The uids of the alarms that one line tells together with the first."""


@router.post("/alarmas/{uid}/atender")
def acknowledge(
    uid: str,
    visit: VisitHere,
    who: Annotated[str, Form(alias="quien")] = "",
    also: Also = [],  # noqa: B006 - read, never changed
    back: Back = "/",
) -> RedirectResponse:
    """Record that somebody goes; two telephones tapping at once are one acknowledgement.

    One of each level: an alarm that has become worse calls again, and is acknowledged again.
    """
    _alert(visit, uid)
    author, named = _author(visit, who), {uid, *also}
    with visit.station.journal.transaction():
        for alarm in visit.alarms:
            if alarm.alert.uid in named and alarm.asks(visit.now):
                body = AlarmAcknowledged(alarm.alert.uid, int(alarm.alert.level))
                _say(visit, body, _mark(visit, alarm), author)
    return see_other(within(back))


@router.post("/alarmas/{uid}/pasar")
def pass_on(
    uid: str,
    visit: VisitHere,
    times: Annotated[int, Form(alias="vez", ge=0)] = 0,
    also: Also = [],  # noqa: B006 - read, never changed
    back: Back = "/",
) -> RedirectResponse:
    """Record that who was called cannot go, so that the next is called; `times` were so before."""
    _alert(visit, uid)
    with visit.station.journal.transaction():
        for alert in visit.alerts:
            before = len(visit.registered.calls.passed.get(alert.uid, ()))
            if alert.uid in {uid, *also} and alert.cleared is None and times == before < MOST_PASSES:
                mark = f"{alert.uid}/{int(alert.level)}/pasar/{times}"
                _say(visit, AlarmPassed(alert.uid, int(alert.level)), mark, visit.author)
    return see_other(within(back))


@router.post("/alarmas/{uid}/juicio", dependencies=[needs(Right.RECORD_WORK)])
def judge(
    uid: str, visit: VisitHere, was: Annotated[Literal["true", "false"], Form(alias="era")], back: Back = "/"
) -> RedirectResponse:
    """Record whether there was trouble, after an alarm is over; the last word stands."""
    alert = _alert(visit, uid)
    standing = visit.registered.calls.judged.get(uid)
    if alert.cleared is None:
        raise HTTPException(409)
    if standing is None or standing.was != was:
        _say(visit, AlarmJudged(uid, was), str(uuid.uuid4()), visit.author)
    return see_other(within(back))


def _alert(visit: Visit, uid: str) -> Alert:
    """Return an alert of any time.

    Raises:
        HTTPException: 404 where there never was one.
    """
    found = next((one for one in visit.station.store.alerts(everything=True) if one.uid == uid), None)
    if found is None:
        raise HTTPException(404)
    return found


def _author(visit: Visit, tapped: str) -> str:
    """Return who says it: who has signed in, or a name of tonight's list on an enrolled device."""
    if tapped in {one.uid for one in names_to_tap(visit)}:
        return tapped
    return visit.author


def _mark(visit: Visit, alarm: Alarm) -> str:
    """Return what is the same for two telephones that tap at once, and another after each acknowledgement."""
    alert = alarm.alert
    before = visit.registered.acknowledgements.get(alert.uid)
    return f"{alert.uid}/{int(alert.level)}" + ("" if before is None else f"/{before.uid}")


def _say(visit: Visit, body: Body, mark: str, author: str) -> None:
    kind = {AlarmAcknowledged: "acknowledgement", AlarmPassed: "alarm_passed", AlarmJudged: "alarm_judged"}
    draft = Draft(
        uid=str(uuid.uuid5(_SPACE, mark)),
        journal="station",
        kind=kind[type(body)],
        body=body,
        happened=visit.now,
        author=author,
    )
    visit.station.journal.append(draft, now=visit.now)
