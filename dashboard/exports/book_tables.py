"""The book as it is: every entry, what it moves, and what was taken back."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.api.moments import written
from dashboard.exports.source import Source, without_store
from dashboard.exports.table import Cell, Column, Table
from dashboard.words.language import N_
from gateway.domain.entries import Entry, is_planned

NUMBER = Column("number", "number", N_("número del asiento en el libro"))
HAPPENED = Column("happened", "moment", N_("cuándo pasó, hora UTC"))
ENTERPRISE = Column("enterprise", "text", N_("nombre corto de la EPS"))
UNIT = Column("unit", "text", N_("nombre corto de la unidad de producción"))
CYCLE = Column("cycle", "text", N_("clave del ciclo: la del asiento que lo empezó"))
PLANNED = Column("planned", "text", N_("si es lo planeado y no lo hecho: yes o no"))
UNDONE = Column("undone_by", "number", N_("número del asiento que lo anuló; vacío si vale"))


def yes(is_so: bool) -> str:  # noqa: FBT001 - the one thing that it is told
    """Return `yes` or `no`."""
    return "yes" if is_so else "no"


def book_tables(source: Source) -> list[Table]:
    """Return the entries, their postings and the corrections."""
    return [
        Table(
            "asientos",
            (
                NUMBER,
                Column("uid", "text", N_("clave del asiento, la misma en todas las estaciones")),
                Column("kind", "text", N_("clase del asiento")),
                HAPPENED,
                Column("registered", "moment", N_("cuándo se anotó, hora UTC")),
                ENTERPRISE,
                UNIT,
                CYCLE,
                Column("quality", "text", N_("cómo se sabe: weighed, counted, measured o estimated")),
                PLANNED,
                UNDONE,
                Column("own_hash", "text", N_("huella SHA-256 del asiento en la cadena del libro")),
            ),
            _entries(source),
        ),
        Table(
            "apuntes",
            (
                NUMBER,
                Column("account", "text", N_("cuenta; de dónde sale o a dónde entra")),
                Column("measure", "text", N_("en qué se cuenta: kg, L, count, sack o fish")),
                Column("item", "text", N_("clave del producto o insumo, o código de la moneda")),
                Column("base_moisture", "number", N_("humedad base del grano [%]")),
                Column("base_impurity", "number", N_("impureza base del grano [%]")),
                Column("amount", "number", N_("cuánto entra; bajo cero, cuánto sale")),
                ENTERPRISE,
                CYCLE,
            ),
            _postings(source),
        ),
        Table(
            "correcciones",
            (
                NUMBER,
                Column("registered", "moment", N_("cuándo se anotó, hora UTC")),
                Column("reverses", "number", N_("número del asiento que anula")),
                Column("kind", "text", N_("clase del asiento que anula")),
                Column("happened", "moment", N_("cuándo pasó lo que anula, hora UTC")),
            ),
            _corrections(source),
        ),
    ]


def undone_by(source: Source, entry: Entry) -> Cell:
    """Return the number of the entry that took another back, None while it stands."""
    return source.undone.get(entry.uid)


def _entries(source: Source) -> Iterator[tuple[Cell, ...]]:
    for entry in source.entries():
        setting = source.setting(entry)
        yield (
            entry.number,
            entry.uid,
            entry.kind,
            written(entry.happened),
            written(entry.registered),
            setting.enterprise,
            setting.unit,
            setting.cycle,
            getattr(entry.body, "quality", None),
            yes(is_planned(entry.body)),
            undone_by(source, entry),
            entry.own_hash,
        )


def _postings(source: Source) -> Iterator[tuple[Cell, ...]]:
    for entry in source.entries():
        for one in source.postings(entry):
            base = one.good.base
            yield (
                entry.number,
                without_store(one.account),
                one.good.measure,
                one.good.item,
                None if base is None else base.moisture,
                None if base is None else base.impurity,
                one.amount,
                one.enterprise,
                one.cycle,
            )


def _corrections(source: Source) -> Iterator[tuple[Cell, ...]]:
    for entry in source.entries("reversal"):
        about = source.reversed_by(entry)
        if about is not None:
            yield (entry.number, written(entry.registered), about.number, about.kind, written(about.happened))
