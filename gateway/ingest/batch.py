"""A batch of records to arrivals: its place in the queue first, its body afterwards."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import Protocol

from gateway.domain.alerts import Change
from gateway.domain.errors import BodyError
from gateway.domain.message import Ack, Envelope, ReadingsTopic, Record, decode_envelope
from gateway.ingest import placing
from gateway.ingest.changed import Inputs
from gateway.ingest.delivery import Step, step
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.presence import Presence
from gateway.ingest.setting_aside import DeadLetterBox
from gateway.store.sqlite import alerts, arrivals, clock_pairs, cursors
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.cursors import Cursor
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
        cursor, done = self.move(topic, outcome, arrived=arrived)
        if done.above is None:
            return
        try:
            envelope = decode_envelope(topic, heard.body)
        except BodyError as error:
            self.aside.set_aside(heard, str(error), arrived=arrived, cursor=done.above)
            return
        outcome.waiting = outcome.waiting or envelope.waiting
        fresh = self._keep(envelope, cursor, above=done.above, arrived=arrived)
        self.judge_now(topic.node, fresh, outcome, now=arrived.at)

    def move(self, topic: ReadingsTopic, outcome: Outcome, *, arrived: Arrived) -> tuple[Cursor, Step]:
        """Move the cursor by what the topic alone says, and say what to acknowledge."""
        queue = int(topic.queue, 16)
        standing = cursors.find(self.writer.readings, topic.node, queue)
        done = step(None if standing is None else standing.last, topic)
        if done.dropped:
            log.error("records dropped node=%s queue=%s count=%d", topic.node, topic.queue, done.dropped)
        before = standing or Cursor(topic.node, queue, done.last)
        after = replace(before, last=done.last, dropped=before.dropped + done.dropped, heard=arrived.at)
        cursors.save(self.writer.readings, after)
        outcome.acks[topic.node] = Ack(topic.queue, after.last, done.again)
        return after, done

    def _keep(self, envelope: Envelope, cursor: Cursor, *, above: int, arrived: Arrived) -> list[Arrival]:
        """Append the records above a number; return those measured just now."""
        boot = envelope.boot
        if boot is None:
            boot = max((record.boot for record in envelope.records), default=0)
        queue = f"{cursor.queue:08x}"
        newest = self.presence.hear(cursor.node, queue, boot=boot, uptime=envelope.uptime)
        fresh: list[Arrival] = []
        last = cursor.arrival
        known = self.writer.stands_already(cursor.node, cursor.queue, above=above)
        for record in envelope.records:
            if record.number > above and record.number not in known:
                arrival = self.placed(record, cursor, arrived)
                last = arrivals.insert(self.writer.readings, arrival)
                is_now = self.presence.is_now(cursor.node, queue, record)
                fresh += [arrival] if is_now else []
        cursors.save(self.writer.readings, replace(cursor, arrival=last, boot=newest[0], uptime=newest[1]))
        return fresh

    def placed(self, record: Record, cursor: Cursor, arrived: Arrived) -> Arrival:
        """Return a record of a queue as it is to be stored, at its place in time."""
        pairs = (
            clock_pairs.of_boot(self.writer.readings, cursor.node, cursor.queue, record.boot)
            if record.clock == "unsynced"
            else []
        )
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
        for change in self.judge.judge(node, fresh, now=now) if fresh else []:
            alerts.save(self.writer.readings, change)
            outcome.urgent = True
        outcome.urgent = self.inputs.change(fresh) or outcome.urgent
