"""Records whose power-on never met a station that knew the time, over a whole store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from gateway.app.knowledge import Knowledge
from gateway.app.placing import AT_ONCE, NEXT_WITHIN_S, REPLACED_S, Placing
from gateway.domain.alerts import Change
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.domain.topics import node_topic
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite import arrivals, cursors
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter
from tests.gateway.app.small_station import MIDNIGHT

HOUR_S = 3600
DAY_S = 86_400
WARMTH = SeriesKey("pond-1", "sonda", "water_temperature")


class Hearing:
    """A judge that remembers what was now."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        self.numbers += [one.number for one in fresh]
        return []

    def forget(self) -> None: ...


@dataclass
class Placed:
    """A store, a node that speaks into it, and the task."""

    folder: Path
    writer: SqliteWriter
    pipeline: Pipeline
    judge: Hearing
    task: Placing
    counted: float = 0.0
    number: int = 0
    is_trusted: bool = True

    def send(
        self, boot: int, uptimes: range, *, at: int, synced_at: int | None = None, queue: str = "0000abcd"
    ) -> None:
        """Send a batch of one power-on; `synced_at`: when that power-on began, where the node knows it."""
        records = []
        for uptime in uptimes:
            one: dict[str, object] = {
                "number": self.number,
                "boot": boot,
                "uptime": uptime,
                "clock": "unsynced",
            }
            if synced_at is not None:
                one |= {"clock": "synced", "time": synced_at + uptime}
            records.append(one | {"values": {"sonda": {"water_temperature": 20 + self.number % 100 / 10}}})
            self.number += 1
        first = self.number - len(records)
        body = {"uptime": uptimes[-1], "boot": boot, "records": records}
        leaf = f"readings/{queue}/0/{first}/{self.number - 1}"
        self._take(node_topic("demo", "pond-1", leaf), body, at)

    def ask(self, boot: int, uptime: int, *, at: int) -> None:
        body = {"n": 1, "queue": "0000abcd", "boot": boot, "uptime_ms": uptime * 1000}
        self._take(node_topic("demo", "pond-1", "time/ask"), body, at)

    def _take(self, topic: str, body: dict[str, object], at: int) -> None:
        with self.writer.transaction():
            self.pipeline.take(
                Heard(topic, json.dumps(body).encode()), arrived=Arrived(at * 1000, self.is_trusted)
            )

    def place(self, now: int, *, steps: int = 100) -> int:
        """Do at most so many steps; return how many there were."""
        self.counted += 61
        done = 0
        while done < steps and self.task.is_due(now):
            self.task.act(now)
            done += 1
        return done

    def rows(self) -> list[tuple[int, float, int]]:
        """Return time, value and how the time is known of all that can be read."""
        store = SqliteReadings(self.folder, Knowledge(altitude_m=0.0).derive, utc_offset_hours=-4)
        found = store.readings(WARMTH, 0, 2**40)
        return list(zip(found.time.tolist(), found.value.tolist(), found.known.tolist(), strict=True))

    def estimated(self) -> list[int]:
        return [at for at, _, known in self.rows() if known == TimeKnown.ESTIMATED]


@contextmanager
def placed(folder: Path) -> Iterator[Placed]:
    judge = Hearing()
    with SqliteWriter(folder, Knowledge(altitude_m=0.0).derive, utc_offset_hours=-4) as writer:
        pipeline = Pipeline(writer, judge, commune="demo")
        pipeline.presence.drained()
        found = Placed(folder, writer, pipeline, judge, Placing(writer, lambda: found.is_trusted))
        found.task.monotonic = lambda: found.counted
        yield found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Placed]:
    with placed(tmp_path) as found:
        yield found


def a_lost_power_on(store: Placed, *, count: int = 10) -> int:
    """Let a node speak, then measure in a power-on that never met the station, then speak; return when."""
    store.send(1, range(60, 660, 60), at=MIDNIGHT, synced_at=MIDNIGHT - 600)
    back = MIDNIGHT + 4 * HOUR_S
    for start in range(60, 60 + 60 * count, 6000):
        store.send(2, range(start, min(start + 6000, 60 + 60 * count), 60), at=back)
    store.send(3, range(60, 660, 60), at=back, synced_at=back - 600)
    return back


