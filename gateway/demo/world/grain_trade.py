"""Where the maize of the demo's commune went, and the coffee that came back for some of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from msgspec import structs

from gateway.demo.world import cast
from gateway.demo.world.cast import DemoField
from gateway.demo.world.chance import generator
from gateway.demo.world.cycles import CALENDAR, Cycle
from gateway.demo.world.deliveries import NEVER_CONFIRMED, Turns, delivered
from gateway.demo.world.harvests import Brought
from gateway.demo.world.organisation import COUNCILS
from gateway.demo.world.production_register import BASE
from gateway.demo.world.records import GROWER, Record, done
from gateway.domain.entries import Delivered, Destination, Goods, StockLost, Weighing

_VES_KG: Final = {2023: 9, 2024: 14, 2025: 38, 2026: 110}
_USD_KG: Final = Decimal("0.31")
"""What a mill pays for a kilo; invented."""
_COFFEE_KG: Final = Decimal(80)
BARTERED_KG: Final = Decimal(1_000)
"""So much maize goes to the other commune at a time, for so much coffee [kg]."""
_BARTERED_AGAIN: Final = "demo-lote-3-2025-12-08"
"""Of whose harvest some was exchanged at once; over its coffee the next session decides."""
_BARTERED: Final = "lote-2"
"""The field whose maize of the rains is exchanged for coffee; it lies in no store of its own."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Who takes which part of a harvest, and so many days after it."""

    name: str
    destination: Destination
    part: float
    after: int
    to: str | None = None


_OF_THE_ENTERPRISE: Final = (
    _Way("estatal-1", "state_mill", 0.18, 9, "planta-llanera"),
    _Way("trabajadores", "workers", 0.04, 12),
    _Way("estatal-2", "state_mill", 0.15, 16, "planta-llanera"),
    _Way("escuela", "social", 0.015, 20, "escuela"),
    _Way("semilla", "seed", 0.012, 25),
    _Way("estatal-3", "state_mill", 0.08, 30, "planta-llanera"),
    _Way("privado-1", "private_mill", 0.1, 40, "molino-espiga"),
    _Way("animales", "animal_feed", 0.02, 60),
)
_REST: Final = _Way("estatal-4", "state_mill", 0.93, 122, "planta-llanera")
"""Most of what lies in the silo still after four months."""
_OF_THE_FAMILY: Final = (
    _Way("trabajadores", "workers", 0.45, 8),
    _Way("semilla", "seed", 0.05, 14),
    _Way("alto-viento", "community", 0.3, 21, "alto-viento"),
    _Way("animales", "animal_feed", 0.12, 50),
)
_COUNCIL_DAYS: Final = (14, 26, 38, 52, 66, 80, 95, 118)
_PART_OF_A_FAMILY: Final = 0.00028
"""Of a harvest, each time that it is a council's turn: some eight kilos."""


@dataclass(slots=True)
class _Lot:
    """The maize of one harvest, in kilos at the base; without moisture in kilos as weighed.

    Attributes:
        left: What lies in the store still [kg].
    """

    uid: str
    cycle: Cycle
    enterprise: str
    warehouse: str | None
    brought: Brought
    left: Decimal = field(default=Decimal(0))

    def __post_init__(self) -> None:
        """Put all of it into the store."""
        self.left = at_base(
            Weighing(self.brought.kg, moisture=self.brought.moisture, impurity=self.brought.impurity)
        )

    def taken(self, part_kg: Decimal, *, moisture: str, impurity: str) -> Weighing | None:
        """Take so much out [kg as it lies]; return what the scale said, None where it is not there."""
        kg = (part_kg / 10).to_integral_value() * 10
        is_known = self.brought.moisture is not None
        said = Weighing(
            kg,
            moisture=Decimal(moisture) if is_known else None,
            impurity=Decimal(impurity) if is_known else None,
        )
        if kg <= 0 or at_base(said) > self.left:
            return None
        self.left -= at_base(said)
        return said


def warehouse_of(one: DemoField) -> str | None:
    """Return where the maize of a field is kept."""
    return None if one.place == _BARTERED else "troja" if one.enterprise == "conuco" else "silo"


