"""How a node is, in the words of its card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gateway.store.base import NodeState

STRONG_DBM: Final = -67.0
WEAK_DBM: Final = -78.0
"""Below the first a node repeats messages now and then, below the second it drops off [dBm].

Source:
    facts of the firmware; usual planning values of 2.4 GHz Wi-Fi, not verified at the commune.
"""
LOW_BATTERY_V: Final = 3.6
EMPTY_BATTERY_V: Final = 3.4
"""A lithium cell that rests at 3.6 V has about a tenth left [V]."""


@dataclass(frozen=True, slots=True)
class NodeCard:
    """A node and how much it sent today.

    Attributes:
        records_today: Readings of its main probe since the local midnight.
    """

    state: NodeState
    records_today: int

    @property
    def signal(self) -> str | None:
        """`good`, `fair` or `poor`; None when the node has not said."""
        dbm = self.state.status.signal_dbm if self.state.status else None
        if dbm is None:
            return None
        return "good" if dbm >= STRONG_DBM else "fair" if dbm >= WEAK_DBM else "poor"

    @property
    def battery(self) -> str | None:
        """`good`, `low` or `empty`; None when the node has not said."""
        volts = self.state.status.battery_v if self.state.status else None
        if volts is None:
            return None
        return "good" if volts >= LOW_BATTERY_V else "low" if volts >= EMPTY_BATTERY_V else "empty"

    @property
    def lost(self) -> bool:
        """Whether the broker has told that the node is gone."""
        return self.state.status is not None and self.state.status.state == "lost"
