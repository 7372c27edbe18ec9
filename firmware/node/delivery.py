"""Decides which records to send, which to send again, and when one may leave the flash."""

from node import message
from node.ticks import elapsed

WINDOW = 4
PATIENCE_MS = (30_000, 60_000, 120_000, 240_000, 480_000, 600_000)


class Delivery:
    """The node's half of the delivery rules, over an outbox.

    Ranges abut: a message's first number is the one before's last + 1, burnt numbers included.
    """

    def __init__(self, outbox) -> None:
        self._outbox = outbox
        self._queue = outbox.queue
        self._sent = -1
        self._in_flight = []  # the last number of each message that is not acknowledged
        self._again_at = None
        self._waits = 0
        self._moved = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to send and nothing to be acknowledged."""
        self._follow()
        return not self._in_flight and not self._has_unsent()

    def connect(self, ticks: int) -> None:
        """Begin again from what is acknowledged."""
        self._send_again(ticks)
        self._again_at = None
        self._waits = 0

    def next(self, *, room: int, sleeps: bool) -> tuple[str, list, bool] | None:
        """Return leaf, records and "waiting" of the next message, None while there is nothing to send.

        Args:
            room: The bytes of records that fit in one message.
            sleeps: Whether the node sleeps when all is answered.
        """
        outbox = self._outbox
        self._follow()
        # A full outbox drops what is in flight too; that needs no answer any more.
        self._in_flight = [last for last in self._in_flight if last > outbox.gone]
        if len(self._in_flight) >= WINDOW or not self._has_unsent():
            return None
        self._sent = max(self._sent, outbox.gone)
        first = self._sent + 1
        farthest = first + message.LARGEST_RANGE - 1
        records = outbox.read(self._sent, up_to=farthest, room=room)
        # Without records, the numbers up to there are burnt: the range alone accounts for them.
        last = records[-1][0] if records else min(farthest, outbox.newest)
        self._sent = last
        self._in_flight.append(last)
        is_waiting = len(self._in_flight) >= WINDOW or (sleeps and not self._has_unsent())
        leaf = message.readings_leaf(outbox.queue, outbox.gone + 1, first, last)
        return leaf, [content for _, content in records], is_waiting

    def hear(self, ack: tuple[str, int, bool], *, ticks: int) -> str | None:
        """Take an acknowledgement; return what deserves to be reported, if anything.

        Raises:
            OSError: The flash cannot be written.
        """
        queue, seq, again = ack
        outbox = self._outbox
        if queue != outbox.queue:
            return None
        if seq >= outbox.next_number:
            before = outbox.next_number
            outbox.begin_again()
            self.connect(ticks)
            return f"queue {queue} was acknowledged up to {seq} but ends before {before}: now {outbox.queue}"
        if seq > outbox.gone:
            outbox.acknowledge(seq)
            self._sent = max(self._sent, seq)
            self._moved = ticks
            self._waits = 0
        self._in_flight = [last for last in self._in_flight if last > outbox.gone]
        if again and self._again_at != seq:
            self._send_again(ticks)
            self._again_at = seq
        return None

    def tick(self, ticks: int) -> None:
        """Send again when no acknowledgement moved for 30 s, then 1, 2, 4, 8, 10 minutes."""
        if not self._in_flight:
            self._moved = ticks
        elif elapsed(self._moved, ticks) >= PATIENCE_MS[min(self._waits, len(PATIENCE_MS) - 1)]:
            self._waits += 1
            self._send_again(ticks)

    def _follow(self) -> None:
        """Begin again where records are kept under another queue now: what was sent was of the old one."""
        if self._outbox.queue != self._queue:
            self._queue = self._outbox.queue
            self._sent = self._outbox.gone
            self._in_flight = []

    def _has_unsent(self) -> bool:
        return self._outbox.newest > max(self._sent, self._outbox.gone)

    def _send_again(self, ticks: int) -> None:
        self._sent = self._outbox.gone
        self._in_flight = []
        self._moved = ticks
