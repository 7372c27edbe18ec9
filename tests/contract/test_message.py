"""What the node writes is what the gateway reads."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import parts
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json as wire

from gateway.domain.errors import BodyError
from gateway.domain.message import (
    Ack,
    Envelope,
    Record,
    TimeAnswer,
    TimeAsk,
    decode_ask,
    decode_envelope,
    decode_status,
)
from gateway.domain.node_orders import AlarmOutput, Command, Result, decode_command, decode_result
from gateway.domain.node_updates import UpdateAsk, decode_update_ask, part_leaf
from gateway.domain.quantities import QUANTITIES
from gateway.domain.topics import NodeTopic, ReadingsTopic, parse_topic

FIRMWARE = Path(__file__).parents[2] / "firmware"


def _board_module() -> ModuleType:
    """Return `firmware/node/message.py` under the name by which the board knows it."""
    if str(FIRMWARE) not in sys.path:
        sys.path.insert(0, str(FIRMWARE))
    return importlib.import_module("node.message")


board = _board_module()

NAMES = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?", fullmatch=True)
SENT = st.one_of(st.integers(0, 3300), st.integers(-880, 2000).map(lambda raw: raw / 16))
VALUES = st.dictionaries(
    NAMES, st.dictionaries(st.sampled_from(sorted(QUANTITIES)), SENT, min_size=1, max_size=3), max_size=4
)
RECORDS = st.builds(
    lambda number, boot, uptime, time, values: Record(
        number=number,
        boot=boot,
        uptime=uptime,
        clock="unsynced" if time is None else "synced",
        values={
            channel: {quantity: float(one) for quantity, one in of.items()} for channel, of in values.items()
        },
        time=time,
    ),
    st.integers(0, 999),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**31),
    st.none() | st.integers(0, 2**33),
    VALUES,
)
BATCHES = st.lists(RECORDS, max_size=12, unique_by=lambda record: record.number).map(
    lambda records: sorted(records, key=lambda record: record.number)
)


def written(records: list[Record], *, is_waiting: bool = False) -> bytes:
    encoded = [board.encode_record(one.number, one.boot, one.uptime, one.time, one.values) for one in records]
    body = board.encode_envelope(encoded, boot=7, uptime=70, is_waiting=is_waiting)
    assert isinstance(body, bytes)
    return body


def read(body: bytes) -> Envelope:
    topic = parse_topic(board.topic("c", "n", board.readings_leaf("0000abcd", 0, 0, 999)), commune="c")
    assert isinstance(topic, ReadingsTopic)
    return decode_envelope(topic, body)


@given(BATCHES, st.booleans())
def test_records_come_out_as_they_went_in(records: list[Record], is_waiting: bool) -> None:
    envelope = read(written(records, is_waiting=is_waiting))

    assert envelope == Envelope(uptime=70, records=records, waiting=is_waiting, boot=7)


@given(BATCHES)
def test_the_room_that_is_reckoned_with_is_the_room_there_is(records: list[Record]) -> None:
    encoded = [board.encode_record(one.number, one.boot, one.uptime, one.time, one.values) for one in records]
    size = sum(len(one) + 1 for one in encoded)

    body = board.encode_envelope(encoded, boot=7, uptime=70, is_waiting=False)

    assert len(body) <= board.LARGEST_BODY - board.room_for_records(7, 70) + size


@given(st.integers(0, 10**9), st.integers(0, 500), st.integers(0, 999))
def test_the_topic_says_the_numbers_it_accounts_for(oldest: int, more: int, span: int) -> None:
    first, last = oldest + more, oldest + more + span

    topic = board.topic("la-ceiba", "pond-1", board.readings_leaf("0000abcd", oldest, first, last))

    assert parse_topic(topic, commune="la-ceiba") == ReadingsTopic("pond-1", "0000abcd", oldest, first, last)


@pytest.mark.parametrize("leaf", ["status", "time/ask", "ack", "time/answer", "update/ask"])
def test_every_leaf_is_where_the_gateway_looks(leaf: str) -> None:
    assert parse_topic(board.topic("c", "n", leaf), commune="c") == NodeTopic("n", leaf)  # type: ignore[arg-type]


def test_a_question_for_the_time_arrives() -> None:
    assert decode_ask(board.encode_ask(3, "0000abcd", 2, 70_000)) == TimeAsk(3, "0000abcd", 2, 70_000)


def test_a_question_for_a_part_of_an_update_arrives() -> None:
    asked = decode_update_ask(board.encode_part_ask(3, "0123456789abcdef" * 4, 2048, 1024))

    assert asked == UpdateAsk(3, "0123456789abcdef", 2048, 1024)


def test_a_part_of_an_update_is_told_where_the_node_listens() -> None:
    leaf = board.part_leaf("0123456789abcdef" * 4, 2048)

    assert leaf == part_leaf("0123456789abcdef" * 4, 2048)
    assert parse_topic(board.topic("c", "n", leaf), commune="c") == NodeTopic("n", "update/part")


def test_a_status_arrives_and_leaves_out_what_is_not_known() -> None:
    body = board.encode_status(
        "online", {"boot": 2, "battery_v": None, "newest": {"sonda": {"oxygen_signal": 9}}}
    )

    status = decode_status(body)

    assert (status.state, status.boot, status.battery_v) == ("online", 2, None)
    assert status.newest == {"sonda": {"oxygen_signal": 9.0}}


@given(st.integers(-1, 2**53), st.booleans())
def test_an_acknowledgement_is_understood(seq: int, again: bool) -> None:
    body = wire.encode(Ack("0000abcd", seq, again))

    assert board.decode_ack(body) == ("0000abcd", seq, again)


def test_an_answer_is_understood() -> None:
    assert board.decode_answer(wire.encode(TimeAnswer(3, 5, 1_780_000_000_123, trusted=True))) == (
        3,
        1_780_000_000_123,
        True,
    )


@pytest.mark.micropython
def test_what_micropython_writes_is_read_too() -> None:
    values = {
        "sonda": {"oxygen_signal": 1234, "water_temperature": -10.0625},
        "sonda-20cm": {"soil_signal": 0},
    }
    records = [
        Record(number=0, boot=1, uptime=2, clock="unsynced", values=values),
        Record(number=9, boot=4_294_967_295, uptime=5, clock="synced", values=values, time=1_780_000_000),
    ]
    told = json.dumps([[one.number, one.boot, one.uptime, one.time, one.values] for one in records])
    program = (
        "import json, sys\nfrom node import message\n"
        "found = [message.encode_record(*one) for one in json.loads(sys.argv[1])]\n"
        "print(message.encode_envelope(found, boot=7, uptime=70, is_waiting=True).decode())"
    )

    command = [str(parts.micropython()), "-X", "heapsize=64K", "-c", program, told]
    environment = os.environ | {"MICROPYPATH": f"{FIRMWARE}:.frozen"}
    body = subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    assert read(body) == Envelope(uptime=70, records=records, waiting=True, boot=7)


@pytest.mark.parametrize(
    "body",
    [
        b'{"id":"a-1","expires":null,"alarm":{"level":3,"reason":"estanque 1"}}',
        wire.encode(Command("a-1", alarm=AlarmOutput(3, "estanque 1"))),
    ],
)
def test_an_order_to_a_siren_is_read_as_it_was_written(body: bytes) -> None:
    assert decode_command(body) == Command("a-1", None, AlarmOutput(3, "estanque 1"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"expires":null}',
        b'{"id":""}',
        b'{"id":"a","alarm":{"level":4}}',
        b'{"id":"a","alarm":{"level":1,"reason":"ox\xc3\xadgeno"}}',
    ],
)
def test_an_order_of_another_form_is_refused(body: bytes) -> None:
    with pytest.raises(BodyError):
        decode_command(body)


def test_an_answer_to_an_order_arrives() -> None:
    body = b'{"id":"a-1","state":"done","ringing":2,"silenced_s":0}'

    assert decode_result(body) == Result("a-1", "done", 2, 0)


@pytest.mark.parametrize(
    "body", [b"{}", b'{"id":"a","state":"maybe"}', b'{"id":"a","state":"done","ringing":9}']
)
def test_an_answer_to_an_order_of_another_form_is_refused(body: bytes) -> None:
    with pytest.raises(BodyError):
        decode_result(body)
