"""How every node stands, as one row a node; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from gateway.domain.by_hand import is_by_hand
from gateway.domain.known_nodes import KnownNode
from gateway.domain.message import Status
from gateway.domain.patience import patience_s
from gateway.domain.places import Placement, place_of
from gateway.store.base import NodeState

State = Literal["new", "online", "sleeping", "lost", "silent"]


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
    is_of_field = known is not None and known.kind == "field"
    if now - last > patience_s(status, is_of_field=is_of_field):
        return "silent"
    return status.state if status is not None else "online"
