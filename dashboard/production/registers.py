"""What stands registered about production: the commune, who produces, into what, and by which measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from dashboard.production.cycles import Enterprise, Unit, enterprises, units
from gateway.domain.entries import (
    Body,
    CommuneRegistered,
    CouncilRegistered,
    CounterpartRegistered,
    CurrencyRegistered,
    Entry,
    GrainBaseSet,
    MeasureWeighed,
    ProductRegistered,
    ReferenceSet,
    WarehouseRegistered,
    WorkdaySet,
)
from gateway.domain.goods import Base
from gateway.journal.registers import standing

Said = TypeVar("Said", bound=Body)

REGISTERS = frozenset(
    {
        "commune",
        "council",
        "enterprise",
        "unit",
        "warehouse",
        "counterpart",
        "product",
        "measure",
        "grain_base",
        "workday",
        "currency",
        "reference",
    }
)
"""The kinds of entries that are told here."""


@dataclass(frozen=True, slots=True)
class BookRegisters:
    """What the book registers, each as it was described last; all by its short name.

    Attributes:
        bases: Every base that was set, rising by when it was [s UTC].
        measures: Every weighing of a local measure, rising by when it was [s UTC].
    """

    commune: CommuneRegistered | None
    councils: Mapping[str, CouncilRegistered]
    enterprises: Mapping[str, Enterprise]
    units: Mapping[str, Unit]
    warehouses: Mapping[str, WarehouseRegistered]
    counterparts: Mapping[str, CounterpartRegistered]
    products: Mapping[str, ProductRegistered]
    currencies: Mapping[str, CurrencyRegistered]
    references: Mapping[str, ReferenceSet]
    workday: WorkdaySet | None
    bases: tuple[tuple[int, GrainBaseSet], ...]
    measures: tuple[tuple[int, MeasureWeighed], ...]

    def base_of(self, product: str, *, at: int) -> GrainBaseSet | None:
        """Return the base in force for a product at a moment [s UTC], None where the commune set none.

        One of the product goes before one of every grain, a later one before an earlier one.
        """
        in_force = [one for since, one in self.bases if since <= at and one.product in (None, product)]
        own = [one for one in in_force if one.product == product]
        return (own or in_force)[-1] if in_force else None

    def measure_kg(self, measure: str, *, of: str, at: int) -> Decimal | None:
        """Return what a local measure of something weighed at a moment [kg], None where nobody weighed it."""
        known = [one for _since, one in self.measures if (one.measure, one.of) == (measure, of)]
        before = [one for since, one in self.measures if since <= at and one in known]
        found = before or known[:1]
        return found[-1].kg if found else None

    def name_of(self, product: str) -> str:
        """Return how people call a product; one that nobody registered keeps its key."""
        found = self.products.get(product)
        return product.replace("-", " ") if found is None else found.name


def base_set(found: GrainBaseSet) -> Base:
    """Return the base that an entry sets."""
    return Base(found.moisture, found.impurity)


def book_registers(entries: Iterable[Entry]) -> BookRegisters:
    """Return what entries of the book register; the later entry wins, what was taken back is left out."""
    kept = [entry for entry in standing(entries) if entry.kind in REGISTERS]
    return BookRegisters(
        commune=_last(_said(kept, CommuneRegistered)),
        councils={one.council: one for _at, one in _said(kept, CouncilRegistered)},
        enterprises={one.slug: one for one in enterprises(kept)},
        units={one.slug: one for one in units(kept)},
        warehouses={one.warehouse: one for _at, one in _said(kept, WarehouseRegistered)},
        counterparts={one.counterpart: one for _at, one in _said(kept, CounterpartRegistered)},
        products={one.product: one for _at, one in _said(kept, ProductRegistered)},
        currencies={one.currency: one for _at, one in _said(kept, CurrencyRegistered)},
        references={one.reference: one for _at, one in _said(kept, ReferenceSet)},
        workday=_last(_said(kept, WorkdaySet)),
        bases=_dated(_said(kept, GrainBaseSet)),
        measures=_dated(_said(kept, MeasureWeighed)),
    )


def _said(entries: Iterable[Entry], sort: type[Said]) -> list[tuple[int, Said]]:
    return [(entry.happened, entry.body) for entry in entries if isinstance(entry.body, sort)]


def _last(said: list[tuple[int, Said]]) -> Said | None:
    return said[-1][1] if said else None


def _dated(said: list[tuple[int, Said]]) -> tuple[tuple[int, Said], ...]:
    return tuple(sorted(said, key=lambda one: one[0]))
