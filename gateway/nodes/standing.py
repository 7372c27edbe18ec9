"""How every node stands, as one row a node; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from gateway.domain.by_hand import is_by_hand
from gateway.domain.known_nodes import KnownNode
from gateway.domain.message import Status
from gateway.domain.places import Placement, place_of
from gateway.store.base import NodeState

State = Literal["new", "online", "sleeping", "lost", "silent"]

POND_PATIENCE_S = 600
FIELD_PATIENCE_S = 3 * 3600
"""When a node that says nothing is silent: a pond speaks each minute, a field each hour; ours."""


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One node.

    Attributes:
        place: Where it stands, None where it stands nowhere.
        board: The board file it was made from, None where nobody registered it.
        last: When anything of it was heard last [s UTC], None where it never spoke.
        status: The last one it sent.
    """

    node: str
    place: str | None
    board: str | None
    title: str | None
    last: int | None
    state: State
    status: Status | None


def node_rows(
    known: Mapping[str, KnownNode],
    placements: Iterable[Placement],
    states: Iterable[NodeState],
    *,
    now: int,
) -> list[NodeRow]:
    """Return every node that is registered, stands somewhere or was heard, by name."""
    placed = list(placements)
    heard = {one.node: one for one in states}
    every = {*known, *heard, *(one.node for one in placed)}
    return [
        _row(node, known.get(node), place_of(placed, node, at=now), heard.get(node), now)
        for node in sorted(every)
        if not is_by_hand(node)
    ]


def _row(node: str, known: KnownNode | None, place: str | None, state: NodeState | None, now: int) -> NodeRow:
    status = state.status if state else None
    moments = [at for at in (state.heard, state.status_at) if at] if state else []
    last = max(moments, default=None)
    return NodeRow(
        node=node,
        place=place,
        board=known.board if known else (status.board if status else None),
        title=known.title if known else None,
        last=last,
        state=_state(status, last, known, now),
        status=status,
    )


def _state(status: Status | None, last: int | None, known: KnownNode | None, now: int) -> State:
    if last is None:
        return "new"
    sleeps = (status is not None and status.state == "sleeping") or (
        known is not None and known.kind == "field"
    )
    own = 0 if status is None else status.may_be_silent_s
    if now - last > max(own, FIELD_PATIENCE_S if sleeps else POND_PATIENCE_S):
        return "silent"
    return status.state if status is not None else "online"
