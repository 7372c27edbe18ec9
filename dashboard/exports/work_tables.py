"""What was harvested, delivered and worked, one row an entry."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dashboard.api.moments import written
from dashboard.exports.book_tables import CYCLE, ENTERPRISE, NUMBER, PLANNED, UNDONE, UNIT, undone_by, yes
from dashboard.exports.cycle_tables import exact
from dashboard.exports.source import Source
from dashboard.exports.table import Cell, Column, Table
from dashboard.production.grain import comparable_kg
from dashboard.production.postings import weighed_good
from dashboard.words.language import N_
from gateway.domain.entries import Delivered, DeliveryConfirmed, Harvested, Worked, is_planned

DAY: Final = Column("date", "date", N_("día en que pasó, en la comuna"))
PRODUCT: Final = Column("product", "text", N_("clave del producto"))
KG: Final = Column("kg", "number", N_("lo que dijo nuestra romana, sin la tara [kg]"))
MOISTURE: Final = Column("moisture", "number", N_("humedad al pesar [%]"))
IMPURITY: Final = Column("impurity", "number", N_("impureza al pesar [%]"))
BASE: Final = (
    Column("base_moisture", "number", N_("humedad base del grano [%]")),
    Column("base_impurity", "number", N_("impureza base del grano [%]")),
    Column("kg_at_base", "number", N_("lo mismo a la humedad e impureza base [kg]; vacío si no se midió")),
)
QUALITY: Final = Column("quality", "text", N_("cómo se sabe: weighed, counted, measured o estimated"))

HARVESTS: Final = (
    NUMBER, DAY, ENTERPRISE, UNIT, CYCLE, PRODUCT, KG,
    Column("gross_kg", "number", N_("con sacos o camión [kg]")),
    Column("tare_kg", "number", N_("los sacos o el camión solos [kg]")),
    QUALITY, MOISTURE, IMPURITY, *BASE,
    Column("fish", "number", N_("peces contados")),
    Column("area_m2", "number", N_("superficie cosechada [m²]")),
    Column("complete", "text", N_("si el ciclo terminó con ella: yes o no")),
    PLANNED, UNDONE,
)  # fmt: skip
DELIVERIES: Final = (
    NUMBER, DAY, ENTERPRISE, PRODUCT,
    Column("destination", "text", N_("a dónde fue: community, workers, social, exchange, state_mill...")),
    Column("to", "text", N_("nombre corto del consejo, la organización o la EPS que recibió")),
    KG, QUALITY, MOISTURE, IMPURITY, *BASE,
    Column("their_kg", "number", N_("lo que dijo la romana de quien recibió [kg]")),
    Column("their_moisture", "number", N_("humedad, según quien recibió [%]")),
    Column("their_impurity", "number", N_("impureza, según quien recibió [%]")),
    Column("confirmed", "text", N_("si otra persona la confirmó: yes o no")),
    Column("families", "number", N_("entre cuántas familias se repartió")),
    CYCLE, PLANNED, UNDONE,
)  # fmt: skip
WORK: Final = (
    NUMBER, DAY, ENTERPRISE, UNIT, CYCLE,
    Column("activity", "text", N_("qué trabajo fue")),
    Column("pay", "text", N_("cómo: paid, cayapa, care o training")),
    Column("people", "number", N_("cuántas personas")),
    Column("hours", "number", N_("horas de cada una [h]")),
    Column("person_hours", "number", N_("horas de todas juntas [h]")),
    Column("workdays", "number", N_("en jornadas de la comuna; vacío si no fijó cuántas horas tiene")),
    Column("women", "number", N_("cuántas son mujeres")),
    Column("men", "number", N_("cuántos son hombres")),
    Column("young", "number", N_("cuántos son jóvenes")),
    PLANNED, UNDONE,
)  # fmt: skip


def work_tables(source: Source, *, offset_hours: int) -> list[Table]:
    """Return harvests, deliveries and work; `offset_hours` is of the commune's clocks from UTC [h]."""
    return [
        Table("cosechas", HARVESTS, _harvests(source, offset_hours)),
        Table("entregas", DELIVERIES, _deliveries(source, offset_hours)),
        Table("jornadas", WORK, _work(source, offset_hours)),
    ]


def local_day(at: int, offset_hours: int) -> str:
    """Return the commune's date at a moment [s UTC]."""
    return written(at + offset_hours * 3600)[:10]


def _harvests(source: Source, offset: int) -> Iterator[tuple[Cell, ...]]:
    for entry in source.entries("harvest"):
        body, setting = entry.body, source.setting(entry)
        if not isinstance(body, Harvested):
            continue
        yield (
            entry.number, local_day(entry.happened, offset), setting.enterprise, setting.unit, setting.cycle,
            setting.product, body.kg, body.gross_kg, body.tare_kg, body.quality, body.moisture,
            body.impurity, body.base_moisture, body.base_impurity, comparable_kg(body), body.fish,
            body.area_m2, yes(body.complete), yes(is_planned(body)), undone_by(source, entry),
        )  # fmt: skip


def _deliveries(source: Source, offset: int) -> Iterator[tuple[Cell, ...]]:
    said = [
        one
        for one in source.entries("confirmation")
        if isinstance(one.body, DeliveryConfirmed) and one.uid not in source.undone
    ]
    confirmed = {one.body.delivery: one.body for one in said if isinstance(one.body, DeliveryConfirmed)}
    for entry in source.entries("delivery"):
        body = entry.body
        if not isinstance(body, Delivered):
            continue
        good, amount = weighed_good(source.registers, body, body.ours)
        told = confirmed.get(entry.uid)
        theirs = body.theirs if told is None or told.theirs is None else told.theirs
        yield (
            entry.number, local_day(entry.happened, offset), body.enterprise, body.product,
            body.destination, body.to, body.ours.kg, body.quality, body.ours.moisture, body.ours.impurity,
            body.base_moisture, body.base_impurity, None if good.base is None else amount,
            *((None, None, None) if theirs is None else (theirs.kg, theirs.moisture, theirs.impurity)),
            yes(told is not None), body.families, body.cycle, yes(is_planned(body)),
            undone_by(source, entry),
        )  # fmt: skip


def _work(source: Source, offset: int) -> Iterator[tuple[Cell, ...]]:
    workday = source.registers.workday
    for entry in source.entries("labour"):
        body, setting = entry.body, source.setting(entry)
        if not isinstance(body, Worked):
            continue
        hours = Decimal(body.people) * body.hours
        yield (
            entry.number, local_day(entry.happened, offset), setting.enterprise, body.unit, body.cycle,
            body.activity, body.pay, body.people, body.hours, hours,
            None if workday is None else exact(hours / workday.hours),
            body.women, body.men, body.young, yes(is_planned(body)), undone_by(source, entry),
        )  # fmt: skip
