"""When a node's battery will not last."""

from __future__ import annotations

from typing import Final

from gateway.alerts.facts import NodeSaid
from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.domain.alerts import Kind, Level

LOW_V: Final = 3.5
"""Under this there is little left in a cell [V].

Source:
    Discharge curve of lithium-ion cells of 3.6 V nominal: the steep end begins between 3.5 and 3.3 V. From
    memory, not verified for the commune's cells.
"""

EMPTY_V: Final = 3.3
"""Under this a node goes out within hours, and the ESP32 board's regulator with it [V]. Not verified."""

CLEAR_MARGIN_V: Final = 0.1
"""How far above it must be again: a cell recovers a little when it rests [V]. Ours."""

STALE_S: Final = 86_400


def battery(said: NodeSaid, *, danger: Level | None, now: int) -> Verdict:
    """Return whether a node's battery is low.

    Args:
        said: What the node last said of itself.
        danger: How bad the alert that stands says it is, None without one.
        now: When this is judged [s UTC].
    """
    if now - said.at > STALE_S:
        return Unknown(Kind.BATTERY, said.place, said.node)
    if said.battery_v is None:
        return None
    for level, limit in ((Level.CRITICAL, EMPTY_V), (Level.WARN, LOW_V)):
        margin = CLEAR_MARGIN_V if danger is not None and danger >= level else 0.0
        if said.battery_v < limit + margin:
            return Finding(Kind.BATTERY, said.place, level, said.at, said.battery_v, said.node)
    return None
