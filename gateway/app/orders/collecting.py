"""The order `collect`: what a cable brought of an outbox, by the rules of what a radio brings."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from gateway.app.judge import PondJudge
from gateway.domain.alerts import Change
from gateway.domain.collected import read_collected
from gateway.domain.orders import Carry, Step
from gateway.domain.topics import ReadingsTopic, parse_topic
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite import arrivals, cursors, dead_letters
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

AT_ONCE: Final = 25
"""So many messages go in between two batches of live ones."""


class _NobodyJudges:
    """What lay in a flash calls for nothing now."""

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:  # noqa: ARG002
        """Return no change."""
        return []

    def forget(self) -> None:
        """Forget nothing."""


def collecting(judge: PondJudge) -> Carry:
    """Return what carries the order out; `path` names the file in which the messages stand.

    What is said of it: how many records went in, how many messages were set aside.
    """

    def carry(argument: Mapping[str, str], now: int) -> Iterator[Step]:
        messages = read_collected(Path(argument["path"]))
        writer = judge.writer
        # Its presence has never seen the backlog drained: nothing that it takes counts as now.
        pipeline = Pipeline(writer, _NobodyJudges(), commune=judge.commune.slug)
        arrived = Arrived(now * 1000, judge.is_clock_trusted())
        for topic, _ in messages[:1]:
            _take_up(pipeline, writer, parse_topic(topic, commune=judge.commune.slug))
        records = aside = 0
        yield Step(0, len(messages), "0 0")
        for first in range(0, len(messages), AT_ONCE):
            with writer.transaction() as readings:
                before = arrivals.last_given(readings) or 0, _aside(writer)
                for topic, body in messages[first : first + AT_ONCE]:
                    pipeline.take(Heard(topic, body), arrived=arrived)
                records += (arrivals.last_given(writer.readings) or 0) - before[0]
                aside += _aside(writer) - before[1]
            done = min(first + AT_ONCE, len(messages))
            yield Step(done, len(messages), f"{records} {aside}")
        log.info("collected by cable path=%s records=%d aside=%d", argument["path"], records, aside)

    return carry


def _aside(writer: SqliteWriter) -> int:
    return sum(dead_letters.count_by_node(writer.readings).values())


def _take_up(pipeline: Pipeline, writer: SqliteWriter, topic: object) -> None:
    """Let the queue's newest power-on stand: what lay in the flash is older than what was heard last."""
    if isinstance(topic, ReadingsTopic):
        cursor = cursors.find(writer.readings, topic.node, int(topic.queue, 16))
        if cursor is not None:
            pipeline.presence.hear(topic.node, topic.queue, boot=cursor.boot, uptime=cursor.uptime)
