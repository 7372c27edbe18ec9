"""One cycle by day: what its probes measured, and what was recorded of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from dashboard.cycles.conditions import field_conditions, pond_conditions, span_of
from dashboard.exports.table import Cell, Column, Table
from dashboard.measured.history import History
from dashboard.production.base import Wanted
from dashboard.production.cycles import Cycle
from dashboard.production.postings import feed_kg
from dashboard.visit.given import Visit
from dashboard.words.language import N_
from gateway.domain.entries import Died, Entry, Fed, Worked, is_planned
from gateway.domain.places import Place

DAY: Final = Column("date", "date", N_("día de la comuna"))
WORK: Final = Column("person_hours", "number", N_("trabajo de todas las personas juntas [h]"))
POND: Final = (
    DAY,
    Column("oxygen_lowest", "number", N_("oxígeno más bajo [mg/L]; vacío sin dato")),
    Column("hours_below", "number", N_("horas bajo el límite del estanque, de las medidas [h]")),
    Column("hours_measured", "number", N_("horas con dato [h]")),
    Column("water_lowest", "number", N_("agua, la más fría del día [°C]")),
    Column("water_mean", "number", N_("agua, media del día [°C]")),
    Column("water_highest", "number", N_("agua, la más caliente del día [°C]")),
    Column("concentrate_kg", "number", N_("alimento concentrado anotado [kg]")),
    Column("other_feedings", "number", N_("cuántas veces se anotó otro alimento")),
    Column("dead_fish", "number", N_("peces muertos anotados")),
    WORK,
)
FIELD: Final = (
    DAY,
    Column("soil_available", "number", N_("agua que el cultivo puede tomar, de 0 a 1; vacío sin dato")),
    Column("rain_mm", "number", N_("lluvia del pluviómetro [mm]; vacío sin dato")),
    WORK,
)
HUNDREDTHS: Final = 2


def cycle_days(visit: Visit, cycle: Cycle, place: Place) -> Table:
    """Return a cycle by day."""
    if place.sort == "pond":
        return Table("dias", POND, _pond_days(visit, cycle, place))
    return Table("dias", FIELD, _field_days(visit, cycle, place))


def _pond_days(visit: Visit, cycle: Cycle, place: Place) -> Iterator[tuple[Cell, ...]]:
    found, said = pond_conditions(visit, cycle, place), _by_day(visit, cycle)
    water = found.water
    columns = zip(water.start.tolist(), water.low, water.mean, water.high, strict=True)
    warmth = {visit.words.local(start).date(): values for start, *values in columns}
    for one in found.oxygen.days:
        yield (
            one.day.isoformat(),
            _number(one.lowest),
            _number(one.hours_below if one.hours_measured else None),
            _number(one.hours_measured),
            *(_number(float(value)) for value in warmth.get(one.day, ())),
            *(() if one.day in warmth else (None, None, None)),
            *_fed(visit, said.get(one.day, ())),
            sum(entry.body.fish for entry in said.get(one.day, ()) if isinstance(entry.body, Died)) or None,
            _worked(said.get(one.day, ())),
        )


def _field_days(visit: Visit, cycle: Cycle, place: Place) -> Iterator[tuple[Cell, ...]]:
    found, said = field_conditions(visit, cycle, place), _by_day(visit, cycle)
    history = History(visit.station.store, visit.registered)
    rain = history.days(history.parts(place.slug, "rain", span_of(cycle, now=visit.now)))
    fallen = {
        visit.words.local(start).date(): total
        for start, total in zip(rain.start.tolist(), rain.total.tolist(), strict=True)
    }
    soil = dict(found.soil.days) if found.soil is not None else {}
    for day in sorted({*soil, *fallen, *said}):
        yield (day.isoformat(), _number(soil.get(day)), _number(fallen.get(day)), _worked(said.get(day, ())))


def _by_day(visit: Visit, cycle: Cycle) -> Mapping[date, list[Entry]]:
    found: dict[date, list[Entry]] = {}
    wanted = Wanted(kinds=("feeding", "mortality", "labour"), cycle=cycle.uid)
    for one in visit.station.production.entries(wanted):
        if not is_planned(one.body):
            found.setdefault(visit.words.local(one.happened).date(), []).append(one)
    return found


def _fed(visit: Visit, said: Iterable[Entry]) -> tuple[Cell, Cell]:
    """Return the concentrate [kg], and how often something else was given: they are never added."""
    registers = visit.station.production.registers()
    concentrate, others = Decimal(0), 0
    for entry in said:
        if not isinstance(entry.body, Fed):
            continue
        kg = feed_kg(entry.body, registers, at=entry.happened)
        if entry.body.feed == "concentrate" and kg is not None:
            concentrate += kg
        else:
            others += 1
    return concentrate or None, others or None


def _worked(said: Iterable[Entry]) -> Cell:
    hours = [one.body.people * one.body.hours for one in said if isinstance(one.body, Worked)]
    return sum(hours, Decimal(0)) if hours else None


def _number(value: float | None) -> Cell:
    return None if value is None or value != value else Decimal(str(round(value, HUNDREDTHS)))
