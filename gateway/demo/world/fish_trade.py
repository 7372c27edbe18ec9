"""Where the fish of the demo's commune went, every kilo of each harvest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from msgspec import structs

from gateway.demo.world import cast
from gateway.demo.world.cast import DemoPond
from gateway.demo.world.chance import generator
from gateway.demo.world.cycles import CALENDAR, Cycle
from gateway.demo.world.deliveries import Turns, delivered
from gateway.demo.world.harvests import Brought
from gateway.demo.world.organisation import SPECIES
from gateway.demo.world.records import FISH_TEAM, SPOKESPERSON, Record, done, drafted
from gateway.domain.entries import Delivered, Destination, Reversed, StockLost, Weighing
from gateway.domain.goods import product_key

_MISTAKEN: Final = "demo-estanque-4-2025-02-16-cosecha-1"
"""Of which harvest the first delivery was written down for the wrong council."""
_SPOILED_IN: Final = 0.2
"""In which share of the harvests some fish spoiled on the way [-]."""
FAIR_VES_KG: Final = {2023: 60, 2024: 90, 2025: 220, 2026: 640}
FAIR_USD_KG: Final = Decimal("2.4")
"""What the fair pays for a kilo; invented."""


@dataclass(frozen=True, slots=True)
class _Share:
    """Who gets which part of a harvest."""

    name: str
    destination: Destination
    part: float
    to: str | None = None
    families: int | None = None


def fish_deliveries(
    pond: DemoPond, cycle: Cycle, uid: str, brought: Brought, turns: Turns
) -> Iterator[Record]:
    """Yield where the fish of a harvest went, the same day; nothing is left over.

    Args:
        pond: Where they swam.
        cycle: What the harvest is of.
        uid: Of the harvest.
        brought: What was taken out.
        turns: Whose turn it is to be given fish.
    """
    left = brought.kg
    shares = _shares(pond, cycle, brought.day, turns)
    if generator(cast.SEED, "spoiled", uid).random() < _SPOILED_IN and len(shares) > 1:
        spoiled = _halves(float(left) * 0.012)
        left -= spoiled
        yield _spoiled(pond, uid, spoiled, day=brought.day)
    whole = left
    for number, share in enumerate(shares):
        is_last = number == len(shares) - 1
        kg = left if is_last else min(_halves(float(whole) * share.part), left)
        left -= kg
        body = _delivery(pond, cycle, share, kg=kg, day=brought.day)
        hour = 11.5 + number * 0.5
        if uid == _MISTAKEN and number == 0:
            yield from _mistaken(f"{uid}-{share.name}", body, CALENDAR.at(brought.day, hour))
        yield from delivered(f"{uid}-{share.name}", body, day=brought.day, hour=hour)


def _shares(pond: DemoPond, cycle: Cycle, day: date, turns: Turns) -> list[_Share]:
    if cycle.fate == "failed":
        return [_Share("trabajadores", "workers", 1.0)]
    if pond.enterprise == "conuco":
        return [
            _Share("trabajadores", "workers", 0.4),
            _Share("escuela", "social", 0.15, "escuela"),
            _Share("alto-viento", "community", 0.45, "alto-viento", 47),
        ]
    turn = turns.take(day, 4)
    families = sum(one.families for one in turn)
    return [
        _Share("feria", "sale", 0.17, "feria"),
        _Share("trabajadores", "workers", 0.1),
        _Share("escuela", "social", 0.08, "escuela"),
        _Share("ambulatorio", "social", 0.02, "ambulatorio"),
        *(
            _Share(one.slug, "community", 0.63 * one.families / families, one.slug, one.families)
            for one in turn
        ),
    ]


def _delivery(pond: DemoPond, cycle: Cycle, share: _Share, *, kg: Decimal, day: date) -> Delivered:
    is_sold = share.destination == "sale"
    in_dollars = is_sold and day.month % 2 == 0
    price = kg * (FAIR_USD_KG if in_dollars else Decimal(FAIR_VES_KG[day.year]))
    return Delivered(
        enterprise=pond.enterprise,
        product=product_key(SPECIES[pond.place]),
        ours=Weighing(kg),
        quality="weighed",
        destination=share.destination,
        to=share.to,
        cycle=cycle.uid,
        price=price.quantize(Decimal(1)) if is_sold else None,
        currency=("USD" if in_dollars else "VES") if is_sold else None,
        families=share.families,
    )


def _mistaken(uid: str, body: Delivered, at: int) -> Iterator[Record]:
    """Yield a delivery to the wrong receiver and the entry that takes it back."""
    wrong = structs.replace(body, destination="community", to="puente-viejo", price=None, currency=None)
    yield Record(drafted(f"{uid}-error", wrong, happened=at, author=FISH_TEAM), at + 300)
    back = drafted(
        f"{uid}-anulada", Reversed("no fue a Puente Viejo"), happened=at + 900, author=SPOKESPERSON
    )
    yield Record(structs.replace(back, reverses=f"{uid}-error"), at + 900)


def _spoiled(pond: DemoPond, uid: str, kg: Decimal, *, day: date) -> Record:
    body = StockLost(pond.enterprise, product_key(SPECIES[pond.place]), Weighing(kg), "weighed", "spoiled")
    return done(f"{uid}-merma", body, happened=CALENDAR.at(day, 11.25), author=FISH_TEAM)


def _halves(kg: float) -> Decimal:
    """Return kilos as the scale shows them, by the half kilo and at least one."""
    return max(Decimal(f"{round(kg * 2) / 2:.1f}"), Decimal("0.5"))
