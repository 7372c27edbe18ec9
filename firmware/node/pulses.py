"""Counts how often a contact closes, and not how often it bounces."""

from node.ticks import elapsed


class Pulses:
    """A counter that a pin's own interrupt feeds."""

    def __init__(self, pin, apart_ms: int, ticks_ms) -> None:
        """Begin to count from 0.

        Args:
            pin: Calls what its `irq` is given, at each edge down: a contact to ground closes.
            apart_ms: How quiet it must have been before a closing counts [ms].
            ticks_ms: The counter for deadlines [ms].
        """
        self._apart_ms = apart_ms
        self._ticks_ms = ticks_ms
        self._newest = None
        self._count = 0
        pin.irq(self._closes, pin.IRQ_FALLING)

    def value(self) -> int:
        """Return how often it has closed."""
        return self._count

    def _closes(self, _pin: object) -> None:
        # Nothing is made here that needs memory beyond a number.
        now, before = self._ticks_ms(), self._newest
        self._newest = now
        if before is None or elapsed(before, now) >= self._apart_ms:
            self._count += 1
