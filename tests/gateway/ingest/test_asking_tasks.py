"""Tasks are asked in turns that hear nothing and after commits; between messages ten times a second do."""

from __future__ import annotations

import json
from pathlib import Path

from fakes import FixedClock
from hand_fed import NOW, HandFedBroker, NobodyJudges

from gateway.ingest.heard import Heard
from gateway.ingest.loop import IngestLoop, Station
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite.writer import SqliteWriter


class Asked:
    """A task that is never due, and counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def is_due(self, now: int) -> bool:
        self.times += 1
        return False

    def act(self, now: int) -> None:
        raise NotImplementedError


def a_batch(number: int) -> Heard:
    record = {"number": number, "boot": 1, "uptime": 60, "clock": "unsynced", "values": {"a": {"oxygen": 5}}}
    body = json.dumps({"uptime": 60, "records": [record]}).encode()
    return Heard(f"conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/{number}/{number}", body, mid=number + 1)


def asked_in(tmp_path: Path, turns: list[list[Heard]], *, commit_interval_s: float) -> int:
    """Return how often a task was asked in some turns that take no time."""
    task, broker = Asked(), HandFedBroker()
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer:
        pipeline = Pipeline(writer, NobodyJudges(), commune="la-ceiba")
        stands = Station("la-ceiba", commit_interval_s, FixedClock(NOW), lambda: True, (task,))
        loop = IngestLoop(broker, pipeline, writer, stands)
        for given in turns:
            broker.given = given
            loop.turn()
        writer.roll_back()
    return task.times


def test_between_messages_that_are_not_committed_yet_tasks_are_not_asked_each_time(tmp_path: Path) -> None:
    asked = asked_in(tmp_path, [[a_batch(number)] for number in range(60)], commit_interval_s=3600)

    assert 1 <= asked < 30


def test_after_each_commit_tasks_are_asked(tmp_path: Path) -> None:
    asked = asked_in(tmp_path, [[a_batch(number)] for number in range(10)], commit_interval_s=0)

    assert asked == 10


def test_a_turn_that_hears_nothing_asks_the_tasks(tmp_path: Path) -> None:
    asked = asked_in(tmp_path, [[a_batch(0)], [], []], commit_interval_s=3600)

    assert asked == 3
