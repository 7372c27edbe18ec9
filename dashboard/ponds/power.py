"""What is known of the power and of the aerator at a pond."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dashboard.measured.watch import standing_nodes
from dashboard.visit.given import Visit
from gateway.domain.alerts import Alert, Kind
from gateway.domain.places import Place
from gateway.domain.readings import Reading
from gateway.ponds.state import is_a_value

DAY_S: Final = 24 * 3600
FRESH_S: Final = 900
"""An input that was not heard for longer says nothing of now [s]."""


@dataclass(frozen=True, slots=True)
class Power:
    """The power and the aerator of a pond; what has no input is not known.

    Attributes:
        dark_since: Since when there is no power, where somebody is called for it [s UTC].
        weak_since: Since when the aerator does not help, or stands still though it should run [s UTC].
        stands_still: Whether an aerator that needs power has none.
        has_mains: Whether its input says that there is power; None where none has said so lately.
        is_running: Whether its input says that the aerator runs; None where none has said so lately.
        relay: Why a node of the pond holds the aerator on with its relay; None where none does.
    """

    dark_since: int | None
    weak_since: int | None
    stands_still: bool
    has_mains: bool | None
    is_running: bool | None
    relay: str | None


def power(visit: Visit, place: Place) -> Power:
    """Return what is known of the power and of the aerator at a pond."""
    dark = _since(visit.alerts, place, Kind.MAINS)
    has_mains = _input(visit, place, "mains")
    return Power(
        dark_since=dark,
        weak_since=_since(visit.alerts, place, Kind.AERATOR),
        stands_still=place.aerator_power != "diesel" and (dark is not None or has_mains is False),
        has_mains=has_mains,
        is_running=_input(visit, place, "aerator_running"),
        relay=_relay(visit, place),
    )


def battery_volts(visit: Visit, node: str) -> float | None:
    """Return what was last measured of a node's battery [V], None where nothing was within a day."""
    store = visit.station.store
    every = store.keys()
    keys = [one for one in every if one.quantity == "battery" and one.node == node]
    heard = [reading for key in keys if (reading := store.latest(key)) and is_a_value(reading)]
    newest = max(heard, key=lambda one: one.at, default=None)
    return newest.value if newest is not None and visit.now - newest.at <= DAY_S else None


def _since(alerts: Iterable[Alert], place: Place, kind: Kind) -> int | None:
    found = [one for one in alerts if (one.place, one.kind) == (place.slug, kind) and one.danger is not None]
    return min((one.opened for one in found), default=None)


def _relay(visit: Visit, place: Place) -> str | None:
    nodes = standing_nodes(visit.registered.placements, place.slug, now=visit.now)
    said = [
        one.status.relay.reason
        for one in visit.nodes
        if one.node in nodes and one.status is not None and one.status.state != "lost"
        if one.status.relay is not None and one.status.relay.on
    ]
    return said[0] if said else None


def _input(visit: Visit, place: Place, quantity: str) -> bool | None:
    nodes = standing_nodes(visit.registered.placements, place.slug, now=visit.now)
    store = visit.station.store
    every = store.keys()
    keys = [one for one in every if one.quantity == quantity and one.node in nodes]
    heard = [reading for key in keys if (reading := store.latest(key)) and _is_fresh(reading, visit.now)]
    return bool(max(heard, key=lambda one: one.at).value) if heard else None


def _is_fresh(reading: Reading, now: int) -> bool:
    return now - reading.at <= FRESH_S
