"""The units and their cycles, one row each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Context, Decimal
from typing import Final

from dashboard.api.moments import written
from dashboard.exports.book_tables import CYCLE, ENTERPRISE, UNIT
from dashboard.exports.table import Cell, Column, Table
from dashboard.production.cycles import Cycle, Unit
from dashboard.production.yields import yields
from dashboard.words.language import N_
from gateway.domain.places import Place

PRODUCT: Final = Column("product", "text", N_("clave del producto"))
PLAN: Final = Column("plan_kg", "number", N_("la meta [kg]"))
UNITS: Final = (
    UNIT,
    ENTERPRISE,
    Column("place", "text", N_("nombre corto del estanque o lote")),
    Column("place_number", "number", N_("número pintado en su estaca")),
    Column("area_m2", "number", N_("superficie [m²]")),
    Column("area_method", "text", N_("cómo se midió: gps, tape o declared")),
    Column("since", "moment", N_("desde cuándo existe, hora UTC")),
    Column("until", "moment", N_("hasta cuándo existió, hora UTC")),
)
CYCLES: Final = (
    CYCLE,
    UNIT,
    ENTERPRISE,
    Column("sort", "text", N_("stocking de un estanque, sowing de un lote")),
    PRODUCT,
    Column("state", "text", N_("planned, open, closed o lost")),
    Column("began", "moment", N_("cuándo se sembró, hora UTC")),
    Column("ended", "moment", N_("cuándo terminó, hora UTC")),
    Column("fish", "number", N_("alevines sembrados")),
    Column("stocked_kg", "number", N_("lo que pesaban al sembrarlos [kg]")),
    Column("sown_m2", "number", N_("superficie sembrada [m²]")),
    PLAN,
    Column("suspected", "text", N_("lo que se sospecha de un ciclo perdido; no es un hallazgo")),
)
SUMMARY: Final = (
    CYCLE,
    UNIT,
    PRODUCT,
    Column("harvested_kg", "number", N_("cosechado como se pesó [kg]")),
    Column("base_moisture", "number", N_("humedad base del grano [%]")),
    Column("base_impurity", "number", N_("impureza base del grano [%]")),
    Column("kg_at_base", "number", N_("lo mismo a la humedad e impureza base [kg]; vacío si no se midió")),
    PLAN,
    Column("share_weighed", "number", N_("qué parte se pesó, de 0 a 1")),
    Column("kg_per_ha_sown", "number", N_("por hectárea sembrada [kg/ha]")),
    Column("kg_per_ha_harvested", "number", N_("por hectárea cosechada, o de estanque [kg/ha]")),
    Column("kg_per_m3", "number", N_("por metro cúbico de agua [kg/m³]")),
    Column("survival", "number", N_("peces contados de los sembrados [%]")),
    Column("days", "number", N_("días de la siembra al final [d]")),
)
THOUSANDTH: Final = Decimal("0.001")
WIDE: Final = Context(prec=100)
"""A harvest of everything from next to no area has more digits than are usual; it is written all the same."""


def cycle_tables(
    units: Iterable[Unit], cycles: Iterable[Cycle], place_of: Callable[[str], Place | None]
) -> list[Table]:
    """Return the units, the cycles and what each cycle gave."""
    known = list(cycles)
    return [
        Table("unidades", UNITS, _units(units, place_of)),
        Table("ciclos", CYCLES, _cycles(known)),
        Table("resumen_ciclo", SUMMARY, _summary(known, place_of)),
    ]


def exact(value: Decimal | None) -> Decimal | None:
    """Return a number that was divided, to a thousandth; None stays None."""
    return None if value is None else value.quantize(THOUSANDTH, context=WIDE)


def _moment(at: int | None) -> Cell:
    return None if at is None else written(at)


def _units(units: Iterable[Unit], place_of: Callable[[str], Place | None]) -> Iterator[tuple[Cell, ...]]:
    for one in units:
        place = place_of(one.place)
        yield (
            one.slug, one.enterprise, one.place, None if place is None else place.number, one.area_m2,
            one.area_method, _moment(one.since), _moment(one.until),
        )  # fmt: skip


def _cycles(cycles: Iterable[Cycle]) -> Iterator[tuple[Cell, ...]]:
    for one in cycles:
        yield (
            one.uid, one.unit.slug, one.unit.enterprise, one.sort, one.key, one.state, written(one.began),
            _moment(one.ended), one.fish, one.stocked_kg, one.sown_m2, one.plan_kg,
            None if one.lost is None else one.lost.suspected,
        )  # fmt: skip


def _summary(cycles: Iterable[Cycle], place_of: Callable[[str], Place | None]) -> Iterator[tuple[Cell, ...]]:
    for one in cycles:
        place = place_of(one.place)
        if place is None or not one.harvests:
            continue
        found, base = yields(one, place), one.base
        yield (
            one.uid, one.unit.slug, one.key, one.kg, None if base is None else base.moisture,
            None if base is None else base.impurity, one.kg_at_base, one.plan_kg,
            exact(one.share_weighed), exact(found.kg_per_ha_sown), exact(found.kg_per_ha_harvested),
            exact(found.kg_per_m3), exact(found.survival), found.days,
        )  # fmt: skip
