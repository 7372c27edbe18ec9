"""The derived tables: brought forward, made anew, followed by several at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
import straight
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from booked import REGISTERED, STOCKING, dry_maize, dry_weighing
from builders import an_entry
from msgspec.structs import replace
from sqlalchemy import select, text

from dashboard.production.base import Wanted
from dashboard.production.sql import SqlProduction
from dashboard.production.sql_opening import FILE, Database, database, migrate, opened_engine
from dashboard.production.tables import ENTRY, LABOUR, METADATA, PROGRESS
from gateway.domain.entries import Body, DeliveryConfirmed, Entry, Fed, Reversed, UnitRegistered, Worked
from gateway.domain.errors import StoreError
from gateway.journal import CommuneJournal

COMMUNE = "ataroa"
WORK = Worked("lote-1", "weeding", people=6, hours=Decimal("2.5"), pay="cayapa")
BOOK: tuple[Body, ...] = (
    *REGISTERED,
    STOCKING,
    dry_maize("300", "sale"),
    DeliveryConfirmed("uid-9", dry_weighing("290")),
    WORK,
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[CommuneJournal]:
    with CommuneJournal(tmp_path / "commune.db", commune=COMMUNE) as found:
        write(found, *BOOK)
        yield found


def write(journal: CommuneJournal, *bodies: Body) -> None:
    """Append entries whose uids are their numbers."""
    first = journal.head("book")[0] + 1
    entries = [_entry(body, number) for number, body in enumerate(bodies, first)]
    straight.write_straight(journal, entries, commune=COMMUNE)


def _entry(body: Body, number: int) -> Entry:
    if isinstance(body, Reversed):
        return an_entry(body, number=number, journal="book", reverses="uid-9")
    return an_entry(body, number=number)


def test_the_steps_lead_to_the_tables_that_the_code_knows(tables: Database) -> None:
    with tables.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)

    assert found == []


def test_tables_of_the_version_before_are_brought_forward_with_what_stands_in_them(
    tables: Database, journal: CommuneJournal, caplog: pytest.LogCaptureFixture
) -> None:
    SqlProduction(journal, tables, COMMUNE).balances(Wanted())
    with tables.writing() as connection:
        _as_the_version_before(connection)
    tables.close()

    with caplog.at_level(logging.WARNING):
        production = SqlProduction(journal, tables, COMMUNE)
        line = production.line("uid-9")

    assert "anew" not in caplog.text
    assert line is not None
    assert line.confirmation is not None
    assert line.confirmation.uid == "uid-10"
    with tables.reading() as connection:
        assert [tuple(one) for one in connection.execute(select(LABOUR))] == [(11, "cayapa", 15_000)]
        assert connection.scalar(select(ENTRY.c.quality).where(ENTRY.c.uid == "uid-9")) == "weighed"


def _as_the_version_before(connection: object) -> None:
    for line in (
        "DROP TABLE labour",
        "DROP INDEX entry_by_about",
        "ALTER TABLE entry DROP COLUMN about",
        "ALTER TABLE entry DROP COLUMN quality",
        "UPDATE alembic_version SET version_num = '0001'",
    ):
        connection.execute(text(line))  # type: ignore[attr-defined]


def test_the_first_version_is_what_the_version_before_was(tables: Database, journal: CommuneJournal) -> None:
    engine = opened_engine(tables.url)
    migrate(engine, "0001")
    with engine.begin() as connection:
        names = {one[0] for one in connection.execute(text("SELECT version_num FROM alembic_version"))}
    engine.dispose()

    assert names == {"0001"}
    assert SqlProduction(journal, tables, COMMUNE).counts(Wanted())["labour"] == 1


def test_tables_derived_by_older_rules_are_made_anew(tables: Database, journal: CommuneJournal) -> None:
    SqlProduction(journal, tables, COMMUNE).balances(Wanted())
    with tables.writing() as connection:
        connection.execute(text("UPDATE progress SET derivation = 0"))
        connection.execute(text("DELETE FROM posting"))

    found = SqlProduction(journal, tables, COMMUNE).balances(Wanted(), account="almacen:la-siembra")

    assert [one.amount for one in found] == [-300]


def test_a_journal_that_is_another_than_the_one_derived_from_makes_everything_anew(
    tables: Database, journal: CommuneJournal, tmp_path: Path
) -> None:
    write(journal, dry_maize("700", "sale"))
    SqlProduction(journal, tables, COMMUNE).balances(Wanted())

    with CommuneJournal(tmp_path / "restored.db", commune=COMMUNE) as restored:
        write(restored, *BOOK, dry_maize("50", "sale"), dry_maize("50", "sale"))
        found = SqlProduction(restored, tables, COMMUNE).balances(Wanted(), account="almacen:la-siembra")

    assert [one.amount for one in found] == [-400]


def test_a_journal_that_lost_its_end_makes_everything_anew(
    tables: Database, journal: CommuneJournal, tmp_path: Path
) -> None:
    write(journal, dry_maize("700", "sale"))
    SqlProduction(journal, tables, COMMUNE).balances(Wanted())

    with CommuneJournal(tmp_path / "restored.db", commune=COMMUNE) as restored:
        write(restored, *BOOK)
        found = SqlProduction(restored, tables, COMMUNE).balances(Wanted(), account="almacen:la-siembra")

    assert [one.amount for one in found] == [-300]


def test_where_nothing_is_new_nothing_is_written(tables: Database, journal: CommuneJournal) -> None:
    production = SqlProduction(journal, tables, COMMUNE)
    production.cycles()
    with tables.writing() as connection:
        connection.execute(text("DELETE FROM progress"))

    assert [one.uid for one in production.cycles()] == ["uid-8"]
    assert production.registers() is production.registers()
    with tables.reading() as connection:
        assert connection.execute(select(PROGRESS)).all() == []


def test_an_entry_is_there_for_every_reader_that_asks_after_it(
    tables: Database, journal: CommuneJournal
) -> None:
    one, other = (SqlProduction(journal, tables, COMMUNE) for _ in range(2))
    one.cycles()
    other.cycles()

    write(journal, replace(STOCKING, unit="lote-1"))

    assert (len(one.cycles()), len(other.cycles())) == (2, 2)


def test_many_threads_that_ask_at_once_get_the_same_answer(tables: Database, journal: CommuneJournal) -> None:
    readers = [SqlProduction(journal, tables, COMMUNE) for _ in range(2)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda turn: readers[turn % 2].counts(Wanted()), range(40)))

    assert all(one == found[0] for one in found)
    assert found[0]["delivery"] == 1


def test_a_unit_registered_anew_takes_its_older_entries_to_its_new_enterprise(
    tables: Database, journal: CommuneJournal
) -> None:
    production = SqlProduction(journal, tables, COMMUNE)
    write(journal, Fed("uid-8", "fruit", "weighed", kg=Decimal(4)))
    assert production.balances(Wanted(enterprise="las-lagunas"), account="insumo:")

    write(
        journal,
        UnitRegistered("laguna-1", "la-siembra", "estanque-1", "Laguna 1", Decimal(1000), "tape"),
    )

    assert production.balances(Wanted(enterprise="las-lagunas"), account="insumo:") == []
    found = production.balances(Wanted(enterprise="la-siembra"), account="insumo:")
    assert [one.amount for one in found] == [4]


def test_what_was_taken_back_stands_in_no_balance_and_is_still_in_the_book(
    tables: Database, journal: CommuneJournal
) -> None:
    write(journal, Reversed("error"))
    production = SqlProduction(journal, tables, COMMUNE)

    assert production.balances(Wanted(), account="almacen:") == []
    line = production.line("uid-9")
    assert line is not None
    assert line.undone is not None
    assert [one.amount for one in line.postings] == [-300, 300]


@pytest.mark.parametrize("damage", ["noise", "removed", "empty"])
def test_a_damaged_or_removed_file_is_made_anew(journal: CommuneJournal, tmp_path: Path, damage: str) -> None:
    first = database(tmp_path, None)
    SqlProduction(journal, first, COMMUNE).balances(Wanted())
    first.close()
    path = tmp_path / FILE
    if damage == "removed":
        path.unlink()
    else:
        path.write_bytes(b"x" * 8192 if damage == "noise" else b"")

    found = SqlProduction(journal, database(tmp_path, None), COMMUNE).balances(Wanted(), account="almacen:")

    assert [one.amount for one in found] == [-300]


def test_a_file_that_breaks_while_it_is_used_is_made_anew(journal: CommuneJournal, tmp_path: Path) -> None:
    production = SqlProduction(journal, database(tmp_path, None), COMMUNE)
    production.balances(Wanted())
    production.tables.close()
    size = (tmp_path / FILE).stat().st_size
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes()[:4096] + b"\xff" * (size - 4096))

    assert [one.amount for one in production.balances(Wanted(), account="almacen:")] == [-300]


def test_the_tables_of_another_commune_on_a_server_are_left_alone(
    tables: Database, journal: CommuneJournal, tmp_path: Path
) -> None:
    SqlProduction(journal, tables, COMMUNE).balances(Wanted())
    with CommuneJournal(tmp_path / "another.db", commune="otra") as another:
        production = SqlProduction(another, tables, "otra")
        if tables.may_be_replaced:
            assert production.balances(Wanted()) == []
            return
        with pytest.raises(StoreError, match="ataroa"):
            production.balances(Wanted())

    with tables.reading() as connection:
        assert connection.scalar(select(PROGRESS.c.commune)) == COMMUNE


def test_a_server_that_is_not_there_is_told_without_its_password(
    journal: CommuneJournal, tmp_path: Path
) -> None:
    away = database(tmp_path, f"postgresql://conuco:secreta@/nada?host={tmp_path}")

    with pytest.raises(StoreError, match="no contesta") as error:
        SqlProduction(journal, away, COMMUNE).balances(Wanted())

    assert "secreta" not in str(error.value)


@pytest.mark.parametrize("url", ["nada", "oracle://x", "postgresql:/x"])
def test_an_address_that_cannot_be_understood_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError, match="Escríbala así"):
        database(tmp_path, url)


def test_the_progress_of_a_rebuild_is_told(tables: Database, journal: CommuneJournal) -> None:
    steps: list[tuple[int, int]] = []

    count = SqlProduction(journal, tables, COMMUNE).rebuild(lambda number, of: steps.append((number, of)))

    assert (count, steps) == (11, [(11, 11)])
