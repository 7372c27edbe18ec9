"""What the demo's commune registers about production, as entries of the book."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gateway.demo.world import cast
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.organisation import (
    ACT,
    COUNCILS,
    COUNTERPARTS,
    GRAINS,
    MEASURES,
    PRODUCTS,
    WAREHOUSES,
    Council,
)
from gateway.demo.world.records import SECRETARY, Record, done, drafted
from gateway.domain.entries import (
    Body,
    CommuneRegistered,
    CouncilRegistered,
    CounterpartRegistered,
    CurrencyRegistered,
    GrainBaseSet,
    MeasureWeighed,
    ProductRegistered,
    ReferenceSet,
    WarehouseRegistered,
    WorkdaySet,
)
from gateway.domain.goods import Base

BASE: Final = Base(Decimal(14), Decimal(2))
"""At which moisture and impurity this commune compares its maize [%]."""

_REFERENCES: Final = (
    # Our World in Data after FAO, through the tidytuesday table of 2020-09-01.
    ReferenceSet(
        reference="maiz-venezuela-2018",
        indicator="kg_per_ha",
        product="maiz",
        least=Decimal(3240),
        most=Decimal(3240),
        source="FAO, promedio nacional de Venezuela (Our World in Data)",
        basis="humedad no indicada, ha cosechadas",
        comparable=False,
        year=2018,
    ),
    # 2.83 fish/m², 3 g to 756 g in seven months; a secondary source was read.
    ReferenceSet(
        reference="cachama-zulia",
        indicator="grams_per_day",
        product="cachama-negra",
        least=Decimal("3.5"),
        most=Decimal("3.6"),
        source="INIA Zulia, un solo tanque de 18,7 m² con 53 peces",
        basis="de 3 g a 756 g en 7 meses, en tanque y no en laguna",
        comparable=False,
    ),
    ReferenceSet(
        reference="cachama-alimento",
        indicator="fcr",
        product="cachama-negra",
        least=Decimal("1.4"),
        most=Decimal("1.4"),
        source="FONAIAP Divulga 63",
        basis="kg de alimento concentrado por kg ganado",
        comparable=False,
        year=1999,
    ),
)


def production_register(begin: int) -> Iterator[Record]:
    """Yield what is registered at the beginning [s UTC]."""
    for name, body in (*_commune(), *_trade(), *_rules()):
        yield Record(drafted(f"demo-{name}", body, happened=begin, author=SECRETARY), begin)


def departures() -> Iterator[Record]:
    """Yield which councils left the commune."""
    for one in COUNCILS:
        if one.left is not None:
            left = CALENDAR.at(one.left, 0.0)
            yield done(
                f"demo-consejo-{one.slug}-retiro",
                _council(one, until=left),
                happened=CALENDAR.at(one.left, 16.0),
                author=SECRETARY,
            )


def _commune() -> Iterator[tuple[str, Body]]:
    yield (
        "comuna",
        CommuneRegistered(
            name=cast.NAME,
            families=sum(one.families for one in COUNCILS),
            inhabitants=sum(one.inhabitants for one in COUNCILS),
            counted="2023-03-19",
            source="censo de los consejos comunales (ficticio)",
        ),
    )
    for one in COUNCILS:
        yield f"consejo-{one.slug}", _council(one)


def _council(one: Council, *, until: int | None = None) -> CouncilRegistered:
    return CouncilRegistered(
        council=one.slug, name=one.name, families=one.families, inhabitants=one.inhabitants, until=until
    )


def _trade() -> Iterator[tuple[str, Body]]:
    for slug, (name, enterprise) in WAREHOUSES.items():
        yield f"almacen-{slug}", WarehouseRegistered(slug, enterprise, name)
    for slug, (name, sort) in COUNTERPARTS.items():
        yield f"contraparte-{slug}", CounterpartRegistered(slug, name, sort)
    for key, (name, measure) in PRODUCTS.items():
        yield f"producto-{key}", ProductRegistered(key, name, measure, is_grain=key in GRAINS)
    for one in MEASURES:
        yield (
            f"medida-{one.measure}-{one.of}",
            MeasureWeighed(one.measure, one.name, one.of, one.kg, "weighed", one.samples, ACT),
        )
    for code, name in (("VES", "Bolívar"), ("USD", "Dólar")):
        yield f"moneda-{code}", CurrencyRegistered(code, name)


def _rules() -> Iterator[tuple[str, Body]]:
    yield "base-maiz", GrainBaseSet(BASE.moisture, BASE.impurity, ACT, "maiz")
    yield "jornada", WorkdaySet(Decimal(6), ACT)
    for one in _REFERENCES:
        yield f"referencia-{one.reference}", one
