"""What people measured by hand, from the book into the store: each value once, and judged if it is of now."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from gateway.app.judge import PondJudge
from gateway.domain.alerts import Change
from gateway.domain.by_hand import CHANNEL, QUEUE, hand_node, has_waited, is_now, values_of
from gateway.domain.entries import Entry, HandRead, RainRead
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown
from gateway.store.sqlite import alerts, arrivals, rederiving
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.rederiving import Stale
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HandReadings:
    """Takes entries of the book within the transaction that moves the place reached in it."""

    writer: SqliteWriter
    judge: PondJudge

    def take(self, entry: Entry, body: HandRead | RainRead, *, now: int) -> None:
        """Put the numbers of an entry into the store as one record; one without numbers changes nothing."""
        arrival = _arrival(entry, body)
        if not arrival.values or self._stands(arrival):
            return
        arrivals.insert(self.writer.readings, arrival)
        happened, registered = entry.happened, entry.registered
        if is_now(happened, now=now) or has_waited(happened, registered=registered, now=now):
            self._save(self.judge.judge(arrival.node, [arrival], now=now))

    def take_back(self, entry: Entry, body: HandRead | RainRead, *, now: int) -> None:
        """Have the day of an entry derived again, whose numbers were taken back."""
        node = hand_node(body.place)
        rederiving.add(self.writer.readings, Stale(node, entry.happened, entry.happened + 1))
        if isinstance(body, HandRead) and body.oxygen is not None:
            series = SeriesKey(node, CHANNEL, "oxygen")
            gone = Reading(series, entry.happened, float(body.oxygen), Flag.FAIL, TimeKnown.SYNCED)
            self._save(self.judge.take_back(body.place, gone, now=now))

    def _stands(self, arrival: Arrival) -> bool:
        """Tell whether the archive holds a record of an earlier readings.db: the book was followed before."""
        series = next(
            SeriesKey(arrival.node, channel, quantity)
            for channel, values in arrival.values.items()
            for quantity in values
        )
        time = arrival.received if arrival.time is None else arrival.time
        return self.writer.archive.has_row(series, time=time, queue=arrival.queue, number=arrival.number)

    def _save(self, changes: Iterable[Change]) -> None:
        for change in changes:
            alerts.save(self.writer.readings, change)
            log.info("alert changed by hand what=%s place=%s", change.what, change.alert.place)


def _arrival(entry: Entry, body: HandRead | RainRead) -> Arrival:
    """Return the record of an entry; a person's word for the time is believed as it is for the number."""
    return Arrival(
        node=hand_node(body.place),
        queue=QUEUE,
        number=entry.number,
        boot=0,
        uptime=0,
        stated=entry.happened,
        time=entry.happened,
        known=TimeKnown.SYNCED,
        received=entry.registered,
        values=values_of(body),
    )
