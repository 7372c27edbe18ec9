"""What people recorded, read once and followed."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from gateway.domain.entries import Entry
from gateway.domain.entries import Journal as JournalName
from gateway.journal import CommuneJournal
from gateway.journal.registers import Registers, registers


@dataclass(slots=True)
class Records:
    """The entries of both journals; a journal only grows, so only what is new is read.

    The registers of the station are made again only when an entry has come.
    """

    journal: CommuneJournal
    _entries: dict[JournalName, list[Entry]] = field(default_factory=lambda: {"station": [], "book": []})
    _registers: tuple[int, Registers] | None = None
    _lock: Lock = field(default_factory=Lock)

    def book(self) -> list[Entry]:
        """Return every entry of the book, rising by number."""
        return self._followed("book")

    def station(self) -> Registers:
        """Return the registers as they stand now."""
        entries = self._followed("station")
        known = self._registers
        if known is None or known[0] != len(entries):
            known = self._registers = (len(entries), registers(entries))
        return known[1]

    def station_entries(self) -> list[Entry]:
        """Return every entry of the station's journal, rising by number."""
        return self._followed("station")

    def counts(self) -> tuple[int, int]:
        """Return how many entries stand in the station's journal and in the book."""
        return len(self._followed("station")), len(self._followed("book"))

    def _followed(self, name: JournalName) -> list[Entry]:
        with self._lock:
            known = self._entries[name]
            known += self.journal.entries(name, after=known[-1].number if known else 0)
            return list(known)
