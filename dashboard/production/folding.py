"""Production folded in memory from the entries of the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from msgspec.structs import replace

from dashboard.production.base import Balance, Labour, Line, Pay, Posting, Wanted, Weighed
from dashboard.production.cycles import Cycle, cycles
from dashboard.production.posted import posted
from dashboard.production.registers import BookRegisters, book_registers
from dashboard.records import Records
from gateway.domain.entries import (
    DeliveryConfirmed,
    Entry,
    Harvested,
    Observed,
    PhotoKept,
    Quality,
    Worked,
    is_planned,
)
from gateway.domain.goods import Good
from gateway.journal.registers import standing


@dataclass(slots=True)
class FoldedProduction:
    """Answers from the entries themselves; right for a small book, slow for a large one."""

    records: Records
    _known: tuple[int, BookRegisters, list[Cycle]] | None = field(default=None)

    def registers(self) -> BookRegisters:
        """Return what is registered."""
        return self._folded()[0]

    def cycles(self, *, unit: str | None = None, enterprise: str | None = None) -> list[Cycle]:
        """Return the cycles, the newest first."""
        return [
            one
            for one in self._folded()[1]
            if unit in (None, one.unit.slug) and enterprise in (None, one.unit.enterprise)
        ]

    def cycle(self, uid: str) -> Cycle | None:
        """Return a cycle by the uid of the entry that began it."""
        return next((one for one in self.cycles() if one.uid == uid), None)

    def entries(self, wanted: Wanted) -> list[Entry]:
        """Return the entries that stand, rising by when they happened."""
        kept = self._wanted(standing(self.records.book()), wanted)
        return sorted(kept, key=lambda one: (one.happened, one.number))

    def lines(self, wanted: Wanted, *, before: int | None = None, most: int = 50) -> list[Line]:
        """Return entries with what was said about them, the newest first."""
        found = [
            one for one in self._wanted(self.records.book(), wanted) if before is None or one.number < before
        ]
        return [self._line(one) for one in sorted(found, key=lambda one: -one.number)[:most]]

    def line(self, uid: str) -> Line | None:
        """Return one entry with what was said about it."""
        return next((self._line(one) for one in self.records.book() if one.uid == uid), None)

    def balances(self, wanted: Wanted, *, account: str = "") -> list[Balance]:
        """Return what stands in the accounts whose name begins with `account`."""
        found: dict[tuple[str, str], Balance] = {}
        moved = self._moved()
        for entry in self.entries(wanted):
            for one in moved[entry.uid]:
                if one.account.startswith(account):
                    key = (one.account, str(one.good))
                    before = found.get(key, Balance(one.account, one.good, one.amount - one.amount))
                    found[key] = Balance(one.account, one.good, before.amount + one.amount)
        return [found[key] for key in sorted(found)]

    def weighed(self, wanted: Wanted) -> list[Weighed]:
        """Return what was harvested by how its weight is known."""
        found: dict[tuple[Good, Quality], Decimal] = {}
        moved = self._moved()
        for entry in self.entries(wanted):
            if not isinstance(entry.body, Harvested):
                continue
            for one in moved[entry.uid]:
                if one.account.startswith("produccion:"):
                    key = (one.good, entry.body.quality)
                    found[key] = found.get(key, Decimal(0)) - one.amount
        return [Weighed(good, quality, amount) for (good, quality), amount in found.items()]

    def labour(self, wanted: Wanted) -> list[Labour]:
        """Return the work that was done, by how it is paid."""
        found: dict[Pay, Decimal] = {}
        for entry in self.entries(wanted):
            if isinstance(entry.body, Worked) and not is_planned(entry.body):
                hours = entry.body.people * entry.body.hours
                found[entry.body.pay] = found.get(entry.body.pay, Decimal(0)) + hours
        return [Labour(pay, hours) for pay, hours in found.items()]

    def counts(self, wanted: Wanted) -> dict[str, int]:
        """Return how many entries of each kind were written."""
        return dict(Counter(one.kind for one in self._wanted(self.records.book(), wanted)))

    def _folded(self) -> tuple[BookRegisters, list[Cycle]]:
        book = self.records.book()
        if self._known is None or self._known[0] != len(book):
            self._known = (len(book), book_registers(book), cycles(book))
        return self._known[1:]

    def _moved(self) -> dict[str, tuple[Posting, ...]]:
        return {entry.uid: moved for entry, moved in posted(self.records.book(), self.registers())}

    def _wanted(self, entries: Iterable[Entry], wanted: Wanted) -> list[Entry]:
        return [one for one in entries if self._is_wanted(one, wanted)]

    def _is_wanted(self, entry: Entry, wanted: Wanted) -> bool:
        if entry.reverses is not None:
            about = next((one for one in self.records.book() if one.uid == entry.reverses), entry)
            return self._is_wanted(
                replace(about, kind=entry.kind, happened=entry.happened, reverses=None), wanted
            )
        cycle = getattr(entry.body, "cycle", None) or entry.uid
        begun = self.cycle(cycle)
        unit = getattr(entry.body, "unit", None) or (begun.unit.slug if begun else None)
        owner = self.registers().units.get(unit or "")
        enterprise = getattr(entry.body, "enterprise", None) or (owner.enterprise if owner else None)
        return (
            (wanted.kinds is None or entry.kind in wanted.kinds)
            and wanted.cycle in (None, cycle)
            and wanted.unit in (None, unit)
            and wanted.enterprise in (None, enterprise)
            and wanted.product in (None, getattr(entry.body, "product", None))
            and (wanted.start is None or entry.happened >= wanted.start)
            and (wanted.end is None or entry.happened < wanted.end)
        )

    def _line(self, entry: Entry) -> Line:
        book = self.records.book()
        kept = standing(book)
        return Line(
            entry=entry,
            undone=next((one for one in book if one.reverses == entry.uid), None),
            confirmation=next(
                (
                    one
                    for one in kept
                    if isinstance(one.body, DeliveryConfirmed) and one.body.delivery == entry.uid
                ),
                None,
            ),
            observations=tuple(
                one for one in kept if isinstance(one.body, Observed) and one.body.entry == entry.uid
            ),
            photos=tuple(
                one for one in kept if isinstance(one.body, PhotoKept) and one.body.entry == entry.uid
            ),
            postings=self._moved()[entry.uid],
        )
