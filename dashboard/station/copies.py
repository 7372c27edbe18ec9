"""How old the last copy of everything is, and whether that is too old."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.visit.given import Visit
from gateway.backup.last import last_backup

LATE_AFTER_DAYS: Final = 7
"""A week without a copy: what a commune wrote down in it could be lost. Ours, not verified."""
DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class CopyAge:
    """What the first page says of copies.

    Attributes:
        days: Since the last one [d]; None where there never was one.
        is_same_disk: Whether the last one lies on the disk of the station.
    """

    days: int | None
    is_same_disk: bool = False

    @property
    def is_late(self) -> bool:
        """Whether somebody should make one."""
        return self.days is None or self.days >= LATE_AFTER_DAYS


def copy_age(visit: Visit) -> CopyAge | None:
    """Return the age of the last copy; None while nobody has recorded anything that could be lost.

    A copy is made by real time, whatever hour the world of a demo has.
    """
    if not any(visit.station.records.counts()):
        return None
    found = last_backup(Path(visit.station.config.storage.folder))
    if found is None:
        return CopyAge(None)
    return CopyAge(max(int(visit.station.wall.now()) - found.made, 0) // DAY_S, found.is_same_disk)