def at_base(said: Weighing) -> Decimal:
    """Return a weighing at the commune's base [kg], as weighed where its moisture is unknown.

    Source:
        The rule that reception uses, see `dashboard.production.grain.kg_at_base`.
    """
    if said.moisture is None:
        return said.kg
    dry = said.kg * (100 - said.moisture) / (100 - BASE.moisture)
    if said.impurity is not None and said.impurity > BASE.impurity:
        dry = dry * (100 - said.impurity) / (100 - BASE.impurity)
    return dry.quantize(Decimal("0.001"), ROUND_HALF_UP)


def grain_deliveries(
    one: DemoField, cycle: Cycle, uid: str, brought: Brought, turns: Turns
) -> Iterator[Record]:
    """Yield where the maize of a harvest went in the months after it; a little stays in the store.

    Args:
        one: Where it grew.
        cycle: What the harvest is of.
        uid: Of the harvest.
        brought: What was taken off.
        turns: Whose turn it is to be given maize.
    """
    lot = _Lot(uid, cycle, one.enterprise, warehouse_of(one), brought)
    whole = lot.left
    if cycle.fate == "wet":
        yield from _wet(lot)
    ways = _OF_THE_FAMILY if one.enterprise == "conuco" else _OF_THE_ENTERPRISE
    for way in sorted((*ways, *_to_councils(one, brought.day, turns)), key=lambda found: found.after):
        yield from _sent(lot, way, Decimal(round(float(whole) * way.part)))
    if one.place == _BARTERED and brought.day.month > 6:
        yield from _bartered(lot, after=45)
        yield from _coffee_shared(lot, turns)
    if cycle.uid == _BARTERED_AGAIN:
        yield from _bartered(lot, after=2)
    if one.enterprise == "maiz":
        yield from _sent(lot, _REST, Decimal(round(float(lot.left) * _REST.part)))
    yield from _weevils(lot)


def _to_councils(grown_in: DemoField, day: date, turns: Turns) -> list[_Way]:
    if grown_in.enterprise == "conuco":
        return []
    return [
        _Way(f"{one.slug}-{after}", "community", _PART_OF_A_FAMILY * one.families, after, one.slug)
        for after in _COUNCIL_DAYS
        for one in turns.take(day + timedelta(days=after), 1)
    ]


def _sent(lot: _Lot, way: _Way, kg: Decimal) -> Iterator[Record]:
    chance = generator(cast.SEED, "sent", lot.uid, way.name)
    moisture, impurity = f"{chance.uniform(13.0, 14.6):.1f}", f"{chance.uniform(1.2, 2.4):.1f}"
    ours = lot.taken(kg, moisture=moisture, impurity=impurity)
    if ours is None:
        return
    day = lot.brought.day + timedelta(days=way.after)
    body = _delivery(lot, way, ours, day=day)
    if way.destination not in ("state_mill", "private_mill"):
        yield from delivered(f"{lot.uid}-{way.name}", body, day=day)
        return
    number = int(chance.integers(1000, 9999))
    body = structs.replace(
        body,
        ours=structs.replace(ours, ticket=f"R-{number}"),
        guide=f"G-{day.year}-{number}",
        price=(ours.kg * (_USD_KG if way.destination == "private_mill" else _VES_KG[day.year])).quantize(
            Decimal(1)
        ),
        currency="USD" if way.destination == "private_mill" else "VES",
    )
    theirs = _weighed_again(ours, number, is_same=bool(chance.random() < 0.4), less=chance.uniform(0, 0.012))
    if way.destination == "private_mill":
        yield from delivered(f"{lot.uid}-{way.name}", structs.replace(body, theirs=theirs), day=day)
    else:
        yield from delivered(f"{lot.uid}-{way.name}", body, day=day, theirs=theirs)


