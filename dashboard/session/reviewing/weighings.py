"""Deliveries of which two scales said something else than scales may differ by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.production.difference import Difference, difference
from dashboard.production.saying import Saying
from dashboard.session.reviewing.point import Point, Since
from dashboard.session.reviewing.words import amount_of
from dashboard.telling.naming import receiver
from dashboard.telling.trade import base_of
from dashboard.visit.given import Visit
from gateway.domain.entries import Delivered, DeliveryConfirmed, Entry, Weighing, is_planned

KINDS: Final = frozenset({"delivery", "confirmation"})

TOLERANCE_PERCENT: Final = Decimal("0.8")
"""How far two sound scales of trade may be apart [% of what ours said].

Source:
    OIML R 76-1:2006, table 6 and 3.5.2: of an instrument of class III with 500 divisions on it the error may
    be one division when it is verified and twice that in service, which is 0.4 %; so it is of each of both.
"""


@dataclass(frozen=True, slots=True)
class Apart:
    """A delivery whose two weighings differ.

    Attributes:
        told: The entry that carries what the other scale said.
    """

    delivery: Entry
    body: Delivered
    theirs: Weighing
    told: Entry
    found: Difference


def apart(entries: Iterable[Entry], since: Since) -> list[Apart]:
    """Return the deliveries whose second weighing came since the last session and differs too much.

    Both are compared at the base that the delivery was written with; where a moisture is missing, as weighed.

    Args:
        entries: Deliveries and confirmations that stand, rising by number.
        since: From where on it is looked at.
    """
    delivered: dict[str, tuple[Entry, Delivered]] = {}
    found: dict[str, Apart] = {}
    for one in entries:
        weighed: tuple[Entry, Delivered, Weighing] | None = None
        match one.body:
            case Delivered() as body if not is_planned(body):
                delivered[one.uid] = (one, body)
                weighed = None if body.theirs is None else (one, body, body.theirs)
            case DeliveryConfirmed(theirs=Weighing() as theirs, delivery=of) if of in delivered:
                weighed = (*delivered[of], theirs)
            case _:
                continue
        if weighed is not None and since.is_new(one):
            entry, body, theirs = weighed
            compared = difference(body.ours, theirs, base=base_of(body))
            found[entry.uid] = Apart(entry, body, theirs, one, compared)
    return [one for one in found.values() if abs(one.found.percent) > TOLERANCE_PERCENT]


def points(visit: Visit, since: Since) -> list[Point]:
    """Return a point for each delivery of which two scales differ."""
    return [_point(visit, one) for one in apart(visit.station.records.standing(KINDS), since)]


def _point(visit: Visit, one: Apart) -> Point:
    sent = {"amount": amount_of(visit, one.body), "to": receiver(visit, one.body)}
    facts = (
        Saying("Entrega de %(amount)s a %(to)s.", sent),
        Saying(
            "Dos romanas buenas pueden diferir %(most)s %% (OIML R 76-1).",
            {"most": visit.words.amount(TOLERANCE_PERCENT)},
        ),
    )
    entries = (one.delivery,) if one.told is one.delivery else (one.delivery, one.told)
    return Point(
        "weighings",
        one.delivery,
        facts,
        entries,
        enterprise=one.body.enterprise,
        weighed=(one.body.ours, one.theirs),
        difference=one.found,
    )
