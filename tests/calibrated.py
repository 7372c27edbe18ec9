"""A node whose probe is being calibrated: what it gave in the last minutes, and what it says of itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from fakes import MemoryReadings
from small_commune import NOW

from gateway.domain.message import Status
from gateway.domain.readings import TimeKnown
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

STEADY = (1588.0, 1582.0, 1579.0, 1581.0, 1580.0, 1583.0, 1580.0)
CLIMBING = (1120.0, 1230.0, 1320.0, 1400.0, 1460.0, 1505.0)


def gave(
    folder: Path,
    values: Sequence[float],
    *,
    node: str = "pond-1",
    channel: str = "sonda",
    quantity: str = "oxygen_signal",
    warm: float | None = 28.2,
) -> None:
    """Let a probe have given some values, one a minute, the last one 20 seconds ago."""
    with SqliteWriter(folder, lambda _: {}, utc_offset_hours=-4) as writer, writer.transaction() as readings:
        for number, value in enumerate(values, 1):
            at = NOW - 20 - 60 * (len(values) - number)
            said = {quantity: value} | ({} if warm is None else {"water_temperature": warm})
            one = Arrival(
                node, 0xABCD, number, 1, at - NOW + 9000, at, at, TimeKnown.SYNCED, at, {channel: said}
            )
            arrivals.insert(readings, one)


def says(store: MemoryReadings, node: str = "pond-1", **others: object) -> None:
    """Let a node have said something of itself just now."""
    newest = {"sonda": {"oxygen_signal": 1580.0, "water_temperature": 28.2}}
    given = {"mains": True, "signal_dbm": -60.0, "clock": "synced", "newest": newest} | others
    status = Status("online", **given)  # type: ignore[arg-type]
    store.known_nodes = [
        dataclasses.replace(one, status=status, status_at=NOW - 20, heard=NOW - 20)
        if one.node == node
        else one
        for one in store.known_nodes
    ]
