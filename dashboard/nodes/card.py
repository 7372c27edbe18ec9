"""How a node is, in the words of its card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from gateway.fields.soil.threshold import depth_of
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


Part = Literal["thermometer", "soil", "rain", "memory", "map", "chip", "sensor"]
OF_THE_THERMOMETER: Final = ("1-Wire", "scratchpad", "first conversion")
"""How `firmware/node/sensors/temperature.py` complains; its channel has the oxygen's probe too."""
OF_THE_MAP: Final = "looks like map"
"""How `firmware/node/sensors/soil_modbus.py` complains of settings that name the wrong map."""
OF_THE_CHIP: Final = "BMP280"
"""How `firmware/node/sensors/bme280.py` complains of a chip that measures no humidity."""


class Fault(NamedTuple):
    """A part of a node that does not work, as the node says it.

    Attributes:
        channel: Its name in the node's settings.
        part: What it is for a person.
        depth_cm: Of a soil's probe [cm], None for everything else.
        complaint: The node's own words, in English, for who repairs it.
    """

    channel: str
    part: Part
    depth_cm: int | None
    complaint: str

    @property
    def is_silent(self) -> bool:
        """Whether it says nothing at all, rather than something that cannot be believed."""
        return self.part != "thermometer" or "nobody answers" in self.complaint


@dataclass(frozen=True, slots=True)
class NodeCard:
    """A node and how much it sent today.

    Attributes:
        records_today: Readings of its main probe since the local midnight.
        battery_v: What was measured of its battery lately, where it says nothing of it in its status [V].
    """

    state: NodeState
    records_today: int
    battery_v: float | None = None

    @property
    def signal(self) -> str | None:
        """`good`, `fair` or `poor`; None when the node has not said."""
        dbm = self.state.status.signal_dbm if self.state.status else None
        if dbm is None:
            return None
        return "good" if dbm >= STRONG_DBM else "fair" if dbm >= WEAK_DBM else "poor"

    @property
    def volts(self) -> float | None:
        """What is known of its battery [V]."""
        said = self.state.status.volts if self.state.status else None
        return self.battery_v if said is None else said

    @property
    def battery(self) -> str | None:
        """`good`, `low` or `empty`; None when the node has not said."""
        if self.volts is None:
            return None
        return "good" if self.volts >= LOW_BATTERY_V else "low" if self.volts >= EMPTY_BATTERY_V else "empty"

    @property
    def lost(self) -> bool:
        """Whether the broker has told that the node is gone."""
        return self.state.status is not None and self.state.status.state == "lost"

    @property
    def faults(self) -> list[Fault]:
        """What does not work, by channel; empty when everything does or the node has not said."""
        told = (self.state.status.faults if self.state.status else None) or {}
        return [
            Fault(channel, _part(channel, complaint), depth_of(channel), complaint)
            for channel, complaint in sorted(told.items())
        ]


def _part(channel: str, complaint: str) -> Part:
    if channel == "outbox":
        return "memory"
    if OF_THE_MAP in complaint:
        return "map"
    if OF_THE_CHIP in complaint:
        return "chip"
    if channel == "pluviometro":
        return "rain"
    if depth_of(channel) is not None:
        return "soil"
    return "thermometer" if any(word in complaint for word in OF_THE_THERMOMETER) else "sensor"
