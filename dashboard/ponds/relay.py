"""An aerator that a node of the pond switches by itself: how it is, and what was ordered of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.measured.watch import PondWatch, standing_nodes
from dashboard.visit.given import Visit
from gateway.domain.entries import AeratorOrdered
from gateway.domain.node_limits import RelayState

HOURS: Final = (1, 2, 4, 8)
"""For how long an order may be given from the page [h]; a night has twelve, and somebody looks in between."""
ORDERS: Final = ("on", "off", "auto")


@dataclass(frozen=True, slots=True)
class Relay:
    """The relay of a pond's aerator.

    Attributes:
        state: As its node said last.
        is_heard: Whether the node is there to obey.
        ordered: What stands of the orders of people, None where nothing does.
        waits: Whether the node does not yet do what stands.
        is_low: Whether the water was under the emergency limit when it was measured last.
        emergency: That limit [mg/L].
    """

    node: str
    state: RelayState
    is_heard: bool
    ordered: AeratorOrdered | None
    waits: bool
    is_low: bool
    emergency: float


def relays(visit: Visit, pond: PondWatch) -> list[Relay]:
    """Return the relays of a pond, by their nodes' names; a node that has none has none here either."""
    here = standing_nodes(visit.registered.placements, pond.place.slug, now=visit.now)
    said = {one.node: one.status for one in visit.nodes if one.node in here}
    found = []
    for node, status in sorted(said.items()):
        if status is None or status.relay is None:
            continue
        ordered = _standing(visit, node)
        found.append(
            Relay(
                node=node,
                state=status.relay,
                is_heard=status.state != "lost",
                ordered=ordered,
                waits=(None if ordered is None else ordered.mode) != status.relay.override,
                is_low=pond.latest is not None and pond.latest.value < pond.limits.emergency,
                emergency=pond.limits.emergency,
            )
        )
    return found


def _standing(visit: Visit, node: str) -> AeratorOrdered | None:
    """Return the order to a node that is not over and takes something out of its hands."""
    ordered = visit.registered.aerators.get(node)
    if ordered is None or ordered.mode == "auto":
        return None
    return ordered if ordered.until is None or ordered.until > visit.now else None
