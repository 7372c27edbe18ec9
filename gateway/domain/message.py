"""The contract between node and gateway: the gateway's side of the words on the wire.

`firmware/node/message.py` speaks what this module hears; `tests/contract` ties the two.
The JSON Schema in `docs/message.schema.json` is made from these structs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Final, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from gateway.domain.by_hand import is_by_hand
from gateway.domain.errors import BodyError, TopicError
from gateway.domain.quantities import QUANTITIES

PREFIX: Final = "conuco/v1"
LARGEST_RANGE: Final = 1_000
LARGEST_BODY: Final = 64 * 1024
"""A larger body is not taken; our own nodes send at most 4 KB [bytes]."""

NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
_QUEUE: Final = re.compile(r"[0-9a-f]{8}")
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,9}")

Count = Annotated[int, Meta(ge=0, le=2**53)]
Second = Annotated[int, Meta(ge=0, le=2**40)]
Name = Annotated[str, Meta(pattern=f"^{NAME.pattern}$")]
Ringing = Annotated[int, Meta(ge=0, le=3)]  # 0 is silence; 1 to 3 are gateway.domain.alerts.Level
Order = Annotated[str, Meta(pattern="^[!-~]{1,40}$")]


class Record(Struct, frozen=True, gc=False):
    """What a node measured at one moment."""

    number: Count
    boot: Count
    uptime: Second
    clock: Literal["synced", "unsynced"]
    values: dict[Name, dict[str, float]]
    time: Second | None = None


class Envelope(Struct, frozen=True):
    """A batch of records as a node sends it.

    `uptime` is the node's at sending, in its power-on `boot`; without `boot` the newest
    power-on of its records is meant. `waiting`: the node can do nothing more until the answer.
    """

    uptime: Second
    records: list[Record]
    waiting: bool = False
    boot: Count | None = None


class Ack(Struct, frozen=True):
    """Everything of that queue up to `seq` is committed, dead-lettered or was reported dropped.

    `seq` is -1 while nothing is; `again` says that something started beyond it.
    """

    queue: Annotated[str, Meta(pattern="^[0-9a-f]{8}$")]
    seq: Annotated[int, Meta(ge=-1, le=2**53)]
    again: bool = False


class TimeAsk(Struct, frozen=True):
    """A node asks what time it is; `n` is its echo."""

    n: Count
    queue: Annotated[str, Meta(pattern="^[0-9a-f]{8}$")]
    boot: Count
    uptime_ms: Count


class TimeAnswer(Struct, frozen=True):
    """The station's answer; `trusted` is false while it does not trust its own clock."""

    n: Count
    uptime_ms: Count
    utc_ms: Count
    trusted: bool


class Status(Struct, frozen=True):
    """How a node is; for display and alarms while a backlog drains, never stored as a reading.

    `ringing`: the level a siren sounds at by order. `alone`: why it sounds by itself, because the station
    is `silent` or the `mains` are lost and nobody is heard. `silenced_s`: how long the button holds.
    """

    state: Literal["online", "sleeping", "lost"]
    firmware: str | None = None
    queue: str | None = None
    boot: Count | None = None
    uptime: Second | None = None
    battery_v: float | None = None
    mains: bool | None = None
    signal_dbm: float | None = None
    free_heap: Count | None = None
    outbox: Count | None = None
    clock: Literal["synced", "unsynced"] | None = None
    newest: dict[str, dict[str, float]] = {}
    faults: dict[str, str] | None = None
    ringing: Ringing | None = None
    silenced_s: Count | None = None
    alone: Literal["silent", "mains"] | None = None


class AlarmOutput(Struct, frozen=True):
    """How a siren is to sound, and why in a few words of ASCII; level 0 is silence."""

    level: Ringing
    reason: Annotated[str, Meta(pattern="^[ -~]{0,80}$")] = ""


class Command(Struct, frozen=True):
    """An order to a node, retained: it is told on every connection and done once for each id.

    After `expires` [s UTC] it is not taken up; what was taken up before stands until the next order.
    """

    id: Order
    expires: Second | None = None
    alarm: AlarmOutput | None = None


class Result(Struct, frozen=True):
    """What became of an order, and the level the siren sounds at now; 0 while the button keeps it quiet."""

    id: Order
    state: Literal["done", "refused", "expired"]
    ringing: Ringing = 0
    silenced_s: Count = 0


@dataclass(frozen=True, slots=True)
class ReadingsTopic:
    """What the topic of a batch alone says.

    Attributes:
        queue: Eight hexadecimal digits; lives and dies with the node's flash.
        oldest: The lowest number still in the node's flash.
        first: The lowest number this message accounts for.
        last: The highest number this message accounts for.
    """

    node: str
    queue: str
    oldest: int
    first: int
    last: int


