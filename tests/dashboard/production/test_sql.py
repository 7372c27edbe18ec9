"""Production out of the derived tables, in SQLite and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from any_book import books
from folded import FoldedProduction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from straight import write_straight

from dashboard.production.base import Production, Wanted
from dashboard.production.sql import SqlProduction
from dashboard.production.sql_opening import Database
from dashboard.production.tables import DERIVED, POSTING
from gateway.domain.entries import Entry
from gateway.journal import CommuneJournal

COMMUNE = "ataroa"
NARROWED = (
    Wanted(),
    Wanted(kinds={"harvest", "delivery", "reversal"}),
    Wanted(kinds=()),
    Wanted(enterprise="la-siembra"),
    Wanted(unit="lote-1", product="maiz-blanco"),
    Wanted(cycle="uid-8"),
    Wanted(start=1_780_500_000, end=1_781_500_000),
)
ACCOUNTS = ("", "almacen:", "destino:comunidad", "vivos:uid-8")

SLOW = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def a_journal() -> Iterator[CommuneJournal]:
    with (
        TemporaryDirectory() as folder,
        CommuneJournal(Path(folder) / "commune.db", commune=COMMUNE) as journal,
    ):
        yield journal


def everything(production: Production) -> list[object]:
    """Return the answers to every question."""
    found: list[object] = [production.registers(), production.cycles(), production.cycles(unit="lote-1")]
    for wanted in NARROWED:
        found += [production.entries(wanted), production.lines(wanted, most=1000)]
        found += [production.balances(wanted, account=one) for one in ACCOUNTS]
        found += [production.weighed(wanted), production.labour(wanted), production.counts(wanted)]
        found.append(production.balances_by_enterprise(wanted))
    return [*found, production.lines(Wanted(), before=12, most=5), production.line("uid-9")]


def rows(tables: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return all that stands in the derived tables."""
    with tables.reading() as connection:
        return {
            one.name: sorted((tuple(row) for row in connection.execute(select(one))), key=repr)
            for one in DERIVED
        }


@given(book=books(), cuts=st.lists(st.integers(1, 40), max_size=4))
@SLOW
def test_any_entries_and_reversals_derive_as_when_they_are_folded_however_they_came(
    tables: Database, book: list[Entry], cuts: list[int]
) -> None:
    with a_journal() as journal:
        production = SqlProduction(journal, tables, COMMUNE)
        for start, end in pairwise(sorted({0, len(book), *(one for one in cuts if one < len(book))})):
            write_straight(journal, book[start:end], commune=COMMUNE)
            production.balances(Wanted())
        followed = rows(tables)

        assert everything(production) == everything(FoldedProduction(journal.entries("book")))

        production.rebuild()

        assert rows(tables) == followed


@given(book=books())
@SLOW
def test_all_postings_of_every_unit_and_good_are_zero_together(tables: Database, book: list[Entry]) -> None:
    with a_journal() as journal:
        write_straight(journal, book, commune=COMMUNE)
        production = SqlProduction(journal, tables, COMMUNE)
        production.balances(Wanted())
        with tables.reading() as connection:
            by_unit = select(POSTING.c.unit, POSTING.c.good, func.sum(POSTING.c.amount))
            sums = connection.execute(by_unit.group_by(POSTING.c.unit, POSTING.c.good)).all()

    assert {int(amount) for _unit, _good, amount in sums} <= {0}
