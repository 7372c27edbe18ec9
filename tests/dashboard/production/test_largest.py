"""The largest numbers that the book takes: none of them stops what is derived from it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from booked import DAY, REGISTERED, SOWING, STOCKING
from builders import NIGHT, a_draft

from dashboard.production.base import Wanted
from dashboard.production.sql import SqlProduction
from dashboard.production.sql_opening import Database
from gateway.domain.entries import (
    Body,
    Delivered,
    Fed,
    Harvested,
    MeasureWeighed,
    MoneyMoved,
    Weighing,
    Worked,
)
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

MOST = Decimal(10) ** 12
ALMOST = Decimal("99." + 20 * "9")
LARGE: dict[str, Decimal] = {"million": Decimal(10) ** 6, "most": MOST, "hours": Decimal(10_000)}
BODIES: list[Body] = [
    Fed("uid-8", "scraps", "estimated", what="yuca", measure="cuba", count=count)
    for count in (LARGE["million"], LARGE["million"] + 1, MOST)
]
BODIES += [Worked("laguna-1", "other", 10_000, hours, "paid") for hours in (LARGE["hours"], MOST)]
BODIES += [
    Harvested("uid-9", MOST, "weighed", complete=True, moisture=Decimal(0), impurity=Decimal(0),
              base_moisture=base, base_impurity=base)
    for base in (Decimal(50), Decimal(99), ALMOST)
]  # fmt: skip
BODIES += [
    Delivered("la-siembra", "maiz-blanco", Weighing(MOST, Decimal(0), Decimal(0)), "weighed", "sale",
              base_moisture=base, base_impurity=base)
    for base in (Decimal(50), ALMOST)
]  # fmt: skip
BODIES += [
    MeasureWeighed("saco", "saco", "yuca", MOST, "weighed"),
    MoneyMoved("la-siembra", "in", "sale", MOST, "VES"),
]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[CommuneJournal]:
    with CommuneJournal(tmp_path / "commune.db", commune="ataroa") as journal:
        for number, body in enumerate((*REGISTERED, STOCKING, SOWING), 1):
            journal.append(a_draft(body, uid=f"uid-{number}", happened=NIGHT - 50 * DAY), now=NIGHT)
        heaviest = MeasureWeighed("cuba", "cuba", "yuca", Decimal(100_000), "weighed")
        journal.append(a_draft(heaviest, uid="cuba", happened=NIGHT - 50 * DAY), now=NIGHT)
        yield journal


@pytest.mark.parametrize("body", BODIES)
def test_no_number_that_the_book_takes_is_too_large_to_be_derived(
    book: CommuneJournal, tables: Database, body: Body
) -> None:
    before = book.head("book")
    try:
        book.append(a_draft(body, uid="grande", happened=NIGHT - DAY), now=NIGHT)
    except EntryError:
        assert book.head("book") == before

    production = SqlProduction(book, tables, "ataroa")

    assert sum(one.amount for one in production.balances(Wanted())) == 0
    assert production.labour(Wanted()) is not None