Leaf = Literal["status", "time/ask", "result", "ack", "time/answer", "command"]


@dataclass(frozen=True, slots=True)
class NodeTopic:
    """A topic of one node that is not a batch of readings."""

    node: str
    leaf: Leaf


def node_topic(commune: str, node: str, leaf: str) -> str:
    """Return the topic of one node's leaf."""
    return f"{PREFIX}/{commune}/{node}/{leaf}"


def parse_topic(topic: str, *, commune: str) -> ReadingsTopic | NodeTopic:
    """Return what a topic says.

    Raises:
        TopicError: It is not one of ours, or breaks `oldest` <= `first` <= `last`
            or spans more than 1,000 numbers.
    """
    head = f"{PREFIX}/{commune}/"
    if not topic.startswith(head):
        raise TopicError(f"the topic does not begin with {head}")
    node, _, leaf = topic[len(head) :].partition("/")
    if not NAME.fullmatch(node):
        raise TopicError(f"{node[:40]!r} is not the name of a node")
    if is_by_hand(node):
        raise TopicError(f"{node[:40]!r} is kept for what people measure by hand")
    if leaf.startswith("readings/"):
        return _readings_topic(node, leaf.split("/")[1:])
    match leaf:
        case "status" | "time/ask" | "result" | "ack" | "time/answer" | "command":
            return NodeTopic(node, leaf)
        case _:
            raise TopicError(f"nothing is expected under {leaf[:40]!r}")


def _readings_topic(node: str, parts: list[str]) -> ReadingsTopic:
    if len(parts) != 4:
        raise TopicError("readings/ is followed by queue, oldest, first and last")
    queue, *numbers = parts
    if not _QUEUE.fullmatch(queue):
        raise TopicError(f"the queue {queue[:40]!r} is not eight hexadecimal digits")
    if not all(_NUMBER.fullmatch(number) for number in numbers):
        raise TopicError("oldest, first and last are whole numbers of at most ten digits")
    oldest, first, last = map(int, numbers)
    if not oldest <= first <= last:
        raise TopicError(f"oldest <= first <= last does not hold: {oldest}, {first}, {last}")
    if last - first >= LARGEST_RANGE:
        raise TopicError(f"the range {first} to {last} spans more than {LARGEST_RANGE} numbers")
    return ReadingsTopic(node, queue, oldest, first, last)


_Word = TypeVar("_Word", bound=Struct)
_envelope_decoder: Final = msgspec.json.Decoder(Envelope)


def decode_envelope(topic: ReadingsTopic, body: bytes) -> Envelope:
    """Return the batch of a well-formed topic.

    Raises:
        BodyError: It is not the JSON we agreed on, names an unknown quantity, or its
            numbers lie outside the topic's range or do not rise.
    """
    try:
        envelope = _envelope_decoder.decode(body.decode("utf-8"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BodyError(f"not the JSON we agreed on: {error}") from error
    _check_numbers(topic, envelope.records)
    for record in envelope.records:
        if record.clock == "synced" and record.time is None:
            raise BodyError(f"record number {record.number} says its clock is synced and states no time")
        check_quantities(record)
    return envelope


def _check_numbers(topic: ReadingsTopic, records: list[Record]) -> None:
    before = topic.first - 1
    for record in records:
        if not before < record.number <= topic.last:
            raise BodyError(
                f"record number {record.number} does not rise within {topic.first} to {topic.last}"
            )
        before = record.number


def check_quantities(record: Record) -> None:
    """Check that every value has a quantity that is in our table.

    Raises:
        BodyError: One has not.
    """
    for channel, values in record.values.items():
        for quantity in values:
            if quantity not in QUANTITIES:
                raise BodyError(f"unknown quantity {quantity[:40]!r} in channel {channel!r}")


def decode_status(body: bytes) -> Status:
    """Return the status of a node.

    Raises:
        BodyError: It is not the JSON we agreed on.
    """
    return _read(Status, body, "not the status we agreed on")


def decode_ask(body: bytes) -> TimeAsk:
    """Return a node's question for the time.

    Raises:
        BodyError: It is not the JSON we agreed on.
    """
    return _read(TimeAsk, body, "not the question we agreed on")


def decode_command(body: bytes) -> Command:
    """Return an order to a node.

    Raises:
        BodyError: It is not the JSON we agreed on.
    """
    return _read(Command, body, "not the order we agreed on")


def decode_result(body: bytes) -> Result:
    """Return a node's answer to an order.

    Raises:
        BodyError: It is not the JSON we agreed on.
    """
    return _read(Result, body, "not the answer to an order we agreed on")


def _read(word: type[_Word], body: bytes, reason: str) -> _Word:
    try:
        return msgspec.json.decode(body, type=word)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BodyError(f"{reason}: {error}") from error
