"""What a reading is, how its time is known and how good it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import NamedTuple


class Flag(IntEnum):
    """How good a value is, in the codes of QARTOD.

    Source:
        U.S. IOOS, Manual for Real-Time Quality Control of Dissolved Oxygen, version 2.1, 2018.
    """

    GOOD = 1
    NOT_EVALUATED = 2
    SUSPECT = 3
    FAIL = 4
    MISSING = 9


class TimeKnown(IntEnum):
    """How the time of a reading is known."""

    SYNCED = 0
    """The node's clock was set by the station since it was powered on."""
    RESOLVED = 1
    """The station placed it: by (queue, boot, uptime) and a clock pair of that boot, or, of a foreign device
    that states no time, by when it was heard live."""
    ESTIMATED = 2
    """Nobody can know; it stands at its arrival, and what it stated is kept beside it."""
    UNRESOLVED = 3
    """The node's clock was never set in that boot; the record waits for a clock pair."""


class SeriesKey(NamedTuple):
    """The name of a series: node, channel, quantity."""

    node: str
    channel: str
    quantity: str

    def __str__(self) -> str:
        return f"{self.node}/{self.channel}/{self.quantity}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that a person can read, at one moment.

    Attributes:
        at: When it was measured [s UTC].
        value: In the stored unit of its quantity.
    """

    series: SeriesKey
    at: int
    value: float
    flag: Flag
    known: TimeKnown

    @property
    def moment(self) -> datetime:
        """When it was measured, as an aware datetime in UTC."""
        return datetime.fromtimestamp(self.at, UTC)
