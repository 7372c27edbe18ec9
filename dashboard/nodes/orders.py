"""What a node was told and what it answered, by sort."""

from __future__ import annotations

from pathlib import Path

from dashboard.visit.given import Visit
from gateway.domain.errors import StoreError
from gateway.domain.wishes import NodeOrder
from gateway.store.sqlite.reader import SqliteReadings


def orders_of(visit: Visit, node: str) -> list[NodeOrder]:
    """Return what a node was told last of each sort and still stands, with its answer."""
    config = visit.station.config
    folder = Path(config.storage.folder)
    if not (folder / "readings.db").exists():
        return []
    store = SqliteReadings(folder, lambda _: {}, utc_offset_hours=config.commune.utc_offset_hours)
    try:
        found = store.node_orders()
    except StoreError:
        return []
    return [one for one in found if one.node == node and one.id is not None]
