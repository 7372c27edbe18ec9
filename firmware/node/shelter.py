"""An outbox in memory, for a board whose flash does not work."""

import json
import os
from binascii import hexlify

from node import const

_MOST_BYTES = const(6144)
_MOST_HELD_BYTES = const(1200)  # of the 2 KB that outlive deep sleep


class Shelter:
    """A queue of its own, of this power-on; a power cut takes what stands in it.

    Attributes:
        queue, boot, gone, next_number, newest, dropped, damaged: As those of the outbox in flash.
    """

    def __init__(self, first: int, *, boot: int, held: object = 0) -> None:
        """Begin with a number, or with what was held through deep sleep."""
        self.queue = hexlify(os.urandom(4)).decode()
        self.boot = boot
        self.next_number = first
        self.gone = first - 1
        self.dropped = self.damaged = 0
        self._records = []
        if isinstance(held, list):
            self.queue, self.boot, self.gone, self.next_number, self.dropped, records = held
            self._records = [(record["number"], _encoded(record)) for record in records]
        self._bytes = self._size()

    @property
    def newest(self) -> int:
        """The highest number that is kept."""
        return self._records[-1][0] if self._records else self.gone

    def reserve(self) -> int:
        """Return a number that no record of the queue has."""
        self.next_number += 1
        return self.next_number - 1

    def put(self, number: int, content: bytes) -> None:
        """Keep a record; where there is no room the oldest are dropped."""
        self._records.append((number, content))
        self._bytes += len(content)
        self._drop(_MOST_BYTES)

    def read(self, after: int, *, up_to: int, room: int) -> list[tuple[int, bytes]]:
        """Return the next records above a number within `room`, the first however large it is."""
        found = []
        for number, content in self._records:
            if number <= after:
                continue
            room -= len(content) + 1
            if number > up_to or (found and room < 0):
                break
            found.append((number, content))
        return found

    def acknowledge(self, number: int) -> None:
        """Let go of everything up to a number."""
        self._records = [record for record in self._records if record[0] > number]
        self._bytes = self._size()
        self.gone = max(self.gone, number)

    def begin_again(self) -> None:
        """Put what is held under a new queue."""
        self.queue = hexlify(os.urandom(4)).decode()

    def depth(self) -> int:
        """Return how many records wait."""
        return len(self._records)

    def held(self) -> list:
        """Return what a memory of a few bytes can hold of it, the newest records."""
        self._drop(_MOST_HELD_BYTES, 0)
        return [self.queue, self.boot, self.gone, self.next_number, self.dropped, self.records()]

    def records(self) -> list[dict]:
        """Return all that is kept."""
        return [json.loads(content.decode()) for _, content in self._records]

    def _size(self) -> int:
        return sum([len(content) for _, content in self._records])

    def _drop(self, most_bytes: int, least: int = 1) -> None:
        while len(self._records) > least and self._bytes > most_bytes:
            self.gone, content = self._records.pop(0)
            self._bytes -= len(content)
            self.dropped += 1


def _encoded(record: dict) -> bytes:
    return json.dumps(record, separators=(",", ":")).encode()
