"""Messages whose rows are written together leave what they leave when each is written by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builders import an_alert
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.domain.alerts import Change
from gateway.domain.errors import DiskError
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

NOW = 1_772_000_000
TABLES = ("arrivals", "cursors", "dead_letters", "clock_pairs", "alerts", "statuses")


class TouchyJudge:
    """Fails at some records, finds others alarming; and looks into the store, as the real one does."""

    def __init__(self, writer: SqliteWriter) -> None:
        self._writer = writer
        self.seen: list[tuple[str, int]] = []

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        self.seen += [(node, one.number) for one in fresh]
        value = max(value for one in fresh for values in one.values.values() for value in values.values())
        if value == 13:
            raise RuntimeError("it is the thirteenth")
        if value == 11:
            self._writer.signals_beside(node, start=0, end=now)
        if value == 12:
            return [Change("opened", an_alert(), now)]
        return []

    def forget(self) -> None:
        self.seen.clear()


@dataclass(frozen=True)
class Said:
    """One message as it is drawn: which node, how far in its queue, and what it holds."""

    node: str
    back: int
    count: int
    value: float
    clock: str = "synced"
    kind: str = "batch"

    def heard(self, last: int) -> tuple[Heard, int]:
        """Return the message of a queue that stands at `last`, and where the queue stands then."""
        head = f"conuco/v1/la-ceiba/{self.node}"
        if self.kind == "ask":
            body = {"n": 1, "queue": "0000abcd", "boot": 1, "uptime_ms": 1_000_000}
            return Heard(f"{head}/time/ask", json.dumps(body).encode()), last
        if self.kind == "status":
            return Heard(f"{head}/status", b'{"state":"online"}'), last
        first = max(0, last + 1 - self.back)
        end = first + self.count - 1
        topic = f"{head}/readings/0000abcd/{max(0, first - 1)}/{first}/{end}"
        if self.kind == "unreadable":
            return Heard(topic, b"{"), max(last, end)
        records = [
            {"number": number, "boot": 1, "uptime": 900 + number, "clock": self.clock}
            | ({"time": NOW + number} if self.clock == "synced" else {})
            | {"values": {"sonda": {"water_temperature": self.value}}}
            for number in range(first, end + 1)
        ]
        return Heard(topic, json.dumps({"uptime": 1000, "boot": 1, "records": records}).encode()), max(
            last, end
        )


MESSAGES = st.builds(
    Said,
    st.sampled_from(["pond-1", "pond-2"]),
    st.integers(-2, 2),
    st.integers(1, 3),
    st.sampled_from([10.0, 11.0, 12.0, 13.0]),
    st.sampled_from(["synced", "unsynced"]),
    st.sampled_from(["batch", "batch", "batch", "ask", "status", "unreadable"]),
)
STEPS = st.lists(st.one_of(MESSAGES, st.sampled_from(["commit", "roll back"])), max_size=25)


@contextmanager
def a_writer() -> Iterator[SqliteWriter]:
    with (
        TemporaryDirectory() as folder,
        SqliteWriter(Path(folder), lambda signals: {}, utc_offset_hours=-4) as opened,
    ):
        opened._readings.execute("PRAGMA synchronous = OFF")
        yield opened


def what_stands(steps: list[Said | str], *, is_careful: bool) -> object:
    """Return all tables and every acknowledgement after some messages, commits and rollbacks."""
    with a_writer() as writer:
        pipeline = Pipeline(writer, TouchyJudge(writer), commune="la-ceiba")
        pipeline.presence.drained()
        acks: list[object] = []
        lasts: dict[str, int] = {}
        for one in [*steps, "commit"]:
            writer.jottings.is_careful = is_careful
            if one == "commit" and writer.is_open:
                writer.commit()
            elif one == "roll back" and writer.is_open:
                writer.roll_back()
                pipeline.forget()
            elif isinstance(one, Said):
                if not writer.is_open:
                    writer.begin()
                heard, lasts[one.node] = one.heard(lasts.get(one.node, -1))
                outcome = pipeline.take(heard, arrived=Arrived(NOW * 1000, is_trusted=True))
                acks.append((outcome.acks, outcome.answers, outcome.urgent, outcome.waiting))
        rows = [sorted(map(repr, writer.readings.execute(f"SELECT * FROM {table}"))) for table in TABLES]
        return rows, acks


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_rows_written_together_are_those_that_each_message_alone_writes(steps: list[Said | str]) -> None:
    assert what_stands(steps, is_careful=False) == what_stands(steps, is_careful=True)


def test_whoever_looks_at_the_tables_sees_what_was_just_taken() -> None:
    with a_writer() as writer:
        pipeline = Pipeline(writer, TouchyJudge(writer), commune="la-ceiba")
        writer.begin()
        heard, _ = Said("pond-1", 0, 2, 10.0).heard(-1)
        pipeline.take(heard, arrived=Arrived(NOW * 1000, is_trusted=True))

        found = writer.readings.execute("SELECT id, number FROM arrivals").fetchall()
        pointed = writer.readings.execute("SELECT last, arrival FROM cursors").fetchall()

        assert (found, pointed) == ([(1, 0), (2, 1)], [(1, 2)])


def test_rows_that_cannot_be_written_together_are_tried_message_by_message_and_the_bad_one_is_set_aside() -> (
    None
):
    with a_writer() as writer:
        pipeline = Pipeline(writer, TouchyJudge(writer), commune="la-ceiba")
        writer.readings.execute(
            "CREATE TRIGGER no_seven BEFORE INSERT ON arrivals WHEN new.number = 1"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        messages = [Said("pond-1", 0, 1, 10.0).heard(last)[0] for last in (-1, 0, 1)]

        def take_all() -> None:
            writer.begin()
            for one in messages:
                pipeline.take(one, arrived=Arrived(NOW * 1000, is_trusted=True))
            writer.commit()

        with pytest.raises(DiskError):
            take_all()
        writer.roll_back()
        take_all()

        assert writer.readings.execute("SELECT number FROM arrivals").fetchall() == [(0,), (2,)]
        assert writer.readings.execute("SELECT last FROM cursors").fetchall() == [(2,)]
        assert writer.readings.execute("SELECT cursor FROM dead_letters").fetchall() == [(0,)]
