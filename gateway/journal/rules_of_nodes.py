"""What an entry about a node must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.domain.by_hand import is_by_hand
from gateway.domain.entries import Body, Draft, NodePlaced, NodeRegistered, NodeReplaced
from gateway.domain.errors import EntryError
from gateway.journal.standing import Rule, Standing


def _of_a_hand(node: str) -> EntryError:
    return EntryError(
        "El nombre «%(node)s» es de lo que se mide a mano. Póngale otro nombre al nodo.", node=node
    )


def _placement(_standing: Standing, _draft: Draft, body: NodePlaced) -> None:
    if is_by_hand(body.node):
        raise _of_a_hand(body.node)


def _registered(_standing: Standing, _draft: Draft, body: NodeRegistered) -> None:
    if is_by_hand(body.node):
        raise _of_a_hand(body.node)
    if not body.channels or not all(body.channels.values()):
        raise EntryError(
            "El nodo %(node)s no mide nada: su placa debe traer al menos un canal, y cada canal un sensor.",
            node=body.node,
        )


def _replaced(standing: Standing, _draft: Draft, body: NodeReplaced) -> None:
    if not standing.any_of(("node",), {"node": body.node}):
        raise EntryError(
            "El nodo %(node)s no está anotado en esta estación. Anótelo con: conuco node add %(node)s",
            node=body.node,
        )
    if body.old == body.new:
        raise EntryError("El nodo %(node)s ya está en esa misma placa: no se cambió nada.", node=body.node)


RULES: Final[Mapping[type[Body], Rule]] = {
    NodePlaced: _placement,
    NodeRegistered: _registered,
    NodeReplaced: _replaced,
}
