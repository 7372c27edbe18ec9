"""The task that follows the journals and acts on what people have said."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import Final

from gateway.alerts.rules.oxygen import acknowledged, covers
from gateway.app.doubting import doubted_anew
from gateway.app.gasping import Gasping
from gateway.app.hand_readings import HandReadings
from gateway.app.knowledge import Knowledge
from gateway.app.ordering import Ordering
from gateway.app.rederiving import Rederiving, whole_future
from gateway.domain.context import AFTER_S
from gateway.domain.entries import (
    AlarmAcknowledged,
    Body,
    CalibrationRecorded,
    Entry,
    FishGasping,
    HandRead,
    Journal,
    NodePlaced,
    ProbeCared,
    RainRead,
)
from gateway.journal import CommuneJournal
from gateway.store.sqlite import alerts, orders, rederiving
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.rederiving import Stale
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

EVERY_S = 0.5
AT_ONCE: Final = 500
"""So many entries go into one transaction; a new readings.db takes a book of years, batch by batch."""

JOURNALS: Final[tuple[Journal, ...]] = ("station", "book")
"""In this order: what is done at a place comes after the place."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts on what people have said."""

    rederiving: Rederiving
    ordering: Ordering
    hand_readings: HandReadings
    gasping: Gasping


@dataclass(slots=True)
class Following:
    """Reads both journals on from where it stopped; an entry acted on twice changes nothing."""

    writer: SqliteWriter
    journal: CommuneJournal
    knowledge: Knowledge
    acting: Acting
    _looked_at: float | None = None
    _new: list[Entry] = field(default_factory=list)

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - people do not wait for the world's clock
        """Tell whether a journal has grown; both are looked at twice a second."""
        if self._looked_at is None or time.monotonic() - self._looked_at >= EVERY_S:
            self._looked_at = time.monotonic()
            self._new = self._next()
        return bool(self._new)

    def act(self, now: int) -> None:
        """Act on the new entries, in one transaction with the place that was reached."""
        name, last = self._new[-1].journal, self._new[-1].number
        if name == "station":
            self.knowledge.refresh(self.journal)
        else:
            self.knowledge.refresh_doubts(self.journal)
        with self.writer.transaction():
            for entry in self._new:
                self._follow(entry, now)
            orders.follow(self.writer.readings, name, last)
        log.info("journal followed name=%s entries=%d up_to=%d", name, len(self._new), last)
        # There may be more: the other journal, or the rest of a long one.
        self._new, self._looked_at = [], None
        self.acting.rederiving.wake()
        self.acting.ordering.wake()

    def catch_up(self, now: int) -> None:
        """Read what stands in the journals before the first message comes."""
        self.knowledge.refresh(self.journal)
        self._go_back()
        self._looked_at = None
        while self.is_due(now):
            self.act(now)
        self.acting.ordering.wake()

    def _go_back(self) -> None:
        """Follow on from the end of a journal that is shorter than it was: an older one was put in its place.

        What is followed twice changes nothing; what was passed over would never be acted on.
        """
        for name in JOURNALS:
            head, _ = self.journal.head(name)
            if head < orders.followed(self.writer.readings, name):
                log.error("journal shorter than followed name=%s head=%d", name, head)
                with self.writer.transaction() as readings:
                    orders.follow(readings, name, head)

    def _next(self) -> list[Entry]:
        for name in JOURNALS:
            new = self.journal.entries(name, after=orders.followed(self.writer.readings, name))
            if new:
                return new[:AT_ONCE]
        return []

    def _follow(self, entry: Entry, now: int) -> None:
        taken_back = None if entry.reverses is None else self.journal.entry(entry.reverses)
        if taken_back is None:
            self._said(entry, entry.body, now)
        else:
            self._taken_back(taken_back, taken_back.body, now)

    def _said(self, entry: Entry, body: Body, now: int) -> None:
        match body:
            case AlarmAcknowledged():
                self._acknowledge(body, entry)
            case CalibrationRecorded():
                self._derive_again(body)
                self._doubt_again(entry)
            case ProbeCared():
                self._doubt_again(entry)
            case NodePlaced():
                self._file_again(body)
            case HandRead() | RainRead():
                self.acting.hand_readings.take(entry, body, now=now)
            case FishGasping():
                self.acting.gasping.judge(body.place, now=now)

    def _taken_back(self, entry: Entry, body: Body, now: int) -> None:
        match body:
            case CalibrationRecorded():
                self._derive_again(body)
                self._doubt_again(entry)
            case ProbeCared():
                self._doubt_again(entry)
            case NodePlaced():
                self._file_again(body)
            case HandRead() | RainRead():
                self.acting.hand_readings.take_back(entry, body, now=now)
            case FishGasping():
                self.acting.gasping.judge(body.place, now=now)

    def _acknowledge(self, body: AlarmAcknowledged, entry: Entry) -> None:
        found = alerts.everything(self.writer.readings, uid=body.alert)
        for alert in found:
            if alert.acknowledged is None and covers(entry, alert):
                alerts.save(self.writer.readings, acknowledged(alert, entry))

    def _file_again(self, body: NodePlaced) -> None:
        """Have the mirror say of what follows where the node stood."""
        with self.writer.archive.transaction():
            self.writer.archive.mirror.tell_all(body.node, since=body.since)

    def _derive_again(self, body: CalibrationRecorded) -> None:
        self._ask(whole_future(body.node, body.since - AFTER_S))

    def _doubt_again(self, entry: Entry) -> None:
        stale = doubted_anew(self.knowledge.registers, entry)
        if stale is not None:
            self._ask(stale)

    def _ask(self, stale: Stale) -> None:
        spans = self.writer.archive.spans_of(stale.node, stale.start - DAY, stale.until)
        if spans:
            days = len({span.start // DAY for span in spans})
            rederiving.add(self.writer.readings, stale, days=days)
