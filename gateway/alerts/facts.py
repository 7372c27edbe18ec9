"""What the rules are told of the station, its nodes and its ponds."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.domain.columns import Derived
from gateway.domain.readings import SeriesKey
from gateway.quality.verdict import NOTHING_ELSE, Beside

FRESH_S = 600
"""What a node said longer ago tells nothing of now [s]. Always-on nodes speak each minute. Ours."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What an input of a node says: 1 there is current, 0 there is none.

    Attributes:
        since: Since when it has said so [s UTC].
        at: When it last said so [s UTC].
    """

    value: float
    since: int
    at: int

    @property
    def is_on(self) -> bool:
        """Whether there is current."""
        return self.value >= 0.5

    def is_fresh(self, now: int) -> bool:
        """Tell whether it tells anything of now."""
        return now - self.at <= FRESH_S


@dataclass(frozen=True, slots=True)
class NodeSeen:
    """When a node was last heard.

    Attributes:
        place: The short name of where it stands, empty where it stands nowhere.
        heard: When it last said anything itself [s UTC].
        lost: Since when the broker has had no connection to it [s UTC], None while it has one.
        sleeps: Whether it sleeps between its words.
        patience_s: How long it may be silent by its own word [s]; 0 where it has said nothing of it.
        is_at_field: Whether it stands at a field: nobody needs it before morning.
        is_awaited: Whether it has never spoken to this station: `heard` is since when it is waited for.
        is_foreign: Whether it is a device of others, that speaks when it likes: nothing follows for the rest.
    """

    node: str
    place: str
    heard: int
    lost: int | None = None
    sleeps: bool = False
    is_at_field: bool = False
    is_awaited: bool = False
    is_foreign: bool = False
    patience_s: int = 0


@dataclass(frozen=True, slots=True)
class NodeSaid:
    """What a node last said of itself.

    Attributes:
        place: The short name of where it stands, empty where it stands nowhere.
        at: When it said so [s UTC].
        battery_v: [V], None where it has none.
        unset_since: Since when it has said that its clock is not set [s UTC], None where it is.
        held_since: Since when it has said that its relay holds an aerator on [s UTC], None where it does not.
    """

    node: str
    place: str
    at: int
    battery_v: float | None = None
    unset_since: int | None = None
    held_since: int | None = None


@dataclass(frozen=True, slots=True)
class AeratorSeen:
    """An aerator and the water that it should help.

    Attributes:
        place: The short name of its pond.
        on: When somebody last recorded that it was switched on and nobody that it was switched off
            [s UTC]; None where it is off.
        running: What the current to it says, None where nothing measures it.
        oxygen: Of its pond from a quarter of an hour before it was switched on, rising by time [mg/L].
        held: Since when a node's relay holds it on, whatever anybody recorded [s UTC]; None where none does.
    """

    place: str
    on: int | None
    running: Contact | None
    oxygen: Derived
    held: int | None = None


@dataclass(frozen=True, slots=True)
class DiskSeen:
    """The disk on which the databases lie.

    Attributes:
        free: [bytes].
        total: [bytes].
    """

    free: int
    total: int
    is_read_only: bool = False


@dataclass(frozen=True, slots=True)
class ProbeSeen:
    """What an oxygen probe of a pond said lately.

    Attributes:
        place: The short name of the pond in which it hangs.
        series: That of its oxygen.
        oxygen: What it said in the last hours, rising by time, with its flags [mg/L].
        temperature: What the thermometer beside it said meanwhile, None where there is none [°C].
        beside: What else is known of it.
    """

    place: str
    series: SeriesKey
    oxygen: Derived
    temperature: Derived | None
    beside: Beside = NOTHING_ELSE
