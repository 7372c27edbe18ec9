"""One file of records in flash: magic, length, number, CRC-32, content, one after another.

Each function closes its file before it returns, whatever happens: a handle that the garbage
collector finds crashes LittleFS (github.com/micropython/micropython/issues/6741).
"""

import struct
from binascii import crc32

from node import const

LARGEST_CONTENT = 2048
_MAGIC = const(0xC5)
_HEADER = const("<BHII")
_HEADER_BYTES = const(11)


def encode(number: int, content: bytes) -> bytes:
    """Return a record as it stands in flash."""
    head = struct.pack("<BHI", _MAGIC, len(content), number)
    return head + struct.pack("<I", crc32(content, crc32(head))) + content


def append(path: str, record: bytes, *, is_new: bool) -> None:
    """Write a record to the end of a segment and flush it.

    Raises:
        OSError: It could not be written; the segment must not be appended to again.
    """
    with open(path, "wb" if is_new else "ab") as file:
        file.write(record)
        file.flush()


def read(path: str, offset: int, limits: tuple) -> tuple[list, int, int]:
    """Return the next records of a segment as (number, content, offset behind it).

    Args:
        path: The segment's file.
        offset: Where to begin; the start of the file or an offset returned before.
        limits: (above, up to, room, one at least): which numbers are wanted, bytes for contents and
            commas, and whether the first is wanted however large: what is never read is never sent.

    Returns:
        The records, the room left (-1: a limit was reached), and how many were damaged.
    """
    after, up_to, room, one_at_least = limits
    found, damaged = [], 0
    with open(path, "rb") as file:
        file.seek(offset)
        while True:
            number, content, size = _next(file)
            if size == 0:
                return found, room, damaged
            offset += size
            if content is None:
                damaged += 1
            elif number > up_to or (number > after and room <= len(content) and not one_at_least):
                return found, -1, damaged
            elif number > after:
                room -= len(content) + 1
                one_at_least = False
                found.append((number, content, offset))


def last(path: str) -> tuple[int, int]:
    """Return the last number before the first damage, -1 for none, and the offset behind it."""
    number, offset = -1, 0
    with open(path, "rb") as file:
        while True:
            one, content, size = _next(file)
            if content is None:
                return number, offset
            number, offset = one, offset + size


def count(path: str, after: int) -> tuple[int, int]:
    """Return how many records are above a number, and the usual size of a record [bytes]."""
    wanted, total, size = 0, 0, 0
    with open(path, "rb") as file:
        while True:
            number, _, step = _next(file)
            if step == 0:
                return wanted, size // max(total, 1)
            total, size = total + 1, size + step
            wanted += 1 if number > after else 0


def _next(file) -> tuple[int, bytes | None, int]:
    """Return number, content and size of the record at a file's place.

    A size of 0: there is no further one. Content of None: it is damaged.
    """
    head = file.read(_HEADER_BYTES)
    if len(head) < _HEADER_BYTES or head[0] != _MAGIC:
        return -1, None, 0
    _, length, number, crc = struct.unpack(_HEADER, head)
    content = file.read(length)
    if len(content) < length:
        return -1, None, 0
    if crc32(content, crc32(head[:7])) != crc:
        return number, None, _HEADER_BYTES + length
    return number, content, _HEADER_BYTES + length
