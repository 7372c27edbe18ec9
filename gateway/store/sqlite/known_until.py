"""Up to when each node's readings stand whose time the node or the station knew."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from gateway.domain.by_hand import is_by_hand
from gateway.domain.readings import TimeKnown
from gateway.store.sqlite.connection import as_our_errors, open_to_read


def known_times(folder: Path) -> dict[str, int]:
    """Return the time of each node's newest record [s UTC]; what people wrote down is not among them.

    The last record of each channel stays among the arrivals, so they know it.

    Raises:
        DiskError: The file cannot be read.
    """
    if not (folder / "readings.db").exists():
        return {}
    with as_our_errors(), closing(open_to_read(folder, "readings")) as connection:
        rows = connection.execute(
            "SELECT node, max(time) FROM arrivals WHERE known IN (?, ?) AND time IS NOT NULL GROUP BY node",
            (int(TimeKnown.SYNCED), int(TimeKnown.RESOLVED)),
        ).fetchall()
    return {node: at for node, at in rows if not is_by_hand(node)}
