"""What is known of nodes, alerts and the station itself, as lines: what is news since they were last said."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gateway.store.base import Derive
from gateway.store.influx.lines import alert_line, node_line, station_line
from gateway.store.sqlite import alerts
from gateway.store.sqlite.connection import as_our_errors, open_to_read
from gateway.store.sqlite.reader import SqliteReadings

EVERY_S: Final = 60.0
ALL_AGAIN_S: Final = 3600.0
"""Somebody may have emptied the bucket: after this long everything is said once more [s]."""


@dataclass(slots=True)
class States:
    """Remembers what was said."""

    commune: str
    folder: Path
    derive: Derive
    _said: set[str] = field(default_factory=set)
    _new: list[str] = field(default_factory=list)
    _changes: int = 0
    _new_changes: int = 0
    _at: float | None = None
    _all_at: float = 0.0

    def news(self, monotonic: float) -> list[str]:
        """Return the lines to be written, none when they were asked for a moment ago."""
        if self._at is not None and monotonic - self._at < EVERY_S:
            return []
        if self._at is None or monotonic - self._all_at >= ALL_AGAIN_S:
            self._said, self._changes, self._all_at = set(), 0, monotonic
        store = SqliteReadings(self.folder, self.derive, utc_offset_hours=0)
        now = [node_line(self.commune, one) for one in store.nodes()]
        alive = store.alive()
        now += [] if alive is None else [station_line(self.commune, alive)]
        self._new = now
        self._at = monotonic
        return [one for one in now if one not in self._said] + self._changed_alerts()

    def have_gone(self) -> None:
        """Remember that the last news were written."""
        self._said, self._changes = set(self._new), self._new_changes

    def _changed_alerts(self) -> list[str]:
        with as_our_errors(), closing(open_to_read(self.folder, "readings")) as readings:
            newest = readings.execute("SELECT coalesce(max(id), 0) FROM alert_changes").fetchone()[0]
            uids = readings.execute(
                "SELECT DISTINCT uid FROM alert_changes WHERE id > ?", (self._changes,)
            ).fetchall()
            found = [one for (uid,) in uids for one in alerts.everything(readings, uid=uid)]
        self._new_changes = newest
        return [alert_line(self.commune, one) for one in found]
