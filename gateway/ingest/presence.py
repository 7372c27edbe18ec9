"""What counts as now: who was heard since the backlog was drained, at which uptime."""

from __future__ import annotations

from gateway.domain.message import Record
from gateway.ingest.placing import lateness_s

NOW_WITHIN_S = 600
"""A record measured longer ago than this is stored and charted, never alarmed [s]."""


class Presence:
    """Remembers the newest power-on and uptime of each node, by any message of it."""

    def __init__(self) -> None:
        """Begin with nobody heard and the backlog not drained."""
        self._newest: dict[str, tuple[int, int]] = {}
        self._is_drained = False

    def connected(self) -> None:
        """Wait with the rules of "now": what comes first may be a backlog of the broker."""
        self._is_drained = False
        self._newest.clear()

    def drained(self) -> None:
        """What comes from now on was sent while we listened."""
        self._is_drained = True

    def hear(self, node: str, *, boot: int, uptime: int) -> tuple[int, int]:
        """Take note of a node's power-on and uptime [s]; return the newest of both."""
        self._newest[node] = max(self._newest.get(node, (0, 0)), (boot, uptime))
        return self._newest[node]

    def is_now(self, node: str, record: Record) -> bool:
        """Tell whether a record was measured just now; lateness is measured on clocks that only count."""
        if not self._is_drained or node not in self._newest:
            return False
        boot, uptime = self._newest[node]
        late = lateness_s(record, boot=boot, uptime=uptime)
        return late is not None and late <= NOW_WITHIN_S
