"""Mandates whose time is over and that nobody was given after them."""

from __future__ import annotations

from typing import Final

from dashboard.parliament.assembly import Assembly
from dashboard.production.saying import Saying
from dashboard.session.reviewing.point import Point
from dashboard.session.reviewing.words import dated
from dashboard.telling.parliament import organ_named
from dashboard.visit.given import Visit
from gateway.domain.entries import MandateGiven
from gateway.domain.parliament.members import Mandate

KINDS: Final = frozenset({"mandate"})


def expired(assembly: Assembly, *, now: int) -> list[Mandate]:
    """Return the mandates that ran out and left their seat empty, the councils' first.

    They are told until somebody is sent: an empty seat is open, whenever it became so. A seat that lacks
    one delegate tells of the mandate that ran out last. Of those who only stand in nothing is told.

    Args:
        assembly: What the book says of the parliament; without rules nobody has a seat.
        now: [s UTC].
    """
    found: list[Mandate] = []
    for seat in assembly.seats_at(now):
        own = [
            one
            for one in assembly.mandates
            if (one.of, one.by) == (seat.of, seat.by) and not one.is_alternate
        ]
        lacking = seat.delegates - sum(one.holds(now) for one in own)
        over = sorted((one for one in own if one.expired(now)), key=lambda one: -(one.until or 0))
        found += over[: max(0, lacking)]
    return found


def points(visit: Visit, assembly: Assembly) -> list[Point]:
    """Return a point for each mandate that ran out without another one after it."""
    entries = {one.uid: one for one in visit.station.records.standing(KINDS)}
    made = []
    for one in expired(assembly, now=visit.now):
        body = entries[one.uid].body
        if not isinstance(body, MandateGiven) or one.until is None:
            continue
        told = {"organ": organ_named(visit, body.of, body.by), "until": dated(visit, one.until)}
        facts = [
            Saying("El mandato de la vocería de %(organ)s venció el %(until)s; no hay otro después.", told)
        ]
        if body.act is not None:
            facts.append(Saying("Elección: %(act)s.", {"act": body.act}))
        enterprise = body.by if body.of == "enterprise" else None
        made.append(Point("mandate", entries[one.uid], tuple(facts), enterprise=enterprise or ""))
    return made
