"""Questions to the derived tables."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Table, func, select

from dashboard.production.accounts import PRODUCTION, SEPARATOR
from dashboard.production.base import Balance, Labour, Line, Posting, Wanted, Weighed
from dashboard.production.deriving import entry_of, whole
from dashboard.production.tables import ENTRY, LABOUR, POSTING
from gateway.domain.entries import Entry
from gateway.domain.goods import Good

Condition = ColumnElement[bool]


def conditions(table: Table, wanted: Wanted) -> list[Condition]:
    """Return what rows of entries or of postings must be."""
    column = table.c
    found: list[Condition] = [
        column[name] == value
        for name in ("enterprise", "unit", "cycle", "product")
        if (value := getattr(wanted, name)) is not None
    ]
    if wanted.kinds is not None:
        found.append(column.kind.in_(sorted(wanted.kinds)))
    if wanted.start is not None:
        found.append(column.happened >= wanted.start)
    if wanted.end is not None:
        found.append(column.happened < wanted.end)
    return found


def stands() -> Condition:
    """Return that an entry was not taken back and takes nothing back."""
    return ENTRY.c.reversed_by.is_(None) & ENTRY.c.reverses.is_(None)


def entries(connection: Connection, wanted: Wanted) -> list[Entry]:
    """Return the entries that stand, rising by when they happened, then by number."""
    found = (
        select(ENTRY).where(stands(), *conditions(ENTRY, wanted)).order_by(ENTRY.c.happened, ENTRY.c.number)
    )
    return [entry_of(row) for row in connection.execute(found).mappings()]


def lines(connection: Connection, narrowed: Iterable[Condition], *, most: int) -> list[Line]:
    """Return entries with what was said about them, the newest number first."""
    wanted = select(ENTRY).where(*narrowed).order_by(ENTRY.c.number.desc()).limit(most)
    rows = connection.execute(wanted).mappings().all()
    found = [entry_of(row) for row in rows]
    uids, numbers = [one.uid for one in found], [one.number for one in found]
    reversals = ENTRY.c.uid.in_([row["reversed_by"] for row in rows if row["reversed_by"] is not None])
    undone = {one.reverses: one for one in _said(connection, reversals)}
    said: dict[str, list[Entry]] = {}
    about = select(ENTRY).where(stands(), ENTRY.c.about.in_(uids)).order_by(ENTRY.c.number)
    for row in connection.execute(about).mappings():
        said.setdefault(str(row["about"]), []).append(entry_of(row))
    moved = _moved(connection, numbers)
    return [
        Line(
            entry=one,
            undone=undone.get(one.uid),
            confirmation=next(iter(_of_kind(said, one, "confirmation")), None),
            observations=_of_kind(said, one, "observation"),
            photos=_of_kind(said, one, "photo"),
            postings=tuple(moved.get(one.number, ())),
        )
        for one in found
    ]


def balances(connection: Connection, wanted: Wanted, *, account: str) -> list[Balance]:
    """Return what stands in the accounts whose name begins with `account`, by account and good."""
    found = (
        select(POSTING.c.account, POSTING.c.good, func.sum(POSTING.c.amount).label("amount"))
        .where(POSTING.c.stands, *_beginning(account), *conditions(POSTING, wanted))
        .group_by(POSTING.c.account, POSTING.c.good)
    )
    rows = sorted((row.account, row.good, row.amount) for row in connection.execute(found))
    return [Balance(name, Good.parsed(good), whole(int(amount))) for name, good, amount in rows]


def balances_by_enterprise(connection: Connection, wanted: Wanted) -> dict[str, list[Balance]]:
    """Return what stands in every account, by the enterprise in whose book it is."""
    kept = (POSTING.c.account, POSTING.c.good, POSTING.c.enterprise)  # as the index has them
    found = (
        select(*kept, func.sum(POSTING.c.amount).label("amount"))
        .where(POSTING.c.stands, *conditions(POSTING, wanted))
        .group_by(*kept)
    )
    rows = sorted((row.enterprise, row.account, row.good, row.amount) for row in connection.execute(found))
    told: dict[str, list[Balance]] = {}
    for enterprise, name, good, amount in rows:
        told.setdefault(enterprise, []).append(Balance(name, Good.parsed(good), whole(int(amount))))
    return told


def weighed(connection: Connection, wanted: Wanted) -> list[Weighed]:
    """Return what was harvested by how its weight is known, by good and quality."""
    found = (
        select(POSTING.c.good, ENTRY.c.quality, func.sum(-POSTING.c.amount).label("amount"))
        .join(ENTRY, ENTRY.c.number == POSTING.c.number)
        .where(POSTING.c.stands, POSTING.c.kind == "harvest", *_beginning(f"{PRODUCTION}{SEPARATOR}"))
        .where(*conditions(POSTING, wanted))
        .group_by(POSTING.c.good, ENTRY.c.quality)
    )
    rows = sorted((row.good, row.quality, row.amount) for row in connection.execute(found))
    return [Weighed(Good.parsed(good), quality, whole(int(amount))) for good, quality, amount in rows]


def labour(connection: Connection, wanted: Wanted) -> list[Labour]:
    """Return the work that was done, by how it is paid."""
    found = (
        select(LABOUR.c.pay, func.sum(LABOUR.c.hours).label("hours"))
        .join(ENTRY, ENTRY.c.number == LABOUR.c.number)
        .where(stands(), *conditions(ENTRY, wanted))
        .group_by(LABOUR.c.pay)
        .order_by(LABOUR.c.pay)
    )
    return [Labour(row.pay, whole(int(row.hours))) for row in connection.execute(found)]


def counts(connection: Connection, wanted: Wanted) -> dict[str, int]:
    """Return how many entries of each kind were written."""
    found = select(ENTRY.c.kind, func.count().label("entries")).where(*conditions(ENTRY, wanted))
    return {row.kind: int(row.entries) for row in connection.execute(found.group_by(ENTRY.c.kind))}


def _said(connection: Connection, condition: Condition) -> list[Entry]:
    return [entry_of(row) for row in connection.execute(select(ENTRY).where(condition)).mappings()]


def _of_kind(said: dict[str, list[Entry]], about: Entry, kind: str) -> tuple[Entry, ...]:
    return tuple(one for one in said.get(about.uid, ()) if one.kind == kind)


def _moved(connection: Connection, numbers: list[int]) -> dict[int, list[Posting]]:
    wanted = (
        select(POSTING).where(POSTING.c.number.in_(numbers)).order_by(POSTING.c.number, POSTING.c.position)
    )
    found: dict[int, list[Posting]] = {}
    for row in connection.execute(wanted):
        moved = Posting(row.account, Good.parsed(row.good), whole(row.amount), row.enterprise, row.cycle)
        found.setdefault(row.number, []).append(moved)
    return found


def _beginning(account: str) -> list[Condition]:
    """Return that an account's name begins so, as a range: it is found by the index in every database."""
    if not account:
        return []
    return [POSTING.c.account >= account, POSTING.c.account < account[:-1] + chr(ord(account[-1]) + 1)]
