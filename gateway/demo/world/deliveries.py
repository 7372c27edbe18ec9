"""How a delivery of the demo is written down, by the one who gives and by the one who receives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from gateway.demo.world import cast
from gateway.demo.world.chance import generator
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.organisation import Council, councils_on
from gateway.demo.world.records import (
    ADMINISTRATION,
    FISH_TEAM,
    GROWER,
    SECRETARY,
    SPOKESPERSON,
    Record,
    done,
)
from gateway.domain.entries import Delivered, DeliveryConfirmed, Weighing

_CONFIRMED: Final = 0.93
"""Of which share of the deliveries somebody says that they arrived [-]."""
NEVER_CONFIRMED: Final = "demo-lote-4-2024-05-10-cosecha-1-molino-humedo"
"""Whose receiver has said nothing until today: the social control asks why."""


def delivered(
    uid: str, body: Delivered, *, day: date, hour: float = 13.0, theirs: Weighing | None = None
) -> Iterator[Record]:
    """Yield a delivery and, as a rule, its confirmation by another person.

    Args:
        uid: Of the delivery.
        body: What left.
        day: On which it left.
        hour: At which it left, local.
        theirs: What the receiver's scale said, told with the confirmation.
    """
    giver = GROWER if body.product in ("maiz", "cafe") else FISH_TEAM
    yield done(uid, body, happened=CALENDAR.at(day, hour), author=giver)
    lots = generator(cast.SEED, "confirmed", uid)
    if body.to is None or uid == NEVER_CONFIRMED or (theirs is None and lots.random() > _CONFIRMED):
        return
    receiver = (SPOKESPERSON, SECRETARY, ADMINISTRATION)[int(lots.integers(0, 3))]
    later = day + timedelta(days=int(lots.integers(0, 4)))
    at = max(CALENDAR.at(later, 9.5), CALENDAR.at(day, hour + 2.0))
    yield done(f"{uid}-recibida", DeliveryConfirmed(uid, theirs), happened=at, author=receiver)


@dataclass(slots=True)
class Turns:
    """Whose turn it is, so that every council gets about as much a family as the others."""

    had: Counter[str] = field(default_factory=Counter)

    def take(self, day: date, count: int) -> list[Council]:
        """Return whose turn it is on a day: of those that belong to the commune, who had the fewest."""
        chosen = sorted(councils_on(day), key=lambda one: (self.had[one.slug], one.slug))[:count]
        self.had.update(one.slug for one in chosen)
        return chosen
