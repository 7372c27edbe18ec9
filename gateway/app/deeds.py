"""When people helped the water of each pond, as the book tells it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from gateway.domain.entries import Entry, Intervened
from gateway.journal import CommuneJournal
from gateway.journal.registers import standing
from gateway.ponds.forecast import Intervention
from gateway.ponds.interventions import interventions

_KINDS: Final = ("intervention", "reversal")


@dataclass(slots=True)
class Deeds:
    """Reads the book on from where it stopped."""

    journal: CommuneJournal
    _entries: list[Entry] = field(default_factory=list)
    _by_place: dict[str, list[tuple[int, Intervened]]] = field(default_factory=dict)

    def read_on(self) -> None:
        """Take what was written since."""
        after = self._entries[-1].number if self._entries else 0
        fresh = self.journal.entries("book", kinds=_KINDS, after=after)
        if not fresh:
            return
        self._entries += fresh
        self._by_place = {}
        for entry in standing(self._entries):
            if isinstance(entry.body, Intervened):
                self._by_place.setdefault(entry.body.place, []).append((entry.happened, entry.body))

    def of(self, place: str, *, now: int) -> list[Intervention]:
        """Return when a pond was helped up to a moment [s UTC], rising by start."""
        return interventions(one for one in self._by_place.get(place, []) if one[0] <= now)
