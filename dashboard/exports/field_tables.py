"""What was written down of the fields: water given, rain read by hand, stages seen, and what could not be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from dashboard.exports.book_tables import CYCLE, NUMBER, UNDONE, undone_by
from dashboard.exports.source import Source
from dashboard.exports.table import Cell, Column, Table
from dashboard.exports.work_tables import DAY, QUALITY, local_day
from dashboard.words.language import N_
from gateway.domain.entries import CannotIrrigate, Entry, Irrigated, NotIrrigated, RainRead, StageSeen

KINDS: Final = ("irrigation", "rain", "stage", "cannot_irrigate", "not_irrigated")
FIELD: Final = (
    NUMBER, DAY,
    Column("kind", "text", N_("irrigation, rain, stage, cannot_irrigate o not_irrigated")),
    Column("place", "text", N_("nombre corto del lugar")),
    CYCLE,
    Column("what", "text", N_("cómo se regó, qué etapa se vio, o por qué no se pudo regar")),
    Column("hours", "number", N_("horas de riego [h]")),
    Column("millimetres", "number", N_("del riego, lo que llegó a la raíz; de lluvia, lo del vaso [mm]")),
    Column("cubic_metres", "number", N_("lo que salió de la bomba [m³]")),
    Column("days", "number", N_("por cuántos días no se puede regar [d]")),
    Column("of_day", "date", N_("el día en que nadie regó")),
    QUALITY, UNDONE,
)  # fmt: skip


class _Said(NamedTuple):
    place: str | None = None
    cycle: str | None = None
    what: str | None = None
    hours: Decimal | None = None
    millimetres: Decimal | None = None
    cubic_metres: Decimal | None = None
    days: int | None = None
    of_day: str | None = None
    quality: str | None = None


def field_tables(source: Source, *, offset_hours: int) -> list[Table]:
    """Return what was written down of the fields; `offset_hours` is of the commune's clocks from UTC [h]."""
    return [Table("campo", FIELD, _rows(source, offset_hours))]


def _rows(source: Source, offset: int) -> Iterator[tuple[Cell, ...]]:
    for entry in source.entries(*KINDS):
        said = _said(source, entry)
        day = local_day(entry.happened, offset)
        yield (entry.number, day, entry.kind, *said, undone_by(source, entry))


def _said(source: Source, entry: Entry) -> _Said:
    match entry.body:
        case Irrigated() as one:
            told = (one.hours, one.millimetres, one.cubic_metres)
            return _Said(one.place, None, one.method, *told, quality=one.quality)
        case RainRead() as one:
            return _Said(one.place, millimetres=one.millimetres, quality=one.quality)
        case StageSeen() as one:
            unit = source.registers.units.get(source.setting(entry).unit)
            return _Said(None if unit is None else unit.place, one.cycle, one.stage)
        case CannotIrrigate() as one:
            return _Said(one.place, what=one.why, days=one.days)
        case NotIrrigated() as one:
            return _Said(one.place, of_day=one.day)
        case _:
            return _Said()
