"""The task that follows the journals and acts on what people have said."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from gateway.alerts.rules import acknowledged, covers
from gateway.app.knowledge import Knowledge
from gateway.app.ordering import Ordering
from gateway.app.rederiving import Rederiving, whole_future
from gateway.domain.entries import AlarmAcknowledged, CalibrationRecorded, Entry
from gateway.journal import CommuneJournal
from gateway.store.sqlite import alerts, orders, rederiving
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

EVERY_S = 0.5


@dataclass(slots=True)
class Following:
    """Reads the station journal on from where it stopped; an entry acted on twice changes nothing."""

    writer: SqliteWriter
    journal: CommuneJournal
    knowledge: Knowledge
    rederiving: Rederiving
    ordering: Ordering
    _looked_at: float = field(default=0.0)
    _new: list[Entry] = field(default_factory=list)

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - people do not wait for the world's clock
        """Tell whether the journal has grown; it is looked at twice a second."""
        if time.monotonic() - self._looked_at >= EVERY_S:
            self._looked_at = time.monotonic()
            after = orders.followed(self.writer.readings, "station")
            self._new = self.journal.entries("station", after=after)
        return bool(self._new)

    def act(self, now: int) -> None:  # noqa: ARG002 - an entry carries its own moments
        """Act on the new entries, in one transaction with the place that was reached."""
        self.knowledge.refresh(self.journal)
        with self.writer.transaction():
            for entry in self._new:
                self._follow(entry)
            orders.follow(self.writer.readings, "station", self._new[-1].number)
        log.info("journal followed entries=%d up_to=%d", len(self._new), self._new[-1].number)
        self._new = []
        self.rederiving.wake()
        self.ordering.wake()

    def catch_up(self, now: int) -> None:
        """Read what stands in the journal before the first message comes."""
        self.knowledge.refresh(self.journal)
        if self.is_due(now):
            self.act(now)
        self.ordering.wake()

    def _follow(self, entry: Entry) -> None:
        taken_back = None if entry.reverses is None else self.journal.entry(entry.reverses)
        for body in (entry.body, None if taken_back is None else taken_back.body):
            match body:
                case AlarmAcknowledged():
                    self._acknowledge(body, entry)
                case CalibrationRecorded():
                    self._derive_again(body)

    def _acknowledge(self, body: AlarmAcknowledged, entry: Entry) -> None:
        found = alerts.everything(self.writer.readings, uid=body.alert)
        for alert in found:
            if alert.acknowledged is None and covers(entry, alert):
                alerts.save(self.writer.readings, acknowledged(alert, entry))

    def _derive_again(self, body: CalibrationRecorded) -> None:
        stale = whole_future(body.node, body.since)
        if self.writer.archive.spans_of(body.node, body.since - 86400, stale.until):
            rederiving.add(self.writer.readings, stale)
