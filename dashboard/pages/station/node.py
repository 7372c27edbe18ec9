"""The nodes, the worst first; and one of them: how it is, what to do about it, what its probes need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from dashboard.nodes.card import NodeCard
from dashboard.nodes.looks import NodeLook, node_looks, probes_of
from dashboard.nodes.orders import orders_of
from dashboard.nodes.updates import Offered, offered_to
from dashboard.visit.given import Visit, VisitHere
from dashboard.words.quantities import figure, quantity_name
from gateway.domain.calibration import Calibration, in_force
from gateway.domain.due import Due
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import SeriesKey
from gateway.domain.wishes import NodeOrder

router = APIRouter()

FORM_OF: Final = {
    "oxygen_signal": "calibrar-oxigeno",
    "oxygen_probe": "calibrar-oxigeno",
    "soil_signal": "calibrar-suelo",
    "rain_tips": "calibrar-lluvia",
}
"""By which form a signal is calibrated."""


class Newest(NamedTuple):
    """What a channel says now, in the reader's words."""

    name: str
    figure: str


@dataclass(frozen=True, slots=True)
class ChannelView:
    """Something that hangs on a node.

    Attributes:
        newest: What it said last, by quantity.
        probe: Its signal that can be calibrated, None where it has none.
        since: From when on its calibration holds [s UTC]; 0 since ever, None where there is none.
        form: Where it is calibrated, empty where nowhere.
        dues: What care it wants.
    """

    channel: str
    newest: Sequence[Newest]
    probe: SeriesKey | None
    since: int | None
    form: str
    dues: Sequence[Due]


@dataclass(frozen=True, slots=True)
class NodesView:
    """All nodes, the worst first."""

    looks: Sequence[NodeLook]

    def count(self, tone: str) -> int:
        """Return how many are so."""
        return sum(one.tone == tone for one in self.looks)


@dataclass(frozen=True, slots=True)
class NodeView:
    """One node."""

    look: NodeLook
    card: NodeCard
    channels: Sequence[ChannelView]
    orders: Sequence[NodeOrder]
    offered: Offered | None


@router.get("/nodos")
def nodes(visit: VisitHere) -> HTMLResponse:
    """Show how every node is."""
    return visit.page("nodes.html", NodesView(node_looks(visit)))


@router.get("/nodos/{node}")
def node(node: str, visit: VisitHere) -> HTMLResponse:
    """Show one node."""
    look = next((one for one in node_looks(visit) if one.node == node), None)
    if look is None:
        raise HTTPException(404)
    card = replace(look.card, records_today=_records_today(visit, node))
    view = NodeView(look, card, _channels(visit, look), orders_of(visit, node), offered_to(visit, node))
    return visit.page("node.html", view)


def _records_today(visit: Visit, node: str) -> int:
    """Return how many readings of its fullest series a node sent since the local midnight."""
    store, midnight = visit.station.store, visit.words.midnight(visit.words.today)
    own = [one for one in store.keys() if one.node == node]  # noqa: SIM118 - a store is no mapping
    return max((len(store.readings(one, midnight, visit.now + 1)) for one in own), default=0)


def _channels(visit: Visit, look: NodeLook) -> list[ChannelView]:
    newest = look.status.newest if look.status else {}
    probes = {one.channel: one for one in probes_of(visit, look.card.state)}
    return [_channel(visit, look, name, probes.get(name)) for name in sorted({*newest, *probes})]


def _channel(visit: Visit, look: NodeLook, name: str, probe: SeriesKey | None) -> ChannelView:
    said = look.status.newest.get(name, {}) if look.status else {}
    known: list[Calibration] = in_force(visit.registered.calibrations, probe) if probe else []
    return ChannelView(
        channel=name,
        newest=[
            Newest(quantity_name(one, visit.language), figure(one, value, visit.words))
            for one, value in sorted(said.items())
            if one in QUANTITIES
        ],
        probe=probe,
        since=known[-1].since if known else None,
        form=FORM_OF.get(probe.quantity, "") if probe else "",
        dues=[one for one in look.dues if probe is not None and one.probe == probe],
    )
