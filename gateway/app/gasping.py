"""The task that raises an alarm when somebody sees fish gasping, and ends it when it is over."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from gateway.alerts.rules.gasping import KIND, Report, Water, gasping_changes
from gateway.app.judge import PondJudge
from gateway.domain.alerts import Alert, Change
from gateway.domain.entries import FishGasping
from gateway.journal import CommuneJournal
from gateway.journal.registers import standing
from gateway.store.sqlite import alerts
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

EVERY_S = 1.0


@dataclass(slots=True)
class Gasping:
    """Judges the reports that stand in the book; judged twice they change nothing."""

    writer: SqliteWriter
    journal: CommuneJournal
    water: PondJudge
    _looked_at: float = field(default=0.0)
    _due: list[Change] = field(default_factory=list)

    def is_due(self, now: int) -> bool:
        """Tell whether an alarm that stands is over; it is looked at each second."""
        if time.monotonic() - self._looked_at >= EVERY_S:
            self._looked_at = time.monotonic()
            standing_at = sorted(self._alerts())
            self._due = [change for place in standing_at for change in self._changes(place, now)]
        return bool(self._due)

    def act(self, now: int) -> None:  # noqa: ARG002 - it was judged when it became due
        """Write down which alarms are over."""
        with self.writer.transaction():
            self._save(self._due)
        self._due = []

    def judge(self, place: str, *, now: int) -> None:
        """Judge a pond whose reports have changed; call it within a transaction."""
        self._save(self._changes(place, now))

    def _save(self, changes: list[Change]) -> None:
        for change in changes:
            alerts.save(self.writer.readings, change)
            log.info("alert changed what=%s place=%s kind=%s", change.what, change.alert.place, KIND)

    def _changes(self, place: str, now: int) -> list[Change]:
        entries = standing(self.journal.entries("book", kinds={"gasping", "reversal"}))
        reports = [
            Report(one.number, one.happened, one.body.over is True, told=one.registered)
            for one in entries
            if isinstance(one.body, FishGasping) and one.body.place == place
        ]
        water = Water(self.water.is_night(now), self.water.has_oxygen(place, now=now))
        return gasping_changes(place, reports, self._alerts().get(place), now=now, water=water)

    def _alerts(self) -> dict[str, Alert]:
        """Return the gasping alerts that are not over, by place."""
        own = [one for one in alerts.standing(self.writer.readings) if one.kind == KIND]
        return {one.place: one for one in own if one.cleared is None}
