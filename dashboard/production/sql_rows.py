"""What the derived tables hold, as entries; and the postings of what takes others back."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Select, Table, insert, literal, select

from dashboard.production.deriving import Keys, Known, Row, entry_of
from dashboard.production.tables import ENTRY, POSTING
from gateway.domain.entries import Entry


def standing_of(connection: Connection, kinds: Collection[str]) -> list[Entry]:
    """Return the derived entries of some kinds that stand, rising by number."""
    wanted = select(ENTRY).where(
        ENTRY.c.kind.in_(sorted(kinds)), ENTRY.c.reversed_by.is_(None), ENTRY.c.reverses.is_(None)
    )
    # Sorted here: a database that is asked for the order reads the whole book in it.
    found = [entry_of(row) for row in connection.execute(wanted).mappings()]
    return sorted(found, key=lambda one: one.number)


def recall(connection: Connection, known: Known, uids: Iterable[str]) -> None:
    """Look up derived entries that others refer to: of what they are, and which cycles they began."""
    wanted = select(ENTRY).where(ENTRY.c.uid.in_(sorted(set(uids))))
    for row in connection.execute(wanted).mappings():
        known.keys[row["uid"]] = Keys(row["unit"], row["enterprise"], row["cycle"], row["product"])
        if row["kind"] in ("stocking", "sowing"):
            known.begun[row["uid"]] = entry_of(row)


def put(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert rows, none or many."""
    if rows:
        connection.execute(insert(table), rows)


def negate(connection: Connection, reversals: Select[tuple[int]]) -> None:
    """Post for reversals the negation of what they take back.

    Args:
        connection: In a transaction that writes.
        reversals: The numbers of their entries; nothing is posted for them yet.
    """
    reversal, target = ENTRY.alias("reversal"), ENTRY.alias("target")
    found = (
        select(
            reversal.c.number,
            POSTING.c.position,
            POSTING.c.account,
            POSTING.c.good,
            -POSTING.c.amount,
            reversal.c.kind,
            reversal.c.happened,
            reversal.c.unit,
            reversal.c.enterprise,
            reversal.c.cycle,
            reversal.c.product,
            literal(False),  # noqa: FBT003 - a value of SQL
        )
        .select_from(reversal)
        .join(target, target.c.uid == reversal.c.reverses)
        .join(POSTING, POSTING.c.number == target.c.number)
        .where(reversal.c.number.in_(reversals))
    )
    connection.execute(insert(POSTING).from_select([one.name for one in POSTING.columns], found))
