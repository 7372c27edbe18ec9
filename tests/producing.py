"""A book with everything that production names, and the entries to try on it."""

from __future__ import annotations

from decimal import Decimal

from builders import NIGHT, a_draft, a_stocking

from gateway.domain.entries import (
    Body,
    CouncilRegistered,
    CounterpartRegistered,
    CurrencyRegistered,
    Delivered,
    EnterpriseRegistered,
    Sown,
    UnitRegistered,
    WarehouseRegistered,
    Weighing,
)
from gateway.journal import CommuneJournal

DAY_S = 86_400
BEGAN = NIGHT - 100 * DAY_S
CLOSED = NIGHT - 10 * DAY_S
ONE, TEN = Decimal(1), Decimal(10)
NOTE = "0" * 64

REGISTERED: tuple[Body, ...] = (
    EnterpriseRegistered("las-lagunas", "Las Lagunas", "EPSDC"),
    EnterpriseRegistered("maiceros", "Los Maiceros", "EPSDC"),
    EnterpriseRegistered("cerrada", "La Cerrada", "UPF", until=CLOSED),
    UnitRegistered("laguna-1", "las-lagunas", "estanque-1", "Laguna 1", Decimal(1000), "tape"),
    UnitRegistered("laguna-2", "las-lagunas", "estanque-2", "Laguna 2", Decimal(1000), "tape", until=CLOSED),
    UnitRegistered("laguna-3", "cerrada", "estanque-3", "Laguna 3", Decimal(1000), "tape"),
    UnitRegistered("parcela-1", "maiceros", "lote-1", "Parcela 1", Decimal(20_000), "gps"),
    CouncilRegistered("la-ceiba", "La Ceiba", 84),
    CouncilRegistered("se-fue", "El Que Se Fue", 30, until=CLOSED),
    WarehouseRegistered("silo", "maiceros", "El silo"),
    WarehouseRegistered("silo-viejo", "maiceros", "El silo viejo", until=CLOSED),
    WarehouseRegistered("cava", "las-lagunas", "La cava"),
    CounterpartRegistered("cafetaleros", "Comuna cafetalera", "commune"),
    CounterpartRegistered("molino", "El molino", "private_mill"),
    CounterpartRegistered("antes", "Comuna de antes", "commune", until=CLOSED),
    CurrencyRegistered("PTR", "petro", until=CLOSED),
    CurrencyRegistered("cimarron", "cimarrón"),
)


def a_producing_book(book: CommuneJournal) -> CommuneJournal:
    """Write what is registered, a cycle of fish, `peces`, and one of maize, `maiz`, that began at BEGAN."""
    with book.transaction():
        for number, body in enumerate(REGISTERED):
            book.append(a_draft(body, uid=f"registro-{number}", happened=BEGAN), now=NIGHT)
        book.append(a_draft(a_stocking(), uid="peces", happened=BEGAN), now=NIGHT)
        sown = Sown("parcela-1", "maíz", "blanco", Decimal(20_000))
        book.append(a_draft(sown, uid="maiz", happened=BEGAN), now=NIGHT)
    return book


def a_delivery(destination: str = "community", to: str | None = "la-ceiba", **others: object) -> Delivered:
    ordinary: dict[str, object] = {
        "enterprise": "maiceros",
        "product": "maiz",
        "ours": Weighing(Decimal(3000), Decimal(22), Decimal(3)),
        "quality": "weighed",
        "destination": destination,
        "to": to,
    }
    return Delivered(**(ordinary | others))  # type: ignore[arg-type]
