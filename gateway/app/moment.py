"""One moment at which the rules are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gateway.alerts.finding import Key
from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.outlook import ForecastSaid
from gateway.journal.registers import Registers


@dataclass(frozen=True, slots=True)
class Moment:
    """What is the same for every rule.

    Attributes:
        registered: What the station journal says.
        nodes: Which nodes stand at each place.
        standing: The alerts that are not cleared, by what they are about.
        tonight: What was last said of the night that lasts, by pond; None by day.
        held: Since when the relay of a node at a place holds its aerator on [s UTC], where one does.
        is_night: Whether the dangers of the night last.
        is_trusted: Whether the station's clock is to be believed.
        now: [s UTC].
    """

    registered: Registers
    nodes: Mapping[str, tuple[str, ...]]
    standing: Mapping[Key, Alert]
    tonight: Mapping[str, ForecastSaid] | None
    held: Mapping[str, int]
    is_night: bool
    is_trusted: bool
    now: int

    def danger(self, kind: Kind, place: str = "", subject: str = "") -> Level | None:
        """Return how bad the alert of something says it is, None without one."""
        alert = self.standing.get((kind, place, subject))
        return None if alert is None else alert.danger
