"""The rows of a file, from what moved in the period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from dashboard.corridor.keeping_back import Keeper
from dashboard.corridor.manifest import Level, Total
from dashboard.corridor.moved import Moved
from dashboard.corridor.tables import CycleRow, EntryRow, ExchangeRow, Row, SummaryRow, amounts
from dashboard.production.cycle import Cycle
from gateway.domain.entries import Delivered
from gateway.domain.goods import Good

LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class Naming:
    """How what moved is called in a file.

    Attributes:
        product: Gives the commune's name of a product by its key.
        cycles: Every cycle of the book, by uid.
        offset_hours: Of the commune's clock to UTC.
    """

    product: Callable[[str], str]
    cycles: dict[str, Cycle]
    offset_hours: int

    def name(self, good: Good) -> str:
        """Return what a good is called; money by its code."""
        found = good.item if good.measure == "money" else self.product(good.item)
        return " ".join(found.split())[:LONGEST_NAME]

    def day(self, at: int) -> str:
        """Return the local day of a moment."""
        return (datetime.fromtimestamp(at, UTC) + timedelta(hours=self.offset_hours)).date().isoformat()


def tables(found: Sequence[Moved], keeper: Keeper, naming: Naming, level: Level) -> dict[str, list[Row]]:
    """Return the rows of every table of a level, by the name of its file, in an order of their own."""
    rows: dict[str, list[Row]] = {"resumen.csv": list(summary(found, keeper, naming))}
    if level in ("ciclos", "asientos"):
        rows["ciclos.csv"] = list(_cycles(found, keeper, naming))
        rows["intercambios.csv"] = list(_exchanges(found, keeper, naming))
    if level == "asientos":
        rows["asientos.csv"] = list(_entries(found, keeper, naming))
    return rows


def totals(rows: Iterable[Row]) -> list[Total]:
    """Return the sum of each good and concept over the summary; none where all of it is kept back."""
    found = amounts(one for one in rows if isinstance(one, SummaryRow))
    return [Total(good, concept, amount) for (good, concept), amount in sorted(found.items())]


def summary(found: Iterable[Moved], keeper: Keeper, naming: Naming) -> list[SummaryRow]:
    """Return the sums by concept, good and detail; one that is kept back stays without its amount."""
    cells: dict[tuple[str, str, str], list[Moved]] = {}
    for one in found:
        cells.setdefault((one.concept, str(one.good), one.detail), []).append(one)
    rows = []
    for _key, cell in sorted(cells.items()):
        why, first = keeper.why(cell), cell[0]
        rows.append(
            SummaryRow(
                concept=first.concept,
                detail=first.detail,
                good=first.good,
                name=naming.name(first.good),
                amount=None if why else _sum(cell),
                kept_back=why,
            )
        )
    return rows


def _sum(cell: Iterable[Moved]) -> Decimal:
    return sum((one.amount for one in cell), Decimal(0))


def _cycles(found: Iterable[Moved], keeper: Keeper, naming: Naming) -> list[CycleRow]:
    """Return what each cycle gave; one of a unit that did not agree says no more than its good."""
    cells: dict[tuple[str, str], list[Moved]] = {}
    for one in found:
        if one.concept == "cosechado":
            cells.setdefault((str(one.good), one.cycle), []).append(one)
    rows = []
    for (_good, uid), cell in sorted(cells.items()):
        why, good, cycle = keeper.why(cell), cell[0].good, naming.cycles.get(uid)
        if why or cycle is None:
            rows.append(CycleRow("", "", good, naming.name(good), "", "", None, None, why or "unidad"))
            continue
        ended = "" if cycle.ended is None else naming.day(cycle.ended)
        area = cycle.sown_m2 or cycle.unit.area_m2
        row = CycleRow(
            uid, cycle.unit.slug, good, naming.name(good), naming.day(cycle.began), ended, area, _sum(cell)
        )
        rows.append(row)
    return rows


def _exchanges(found: Iterable[Moved], keeper: Keeper, naming: Naming) -> list[ExchangeRow]:
    """Return both sides of each exchange that has a number and is not kept back."""
    rows = []
    for one in found:
        body = one.entry.body
        if isinstance(body, Delivered) and body.exchange and not keeper.why([one]):
            way = "dado" if one.concept == "entregado" else "recibido"
            day = naming.day(one.entry.happened)
            rows.append(ExchangeRow(body.exchange, way, day, one.good, one.amount))  # type: ignore[arg-type]
    return sorted(rows, key=lambda one: (one.exchange, one.way, one.day, str(one.good), one.amount))


def _entries(found: Iterable[Moved], keeper: Keeper, naming: Naming) -> list[EntryRow]:
    """Return what single entries moved, of units that agreed to it; never of money, which is cash."""
    return [
        EntryRow(
            one.entry.number,
            one.entry.own_hash,
            naming.day(one.entry.happened),
            one.concept,
            one.detail,
            one.good,
            one.amount,
        )
        for one in found
        if one.good.measure != "money" and not keeper.why([one])
    ]
