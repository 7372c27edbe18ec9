"""Orders to nodes: what each was told, and what it answered."""

from __future__ import annotations

import sqlite3
from typing import Final

from gateway.domain.node_orders import Result
from gateway.domain.wishes import NodeOrder

REASON_LENGTH: Final = 200
"""So much of a node's reason is kept [characters]."""


def tell(connection: sqlite3.Connection, node: str, sort: str, name: str | None, *, at: int) -> None:
    """Write down what a node is told from now on; without a name the order is taken back."""
    connection.execute(
        "INSERT OR REPLACE INTO node_orders (node, sort, id, at) VALUES (?, ?, ?, ?)", (node, sort, name, at)
    )


def told(connection: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    """Return the name of the order that was told last, by node and sort; None where it was taken back."""
    rows = connection.execute("SELECT node, sort, id FROM node_orders")
    return {(node, sort): name for node, sort, name in rows}


def answer(connection: sqlite3.Connection, node: str, result: Result, *, at: int) -> str | None:
    """Write down a node's answer to an order that stands; return its sort, None where none stands."""
    row = connection.execute(
        "SELECT sort FROM node_orders WHERE node = ? AND id = ?", (node, result.id)
    ).fetchone()
    if row is None:
        return None
    reason = None if result.reason is None else result.reason[:REASON_LENGTH]
    connection.execute(
        "INSERT OR REPLACE INTO node_answers (node, sort, id, state, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
        (node, row[0], result.id, result.state, reason, at),
    )
    return str(row[0])


def everything(connection: sqlite3.Connection) -> list[NodeOrder]:
    """Return what every node was told last of each sort with its answer to that, sorted."""
    rows = connection.execute(
        "SELECT told.node, told.sort, told.id, told.at, answers.state, answers.reason, answers.at"
        " FROM node_orders AS told LEFT JOIN node_answers AS answers"
        " ON answers.node = told.node AND answers.sort = told.sort AND answers.id = told.id"
        " ORDER BY told.node, told.sort"
    )
    return [NodeOrder(*row) for row in rows]
