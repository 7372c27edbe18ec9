"""What the demo's parliament decides again and again: plan, remuneration, prices, shares and surplus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Final

from gateway.demo.world.assembly_items import ECONOMY, FISH, MAIZE, PLANNING, Item
from gateway.demo.world.assembly_sessions import Sitting
from gateway.demo.world.assembly_spending import USES, Use
from gateway.demo.world.cast import FIELDS, PONDS, DemoField, DemoPond
from gateway.demo.world.cycles import Cycle, field_cycles, pond_cycles
from gateway.demo.world.fish_trade import FAIR_USD_KG, FAIR_VES_KG
from gateway.demo.world.harvests import planned_kg
from gateway.demo.world.organisation import SPECIES
from gateway.demo.world.production_register import BASE
from gateway.domain.entries import Destination, FundShare, PayLine, PlanLine, PriceLine, ProductShare
from gateway.domain.goods import product_key

MAIZE_GOOD: Final = f"kg:maiz@{BASE}"
COFFEE_GOOD: Final = "kg:cafe"
_AHEAD: Final = timedelta(days=100)
"""A plan looks so far ahead; not all that it holds is begun by the next session."""
_PAID_USD: Final = {2023: "4.00", 2024: "4.50", 2025: "5.00", 2026: "5.00"}
_PAID_VES: Final = {2023: "110", 2024: "170", 2025: "450", 2026: "1350"}
"""What a day of work is paid with; invented."""
_PRICED: Final = {5: 2023, 8: 2024, 12: 2025, 16: 2026}
"""Which sessions set the prices of which year."""
_SHARED_FISH: Final = (5, 9, 13, 17)
_SHARED_MAIZE: Final = (7, 11, 15)
_OF_FISH: Final[tuple[tuple[Destination, str | None, int], ...]] = (
    ("community", None, 63),
    ("sale", "feria", 17),
    ("workers", None, 10),
    ("social", "escuela", 8),
    ("social", "ambulatorio", 2),
)
_OF_MAIZE: Final[tuple[tuple[Destination, str | None, int], ...]] = (
    ("state_mill", "planta-llanera", 64),
    ("community", None, 17),
    ("private_mill", "molino-espiga", 10),
    ("workers", None, 4),
    ("social", "escuela", 2),
    ("animal_feed", None, 2),
    ("seed", None, 1),
)
_OF_COFFEE: Final[tuple[tuple[Destination, str | None, int], ...]] = (
    ("community", None, 75),
    ("workers", None, 15),
    ("social", "escuela", 10),
)
_COFFEE_KG: Final = Decimal(80)


def recurring(one: Sitting, shares: Sequence[FundShare]) -> Iterator[Item]:
    """Yield what a session that was held decided about what comes back each time.

    Args:
        one: The session.
        shares: What it puts into funds.
    """
    until = one.day + timedelta(days=85)
    yield _plan(one, until)
    yield _pay(one, until)
    if one.number in _PRICED:
        yield _prices(_PRICED[one.number], until)
    if one.number in _SHARED_FISH:
        yield _fish_shared(until)
    if one.number in _SHARED_MAIZE:
        yield _maize_shared(until)
    if shares:
        yield surplus(shares, until=until, use=USES.get(one.number))


def begun_after(one: Sitting) -> list[tuple[DemoPond | DemoField, Cycle]]:
    """Return what is stocked or sown in the time that the plan of a session looks ahead, by unit."""
    return [(own, cycle) for own, cycle in _cycles() if one.day < cycle.begins <= one.day + _AHEAD]


@cache
def _cycles() -> list[tuple[DemoPond | DemoField, Cycle]]:
    return [
        *((pond, cycle) for pond in PONDS for cycle in pond_cycles(pond)),
        *((field, cycle) for field in FIELDS for cycle in field_cycles(field)),
    ]


def surplus(shares: Sequence[FundShare], *, until: date, use: Use | None = None) -> Item:
    """Return the matter that puts what was left over into funds, and says what some of it is for."""
    text = (
        "Reinvertir el excedente, moneda por moneda\n"
        "Queda en los fondos hasta que la asamblea diga en qué se usa."
        if use is None
        else f"Reinvertir el excedente y {use.what}\nSale del fondo de {use.fund}, hasta {use.most}."
    )
    return Item(
        "excedente",
        "reinvestment",
        PLANNING,
        text,
        {"funds": list(shares)},
        debate="Se leyeron los ingresos y los gastos de cada empresa. Se pidió no mezclar monedas.",
        responsible=ECONOMY,
        deadline=until,
    )


def _plan(one: Sitting, until: date) -> Item:
    own = begun_after(one)
    lines = [PlanLine(unit.unit, _good(unit), planned_kg(unit)) for unit, _ in own]
    ponds = _numbered("el estanque", "los estanques", [one for one, _ in own if isinstance(one, DemoPond)])
    fields = _numbered("la parcela", "las parcelas", [one for one, _ in own if isinstance(one, DemoField)])
    where = " y ".join(text for text in (ponds, fields) if text)
    return Item(
        "plan",
        "plan",
        ECONOMY,
        f"Plan del trimestre: sembrar {where}\n"
        "Los insumos, el gasoil y el transporte se pagan de lo que entre, con factura.",
        {"plans": lines},
        debate="Se preguntó por los alevines y la semilla. Queda a cargo de cada empresa.",
        responsible=ECONOMY,
        deadline=until,
    )


def _numbered(single: str, several: str, places: Sequence[DemoPond | DemoField]) -> str:
    """Return places by their numbers, as "los estanques 1, 2 y 4"; nothing where there are none."""
    numbers = [str(one.number) for one in places]
    if len(numbers) < 2:
        return "".join(f"{single} {one}" for one in numbers)
    return f"{several} {', '.join(numbers[:-1])} y {numbers[-1]}"


def _good(one: DemoPond | DemoField) -> str:
    return f"kg:{product_key(SPECIES[one.place])}" if isinstance(one, DemoPond) else MAIZE_GOOD


def _pay(one: Sitting, until: date) -> Item:
    usd, ves = Decimal(_PAID_USD[one.day.year]), Decimal(_PAID_VES[one.day.year])
    lines = [
        PayLine(own, paid, code) for own in ("cachama", "maiz") for paid, code in ((usd, "USD"), (ves, "VES"))
    ]
    said = f"{usd:f}".replace(".", ",")
    whole = f"{ves:,}".replace(",", ".")
    return Item(
        "remuneracion",
        "remuneration",
        MAIZE,
        f"Pagar la jornada de seis horas a USD {said} o a Bs. {whole}\n"
        "Igual en las dos empresas, según la moneda que haya entrado.",
        {"pays": lines},
        responsible=ECONOMY,
        deadline=until,
    )


def _prices(year: int, until: date) -> Item:
    lines = [
        PriceLine(f"kg:{key}", price, code)
        for key in ("cachama-negra", "hibrido-cachamoto")
        for price, code in ((FAIR_USD_KG, "USD"), (Decimal(FAIR_VES_KG[year]), "VES"))
    ]
    said = f"{FAIR_USD_KG:.2f}".replace(".", ",")
    return Item(
        "precio",
        "price",
        FISH,
        f"Precio de la cachama en la feria para {year}: USD {said} o Bs. {FAIR_VES_KG[year]} el kilo\n"
        "A las familias de la comuna se les reparte; no se les vende.",
        {"prices": lines},
        debate="Se comparó con el precio de la feria de Cerro Azul.",
        responsible=FISH,
        deadline=until,
    )


def _fish_shared(until: date) -> Item:
    expected: defaultdict[str, Decimal] = defaultdict(Decimal)
    for pond in PONDS:
        if pond.enterprise == "cachama":
            expected[product_key(SPECIES[pond.place])] += planned_kg(pond)
    lines = [line for key, kg in sorted(expected.items()) for line in _lines(f"kg:{key}", kg, _OF_FISH)]
    return Item(
        "reparto",
        "distribution",
        ECONOMY,
        "Repartir cada cosecha de cachama: 63 de cada 100 kilos a las familias\n"
        "17 a la feria, 10 al equipo, 8 a la escuela y 2 al ambulatorio. Los consejos van por turno.",
        {"products": lines},
        debate="Se pidió que los turnos se lean en cada asamblea.",
        responsible=FISH,
        deadline=until,
    )


def _maize_shared(until: date) -> Item:
    kg = sum((planned_kg(field) for field in FIELDS if field.enterprise == "maiz"), Decimal(0))
    return Item(
        "reparto",
        "distribution",
        ECONOMY,
        "Repartir la cosecha de maíz, y el café que venga por trueque\n"
        "Del maíz, 17 de cada 100 kilos a las familias. De 80 kilos de café, 60 a tres consejos, por turno.",
        {"products": [*_lines(MAIZE_GOOD, kg, _OF_MAIZE), *_lines(COFFEE_GOOD, _COFFEE_KG, _OF_COFFEE)]},
        debate="Se habló de guardar más maíz en el silo; se dejó para cuando haya dónde.",
        responsible=MAIZE,
        deadline=until,
    )


def _lines(
    good: str, whole: Decimal, parts: Sequence[tuple[Destination, str | None, int]]
) -> list[ProductShare]:
    return [
        ProductShare(good, destination, Decimal(part), (whole * part / 100).quantize(Decimal("0.1")), to)
        for destination, to, part in parts
    ]
