"""A telephone or computer of the commune is enrolled once, and dropped when it is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from dashboard.forms.answers import Fault
from dashboard.login.arrival import DEVICE_COOKIE, arrival_of, forget, keep_device
from dashboard.login.devices import By, Device
from dashboard.login.door import Attempt
from dashboard.login.rights import Right
from dashboard.login.sentences import why_not
from dashboard.pages.members.enter import NOT_NOW, REFUSED
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from gateway.domain.errors import EntryError

router = APIRouter(dependencies=[needs(Right.SEE_MEMBERS)])


@dataclass(frozen=True, slots=True)
class DeviceView:
    """The enrolled devices, and what is asked to enrol this one.

    Attributes:
        enrolled: Each with who enrolled it and whether the reader may drop it.
    """

    enrolled: Sequence[tuple[Device, str, bool]]
    written: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


@router.get("/aparato")
def device(visit: VisitHere) -> HTMLResponse:
    """Show the enrolled devices, and ask how this one is called."""
    return visit.page("device.html", DeviceView(_enrolled(visit)))


@router.post("/aparato")
def enrol(
    request: Request,
    visit: VisitHere,
    name: Annotated[str, Form(alias="nombre")] = "",
    secret: Annotated[str, Form(alias="secreto")] = "",
) -> Response:
    """Enrol this device, with the PIN once more: whoever finds a telephone signed in does not."""
    door, arrival, now = visit.station.door, arrival_of(request), int(visit.station.wall.now())
    caller = door.caller(visit.device, arrival.channel)
    refused = door.check(Attempt(visit.member, "", secret), caller, now=now)
    if refused is not None:
        fault = Fault("secreto", why_not(refused, visit.language, now=now))
        return _again(visit, name, fault, status=REFUSED if refused.reason == "wrong" else NOT_NOW)
    try:
        _, token = door.devices.enrol(name, By(visit.author, visit.now))
    except EntryError as error:
        sentence = visit.language.gettext(error.sentence)
        return _again(visit, name, Fault("nombre", sentence % error.values if error.values else sentence))
    if visit.device is not None:
        door.devices.drop(visit.device.uid, By(visit.author, visit.now))
    answer = see_other("/aparato")
    keep_device(answer, token, arrival.channel)
    return answer


@router.post("/aparato/{uid}/quitar")
def drop(uid: str, request: Request, visit: VisitHere) -> Response:
    """Let a device be like any other again."""
    found = next((one for one in visit.station.door.devices.everything() if one.uid == uid), None)
    if found is not None and not _may_drop(visit, found):
        raise HTTPException(403)
    answer = see_other("/aparato")
    if found is not None:
        visit.station.door.devices.drop(uid, By(visit.author, visit.now))
    if visit.device is not None and visit.device.uid == uid:
        forget(answer, DEVICE_COOKIE, arrival_of(request).channel)
    return answer


def _enrolled(visit: Visit) -> list[tuple[Device, str, bool]]:
    devices = visit.station.door.devices.everything()
    return [(one, visit.named(one.enrolled_by), _may_drop(visit, one)) for one in devices]


def _may_drop(visit: Visit, device: Device) -> bool:
    return visit.may(Right.DROP_DEVICES) or device.enrolled_by == visit.author


def _again(visit: Visit, name: str, fault: Fault, *, status: int = REFUSED) -> HTMLResponse:
    view = DeviceView(_enrolled(visit), {"nombre": name}, [fault])
    return visit.page("device.html", view, status=status)
