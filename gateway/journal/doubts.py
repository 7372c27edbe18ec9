"""Which numbers of the book are not to be taken at their word: taken back, or only estimated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from gateway.domain.entries import Entry, HandRead, RainRead
from gateway.domain.readings import Flag
from gateway.journal.journal import CommuneJournal


@dataclass(slots=True)
class Doubts:
    """The flags of what was measured by hand, by number of entry; the book only grows, so it is read on."""

    journal: CommuneJournal
    _flags: Mapping[int, Flag] = field(default_factory=dict)
    _read_up_to: int = 0
    _lock: Lock = field(default_factory=Lock)

    def flags(self) -> Mapping[int, Flag]:
        """Return FAIL for what was taken back and SUSPECT for an estimate; the rest is believed."""
        with self._lock:
            new = self.journal.entries("book", kinds=_KINDS, after=self._read_up_to)
            if new:
                self._flags = {
                    **self._flags,
                    **{number: flag for one in new for number, flag in self._of(one)},
                }
                self._read_up_to = new[-1].number
            return self._flags

    def _of(self, entry: Entry) -> list[tuple[int, Flag]]:
        if entry.reverses is not None:
            target = self.journal.entry(entry.reverses)
            return (
                [(target.number, Flag.FAIL)]
                if target and isinstance(target.body, HandRead | RainRead)
                else []
            )
        is_estimate = isinstance(entry.body, HandRead | RainRead) and entry.body.quality == "estimated"
        return [(entry.number, Flag.SUSPECT)] if is_estimate else []


_KINDS = ("hand_reading", "rain", "reversal")
