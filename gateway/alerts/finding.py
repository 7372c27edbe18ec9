"""What a rule says of one subject at one moment: wrong, not to be known now, or (None) fine."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.domain.alerts import Alert, Kind, Level

Key = tuple[str, str, str]
"""What an alert is about: kind, place, subject."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something is wrong now.

    Attributes:
        place: The short name of where it is; empty for the station itself.
        since: Since when, as far as anybody knows [s UTC].
        value: What was measured, in the stored unit; 0 where nothing was.
        subject: What it is about besides its place.
        step: By how much the value must have grown since it was last told to be told again; None: never.
    """

    kind: Kind
    place: str
    level: Level
    since: int
    value: float = 0.0
    subject: str = ""
    step: float | None = None

    @property
    def key(self) -> Key:
        """What it is about."""
        return (self.kind, self.place, self.subject)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell now whether it is wrong: it neither opens nor clears."""

    kind: Kind
    place: str
    subject: str = ""

    @property
    def key(self) -> Key:
        """What it is about."""
        return (self.kind, self.place, self.subject)


Verdict = Finding | Unknown | None


def key_of(alert: Alert) -> Key:
    """Return what an alert is about."""
    return (alert.kind, alert.place, alert.subject)
