"""Observations that nobody answered yet and that no other point tells of."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.book.beside import open_observations
from dashboard.production.saying import Saying
from dashboard.session.reviewing.point import Point
from dashboard.session.reviewing.words import dated
from dashboard.telling import told
from dashboard.visit.given import Visit
from gateway.domain.entries import Entry, Observed


def points(visit: Visit, told_already: Collection[str]) -> list[Point]:
    """Return a point for each entry with an open observation, the oldest first.

    Args:
        visit: Who reads, and when.
        told_already: The uids of the entries that other points are about: what is observed about these
            stands with them.
    """
    found: dict[str, list[Entry]] = {}
    for one in open_observations(visit):
        if isinstance(one.body, Observed) and one.body.entry not in told_already:
            found.setdefault(one.body.entry, []).append(one)
    made = (_point(visit, uid, seen) for uid, seen in found.items())
    return [one for one in made if one is not None]


def _point(visit: Visit, uid: str, seen: list[Entry]) -> Point | None:
    about = visit.station.journal.entry(uid)
    if about is None:
        return None
    said = told(visit, about)
    since = Saying(
        "%(what)s: observada desde el %(day)s, sin respuesta.",
        {"what": said.title.rstrip("."), "day": dated(visit, seen[0].happened)},
    )
    return Point(
        "observation",
        about,
        (since,),
        (about, *seen),
        enterprise=said.enterprise or "",
        place=said.place or "",
    )
