"""Derives again what newer registers tell otherwise: the enterprise of a unit, the kilos of a measure."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, bindparam, delete, false, or_, select, update

from dashboard.production.deriving import Known, Row, entry_of, posting_rows
from dashboard.production.posted import cycle_named
from dashboard.production.registers import BookRegisters
from dashboard.production.sql_rows import negate, put, recall
from dashboard.production.tables import ENTRY, POSTING
from gateway.domain.entries import MeasureWeighed

Condition = ColumnElement[bool]
_Weighing = tuple[int, MeasureWeighed]


def affected_by(before: BookRegisters, after: BookRegisters) -> Condition:
    """Return which entries are derived otherwise by newer registers."""
    units = {
        slug
        for slug in {*before.units, *after.units}
        if _enterprise(before, slug) != _enterprise(after, slug)
    }
    measures_of = {
        one for one in {*before.products, *after.products} if _measure(before, one) != _measure(after, one)
    }
    return or_(
        false(),
        ENTRY.c.unit.in_(sorted(units)),
        ENTRY.c.kind.in_(["delivery", "stock_loss"] if measures_of else []),
        *_fed_otherwise(before, after),
    )


def derive_again(connection: Connection, affected: Condition, registers: BookRegisters) -> None:
    """Derive the postings and the owner of some entries again, and what takes them back.

    Args:
        connection: In a transaction that writes.
        affected: Which ones; of a unit all its entries, so that what is about an entry goes along with it.
        registers: As they are now.
    """
    rows = connection.execute(select(ENTRY).where(affected).order_by(ENTRY.c.number)).mappings()
    found = [entry_of(row) for row in rows]
    if not found:
        return
    known = Known(registers)
    recall(connection, known, (cycle_named(one) for one in found))
    owners: list[Row] = []
    moved: list[Row] = []
    for entry in found:
        keys = known.remember(entry)
        owners.append({"at": entry.number, "owner": keys.enterprise})
        moved += posting_rows(entry, keys, known.moved(entry))
    owned = update(ENTRY).where(ENTRY.c.number == bindparam("at")).values(enterprise=bindparam("owner"))
    connection.execute(owned, owners)
    _post_again(connection, affected, moved)


def _post_again(connection: Connection, affected: Condition, moved: list[Row]) -> None:
    numbers = select(ENTRY.c.number).where(affected)
    reversals = select(ENTRY.c.number).where(ENTRY.c.reverses.in_(select(ENTRY.c.uid).where(affected)))
    taken_back = numbers.where(ENTRY.c.reversed_by.is_not(None))
    connection.execute(
        delete(POSTING).where(or_(POSTING.c.number.in_(numbers), POSTING.c.number.in_(reversals)))
    )
    put(connection, POSTING, moved)
    connection.execute(update(POSTING).where(POSTING.c.number.in_(taken_back)).values(stands=False))
    negate(connection, reversals)


def _enterprise(registers: BookRegisters, unit: str) -> str | None:
    found = registers.units.get(unit)
    return None if found is None else found.enterprise


def _measure(registers: BookRegisters, product: str) -> str:
    found = registers.products.get(product)
    return "kg" if found is None else found.measure


def _fed_otherwise(before: BookRegisters, after: BookRegisters) -> Iterator[Condition]:
    """Yield which feedings a newer weighing of a local measure changes: those since it, all by the first."""
    for measure in sorted({(one.measure, one.of) for _at, one in (*before.measures, *after.measures)}):
        old, new = _weighings(before, measure), _weighings(after, measure)
        if old == new:
            continue
        same = next(
            (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
            min(len(old), len(new)),
        )
        is_fed = ENTRY.c.kind == "feeding"
        since = min(at for at, _one in (*old[same:], *new[same:]))
        yield is_fed if same == 0 else is_fed & (ENTRY.c.happened >= since)


def _weighings(registers: BookRegisters, measure: tuple[str, str]) -> list[_Weighing]:
    return [(at, one) for at, one in registers.measures if (one.measure, one.of) == measure]
