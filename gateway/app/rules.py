"""Other rules than those that blocks were derived by: everything is derived again, newest first."""

from __future__ import annotations

import logging

from gateway.derivation import RULES
from gateway.store.sqlite import blocks, rederiving
from gateway.store.sqlite.rederiving import Stale
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)


def follow_rules(writer: SqliteWriter, *, rules: int = RULES) -> None:
    """Have everything derived again that other rules derived; a station of before has said none."""
    standing = rederiving.rules(writer.readings)
    if standing == rules:
        return
    nodes = blocks.nodes_of(writer.archive.connection)
    with writer.transaction() as readings:
        for node in nodes:
            days = blocks.days_of_node(writer.archive.connection, node)
            rederiving.add(readings, Stale(node, 0, 2**40), days=days)
        rederiving.follow_rules(readings, rules)
    if nodes:
        log.warning("rules changed, all is derived again from=%s to=%d nodes=%d", standing, rules, len(nodes))
