"""The entries of the book for an export, read piece by piece, each with what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.book.kinds import OF_MEMBERS
from dashboard.production.base import Posting
from dashboard.production.posted import cycle_named
from dashboard.production.postings import Setting, negated, postings
from dashboard.production.registers import BookRegisters
from gateway.domain.entries import Entry
from gateway.journal import CommuneJournal

PIECE: Final = 1000
"""So many entries are in the memory at once."""

CLOSED: Final = frozenset(OF_MEMBERS)
"""Stores and money are for members at the screen; a file leaves the house, whoever took it."""
BEGINNINGS: Final = ("stocking", "sowing")


@dataclass(frozen=True, slots=True)
class Source:
    """What an export is made from.

    Attributes:
        begun: The stockings and sowings, by uid.
        undone: The numbers of the entries that took others back, by the uid of what they took back.
    """

    journal: CommuneJournal
    registers: BookRegisters
    begun: Mapping[str, Entry]
    undone: Mapping[str, int]

    @classmethod
    def of(cls, journal: CommuneJournal, registers: BookRegisters) -> Source:
        """Return the source of a journal."""
        begun = {one.uid: one for one in journal.entries("book", kinds=BEGINNINGS)}
        reversals = journal.entries("book", kinds=("reversal",))
        undone = {one.reverses: one.number for one in reversals if one.reverses}
        return cls(journal, registers, begun, undone)

    def entries(self, *kinds: str) -> Iterator[Entry]:
        """Yield the entries of the book, of these kinds or of all, rising by number.

        Of what is closed nothing is told, not even that it was taken back.
        """
        after = 0
        while found := self.journal.entries("book", kinds=kinds or None, after=after, most=PIECE):
            after = found[-1].number
            yield from (one for one in found if not {one.kind, self._undoes(one)} & CLOSED)

    def _undoes(self, entry: Entry) -> str:
        """Return the kind of what an entry takes back, empty where it takes nothing back."""
        about = self.reversed_by(entry)
        return "" if about is None else about.kind

    def setting(self, entry: Entry) -> Setting:
        """Return what an entry belongs to; a reversal to what it takes back belongs."""
        about = self.reversed_by(entry) or entry
        return Setting(about, self.registers, self.begun.get(cycle_named(about)))

    def reversed_by(self, entry: Entry) -> Entry | None:
        """Return what an entry takes back, None where it takes nothing back."""
        if entry.reverses is None:
            return None
        return self.journal.entry(entry.reverses)

    def postings(self, entry: Entry) -> tuple[Posting, ...]:
        """Return what an entry moves."""
        about = self.reversed_by(entry)
        setting = self.setting(entry)
        moved = postings(setting.entry, self.registers, begun=setting.begun)
        return moved if about is None else negated(moved)


def without_store(account: str) -> str:
    """Return an account without the store in it: where something stands is in no file."""
    root, *parts = account.split(":")
    return ":".join((root, *parts[:1])) if root == "almacen" else account
