"""The contract between node and gateway: the gateway's side of the words on the wire.

`firmware/node/message.py` speaks what this module hears; `tests/contract` ties the two.
The JSON Schema in `docs/message.schema.json` is made from these structs.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from gateway.domain.errors import BodyError
from gateway.domain.node_limits import RelayState
from gateway.domain.node_updates import UpdateState
from gateway.domain.quantities import QUANTITIES
from gateway.domain.topics import NAME, ReadingsTopic

LARGEST_BODY: Final = 64 * 1024
"""A larger body is not taken; our own nodes send at most 4 KB [bytes]."""


Count = Annotated[int, Meta(ge=0, le=2**53)]
Second = Annotated[int, Meta(ge=0, le=2**40)]
Name = Annotated[str, Meta(pattern=f"^{NAME.pattern}$")]
MOST_PATIENCE_S: Final = 15 * 86_400
"""Whatever a node says of itself, longer than this nobody lets it be silent [s]. Ours."""

LATE_S: Final = 4 * 3600
"""So much later than it says itself a node that sleeps may speak [s]: after a failed try it waits two hours
at most, and so again after the next. Ours.
"""

VISITED_FROM_S: Final = 7 * 86_400
"""A node that may be silent for so long is one that is visited [s]: no other sleeps longer than four days."""

Measured = Annotated[float, Meta(ge=-1e9, le=1e9)]
"""More than anything on a node can measure: what is beyond it is no number that a page could show."""
Ringing = Annotated[int, Meta(ge=0, le=3)]  # 0 is silence; 1 to 3 are gateway.domain.alerts.Level


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
    is `silent` or the `mains` are lost and nobody is heard, or a pond's `oxygen` is under its node's own
    limit, or its `aerator` is switched on and takes no current. `silenced_s`: how long the button holds.
    `dropped` and `damaged`: records that did not fit or could not be read, since power-on. `rescue`: why it
    keeps its records in memory instead of in flash, where a power cut would take them. `speaks_every_s`: how
    long one that sleeps may be silent in ordinary life; for one that is only visited, from visit to visit.
    """

    state: Literal["online", "sleeping", "lost"]
    firmware: str | None = None
    queue: str | None = None
    boot: Count | None = None
    uptime: Second | None = None
    battery_v: Measured | None = None
    mains: bool | None = None
    signal_dbm: Measured | None = None
    free_heap: Count | None = None
    outbox: Count | None = None
    clock: Literal["synced", "unsynced"] | None = None
    newest: dict[str, dict[str, Measured]] = {}
    faults: dict[str, str] | None = None
    ringing: Ringing | None = None
    silenced_s: Count | None = None
    alone: Literal["silent", "mains", "oxygen", "aerator"] | None = None
    relay: RelayState | None = None
    update: UpdateState | None = None
    dropped: Count | None = None
    damaged: Count | None = None
    started: Literal["power_on", "watchdog", "deep_sleep", "reset", "brownout"] | None = None
    micropython: str | None = None
    board: str | None = None
    rescue: str | None = None
    speaks_every_s: Count | None = None

    @property
    def may_be_silent_s(self) -> int:
        """How long nobody need wonder that it says nothing [s], by its own word; 0 where it sleeps not."""
        if self.state != "sleeping" or self.speaks_every_s is None:
            return 0
        return min(self.speaks_every_s + LATE_S, MOST_PATIENCE_S)

    @property
    def is_visited(self) -> bool:
        """Whether the station comes to it: it is heard when somebody passes, once a week or so."""
        return self.state == "sleeping" and (self.speaks_every_s or 0) >= VISITED_FROM_S

    @property
    def volts(self) -> float | None:
        """What it says of its battery [V]: of itself, or as what a sensor of it measures."""
        if self.battery_v is not None:
            return self.battery_v
        return next((said["battery"] for said in self.newest.values() if "battery" in said), None)


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
    return read(Status, body, "not the status we agreed on")


def decode_ask(body: bytes) -> TimeAsk:
    """Return a node's question for the time.

    Raises:
        BodyError: It is not the JSON we agreed on.
    """
    return read(TimeAsk, body, "not the question we agreed on")


def read(word: type[_Word], body: bytes, reason: str) -> _Word:
    """Return a word of the contract.

    Raises:
        BodyError: It is not the JSON we agreed on; the sentence begins with the reason.
    """
    try:
        return msgspec.json.decode(body, type=word)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BodyError(f"{reason}: {error}") from error
