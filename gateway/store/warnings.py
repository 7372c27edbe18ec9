"""What a store of warnings promises: what was said to people, of alarms and of the nights to come."""

from __future__ import annotations

from typing import Protocol

from gateway.domain.alerts import Change
from gateway.domain.letters import ChannelHealth, Letter
from gateway.domain.outlook import ForecastSaid, NightCame, PlanSaid


class WarningStore(Protocol):
    """Answers for what was said; every method sees one moment of the store, and none has an effect.

    A station that has never run has said nothing.
    """

    def alert_changes(self) -> list[Change]:
        """Return every step of every alert, the oldest first."""
        ...

    def letters(self, *, channel: str | None = None, after: int = 0, made: int = 0) -> list[Letter]:
        """Return the letters above a number that were made from a moment on [s UTC], the oldest first."""
        ...

    def channel_health(self) -> list[ChannelHealth]:
        """Return what each way to reach people answered last, by name."""
        ...

    def forecasts(self, evening: str, *, place: str | None = None) -> list[ForecastSaid]:
        """Return what was said of the night of a local date, of all ponds or of one, rising by issue."""
        ...

    def nights(self, since: str, *, place: str | None = None) -> list[NightCame]:
        """Return what came of the nights from a local date on, of all ponds or of one, rising by evening."""
        ...

    def plan(self, evening: str | None = None) -> PlanSaid | None:
        """Return the newest plan of a night, or of the last that has one; None where there is none."""
        ...
