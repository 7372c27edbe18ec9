"""What was said to people, for everybody who is not the gateway, read-only."""

from __future__ import annotations

from pathlib import Path

from gateway.domain.alerts import Change
from gateway.domain.letters import ChannelHealth, Letter
from gateway.domain.outlook import ForecastSaid, NightCame, PlanSaid
from gateway.store.sqlite import alerts, letters, nights
from gateway.store.sqlite.connection import readings_where_any


class SqliteWarnings:
    """Implements `gateway.store.warnings.WarningStore` over readings.db."""

    def __init__(self, folder: Path) -> None:
        """Remember where the file lies."""
        self._folder = folder

    def alert_changes(self) -> list[Change]:
        """Return every step of every alert, the oldest first."""
        with readings_where_any(self._folder) as at:
            return [] if at is None else [change for _, change in alerts.changes(at)]

    def letters(self, *, channel: str | None = None, after: int = 0, made: int = 0) -> list[Letter]:
        """Return the letters above a number that were made from a moment on [s UTC], the oldest first."""
        with readings_where_any(self._folder) as at:
            return [] if at is None else letters.since(at, channel=channel, after=after, made=made)

    def channel_health(self) -> list[ChannelHealth]:
        """Return what each way to reach people answered last, by name."""
        with readings_where_any(self._folder) as at:
            return [] if at is None else letters.channel_health(at)

    def forecasts(self, evening: str, *, place: str | None = None) -> list[ForecastSaid]:
        """Return what was said of the night of a local date, of all ponds or of one, rising by issue."""
        with readings_where_any(self._folder) as at:
            return [] if at is None else nights.forecasts(at, evening=evening, place=place)

    def nights(self, since: str, *, place: str | None = None) -> list[NightCame]:
        """Return what came of the nights from a local date on, of all ponds or of one, rising by evening."""
        with readings_where_any(self._folder) as at:
            return [] if at is None else nights.nights(at, since=since, place=place)

    def plan(self, evening: str | None = None) -> PlanSaid | None:
        """Return the newest plan of a night, or of the last that has one; None where there is none."""
        with readings_where_any(self._folder) as at:
            return None if at is None else nights.newest_plan(at, evening=evening)
