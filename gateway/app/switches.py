"""Which aerators people have switched on, as the book says."""

from __future__ import annotations

from dataclasses import dataclass, field

from gateway.domain.entries import Entry, Intervened
from gateway.journal import CommuneJournal

_KINDS = ("intervention", "reversal")


@dataclass(slots=True)
class Switches:
    """Reads on in the book, which only grows; keeps what was said of aerators."""

    journal: CommuneJournal
    _said: dict[str, Entry] = field(default_factory=dict)
    _read_up_to: int = 0

    def refresh(self) -> None:
        """Read on in the book."""
        new = self.journal.entries("book", kinds=_KINDS, after=self._read_up_to)
        for entry in new:
            if entry.reverses is not None:
                self._said.pop(entry.reverses, None)
            elif isinstance(entry.body, Intervened) and entry.body.means == "aerator":
                self._said[entry.uid] = entry
        if new:
            self._read_up_to = new[-1].number
            self._let_go()

    def on(self) -> dict[str, int]:
        """Return since when the aerator of each place is on [s UTC]; places whose is off are left out.

        Somebody who switches on what is on has just looked at it: it counts from then.
        """
        newest: dict[str, Intervened] = {}
        found: dict[str, int] = {}
        for entry in sorted(self._said.values(), key=lambda one: (one.happened, one.number)):
            if isinstance(entry.body, Intervened):
                newest[entry.body.place] = entry.body
                found[entry.body.place] = entry.happened
        return {place: at for place, at in found.items() if newest[place].action == "on"}

    def _let_go(self) -> None:
        """Forget what is older than the newest two words of its place: only the last one matters."""
        by_place: dict[str, list[Entry]] = {}
        for entry in self._said.values():
            if isinstance(entry.body, Intervened):
                by_place.setdefault(entry.body.place, []).append(entry)
        for own in by_place.values():
            for old in sorted(own, key=lambda one: (one.happened, one.number))[:-_KEPT]:
                del self._said[old.uid]


_KEPT = 20
"""So many words of a place are kept: those of late may be taken back."""