def _weighed_again(ours: Weighing, number: int, *, is_same: bool, less: float) -> Weighing:
    """Return what the scale of a mill says: the same, or a little less and a little wetter."""
    said = structs.replace(ours, ticket=f"T{number + 20_000}")
    if is_same or ours.moisture is None:
        return said
    kg = Decimal(round(float(ours.kg) * (1 - less), -1))
    wetter = (ours.moisture + Decimal(f"{less * 60:.1f}")).quantize(Decimal("0.1"))
    return structs.replace(said, kg=kg, moisture=wetter)


def _wet(lot: _Lot) -> Iterator[Record]:
    """Yield the lorry of wet grain about whose weight the mill said something else."""
    ours = lot.taken(Decimal(10_000), moisture="22", impurity="2")
    if ours is None:
        return
    way = _Way("molino-humedo", "private_mill", 0.0, 2, "molino-espiga")
    body = _delivery(lot, way, structs.replace(ours, ticket="R-4102"), day=lot.brought.day)
    theirs = Weighing(Decimal(9_600), moisture=Decimal(24), impurity=Decimal(2), ticket="T88417")
    body = structs.replace(body, theirs=theirs, guide="G-2024-4102", price=Decimal(2_630), currency="USD")
    yield from delivered(NEVER_CONFIRMED, body, day=lot.brought.day + timedelta(days=2))


def _bartered(lot: _Lot, *, after: int) -> Iterator[Record]:
    """Yield a thousand kilos that went to the other commune for coffee."""
    ours = lot.taken(BARTERED_KG, moisture="13.8", impurity="1.9")
    if ours is None:
        return
    day = lot.brought.day + timedelta(days=after)
    way = _Way("trueque", "exchange", 0.0, after, "cerro-azul")
    body = structs.replace(
        _delivery(lot, way, ours, day=day),
        goods=[Goods("cafe", _COFFEE_KG)],
        exchange=f"SAM-CA-{day.year}-1",
    )
    yield from delivered(f"{lot.uid}-trueque", body, day=day)


def _coffee_shared(lot: _Lot, turns: Turns) -> Iterator[Record]:
    """Yield where the coffee of a barter went."""
    shared: list[tuple[Destination, str | None, int]] = [("workers", None, 12), ("social", "escuela", 8)]
    later = lot.brought.day + timedelta(days=54)
    shared += [("community", council.slug, 20) for council in turns.take(later, 3)]
    for destination, to, kg in shared:
        coffee = Delivered(
            lot.enterprise, "cafe", Weighing(Decimal(kg)), "weighed", destination, to, families=_families(to)
        )
        yield from delivered(f"{lot.uid}-cafe-{to or destination}", coffee, day=later, hour=10.0)


def _weevils(lot: _Lot) -> Iterator[Record]:
    """Yield what was eaten or rotted in the store of what lay there longest."""
    chance = generator(cast.SEED, "weevils", lot.uid)
    lost_to: Literal["weevil", "rodents"] = "rodents" if lot.enterprise == "conuco" else "weevil"
    said = lot.taken(lot.left * Decimal("0.4"), moisture="13.2", impurity="2")
    if said is None:
        return
    lost = StockLost(
        lot.enterprise,
        "maiz",
        said,
        "estimated" if chance.random() < 0.5 else "weighed",
        lost_to,
        base_moisture=None if said.moisture is None else BASE.moisture,
        base_impurity=None if said.moisture is None else BASE.impurity,
        warehouse=lot.warehouse,
    )
    day = lot.brought.day + timedelta(days=130)
    yield done(f"{lot.uid}-gorgojo", lost, happened=CALENDAR.at(day, 10.0), author=GROWER)


def _delivery(lot: _Lot, way: _Way, ours: Weighing, *, day: date) -> Delivered:
    is_known = ours.moisture is not None
    return Delivered(
        enterprise=lot.enterprise,
        product="maiz",
        ours=ours,
        quality="weighed" if is_known or day.year < 2025 else "estimated",
        destination=way.destination,
        to=way.to,
        base_moisture=BASE.moisture if is_known else None,
        base_impurity=BASE.impurity if is_known else None,
        cycle=lot.cycle.uid,
        warehouse=lot.warehouse,
        families=_families(way.to),
    )


def _families(to: str | None) -> int | None:
    return next((one.families for one in COUNCILS if one.slug == to), None)
