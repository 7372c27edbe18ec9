"""What an entry about a node must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.domain.by_hand import is_by_hand
from gateway.domain.entries import AeratorOrdered, Body, Draft, NodePlaced, NodeRegistered, NodeReplaced
from gateway.domain.errors import EntryError
from gateway.domain.node_limits import LONGEST_OFF_S as LONGEST_ORDER_S
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


def _aerator(_standing: Standing, draft: Draft, body: AeratorOrdered) -> None:
    if is_by_hand(body.node):
        raise _of_a_hand(body.node)
    if body.mode == "auto" and body.until is not None:
        raise EntryError("«Automático» no tiene hora de terminar. Quite la hora.")
    if body.mode == "off" and body.until is None:
        raise EntryError("Un aireador apagado por orden tiene que volver solo: diga hasta cuándo.")
    if body.until is None:
        return
    if not draft.happened < body.until <= draft.happened + LONGEST_ORDER_S:
        raise EntryError("Una orden al aireador dura un día como máximo. Elija otra hora.")


RULES: Final[Mapping[type[Body], Rule]] = {
    NodePlaced: _placement,
    NodeRegistered: _registered,
    NodeReplaced: _replaced,
    AeratorOrdered: _aerator,
}
