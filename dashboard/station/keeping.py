"""What the first page says of how readings are kept: only what somebody has to know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dashboard.visit.given import Visit
from gateway.domain.errors import StoreError
from gateway.store.sqlite.keeping import SetAside, keeping


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """What is out of the ordinary.

    Attributes:
        set_aside: Databases that were damaged, and nobody has seen to.
        percent: How much is derived again [%]; None while nothing is.
        missing: Files of old days that are not where they were.
    """

    set_aside: tuple[SetAside, ...]
    percent: int | None
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.set_aside or self.missing) or self.percent is not None


def kept_readings(visit: Visit) -> KeptReadings:
    """Return what is out of the ordinary; nothing while there is no database."""
    try:
        found = keeping(Path(visit.station.config.storage.folder))
    except StoreError:
        return KeptReadings((), None)
    part = found.derived_again
    return KeptReadings(found.set_aside, None if part is None else 100 * part[0] // part[1], found.missing)
