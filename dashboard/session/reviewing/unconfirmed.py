"""Deliveries of which nobody said in time that they arrived."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from dashboard.production.saying import Saying
from dashboard.session.reviewing.point import Point, Since
from dashboard.session.reviewing.words import amount_of, days
from dashboard.telling.naming import receiver
from dashboard.visit.given import Visit
from gateway.domain.entries import Delivered, DeliveryConfirmed, Entry, is_planned

KINDS: Final = frozenset({"delivery", "confirmation"})
DAY_S: Final = 86_400


def unconfirmed(
    entries: Iterable[Entry], *, confirm_days: int, since: Since, now: int
) -> list[tuple[Entry, Delivered]]:
    """Return the deliveries whose time to be confirmed ran out since the last session.

    What nobody receives by name, such as seed, nobody confirms. What ran out before was there for the last
    session to see, but for what was written down only after it.

    Args:
        entries: Deliveries and confirmations that stand.
        confirm_days: In how many days the rules want them confirmed.
        since: From where on it is looked at.
        now: [s UTC].
    """
    found = list(entries)
    confirmed: Collection[str] = {
        one.body.delivery for one in found if isinstance(one.body, DeliveryConfirmed)
    }
    return [
        (one, one.body)
        for one in found
        if isinstance(one.body, Delivered)
        and not is_planned(one.body)
        and one.body.to is not None
        and one.uid not in confirmed
        and _is_due(one, one.happened + confirm_days * DAY_S, since, now)
    ]


def _is_due(one: Entry, end: int, since: Since, now: int) -> bool:
    return since.ran_out(end, now=now) or (since.is_new(one) and end < now)


def points(visit: Visit, since: Since, *, confirm_days: int) -> list[Point]:
    """Return a point for each delivery that nobody confirmed in time."""
    found = unconfirmed(
        visit.station.records.standing(KINDS), confirm_days=confirm_days, since=since, now=visit.now
    )
    return [_point(visit, one, body, confirm_days) for one, body in found]


def _point(visit: Visit, entry: Entry, body: Delivered, confirm_days: int) -> Point:
    values = {
        "amount": amount_of(visit, body),
        "to": receiver(visit, body),
        "ago": days(visit, (visit.now - entry.happened) // DAY_S),
        "most": days(visit, confirm_days),
    }
    told = Saying("%(amount)s a %(to)s, hace %(ago)s. Sus reglas: %(most)s.", values)
    return Point("unconfirmed", entry, (told,), enterprise=body.enterprise)
