"""What people recorded, read once and followed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from threading import RLock
from typing import TypeVar, cast

from gateway.domain.entries import Entry
from gateway.domain.entries import Journal as JournalName
from gateway.journal import CommuneJournal
from gateway.journal.registers import Registers, registers

Folded = TypeVar("Folded")
_Asked = tuple[frozenset[str] | None, str | None]
_Entries = tuple[Entry, ...]


@dataclass(slots=True)
class _Followed:
    """The entries of one journal, sorted out as they come.

    Attributes:
        entries: Rising by number.
        by_kind: The same by their kind.
        by_where: The same by the place, the unit and the cycle that each of them names.
        taken_back: The uids of what was taken back.
        known: What was answered since the newest entry came.
    """

    entries: list[Entry] = field(default_factory=list)
    by_kind: dict[str, list[Entry]] = field(default_factory=dict)
    by_where: dict[str, list[Entry]] = field(default_factory=dict)
    taken_back: set[str] = field(default_factory=set)
    known: dict[_Asked, tuple[Entry, ...]] = field(default_factory=dict)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in what is new."""
        for entry in entries:
            self.entries.append(entry)
            if entry.reverses is not None:
                self.taken_back.add(entry.reverses)
            else:
                self.by_kind.setdefault(entry.kind, []).append(entry)
                for where in _where(entry):
                    self.by_where.setdefault(where, []).append(entry)
            self.known.clear()

    def standing(self, asked: _Asked) -> tuple[Entry, ...]:
        """Return what stands, rising by number."""
        found = self.known.get(asked)
        if found is None:
            found = self.known[asked] = tuple(
                one for one in self._narrowed(*asked) if one.uid not in self.taken_back
            )
        return found

    def _narrowed(self, kinds: frozenset[str] | None, at: str | None) -> Iterable[Entry]:
        if at is not None:
            return (one for one in self.by_where.get(at, ()) if kinds is None or one.kind in kinds)
        if kinds is None:
            return (one for one in self.entries if one.reverses is None)
        found = [one for kind in kinds for one in self.by_kind.get(kind, ())]
        return sorted(found, key=lambda one: one.number)


@dataclass(slots=True)
class Records:
    """The entries of both journals; a journal only grows, so only what is new is read.

    The registers of the station are made again only when an entry has come.
    """

    journal: CommuneJournal
    _journals: dict[JournalName, _Followed] = field(
        default_factory=lambda: {"station": _Followed(), "book": _Followed()}
    )
    _registers: tuple[int, Registers] | None = None
    _folded: dict[Callable[[_Entries], object], tuple[_Entries, object]] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def book(self) -> list[Entry]:
        """Return every entry of the book, rising by number; all of them: ask for what stands instead."""
        with self._lock:
            return list(self._followed("book").entries)

    def station(self) -> Registers:
        """Return the registers as they stand now."""
        with self._lock:
            entries = self._followed("station").entries
            known = self._registers
            if known is None or known[0] != len(entries):
                known = self._registers = (len(entries), registers(entries))
            return known[1]

    def station_entries(self) -> list[Entry]:
        """Return every entry of the station's journal, rising by number."""
        with self._lock:
            return list(self._followed("station").entries)

    def standing(
        self, kinds: Collection[str] | None = None, *, at: str | None = None, journal: JournalName = "book"
    ) -> tuple[Entry, ...]:
        """Return entries that were not taken back, rising by number; known until the next entry comes.

        Args:
            kinds: Only of these kinds; None: of every kind.
            at: Only those that name this place, unit or cycle.
            journal: Of which journal.
        """
        with self._lock:
            return self._followed(journal).standing((None if kinds is None else frozenset(kinds), at))

    def folded(self, fold: Callable[[_Entries], Folded], kinds: Collection[str]) -> Folded:
        """Return what comes of the book's entries of some kinds that stand; all who ask share it.

        It is made anew only when one of these came or was taken back, so it must hang on nothing else: on no
        day, no clock, no reader.

        Args:
            fold: A function of a module, always with the same kinds: by it the answer is found again.
            kinds: Of which entries.
        """
        with self._lock:
            entries = self.standing(kinds)
            known = self._folded.get(fold)
            if known is None or known[0] != entries:
                known = self._folded[fold] = (entries, fold(entries))
            return cast("Folded", known[1])

    def counts(self) -> tuple[int, int]:
        """Return how many entries stand in the station's journal and in the book."""
        with self._lock:
            return len(self._followed("station").entries), len(self._followed("book").entries)

    def _followed(self, name: JournalName) -> _Followed:
        found = self._journals[name]
        found.add(self.journal.entries(name, after=found.entries[-1].number if found.entries else 0))
        return found


def _where(entry: Entry) -> set[str]:
    """Return the place, the unit and the cycle that an entry names."""
    named = (getattr(entry.body, field, None) for field in ("place", "unit", "cycle"))
    return {one for one in named if one}