def test_a_power_on_that_never_met_the_station_stands_between_the_others(store: Placed) -> None:
    back = a_lost_power_on(store)

    store.place(back + 60)

    found = store.estimated()
    assert len(found) == 10
    assert found[0] > MIDNIGHT - 60
    assert found[-1] < back - 600
    assert [later - one for one, later in pairwise(found)] == [60] * 9
    assert len(store.rows()) == 30


def test_nothing_is_placed_while_a_sync_of_that_power_on_may_come(store: Placed) -> None:
    store.send(2, range(60, 660, 60), at=MIDNIGHT)

    store.place(MIDNIGHT + 60)
    store.ask(2, 700, at=MIDNIGHT + 100)

    assert store.estimated() == []
    assert [known for _, _, known in store.rows()] == [TimeKnown.RESOLVED] * 10


def test_nothing_is_placed_while_the_station_does_not_know_the_time(store: Placed) -> None:
    back = a_lost_power_on(store)
    store.is_trusted = False

    assert store.place(back + 60) == 0


def test_a_pair_that_comes_later_still_doubles_and_moves_nothing(store: Placed) -> None:
    back = a_lost_power_on(store)
    store.place(back + 60)
    before = store.rows()

    store.ask(2, 700, at=back + 120)
    store.place(back + 200)

    assert store.rows() == before


def test_it_goes_on_where_it_was_cut_off_and_every_record_stands_once(tmp_path: Path) -> None:
    with placed(tmp_path) as store:
        back = a_lost_power_on(store, count=230)
        store.place(back + 60, steps=1)
        assert len(store.estimated()) == AT_ONCE
        numbers = store.number
    with placed(tmp_path) as again:
        again.place(back + 120)

        assert len(again.estimated()) == 230
        assert len(again.rows()) == numbers
        assert {later - one for one, later in pairwise(again.estimated())} == {60}


def test_the_cursor_follows_its_last_record(store: Placed) -> None:
    store.send(1, range(60, 660, 60), at=MIDNIGHT, synced_at=MIDNIGHT - 600)
    store.send(2, range(60, 660, 60), at=MIDNIGHT + HOUR_S)
    with store.writer.transaction() as readings:
        [cursor] = cursors.everything(readings)
        # Heard of by a question, with nothing measured yet.
        cursors.save(readings, cursor._replace(boot=3))
    store.place(MIDNIGHT + 2 * HOUR_S)
    store.counted += NEXT_WITHIN_S
    store.place(MIDNIGHT + 8 * HOUR_S)

    [cursor] = cursors.everything(store.writer.readings)
    assert cursor.arrival == arrivals.newest_id(store.writer.readings)
    assert len(store.estimated()) == 10


def test_a_queue_that_was_replaced_is_given_up_after_days(store: Placed) -> None:
    store.send(1, range(60, 660, 60), at=MIDNIGHT)
    store.number = 0
    store.send(1, range(60, 120, 60), at=MIDNIGHT + DAY_S, synced_at=MIDNIGHT + DAY_S, queue="0000beef")

    store.place(MIDNIGHT + REPLACED_S)
    assert store.estimated() == []
    store.counted += NEXT_WITHIN_S
    store.place(MIDNIGHT + REPLACED_S + 60)

    assert store.estimated()[-1] == MIDNIGHT


def test_neighbours_that_went_into_blocks_count_as_well(store: Placed) -> None:
    back = a_lost_power_on(store)
    store.writer.seal(now=back + 2 * DAY_S)

    store.place(back + 2 * DAY_S)

    found = store.estimated()
    assert found[0] > MIDNIGHT
    assert found[-1] < back - 600
    store.writer.seal(now=back + 2 * DAY_S)
    assert len(store.rows()) == 30


def test_what_is_placed_is_never_alarmed_as_now(store: Placed) -> None:
    back = a_lost_power_on(store)
    before = list(store.judge.numbers)

    store.place(back + 60)

    assert store.judge.numbers == before


def test_a_power_on_heard_by_a_station_that_woke_in_1970_is_placed_too(store: Placed) -> None:
    store.send(1, range(60, 660, 60), at=MIDNIGHT, synced_at=MIDNIGHT - 600)
    store.is_trusted = False
    store.send(2, range(60, 660, 60), at=5000)
    store.is_trusted = True
    back = MIDNIGHT + 4 * HOUR_S
    store.send(3, range(60, 660, 60), at=back, synced_at=back - 600)

    store.place(back)

    assert len(store.estimated()) == 10
    assert all(MIDNIGHT - 60 < at < back for at in store.estimated())
