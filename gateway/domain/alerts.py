"""What an alert is and how it changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What an alert is about."""

    OXYGEN = "oxygen"
    """The water has too little now."""
    GASPING = "gasping"
    """Somebody saw fish at the surface."""
    DAWN = "dawn"
    """The water will probably have too little before the night is over."""
    MAINS = "mains"
    """The power is gone at a pond."""
    AERATOR = "aerator"
    """An aerator that should run does not, or does not help."""
    TEMPERATURE = "temperature"
    """The water is too warm or too cold."""
    SENSOR = "sensor"
    """A probe says what no water can be."""
    SILENT_NODE = "silent_node"
    """A node is not heard."""
    SILENT_STATION = "silent_station"
    """The gateway was not heard, as a node noticed."""
    BATTERY = "battery"
    DISK = "disk"
    CLOCK = "clock"
    CHANNEL = "channel"
    """A way to reach people does not answer."""


class Level(IntEnum):
    """How bad it is; a higher one is worse."""

    WARN = 1
    CRITICAL = 2
    EMERGENCY = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Under which oxygen, and outside which temperatures, a pond is in trouble.

    Attributes:
        warn: Growth suffers below this [mg/L].
        critical: Metabolism suffers below this [mg/L].
        emergency: Life is at risk below this [mg/L].
        source: Who says so.
        verified: Whether the commune has checked it for its own water.
        cold: Below this the fish eat and grow little [°C].
        warm: Above this the water holds little oxygen and the fish need much of it [°C].
    """

    warn: float
    critical: float
    emergency: float
    source: str
    verified: bool
    cold: float = 22.0
    warm: float = 33.0

    def level_below(self, oxygen: float) -> Level | None:
        """Return the worst level whose limit an oxygen value [mg/L] is under, None above all."""
        if oxygen < self.emergency:
            return Level.EMERGENCY
        if oxygen < self.critical:
            return Level.CRITICAL
        return Level.WARN if oxygen < self.warn else None

    def limit(self, level: Level) -> float:
        """Return the limit of a level [mg/L]."""
        return {Level.WARN: self.warn, Level.CRITICAL: self.critical, Level.EMERGENCY: self.emergency}[level]


DEFAULT_LIMITS = Limits(
    warn=3.0,
    critical=2.0,
    emergency=1.0,
    source=(
        "Saint-Paul 1984, Env. Biol. Fishes, doi:10.1007/bf00001845 (2 mg/L crítico a 30 °C; "
        "respiración en la superficie bajo 0,5); 3 mg/L por el apetito del bagre, Torrans 2010; "
        "22 y 33 °C alrededor de lo que se ve en los criaderos de Venezuela, 24 a 30 °C (FAO)"
    ),
    verified=False,
)


@dataclass(frozen=True, slots=True)
class Alert:
    """Trouble at a place, from its opening to its clearing; what is grave is latched until acknowledged.

    Attributes:
        place: The short name of where it is; empty for the station itself.
        kind: One of Kind.
        level: The worst level it has reached.
        opened: When [s UTC].
        value: The reading that brought it to its level, or back to it, in the stored unit; 0 where nobody
            measured.
        acknowledged: When a person said "I go" [s UTC], None while nobody has.
        cleared: When the trouble was over [s UTC], None while it is not.
        subject: What it is about besides its place: a node, a node and channel, a way to reach people;
            empty where the place says all.
        eased: By how many levels it is better now than at its worst.
        again: When it last became bad again within itself [s UTC], None while it has not; who said "I go"
            before that has said so of another danger.
    """

    uid: str
    place: str
    kind: str
    level: Level
    opened: int
    value: float
    acknowledged: int | None = None
    cleared: int | None = None
    subject: str = ""
    eased: int = 0
    again: int | None = None

    @property
    def danger(self) -> Level | None:
        """How bad it is now, None when the trouble is over or has gone back, as far as anybody can know."""
        left = self.level - self.eased
        return Level(left) if self.cleared is None and left > 0 else None

    @property
    def is_recovering(self) -> bool:
        """Whether it stands although the trouble has gone back: by night it may come again."""
        return self.cleared is None and self.danger is None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to show: it is over, and somebody knows of it where it was grave."""
        is_grave = self.level >= Level.CRITICAL or self.kind in (Kind.OXYGEN, Kind.GASPING)
        return self.cleared is not None and (self.acknowledged is not None or not is_grave)


@dataclass(frozen=True, slots=True)
class Change:
    """One step of an alert; stored in the transaction of the readings that called for it.

    Attributes:
        what: `opened`, `raised`, `again` (it had got better within the same alert and is bad again),
            `eased` (it has got better within the same alert), `slipped` (a little worse again, not so that
            anybody is to be called), `cleared`, `acknowledged`.
        at: When [s UTC].
    """

    what: str
    alert: Alert
    at: int
