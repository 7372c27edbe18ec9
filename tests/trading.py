"""What an enterprise delivers, loses and exchanges in a test; every argument not named is ordinary."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from builders import a_draft
from fakes import DAY_S
from small_commune import NOW

from gateway.domain.entries import (
    Body,
    CouncilRegistered,
    CounterpartRegistered,
    Delivered,
    Entry,
    Goods,
    ProductRegistered,
    StockLost,
    WarehouseRegistered,
    Weighing,
)
from gateway.journal import CommuneJournal
from gateway.journal.texts import SaltedText

MAIZE = "maiz-blanco"
FISH = "hibrido-cachamoto"


def recorded(
    journal: CommuneJournal, *bodies: Body, at: int = NOW - DAY_S, texts: Collection[SaltedText] = ()
) -> list[Entry]:
    """Record bodies in the book, one after another; each uid says where it stands."""
    said = sum(1 for _ in journal.entries("book"))
    return [
        journal.append(
            a_draft(body, uid=f"dicho-{said + number}", happened=at, journal="book"),
            now=max(at, NOW - 60),
            texts=texts,
        )
        for number, body in enumerate(bodies)
    ]


def a_delivery(
    kg: str | int,
    to: str = "la-ceiba",
    *,
    destination: str = "community",
    product: str = FISH,
    **others: object,
) -> Delivered:
    """Return a delivery; of maize at the base at which the small commune harvests."""
    is_maize = product == MAIZE
    ours = Weighing(Decimal(kg), Decimal(14) if is_maize else None, Decimal(2) if is_maize else None)
    base = {"base_moisture": Decimal(14), "base_impurity": Decimal(2)} if is_maize else {}
    enterprise = "maiceros" if is_maize else "cachamas"
    fields: dict[str, object] = {"enterprise": enterprise, "quality": "weighed", **base} | others
    return Delivered(product=product, ours=ours, destination=destination, to=to or None, **fields)  # type: ignore[arg-type]


def a_loss(kg: str | int, to: str = "spoiled") -> StockLost:
    return StockLost("cachamas", FISH, Weighing(Decimal(kg)), "weighed", to)  # type: ignore[arg-type]


def an_exchange(kg: str | int, goods: str, *, coffee: str | int = 80) -> Delivered:
    back = [Goods(goods, Decimal(coffee))]
    return a_delivery(kg, "cafetaleros", destination="exchange", product=MAIZE, goods=back)


def neighbours() -> Iterable[Body]:
    """Yield two councils, one that left, two counterparts, a store, and the names of products."""
    yield CouncilRegistered("la-ceiba", "La Ceiba", 120, 430)
    yield CouncilRegistered("el-saman", "El Samán", 80, 300)
    yield CouncilRegistered("los-mangos", "Los Mangos", 60, 240, until=NOW - 60 * DAY_S)
    yield CounterpartRegistered("cafetaleros", "Comuna Cafetalera", "commune")
    yield CounterpartRegistered("moli", "Molino del valle", "state_mill")
    yield WarehouseRegistered("galpon-secreto", "maiceros", "Galpón de Eufrosina")
    yield ProductRegistered(MAIZE, "maíz blanco", "kg", is_grain=True)
    yield ProductRegistered("cafe", "café", "kg")
