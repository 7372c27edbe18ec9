"""The outbox of a node, read from its own files as the firmware writes them.

Source: firmware/node/outbox.py and firmware/node/segment.py, which say what each byte is.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import msgspec

from gateway.domain.message import Record
from gateway.domain.topics import LARGEST_RANGE, node_topic

_SEGMENT: Final = re.compile(r"[0-9a-f]{8}\.seg")
_MAGIC: Final = 0xC5
_HEADER: Final = struct.Struct("<BHII")
_MOST_BYTES: Final = 3_000


class Kept(NamedTuple):
    """A record as it stands in the flash."""

    number: int
    content: bytes


@dataclass(frozen=True, slots=True)
class OutboxRead:
    """What an outbox holds.

    Attributes:
        queue: Eight hexadecimal digits.
        boot: How many power-ons the queue has seen.
        gone: Everything up to this number is acknowledged or was dropped; -1 at first.
        records: What is not acknowledged, rising by number.
        damaged: How many records could not be read.
    """

    queue: str
    boot: int
    gone: int
    records: tuple[Kept, ...]
    damaged: int


class Batch(NamedTuple):
    """A message as the node itself would have sent it."""

    topic: str
    body: bytes


def read_outbox(files: Mapping[str, bytes]) -> OutboxRead | None:
    """Return what the files of an outbox hold, by their names; None where it never began."""
    who, gone = small(files.get("who", b"")), small(files.get("gone", b""))
    if who is None:
        return None
    above = -1 if gone is None else gone - 1
    records: dict[int, Kept] = {}
    damaged = 0
    for name in sorted(files):
        if _SEGMENT.fullmatch(name):
            found, bad = _segment(files[name])
            damaged += bad
            records |= {one.number: one for one in found if one.number > above}
    rising = tuple(records[number] for number in sorted(records))
    return OutboxRead(f"{who >> 32:08x}", who & 0xFFFFFFFF, above, rising, damaged)


def small(content: bytes) -> int | None:
    """Return the number in one of the small files, None where it is absent or damaged."""
    if len(content) < 12 or zlib.crc32(content[:8]) != int.from_bytes(content[8:12], "little"):
        return None
    return int.from_bytes(content[:8], "little")


def as_small(value: int) -> bytes:
    """Return a number as it stands in one of the small files."""
    content = value.to_bytes(8, "little")
    return content + zlib.crc32(content).to_bytes(4, "little")


def _segment(content: bytes) -> tuple[list[Kept], int]:
    """Return the sound records of a segment, and how many are damaged; a torn tail ends it."""
    found, damaged, at = [], 0, 0
    while len(content) - at >= _HEADER.size and content[at] == _MAGIC:
        _, length, number, crc = _HEADER.unpack_from(content, at)
        body = content[at + _HEADER.size : at + _HEADER.size + length]
        if len(body) < length:
            break
        if zlib.crc32(body, zlib.crc32(content[at : at + 7])) == crc:
            found.append(Kept(number, body))
        else:
            damaged += 1
        at += _HEADER.size + length
    return found, damaged


def batches(held: OutboxRead, *, commune: str, node: str) -> Iterator[Batch]:
    """Yield what an outbox holds as the messages that its node would send, in order; ranges abut.

    A record that is no JSON of ours goes in a message of its own: the station sets that one aside alone.
    """
    first = held.gone + 1
    for group in _groups(held):
        last = group[-1].number
        while last - first >= LARGEST_RANGE:  # burnt numbers: the range alone accounts for them
            yield _batch(held, commune, node, (first, first + LARGEST_RANGE - 1), [])
            first += LARGEST_RANGE
        yield _batch(held, commune, node, (first, last), group)
        first = last + 1


def _groups(held: OutboxRead) -> Iterator[list[Kept]]:
    group: list[Kept] = []
    size = 0
    for one in held.records:
        is_sound = _is_record(one)
        spans = bool(group) and one.number - group[0].number >= LARGEST_RANGE - 1
        if group and (size + len(one.content) > _MOST_BYTES or spans or not is_sound):
            yield group
            group, size = [], 0
        group.append(one)
        size += len(one.content) + 1
        if not is_sound:
            yield group
            group, size = [], 0
    if group:
        yield group


def _is_record(one: Kept) -> bool:
    try:
        return msgspec.json.decode(one.content, type=Record).number == one.number
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        return False


def _batch(held: OutboxRead, commune: str, node: str, span: tuple[int, int], group: list[Kept]) -> Batch:
    first, last = span
    leaf = f"readings/{held.queue}/{held.gone + 1}/{first}/{last}"
    uptime = 0  # what a cable brings is not said now: nothing of it is judged as if it were
    head = b'{"boot":%d,"uptime":%d,"waiting":false,"records":[' % (held.boot, uptime)
    body = head + b",".join(one.content for one in group) + b"]}"
    return Batch(node_topic(commune, node, leaf), body)
