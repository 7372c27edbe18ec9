"""The ways to reach people, and what each answered when it was last asked."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Form, HTTPException, Query
from fastapi.responses import HTMLResponse, Response

from dashboard.login.rights import Right
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from gateway.domain.entries import Draft, OrderGiven
from gateway.domain.letters import ChannelHealth, Letter

router = APIRouter(dependencies=[needs(Right.SEE_MEMBERS)])

WAYS: Final = ("siren", "call", "sms", "push", "internet")
"""What there can be, in the order in which it wakes."""

SIREN: Final = "siren"
OLD_S: Final = 26 * 3600
"""A way is asked each evening at six; one that was not asked since yesterday is not known [s]."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach people.

    Attributes:
        sort: One of WAYS.
        health: What it answered last, None where it was never asked: it is not set up.
        is_old: Whether that was asked too long ago to count.
        tried: The last letter of a test that went this way.
    """

    sort: str
    health: ChannelHealth | None = None
    is_old: bool = False
    tried: Letter | None = None


@dataclass(frozen=True, slots=True)
class ChannelsView:
    """All ways, those that are set up first."""

    ways: Sequence[Way]
    may_test: bool
    is_asked: bool

    @property
    def wakes(self) -> bool:
        """Whether one of those that ring is well."""
        return any(
            one.sort in ("siren", "call") and one.health is not None and one.health.is_well and not one.is_old
            for one in self.ways
        )


@router.get("/guardia/canales")
def show(visit: VisitHere, done: Annotated[str, Query(alias="hecho", max_length=8)] = "") -> HTMLResponse:
    """Show what each way answered, and when."""
    view = ChannelsView(_ways(visit), visit.may(Right.SET_DUTY), is_asked=done == "prueba")
    return visit.page("channels.html", view)


@router.post("/guardia/canales", dependencies=[needs(Right.SET_DUTY)])
def try_out(visit: VisitHere, channel: Annotated[str, Form(alias="canal", max_length=80)] = "") -> Response:
    """Ask the gateway to try a way that is set up."""
    if channel not in {one.channel for one in visit.station.warnings.channel_health()}:
        raise HTTPException(404)
    draft = Draft(
        uid=str(uuid.uuid4()),
        journal="station",
        kind="order",
        body=OrderGiven("channel_test", {"channel": channel}),
        happened=visit.now,
        author=visit.author,
    )
    visit.station.journal.append(draft, now=visit.now)
    return see_other("/guardia/canales?hecho=prueba")


def _ways(visit: Visit) -> list[Way]:
    tried: dict[str, Letter] = {
        one.channel: one for one in visit.station.warnings.letters() if one.what == "test"
    }
    known = [
        Way(_sort(one.channel), one, visit.now - one.at > OLD_S, tried.get(one.channel))
        for one in visit.station.warnings.channel_health()
    ]
    missing = [Way(sort) for sort in WAYS if sort not in {one.sort for one in known}]
    return sorted(known, key=lambda one: WAYS.index(one.sort) if one.sort in WAYS else len(WAYS)) + missing


def _sort(channel: str) -> str:
    return channel.split("/")[0]
