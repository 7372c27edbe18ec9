"""Keeps records in flash until the station has committed them.

Segments, named by their first number, hold the records. Three small files stand beside them:

- `who`: the queue's name and how many power-ons it has seen
- `gone`: everything up to that number is acknowledged or was dropped
- `reserved`: numbers below it may have been used; it is flushed before they are

All three are replaced as a whole, by a rename.
"""

import os
from binascii import hexlify

from node import const, segment, small

_STEP = const(64)
_NO_ROOM = const(28)
_EXISTS = const(17)
_UNSOUND = const(-1)


class Outbox:
    """An append-only queue of numbered records in a folder of the flash.

    Attributes:
        queue: Eight random hexadecimal digits, made when an empty outbox is created.
        boot: How many power-ons the queue has seen.
        gone: Everything up to this number is acknowledged or was dropped; -1 at first.
        next_number: The next one that `reserve` gives.
        newest: The highest number that stands in flash; -1 for none.
        dropped: How many records were dropped for want of room since the start.
        damaged: How many could not be read since the start.
        rescue: Why there is none in flash; None here.
    """

    rescue = None

    def __init__(self, folder: str, *, segment_bytes: int = 16384, segments: int = 48) -> None:
        self._folder = folder
        self._segment_bytes = segment_bytes
        self._most_segments = segments
        self._segments = []  # first numbers, rising
        self._tail_bytes = _UNSOUND  # size of the last segment, where it may be appended to
        self._unreadable = []
        self._place = (-1, -1, 0)  # segment, number read last, offset behind it
        self._reserved = 0
        self.queue = ""
        self.boot = 0
        self.gone = -1
        self.next_number = 0
        self.newest = -1
        self.dropped = 0
        self.damaged = 0

    def open(self, *, is_power_on: bool, next_number: int | None = None) -> None:
        """Take up what the flash holds, or begin a new queue in an empty one.

        Args:
            is_power_on: Whether this is a power-on, which the queue counts.
            next_number: The next unused number, where the memory that outlives deep sleep tells it;
                without it the numbers reserved before are burnt.

        Raises:
            OSError: The flash cannot be read or written.
        """
        self._make_folder()
        self._segments = sorted(
            [int(name[:-4], 16) for name in os.listdir(self._folder) if _is_segment(name)]
        )
        self._tail_bytes = _UNSOUND
        self._find_newest()
        who, gone, reserved = [small.read(f"{self._folder}/{one}") for one in ("who", "gone", "reserved")]
        if who is None or gone is None or reserved is None:
            self._begin(gone, reserved)
            return
        self.queue, self.boot = "%08x" % (who >> 32), who & 0xFFFFFFFF
        self.gone, self._reserved = gone - 1, reserved
        lowest = max(self.gone, self.newest) + 1
        self.next_number = max(reserved if next_number is None else next_number, lowest)
        self._remove_gone()
        if is_power_on:
            self.boot += 1
            self._write_who()

    def reserve(self) -> int:
        """Return a number that no record has, nor will have after any restart.

        Raises:
            OSError: The flash cannot be written.
        """
        number = self.next_number
        if number >= self._reserved:
            self._write_small("reserved", number + _STEP)
            self._reserved = number + _STEP
        self.next_number = number + 1
        return number

    def put(self, number: int, content: bytes) -> None:
        """Keep a record; when this returns it stands flushed in flash.

        Where there is no room the oldest segment is dropped.

        Raises:
            OSError: It could not be kept; it may be there after a restart, once, unaltered.
        """
        if len(content) > segment.LARGEST_CONTENT:
            raise OSError(f"a record of {len(content)} bytes is too large")
        record = segment.encode(number, content)
        while True:
            try:
                self._append(number, record)
                return
            except OSError as error:
                if error.errno != _NO_ROOM or not self._segments:
                    self._tail_bytes = _UNSOUND
                    raise
                # What found no room changed nothing: the tail may still be appended to.
                if self._tail_bytes >= 0 and self._size(self._segments[-1]) != self._tail_bytes:
                    self._tail_bytes = _UNSOUND
                self._drop_oldest()

    def read(self, after: int, *, up_to: int, room: int) -> list[tuple[int, bytes]]:
        """Return the next records above a number, with a byte each for a comma within `room`.

        The first is returned even where it is larger than the room: nothing may be passed over.

        Raises:
            OSError: The flash cannot be read.
        """
        found = []
        after = max(after, self.gone)
        for at, first in enumerate(self._segments):
            if at + 1 < len(self._segments) and self._segments[at + 1] <= after + 1:
                continue
            offset = self._place[2] if self._place[0] == first and self._place[1] <= after else 0
            limits = (after, up_to, room, not found)
            try:
                records, room, damaged = segment.read(self._path(first), offset, limits)
            except OSError as error:
                # One that cannot be read must not keep back all that stand behind it.
                self._pass_over(first, error)
                continue
            self.damaged += damaged
            for number, content, behind in records:
                found.append((number, content))
                self._place = (first, number, behind)
            if room < 0:
                break
        return found

    def acknowledge(self, number: int) -> None:
        """Let go of everything up to a number.

        Raises:
            OSError: The flash cannot be written; nothing was let go.
        """
        if number > self.gone:
            self._write_small("gone", number + 1)
            self.gone = number
            self._remove_gone()

    def begin_again(self) -> None:
        """Put what is held under a new queue, whose history begins with it.

        Raises:
            OSError: The flash cannot be written.
        """
        self.queue = hexlify(os.urandom(4)).decode()
        self._write_who()

    def growth(self) -> int:
        """Return how many bytes it may still grow by."""
        return self._segment_bytes * (self._most_segments - len(self._segments))

    def depth(self) -> int:
        """Return how many records wait; with several segments about how many."""
        if not self._segments or self.newest <= self.gone:
            return 0
        wanted, size = segment.count(self._path(self._segments[-1]), self.gone)
        before = sum([self._size(first) for first in self._segments[:-1]])
        return wanted + before // max(size, 1)

    def _begin(self, gone: int | None, reserved: int | None) -> None:
        """Begin a new queue; what stands in the flash is held under it."""
        first = self._segments[0] if self._segments else 0
        self.gone = (first if gone is None else gone) - 1
        self._reserved = max(self.newest + 1, self.gone + 1, reserved or 0)
        self.next_number = self._reserved
        self.queue, self.boot = hexlify(os.urandom(4)).decode(), 1
        self._write_small("reserved", self._reserved)
        self._write_small("gone", self.gone + 1)
        # Last: a cut before this begins once more, under another name.
        self._write_who()

    def _find_newest(self) -> None:
        """Find the newest record; a torn tail is never appended to."""
        for at, first in enumerate(reversed(self._segments)):
            try:
                newest, end = segment.last(self._path(first))
            except OSError as error:
                self._pass_over(first, error)
                continue
            if at == 0 and end == self._size(first):
                self._tail_bytes = end
            if newest >= 0:
                self.newest = newest
                return

    def _pass_over(self, first: int, error: OSError) -> None:
        """Take note of a segment that cannot be read; where none can, it is the flash.

        Raises:
            OSError: The flash cannot be read.
        """
        os.listdir(self._folder)
        if first not in self._unreadable:
            self._unreadable.append(first)
            self.damaged += 1
        print("outbox: a segment cannot be read:", self._path(first), error)

    def _append(self, number: int, record: bytes) -> None:
        is_new = self._tail_bytes < 0 or self._tail_bytes + len(record) > self._segment_bytes
        if is_new and len(self._segments) >= self._most_segments:
            self._drop_oldest()
        first = number if is_new else self._segments[-1]
        segment.append(self._path(first), record, is_new=is_new)
        if is_new:
            self._segments.append(number)
            self._tail_bytes = 0
        self._tail_bytes += len(record)
        self.newest = number

    def _drop_oldest(self) -> None:
        """Drop the oldest segment; that it goes is written down first, where there is room."""
        first = self._segments[0]
        gone = max(self.gone, self._last(first))
        if first not in self._unreadable:
            self.dropped += segment.count(self._path(first), self.gone)[0]
        try:
            self._write_small("gone", gone + 1)
            self._remove(first)
        except OSError as error:
            if error.errno != _NO_ROOM:
                raise
            self._remove(first)
            self._write_small("gone", gone + 1)
        self.gone = gone
        print("outbox: dropped its oldest segment; records dropped since the start:", self.dropped)

    def _last(self, first: int) -> int:
        """Return the last number of the oldest segment; of one that cannot be read, all before the next."""
        try:
            return segment.last(self._path(first))[0]
        except OSError as error:
            self._pass_over(first, error)
            return (self._segments[1] if len(self._segments) > 1 else self.next_number) - 1

    def _remove_gone(self) -> None:
        while len(self._segments) > 1 and self._segments[1] <= self.gone + 1:
            try:
                self._remove(self._segments[0])
            except OSError as error:
                self._pass_over(self._segments.pop(0), error)  # it is tried again at the next start
        # The last one stays while it is small: a file made anew costs more than one that grows.
        if self.newest <= self.gone and self._tail_bytes > self._segment_bytes // 4:
            self._remove(self._segments[0])

    def _remove(self, first: int) -> None:
        os.remove(self._path(first))
        self._segments.remove(first)
        if not self._segments:
            self._tail_bytes = _UNSOUND

    def _path(self, first: int) -> str:
        return "%s/%08x.seg" % (self._folder, first)

    def _size(self, first: int) -> int:
        return os.stat(self._path(first))[6]

    def _make_folder(self) -> None:
        try:
            os.mkdir(self._folder)
        except OSError as error:
            if error.errno != _EXISTS:
                raise

    def _write_who(self) -> None:
        self._write_small("who", int(self.queue, 16) << 32 | self.boot)

    def _write_small(self, name: str, value: int) -> None:
        small.write(f"{self._folder}/{name}", value)


def _is_segment(name: str) -> bool:
    """Tell whether a file of the folder is one of ours, not one that a broken flash has made up."""
    try:
        return name[-4:] == ".seg" and int(name[:-4], 16) >= 0
    except ValueError:
        return False
