"""What the station's journal says of a node, and what a command adds to it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from gateway.config import Config
from gateway.domain.entries import Body, CalibrationRecorded, Draft, NodePlaced, NodeRegistered, NodeReplaced
from gateway.domain.errors import ProvisionError
from gateway.domain.known_nodes import KnownNode
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.journal.registers import Registers, registers

AUTHOR: Final = "conuco node"
_KINDS: Final[dict[type[Body], str]] = {
    NodeRegistered: "node",
    NodePlaced: "placement",
    NodeReplaced: "node_replaced",
    CalibrationRecorded: "calibration",
}


def told_of(settings: Config) -> Registers:
    """Return what the station's journal says."""
    with _journal(settings) as journal:
        return registers(journal.entries("station"))


def known_node(settings: Config, node: str) -> KnownNode:
    """Return a registered node.

    Raises:
        ProvisionError: Nobody registered it.
    """
    found = told_of(settings).nodes
    if node not in found:
        raise ProvisionError(
            told(
                "El nodo %(node)s no tiene placa ni clave en esta estación; las tienen: %(nodes)s."
                " Anótelo con: conuco node add %(node)s --board estanque",
                node=node,
                nodes=", ".join(sorted(found)) or told("ninguno todavía"),
            )
        )
    return found[node]


def record(settings: Config, bodies: Sequence[Body]) -> None:
    """Write down what happened to a node: all of it or nothing.

    Raises:
        EntryError: The journal refuses it.
    """
    now = int(settings.world().now())
    with _journal(settings) as journal, journal.transaction():
        for body in bodies:
            draft = Draft(uuid.uuid4().hex, "station", _KINDS[type(body)], body, now, AUTHOR)
            journal.append(draft, now=now)


def _journal(settings: Config) -> CommuneJournal:
    folder = Path(settings.storage.folder)
    folder.mkdir(parents=True, exist_ok=True)
    return CommuneJournal(folder / "commune.db", commune=settings.commune.slug)
