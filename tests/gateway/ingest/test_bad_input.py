"""Whatever comes over the wire ends in the dead letters or as a flagged reading; the stream goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from gateway.derivation import derive
from gateway.domain.alerts import Change
from gateway.domain.columns import Derived, Signals
from gateway.domain.message import Ack
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite import cursors, dead_letters
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

NOW = 1_772_000_000
WATER = SeriesKey("pond-1", "sonda", "water_temperature")


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=[], altitude_m=0.0)


class NobodyJudges:
    """Remembers which records it was shown as being "now"."""

    def __init__(self) -> None:
        self.shown: list[int] = []

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        self.shown += [arrival.number for arrival in fresh]
        return []

    def forget(self) -> None:
        self.shown.clear()


class Gate:
    """A pipeline over a real store, fed by hand."""

    def __init__(self, writer: SqliteWriter, folder: Path) -> None:
        self.writer = writer
        self.judge = NobodyJudges()
        self.pipeline = Pipeline(writer, self.judge, commune="la-ceiba")
        self.pipeline.presence.drained()
        self.folder = folder

    def take(self, topic: str, body: bytes, *, retain: bool = False) -> Outcome:
        with self.writer.transaction():
            heard = Heard(topic, body, retain=retain)
            return self.pipeline.take(heard, arrived=Arrived(NOW * 1000, is_trusted=True))

    def batch(self, *records: dict[str, object], first: int = 0, last: int | None = None) -> Outcome:
        end = first + len(records) - 1 if last is None else last
        body = json.dumps({"uptime": 1000, "boot": 1, "records": records}).encode()
        return self.take(f"conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/{first}/{end}", body)

    def reasons(self) -> list[str]:
        return [letter.reason for letter in dead_letters.everything(self.writer.readings)]

    def readings(self) -> Derived:
        reader = SqliteReadings(self.folder, deriving, utc_offset_hours=-4)
        return reader.readings(WATER, 0, NOW * 2)

    def last(self) -> int | None:
        cursor = cursors.find(self.writer.readings, "pond-1", 0xABCD)
        return None if cursor is None else cursor.last


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        yield Gate(writer, tmp_path)


def a_record(number: int, **changes: object) -> dict[str, object]:
    record: dict[str, object] = {
        "number": number,
        "boot": 1,
        "uptime": 990,
        "clock": "synced",
        "time": NOW - 10,
    }
    return record | {"values": {"sonda": {"water_temperature": 27.5}}} | changes


def test_a_good_batch_is_stored_and_acknowledged(gate: Gate) -> None:
    outcome = gate.batch(a_record(0), a_record(1))

    assert outcome.acks == {"pond-1": Ack("0000abcd", 1, again=False)}
    assert gate.readings().value.tolist() == [27.5, 27.5]


def test_a_batch_that_comes_twice_is_stored_once_and_acknowledged_twice(gate: Gate) -> None:
    gate.batch(a_record(0))

    outcome = gate.batch(a_record(0))

    assert outcome.acks["pond-1"].seq == 0
    assert len(gate.readings()) == 1


UNREADABLE = {
    "not JSON": (b"{", "JSON"),
    "not UTF-8": (b'{"uptime": 1, "records": [], "x": "\xff"}', "JSON"),
    "a field is missing": (b'{"uptime": 1, "records": [{"number": 0}]}', "missing required field"),
    "no records": (b"[]", "Expected"),
    "NaN": (b'{"uptime":1,"records":[{"number":0,"boot":1,"uptime":1,"clock":"unsynced",'
            b'"values":{"sonda":{"water_temperature":NaN}}}]}', "JSON"),
    "an endless number": (b'{"uptime":1,"records":[{"number":0,"boot":1,"uptime":1,"clock":"unsynced",'
                          b'"values":{"sonda":{"water_temperature":1e999}}}]}', "out of range"),
    "a number as text": (b'{"uptime":1,"records":[{"number":0,"boot":1,"uptime":1,"clock":"unsynced",'
                         b'"values":{"sonda":{"water_temperature":"27"}}}]}', "Expected"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "reason"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_body_that_cannot_be_read_is_set_aside_whole_and_the_stream_goes_on(
    gate: Gate, body: bytes, reason: str
) -> None:
    gate.take("conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/0/0", body)
    gate.batch(a_record(1), first=1)

    letter = dead_letters.everything(gate.writer.readings)[0]
    assert (letter.body, letter.node, letter.cursor) == (body, "pond-1", -1)
    assert reason in letter.reason
    assert gate.last() == 1


def test_an_unknown_quantity_is_set_aside_and_named(gate: Gate) -> None:
    gate.batch(a_record(0, values={"sonda": {"unobtainium": 1.0}}))

    assert gate.reasons() == ["unknown quantity 'unobtainium' in channel 'sonda'"]
    assert gate.last() == 0


def test_numbers_outside_the_range_or_not_rising_are_set_aside(gate: Gate) -> None:
    gate.batch(a_record(7), last=0)
    gate.batch(a_record(2), a_record(1), first=1, last=2)

    assert len(gate.reasons()) == 2
    assert gate.last() == 2


def test_a_clock_that_is_synced_and_states_no_time_is_set_aside(gate: Gate) -> None:
    gate.batch(a_record(0, time=None))

    assert "states no time" in gate.reasons()[0]


MALFORMED = {
    "a range of a billion": "conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/0/1000000000",
    "oldest above first": "conuco/v1/la-ceiba/pond-1/readings/0000abcd/9/3/4",
    "a queue that is none": "conuco/v1/la-ceiba/pond-1/readings/xyz/0/0/0",
    "a number that is none": "conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/-1/0",
    "another commune": "conuco/v1/el-cedro/pond-1/readings/0000abcd/0/0/0",
    "another version": "conuco/v9/la-ceiba/pond-1/readings/0000abcd/0/0/0",
    "a foreign topic": "zigbee2mqtt/lamp",
    "a node that is no name": "conuco/v1/la-ceiba/Pond 1/status",
    "a leaf nobody expects": "conuco/v1/la-ceiba/pond-1/firmware",
}


@pytest.mark.parametrize("topic", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_topic_that_breaks_the_rules_is_set_aside_and_moves_nothing(gate: Gate, topic: str) -> None:
    outcome = gate.take(topic, b"{}")

    assert len(gate.reasons()) == 1
    assert (outcome.acks, gate.last()) == ({}, None)


def test_a_megabyte_is_not_taken_and_moves_nothing(gate: Gate) -> None:
    gate.take("conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/0/0", b"x" * 1_000_000)

    letter = dead_letters.everything(gate.writer.readings)[0]
    assert (letter.size, len(letter.body), gate.last()) == (1_000_000, 4096, None)


def test_a_retained_reading_is_set_aside_and_moves_nothing(gate: Gate) -> None:
    gate.take("conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/0/0", b"{}", retain=True)

    assert "retained" in gate.reasons()[0]
    assert gate.last() is None


def test_a_retained_question_is_set_aside_and_makes_no_clock_pair(gate: Gate) -> None:
    gate.batch(a_record(0, clock="unsynced", time=None))

    ask = json.dumps({"n": 7, "queue": "0000abcd", "boot": 1, "uptime_ms": 1_000_000}).encode()
    outcome = gate.take("conuco/v1/la-ceiba/pond-1/time/ask", ask, retain=True)

    assert outcome.answers == {}
    assert "retained" in gate.reasons()[0]
    assert len(gate.readings()) == 0


@pytest.mark.parametrize("stated", [946_684_800, NOW + 86_400], ids=["the year 2000", "tomorrow"])
def test_a_time_that_cannot_be_true_stands_at_its_arrival_flagged(gate: Gate, stated: int) -> None:
    gate.batch(a_record(0, time=stated))

    found = gate.readings()
    assert (found.time.tolist(), found.known.tolist()) == ([NOW], [TimeKnown.ESTIMATED])
    assert (found.flag.tolist(), found.value.tolist()) == ([Flag.SUSPECT], [27.5])
    assert gate.reasons() == []


def test_a_value_that_no_pond_can_have_is_stored_and_fails(gate: Gate) -> None:
    gate.batch(a_record(0, values={"sonda": {"water_temperature": -127.0}}))

    assert (gate.readings().value.tolist(), gate.readings().flag.tolist()) == ([-127.0], [Flag.FAIL])


def test_a_status_that_cannot_be_read_is_set_aside(gate: Gate) -> None:
    gate.take("conuco/v1/la-ceiba/pond-1/status", b'{"state":"dancing"}')

    assert "status" in gate.reasons()[0]


def test_a_record_measured_long_before_the_newest_uptime_is_stored_and_not_judged(gate: Gate) -> None:
    gate.batch(a_record(0, uptime=100), a_record(1, uptime=995))

    assert gate.judge.shown == [1]
    assert len(gate.readings()) == 2


def test_a_board_that_was_replaced_counts_its_power_ons_anew_and_is_judged(gate: Gate) -> None:
    gate.batch(a_record(0, boot=57, uptime=900_000))
    ask = {"n": 7, "queue": "0000abcd", "boot": 57, "uptime_ms": 900_000_000}
    gate.take("conuco/v1/la-ceiba/pond-1/time/ask", json.dumps(ask).encode())

    body = {"uptime": 60, "boot": 1, "records": [a_record(100, boot=1, uptime=60)]}
    gate.take("conuco/v1/la-ceiba/pond-1/readings/00001111/100/100/100", json.dumps(body).encode())

    assert gate.judge.shown[-1] == 100


def test_before_the_backlog_is_drained_nothing_is_judged(gate: Gate) -> None:
    gate.pipeline.presence.connected()

    gate.batch(a_record(0))

    assert gate.judge.shown == []


@pytest.mark.parametrize("is_asked_first", [False, True], ids=["waiting", "arriving"])
@pytest.mark.parametrize("uptime", [3_000_000, 2**40], ids=["next month", "beyond all calendars"])
def test_an_unsynced_record_is_never_placed_in_the_future(
    gate: Gate, uptime: int, *, is_asked_first: bool
) -> None:
    """A power-on that the node did not count makes one of two: its uptimes fell."""
    ask = json.dumps({"n": 7, "queue": "0000abcd", "boot": 1, "uptime_ms": 1_000_000}).encode()
    if is_asked_first:
        gate.take("conuco/v1/la-ceiba/pond-1/time/ask", ask)
    gate.batch(a_record(0, clock="unsynced", time=None, uptime=uptime))
    gate.take("conuco/v1/la-ceiba/pond-1/time/ask", ask)

    assert gate.readings().time.tolist() == [NOW]
    assert gate.readings().known.tolist() == [TimeKnown.ESTIMATED]


def test_an_unsynced_record_is_placed_when_the_node_asks_the_time(gate: Gate) -> None:
    gate.batch(a_record(0, clock="unsynced", time=None, uptime=990))
    assert len(gate.readings()) == 0

    ask = {"n": 7, "queue": "0000abcd", "boot": 1, "uptime_ms": 1_000_000}
    outcome = gate.take("conuco/v1/la-ceiba/pond-1/time/ask", json.dumps(ask).encode())

    assert (outcome.answers["pond-1"].n, outcome.answers["pond-1"].trusted) == (7, True)
    assert gate.readings().time.tolist() == [NOW - 10]
    assert gate.readings().known.tolist() == [TimeKnown.RESOLVED]


def test_a_forged_status_silences_no_alarm(gate: Gate) -> None:
    forged = {"state": "online", "queue": "0000abcd", "boot": 2**53, "uptime": 5}
    gate.take("conuco/v1/la-ceiba/pond-1/status", json.dumps(forged).encode())

    gate.batch(a_record(0))

    assert gate.judge.shown == [0]
