"""What the first page says of the mirror, where there is one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dashboard.visit.given import Visit
from gateway.domain.errors import StoreError
from gateway.store.sqlite import mirror
from gateway.store.sqlite.connection import as_our_errors, open_to_read


@dataclass(frozen=True, slots=True)
class MirrorLook:
    """How the mirror stands.

    Attributes:
        kept: Readings that the station has.
        there: Readings of those that the mirror has.
        is_well: Whether what was last tried went well.
        is_held: Whether the mirror has more than the station, and a person must say which of both is right.
    """

    kept: int
    there: int
    is_well: bool
    is_held: bool

    @property
    def has_everything(self) -> bool:
        """Whether nothing is missing there."""
        return self.is_well and self.there >= self.kept


def mirror_look(visit: Visit) -> MirrorLook | None:
    """Return how the mirror stands; None where there is none, or where nobody has tried it yet."""
    config = visit.station.config
    if config.mirror.url is None:
        return None
    try:
        with as_our_errors(), closing(open_to_read(Path(config.storage.folder), "readings")) as readings:
            found = mirror.find(readings)
    except StoreError:
        return None
    if found is None:
        return None
    return MirrorLook(found.kept, found.there, found.is_well, found.stage == "held")
