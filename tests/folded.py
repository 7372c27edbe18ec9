"""Production folded from the entries themselves, without any table: what every other must equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dashboard.production.amounts import exact
from dashboard.production.base import Balance, Labour, Line, Pay, Posting, Wanted, Weighed
from dashboard.production.cycles import Cycle, cycles
from dashboard.production.posted import cycle_named, posted
from dashboard.production.postings import Setting
from dashboard.production.registers import BookRegisters, book_registers
from gateway.domain.entries import (
    DeliveryConfirmed,
    Entry,
    Harvested,
    Observed,
    PhotoKept,
    Quality,
    Sown,
    Stocked,
    Worked,
)
from gateway.domain.goods import Good
from gateway.journal.registers import standing


@dataclass(frozen=True)
class Of:
    """Of what an entry is."""

    unit: str = ""
    enterprise: str = ""
    cycle: str = ""
    product: str = ""


class FoldedProduction:
    """Answers from all entries, each time anew."""

    def __init__(self, book: list[Entry]) -> None:
        self._book = book

    def registers(self) -> BookRegisters:
        return book_registers(self._book)

    def cycles(self, *, unit: str | None = None, enterprise: str | None = None) -> list[Cycle]:
        return [
            one
            for one in cycles(self._book)
            if unit in (None, one.unit.slug) and enterprise in (None, one.unit.enterprise)
        ]

    def cycle(self, uid: str) -> Cycle | None:
        return next((one for one in self.cycles() if one.uid == uid), None)

    def entries(self, wanted: Wanted) -> list[Entry]:
        return sorted(self._wanted(standing(self._book), wanted), key=lambda one: (one.happened, one.number))

    def lines(self, wanted: Wanted, *, before: int | None = None, most: int = 50) -> list[Line]:
        found = [one for one in self._wanted(self._book, wanted) if before is None or one.number < before]
        return [self._line(one) for one in sorted(found, key=lambda one: -one.number)[:most]]

    def line(self, uid: str) -> Line | None:
        return next((self._line(one) for one in self._book if one.uid == uid), None)

    def balances(self, wanted: Wanted, *, account: str = "") -> list[Balance]:
        found: dict[tuple[str, str], Balance] = {}
        moved = self._moved()
        for entry in self.entries(wanted):
            for one in moved[entry.uid]:
                if one.account.startswith(account):
                    key = (one.account, str(one.good))
                    before = found.get(key, Balance(one.account, one.good, one.amount - one.amount))
                    found[key] = Balance(one.account, one.good, before.amount + one.amount)
        return [found[key] for key in sorted(found)]

    def balances_by_enterprise(self, wanted: Wanted) -> dict[str, list[Balance]]:
        found: dict[str, dict[tuple[str, str], Balance]] = {}
        moved = self._moved()
        for entry in self.entries(wanted):
            for one in moved.get(entry.uid, ()):
                own, key = found.setdefault(one.enterprise, {}), (one.account, str(one.good))
                before = own.get(key, Balance(one.account, one.good, one.amount - one.amount))
                own[key] = Balance(one.account, one.good, before.amount + one.amount)
        return {name: [own[key] for key in sorted(own)] for name, own in sorted(found.items())}

    def weighed(self, wanted: Wanted) -> list[Weighed]:
        found: Counter[tuple[str, Quality]] = Counter()
        moved = self._moved()
        for entry in self.entries(wanted):
            if isinstance(entry.body, Harvested):
                for one in moved[entry.uid]:
                    if one.account.startswith("produccion:"):
                        found[str(one.good), entry.body.quality] -= one.amount  # type: ignore[assignment]
        kept = sorted(found.items())
        return [Weighed(Good.parsed(good), quality, Decimal(kg)) for (good, quality), kg in kept]

    def labour(self, wanted: Wanted) -> list[Labour]:
        found: Counter[Pay] = Counter()
        for entry in self.entries(wanted):
            if isinstance(entry.body, Worked) and not entry.body.planned:
                found[entry.body.pay] += exact(entry.body.people * entry.body.hours)  # type: ignore[assignment]
        return [Labour(pay, Decimal(hours)) for pay, hours in sorted(found.items())]

    def counts(self, wanted: Wanted) -> dict[str, int]:
        return dict(Counter(one.kind for one in self._wanted(self._book, wanted)))

    def _moved(self) -> dict[str, tuple[Posting, ...]]:
        return {entry.uid: moved for entry, moved in posted(self._book, self.registers())}

    def _of(self) -> dict[str, Of]:
        """Return of what each entry is; one about another is of what that is of."""
        registers, begun, found = self.registers(), dict[str, Entry](), dict[str, Of]()
        for entry in self._book:
            if isinstance(entry.body, Stocked | Sown):
                begun[entry.uid] = entry
            target = entry.reverses or _about(entry)
            if target:
                found[entry.uid] = found.get(target, Of())
                continue
            setting = Setting(entry, registers, begun.get(cycle_named(entry)))
            found[entry.uid] = Of(setting.unit, setting.enterprise, setting.cycle, setting.product)
        return found

    def _wanted(self, entries: Iterable[Entry], wanted: Wanted) -> list[Entry]:
        of = self._of()
        return [
            one
            for one in entries
            if (wanted.kinds is None or one.kind in wanted.kinds)
            and wanted.cycle in (None, of[one.uid].cycle)
            and wanted.unit in (None, of[one.uid].unit)
            and wanted.enterprise in (None, of[one.uid].enterprise)
            and wanted.product in (None, of[one.uid].product)
            and (wanted.start is None or one.happened >= wanted.start)
            and (wanted.end is None or one.happened < wanted.end)
        ]

    def _line(self, entry: Entry) -> Line:
        about = [one for one in standing(self._book) if _about(one) == entry.uid]
        return Line(
            entry=entry,
            undone=next((one for one in self._book if one.reverses == entry.uid), None),
            confirmation=next((one for one in about if isinstance(one.body, DeliveryConfirmed)), None),
            observations=tuple(one for one in about if isinstance(one.body, Observed)),
            photos=tuple(one for one in about if isinstance(one.body, PhotoKept)),
            postings=self._moved()[entry.uid],
        )


def _about(entry: Entry) -> str | None:
    match entry.body:
        case DeliveryConfirmed() as body:
            return body.delivery
        case PhotoKept() as body:
            return body.entry
        case Observed() as body:
            return body.entry
        case _:
            return None
