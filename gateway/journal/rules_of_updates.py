"""What an entry about the nodes' program must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.domain.entries import Body, Draft, UpdateOffered, UpdateWithdrawn
from gateway.domain.errors import EntryError
from gateway.journal.standing import Rule, Standing


def _offered(standing: Standing, _draft: Draft, body: UpdateOffered) -> None:
    if body.canary not in body.nodes:
        raise EntryError(
            "El nodo que prueba primero, %(node)s, no está entre los que reciben el programa.",
            node=body.canary,
        )
    if len(set(body.nodes)) != len(body.nodes):
        raise EntryError("Un nodo está dos veces en la lista. Nómbrelo una sola vez.")
    same = standing.any_of(("update_offer",), {"version": body.version, "sha256": body.sha256})
    if standing.any_of(("update_offer",), {"version": body.version}) and not same:
        raise EntryError(
            "La versión %(version)s ya es otro programa. Ofrezca este con un número más alto.",
            version=body.version,
        )


def _withdrawn(standing: Standing, _draft: Draft, body: UpdateWithdrawn) -> None:
    if not standing.any_of(("update_offer",), {"version": body.version}):
        raise EntryError(
            "La versión %(version)s nunca se ofreció. Vea cuáles hay con: conuco update list",
            version=body.version,
        )


RULES: Final[Mapping[type[Body], Rule]] = {UpdateOffered: _offered, UpdateWithdrawn: _withdrawn}
