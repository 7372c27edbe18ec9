"""The task that places records whose time nobody can know any more between their neighbours."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from gateway.domain.readings import TimeKnown
from gateway.store.sqlite import arrivals, beside, cursors
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.beside import Beside, Pair, closer
from gateway.store.sqlite.writer import SqliteWriter
from gateway.timekeeping.neighbours import Known, Lost, between
from gateway.timekeeping.plausible import EARLIEST

log = logging.getLogger(__name__)

EVERY_S: Final = 60.0
AT_ONCE: Final = 200
"""So many records are placed between two batches of live messages."""

LOOKED_AT: Final = 5000
"""So many are looked at to share out the time between two neighbours."""

DAY_S: Final = 86_400
REPLACED_S: Final = 7 * DAY_S
"""A queue of a node that has another one since is over when nothing came of it for so long [s]. Ours."""

NEXT_WITHIN_S: Final = 6 * 3600.0
"""So long it is waited for a record after them whose time is known [s on the machine's own clock]. Ours."""

LOOKED_BACK_S: Final = 14 * DAY_S
"""So far back a neighbour is looked for in the blocks [s]. Ours."""

Waiting = list[tuple[int, Arrival]]


@dataclass(slots=True)
class Placing:
    """Places what a clock pair can never resolve: another power-on of the queue was heard since.

    Each step stands for itself: what is placed is not looked at again, so that one that is cut off goes
    on where it stopped.

    Attributes:
        is_clock_trusted: Nothing is placed while the station does not know the time: a pair may come yet.
        monotonic: The machine's own clock, which only counts [s].
    """

    writer: SqliteWriter
    is_clock_trusted: Callable[[], bool]
    monotonic: Callable[[], float] = time.monotonic
    _looked_at: float = float("-inf")
    _queues: list[tuple[str, int]] = field(default_factory=list)
    _waited_since: dict[tuple[str, int], float] = field(default_factory=dict)

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - the rhythm is ours, not the world's
        """Tell whether a queue is to be looked at."""
        if not self._queues and self.monotonic() - self._looked_at >= EVERY_S and self.is_clock_trusted():
            self._looked_at = self.monotonic()
            self._queues = beside.unplaced_queues(self.writer.readings)
            known = self._waited_since
            self._waited_since = {one: known.get(one, self._looked_at) for one in self._queues}
        return bool(self._queues)

    def act(self, now: int) -> None:
        """Place some records of the first queue, or go on to the next."""
        node, queue = self._queues[0]
        found = self._lost(node, queue, now)
        if not found or not self._is_placed(found, now):
            self._queues.pop(0)

    def _lost(self, node: str, queue: int, now: int) -> Waiting:
        """Return records of one gap that nothing will resolve, rising by number."""
        own = {one.queue: one for one in cursors.everything(self.writer.readings) if one.node == node}
        cursor = own.get(queue)
        waiting = arrivals.waiting(self.writer.readings, node, queue, most=LOOKED_AT)
        if cursor is None:
            return waiting
        is_replaced = any(one.heard > cursor.heard for one in own.values())
        if is_replaced and now - cursor.heard > REPLACED_S:
            return waiting
        return [one for one in waiting if one[1].boot < cursor.boot]

    def _is_placed(self, found: Waiting, now: int) -> bool:
        """Place the records before the next known one; tell whether there was anything to place."""
        first = found[0][1]
        before, after = self._neighbours(first, now)
        if after is None and not self._is_late(first):
            return False
        whole = [one for one in found if after is None or one[1].number < after.number]
        gap = whole[:AT_ONCE]
        at = between([_lost(one) for _, one in whole], before=_known(before), after=_known(after))
        with self.writer.transaction() as readings:
            for (old, arrival), moment in zip(gap, at, strict=False):
                placed = replace(arrival, time=moment, known=TimeKnown.ESTIMATED)
                beside.stand_anew(readings, old, placed)
        log.info("records estimated node=%s queue=%08x count=%d from=%d to=%d", first.node, first.queue,
                 len(gap), at[0], at[len(gap) - 1])  # fmt: skip
        return True

    def _is_late(self, one: Arrival) -> bool:
        """Tell whether a known record after this one is not waited for any more."""
        since = self._waited_since.get((one.node, one.queue), self.monotonic())
        return self.monotonic() - since >= NEXT_WITHIN_S

    def _neighbours(self, one: Arrival, now: int) -> Pair:
        """Return the nearest records of a queue, before and after one, whose time is known."""
        below, above = beside.in_arrivals(self.writer.readings, one.node, one.queue, one.number)
        if below is not None and below.number == one.number - 1 and above is not None:
            return below, above
        hint = one.received if EARLIEST <= one.received <= now else now
        spans = self.writer.archive.spans_of(one.node, hint - LOOKED_BACK_S, now + DAY_S)
        for span in reversed(spans):
            found = self.writer.archive.beside(one.node, span, queue=one.queue, number=one.number)
            below, above = closer(below, found[0], one.number), closer(above, found[1], one.number)
            if found[0] is not None:
                break
        return below, above


def _lost(one: Arrival) -> Lost:
    return Lost(one.boot, one.uptime, one.received)


def _known(one: Beside | None) -> Known | None:
    return None if one is None else Known(one.boot, one.uptime, one.time)
