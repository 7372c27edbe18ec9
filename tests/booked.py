"""A small book of two enterprises whose entries move something."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from builders import NIGHT, an_entry

from dashboard.production.registers import BookRegisters, book_registers
from gateway.domain.entries import (
    Body,
    Delivered,
    Destination,
    EnterpriseRegistered,
    Entry,
    Goods,
    Harvested,
    MeasureWeighed,
    ProductRegistered,
    Sown,
    Stocked,
    UnitRegistered,
    Weighing,
)

DAY = 86_400
REGISTERED: Sequence[Body] = (
    EnterpriseRegistered("las-lagunas", "Las Lagunas", "EPSDC"),
    EnterpriseRegistered("la-siembra", "La Siembra", "EPSDC"),
    UnitRegistered("laguna-1", "las-lagunas", "estanque-1", "Laguna 1", Decimal(1000), "tape"),
    UnitRegistered("lote-1", "la-siembra", "parcela-1", "Lote 1", Decimal(20_000), "gps"),
    MeasureWeighed("tobo", "tobo", "yuca", Decimal("9.5"), "weighed", samples=5),
    ProductRegistered("maiz-blanco", "Maíz blanco", "kg", is_grain=True),
    ProductRegistered("leche", "Leche", "L"),
)
STOCKING = Stocked("laguna-1", "Cachama negra", fish=1000, mean_weight_g=Decimal(30))
SOWING = Sown("lote-1", "Maíz blanco", "DANAC 9023", Decimal(15_000))


def registered(*bodies: Body) -> BookRegisters:
    """Return the registers of the small book, and of what is registered beside it."""
    return book_registers(said_at(NIGHT, *REGISTERED, *bodies))


def said_at(moment: int, *bodies: Body) -> list[Entry]:
    """Return entries numbered from 1, all of one moment."""
    return [an_entry(body, number=number, happened=moment) for number, body in enumerate(bodies, 1)]


def wet_maize(kg: str, cycle: str) -> Harvested:
    """Return a harvest of maize at 22 %, compared at 14 % and 2 %."""
    return Harvested(
        cycle,
        Decimal(kg),
        "weighed",
        complete=True,
        moisture=Decimal(22),
        impurity=Decimal(2),
        base_moisture=Decimal(14),
        base_impurity=Decimal(2),
    )


def dry_maize(
    kg: str, destination: Destination, to: str | None = None, *, back: Sequence[Goods] = ()
) -> Delivered:
    """Return a delivery of maize weighed at 14 % and 2 %."""
    return Delivered(
        "la-siembra",
        "maiz-blanco",
        dry_weighing(kg),
        "weighed",
        destination,
        to,
        base_moisture=Decimal(14),
        base_impurity=Decimal(2),
        goods=list(back),
    )


def dry_weighing(kg: str) -> Weighing:
    return Weighing(Decimal(kg), moisture=Decimal(14), impurity=Decimal(2))
