"""A batch of records to arrivals: its place in the queue first, its body afterwards."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Protocol

from gateway.domain.alerts import Change
from gateway.domain.errors import BodyError
from gateway.domain.message import Ack, Envelope, Record, decode_envelope
from gateway.domain.topics import ReadingsTopic
from gateway.ingest import placing
from gateway.ingest.changed import Inputs
from gateway.ingest.delivery import Step, step
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.presence import Presence
from gateway.ingest.setting_aside import DeadLetterBox
from gateway.store.sqlite import alerts, clock_pairs
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.cursors import UNKNOWN, Cursor
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)


class Judge(Protocol):
    """What readings mean, as far as it must be known before they are committed."""

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        """Return the changes that records which are "now" call for."""
        ...

    def forget(self) -> None:
        """Forget what was not committed."""
        ...


@dataclass(frozen=True, slots=True)
class BatchTaker:
    """Takes batches within an open transaction of the writer."""

    writer: SqliteWriter
    judge: Judge
    presence: Presence
    aside: DeadLetterBox
    inputs: Inputs = field(default_factory=Inputs)

    def take(self, topic: ReadingsTopic, heard: Heard, outcome: Outcome, *, arrived: Arrived) -> None:
        """Store what of a batch is new, move the cursor and say what to acknowledge."""
        cursor, done = self.moved(topic, arrived=arrived)
        taken: list[Arrival] = []
        if done.above is not None:
            try:
                envelope = decode_envelope(topic, heard.body)
            except BodyError as error:
                with self.writer.savepoint():
                    self.aside.set_aside(heard, str(error), arrived=arrived, cursor=done.above)
            else:
                outcome.waiting = outcome.waiting or envelope.waiting
                cursor = self._heard(envelope, cursor)
                taken, fresh = self._placed(envelope, cursor, above=done.above, arrived=arrived)
                self.judge_now(topic.node, fresh, outcome, now=arrived.at)
        # Last of all and in memory alone: a message that fails before has moved and stored nothing.
        self.writer.jottings.take(taken, cursor)
        outcome.acks[topic.node] = Ack(topic.queue, cursor.last, done.again)

    def moved(self, topic: ReadingsTopic, *, arrived: Arrived) -> tuple[Cursor, Step]:
        """Return the cursor as the topic alone moves it, and what that does to the queue."""
        queue = int(topic.queue, 16)
        standing = self.writer.jottings.cursor(topic.node, queue)
        is_known = standing is not None and standing.last != UNKNOWN
        done = step(standing.last if standing is not None and is_known else None, topic)
        if done.dropped:
            log.error("records dropped node=%s queue=%s count=%d", topic.node, topic.queue, done.dropped)
        before = standing or Cursor(topic.node, queue, done.last)
        dropped = before.dropped + done.dropped
        return before._replace(last=done.last, dropped=dropped, heard=arrived.at), done

    def _heard(self, envelope: Envelope, cursor: Cursor) -> Cursor:
        """Take note of a node's power-on and uptime; return its cursor with the newest of both."""
        boot = envelope.boot
        if boot is None:
            boot = max((record.boot for record in envelope.records), default=0)
        newest = self.presence.hear(cursor.node, f"{cursor.queue:08x}", boot=boot, uptime=envelope.uptime)
        return cursor._replace(boot=newest[0], uptime=newest[1])

    def _placed(
        self, envelope: Envelope, cursor: Cursor, *, above: int, arrived: Arrived
    ) -> tuple[list[Arrival], list[Arrival]]:
        """Return the records above a number as they are to be stored, and those of them measured just now."""
        queue = f"{cursor.queue:08x}"
        taken: list[Arrival] = []
        fresh: list[Arrival] = []
        known = self.writer.stands_already(cursor.node, cursor.queue, above=above)
        for record in envelope.records:
            if record.number > above and record.number not in known:
                taken.append(self.placed(record, cursor, arrived))
                if self.presence.is_now(cursor.node, queue, record):
                    fresh.append(taken[-1])
        return taken, fresh

    def placed(self, record: Record, cursor: Cursor, arrived: Arrived) -> Arrival:
        """Return a record of a queue as it is to be stored, at its place in time."""
        resolved = None
        if record.clock == "unsynced":
            pairs = clock_pairs.of_boot(self.writer.readings, cursor.node, cursor.queue, record.boot)
            resolved = clock_pairs.placed(record.uptime, pairs)
        time, known = placing.placed(
            record, received=arrived.at, is_trusted=arrived.is_trusted, resolved=resolved
        )
        return Arrival(
            node=cursor.node,
            queue=cursor.queue,
            number=record.number,
            boot=record.boot,
            uptime=record.uptime,
            stated=record.time,
            time=time,
            known=known,
            received=arrived.at,
            values=record.values,
        )

    def judge_now(self, node: str, fresh: list[Arrival], outcome: Outcome, *, now: int) -> None:
        """Keep what the records of now of a node call for."""
        changes = self.judge.judge(node, fresh, now=now) if fresh else []
        if changes:
            with self.writer.savepoint():
                for change in changes:
                    alerts.save(self.writer.readings, change)
            outcome.urgent = True
        outcome.urgent = self.inputs.change(fresh) or outcome.urgent
