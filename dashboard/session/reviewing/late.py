"""What was written down long after it happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dashboard.production.registers import REGISTERS
from dashboard.production.saying import Saying
from dashboard.session.reviewing.point import Point, Since
from dashboard.session.reviewing.words import dated, days
from dashboard.telling import told
from dashboard.visit.given import Visit
from gateway.domain.entries import KINDS, Entry, is_planned

DAY_S: Final = 86_400
OF_ITS_OWN_TIME: Final = REGISTERS | {
    "rules",
    "mandate",
    "mandate_end",
    "reversal",
    "sensor_day",
    "closing",
    "export",
}
"""Of these the moment says since when something holds, or the station wrote it: nobody was late."""
DONE: Final = (
    frozenset(kind for kind, (journal, _body) in KINDS.items() if journal == "book") - OF_ITS_OWN_TIME
)


def late(entries: Iterable[Entry], *, late_days: int, since: Since) -> list[Entry]:
    """Return what was written down since the last session, and more than so many days after it happened.

    Args:
        entries: Entries that stand, of any kind.
        late_days: What the rules still hold for in time.
        since: From where on it is looked at.
    """
    return [
        one
        for one in entries
        if since.is_new(one)
        and one.kind in DONE
        and not is_planned(one.body)
        and one.registered - one.happened > late_days * DAY_S
    ]


def points(visit: Visit, since: Since, *, late_days: int) -> list[Point]:
    """Return a point for each entry that was written down late."""
    found = late(visit.station.records.standing(DONE), late_days=late_days, since=since)
    return [_point(visit, one, late_days) for one in found]


def _point(visit: Visit, entry: Entry, late_days: int) -> Point:
    said = told(visit, entry)
    values = {
        "what": said.title.rstrip("."),
        "happened": dated(visit, entry.happened),
        "registered": dated(visit, entry.registered),
        "lag": days(visit, (entry.registered - entry.happened) // DAY_S),
        "most": days(visit, late_days),
    }
    facts = (
        Saying("%(what)s: del %(happened)s, anotado el %(registered)s, %(lag)s después.", values),
        Saying("Sus reglas: %(most)s.", {"most": values["most"]}),
    )
    return Point("late", entry, facts, enterprise=said.enterprise or "", place=said.place or "")
