"""Reading a dead letter once more: only what was never taken goes in, and it is late by definition."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from gateway.domain.alerts import Change
from gateway.domain.dead_letters import DeadLetter
from gateway.domain.errors import DiskError, MessageError, TopicError
from gateway.domain.message import decode_ask, decode_envelope, decode_status
from gateway.domain.node_orders import decode_result
from gateway.domain.node_updates import decode_update_ask
from gateway.domain.readings import SeriesKey
from gateway.domain.topics import NodeTopic, ReadingsTopic
from gateway.foreign.reading import Devices
from gateway.ingest.batch import BatchTaker
from gateway.ingest.delivery import step
from gateway.ingest.devices import Others
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.pipeline import Pipeline
from gateway.ingest.presence import Presence
from gateway.ingest.setting_aside import LONGEST_REASON, DeadLetterBox, topic_or_none
from gateway.store.sqlite import arrivals, cursors, dead_letters, statuses
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.connection import as_our_errors
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)


class _NobodyJudges:
    """Late data calls for nothing."""

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:  # noqa: ARG002
        """Return no change."""
        return []

    def forget(self) -> None:
        """Forget nothing."""


@dataclass(frozen=True, slots=True)
class Replaying:
    """Takes dead letters within an open transaction of the writer, and marks them done in it.

    Who was heard in a dead letter has not been heard now, so the rules of "now" never learn of it.
    """

    writer: SqliteWriter
    commune: str
    devices: Devices = field(default_factory=Devices)
    _judge: _NobodyJudges = field(default_factory=_NobodyJudges)

    def replay(self, letter: DeadLetter, *, body: bytes | None, now: int, is_trusted: bool) -> int | None:
        """Read a letter once more; return how many records went in, None where it still cannot be read.

        Args:
            letter: Whole, as it waits.
            body: What a person has written in place of the body that cannot be read; None: as it came.
            now: When it is marked [s UTC].
            is_trusted: Whether the station's clock is to be believed.

        Raises:
            DiskError: The disk is at fault, not the letter: nothing of it stands.
        """
        arrived = Arrived(letter.received * 1000, is_trusted)
        others = Others(self.devices)
        pipeline = Pipeline(self.writer, self._judge, commune=self.commune, others=others)
        before = arrivals.last_given(self.writer.readings) or 0
        try:
            with as_our_errors(), pipeline.savepoint():
                self._take(letter, letter.body if body is None else body, pipeline, arrived)
                dead_letters.set_done(self.writer.readings, letter.number, at=now)
        except DiskError:
            raise
        except MessageError as error:
            reason = str(error)
        except Exception as error:
            log.exception("dead letter not stored number=%d", letter.number)
            reason = f"could not be stored: {error!r}"
        else:
            count = (arrivals.last_given(self.writer.readings) or 0) - before
            log.info("dead letter read number=%d node=%s records=%d", letter.number, letter.node, count)
            return count
        reason = reason.encode("utf-8", "backslashreplace").decode()[:LONGEST_REASON]
        dead_letters.set_reason(self.writer.readings, letter.number, reason)
        return None

    def _take(self, letter: DeadLetter, body: bytes, pipeline: Pipeline, arrived: Arrived) -> None:
        if len(body) < letter.size and body == letter.body:
            raise TopicError(f"only the first {len(body)} of {letter.size} bytes were kept")
        match topic_or_none(letter.topic, commune=self.commune):
            case ReadingsTopic() as topic:
                self._batch(topic, body, letter.cursor, arrived)
            case NodeTopic(node, "status"):
                self._status(node, body, at=arrived.at)
            case NodeTopic(_, "time/ask"):
                decode_ask(body)  # nobody waits for the answer any more
            case NodeTopic(_, "update/ask"):
                decode_update_ask(body)  # as little
            case NodeTopic(_, "result"):
                decode_result(body)  # what a siren did then says nothing of now
            case _:
                pipeline.dispatch(Heard(letter.topic, body), Outcome(), arrived=arrived)

    def _status(self, node: str, body: bytes, *, at: int) -> None:
        """Keep a status, unless the node has sent another since."""
        status = decode_status(body)
        standing = statuses.everything(self.writer.readings).get(node)
        if standing is None or standing[0] < at:
            statuses.save(self.writer.readings, node, status, at=at)

    def _batch(self, topic: ReadingsTopic, body: bytes, above: int | None, arrived: Arrived) -> None:
        """Store what was never stored of a batch; where the letter had moved no cursor it moves now.

        Raises:
            BodyError: It still cannot be read.
            TopicError: Its place in the queue cannot be told, or something before it is missing.
        """
        envelope = decode_envelope(topic, body)
        queue = int(topic.queue, 16)
        cursor = cursors.find(self.writer.readings, topic.node, queue)
        if cursor is None or (above is not None and cursor.last < topic.last):
            # Its node may still hold these numbers and send them: then they would stand twice.
            raise TopicError(f"the station does not know yet how far this queue has come: {topic.queue}")
        taker = self._taker()
        if above is None:
            done = step(cursor.last, topic)
            if done.again or done.dropped:
                raise TopicError(f"the batch begins at {topic.first}, and {cursor.last + 1} comes next")
            cursors.save(self.writer.readings, cursor._replace(last=done.last))
            above = done.last if done.above is None else done.above
        fresh = [
            taker.placed(record, cursor, arrived) for record in envelope.records if record.number > above
        ]
        for arrival in self._unknown(fresh):
            arrivals.insert(self.writer.readings, arrival)

    def _taker(self) -> BatchTaker:
        aside = DeadLetterBox(self.writer.readings, self.commune)
        return BatchTaker(self.writer, self._judge, Presence(), aside)

    def _unknown(self, fresh: list[Arrival]) -> list[Arrival]:
        """Return those of some records that stand nowhere: readings.db may be older than its archive."""
        if not fresh:
            return []
        node, queue = fresh[0].node, fresh[0].queue
        standing = arrivals.numbers(self.writer.readings, node, queue)
        return [one for one in fresh if one.number not in standing and not self._is_sealed(one)]

    def _is_sealed(self, arrival: Arrival) -> bool:
        if arrival.time is None:
            return False
        return any(
            self.writer.archive.has_row(
                SeriesKey(arrival.node, channel, quantity),
                time=arrival.time,
                queue=arrival.queue,
                number=arrival.number,
            )
            for channel, values in arrival.values.items()
            for quantity in values
        )
