"""What counts as now: who was heard since the backlog was drained, at which uptime."""

from __future__ import annotations

from gateway.domain.message import Record
from gateway.ingest.placing import lateness_s

NOW_WITHIN_S = 600
"""A record measured longer ago than this is stored and charted, never alarmed [s]."""


class Presence:
    """Remembers the newest power-on and uptime of each node's queue, by any message of it.

    A power-on is counted in a queue and begins anew with it: a board that was replaced says 1
    where the one before it said 57, and is not late for that.
    """

    def __init__(self) -> None:
        """Begin with nobody heard and the backlog not drained."""
        self._newest: dict[tuple[str, str], tuple[int, int]] = {}
        self._is_drained = False

    def connected(self) -> None:
        """Wait with the rules of "now": what comes first may be a backlog of the broker."""
        self._is_drained = False
        self._newest.clear()

    def drained(self) -> None:
        """What comes from now on was sent while we listened."""
        self._is_drained = True

    @property
    def is_drained(self) -> bool:
        """Whether what comes was sent while we listened."""
        return self._is_drained

    def hear(self, node: str, queue: str, *, boot: int, uptime: int) -> tuple[int, int]:
        """Take note of a queue's power-on and uptime [s]; return the newest of both."""
        self._newest[node, queue] = max(self._newest.get((node, queue), (0, 0)), (boot, uptime))
        return self._newest[node, queue]

    def is_now(self, node: str, queue: str, record: Record) -> bool:
        """Tell whether a record was measured just now; lateness is measured on clocks that only count."""
        if not self._is_drained or (node, queue) not in self._newest:
            return False
        boot, uptime = self._newest[node, queue]
        late = lateness_s(record, boot=boot, uptime=uptime)
        return late is not None and late <= NOW_WITHIN_S
