"""Updates of nodes: how each stands to what it was offered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from gateway.domain.rollout import NodeUpdate


def save(connection: sqlite3.Connection, stands: Iterable[NodeUpdate]) -> None:
    """Write down how nodes stand."""
    connection.executemany(
        "INSERT OR REPLACE INTO node_updates (offer, node, state, at, why) VALUES (?, ?, ?, ?, ?)",
        [(one.offer, one.node, one.state, one.at, one.why) for one in stands],
    )


def everything(connection: sqlite3.Connection) -> list[NodeUpdate]:
    """Return how every node stands to every offer, sorted by offer and node."""
    rows = connection.execute("SELECT offer, node, state, at, why FROM node_updates ORDER BY offer, node")
    return [NodeUpdate(*row) for row in rows]
