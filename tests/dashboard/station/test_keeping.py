"""The first page says in red that a database was damaged, and how far a new derivation is."""

from __future__ import annotations

from pathlib import Path

from gateway.store.sqlite import rederiving, retired
from gateway.store.sqlite.keeping import seen_to
from gateway.store.sqlite.rederiving import Stale
from gateway.store.sqlite.retired import RetiredDay
from gateway.store.sqlite.writer import SqliteWriter


def test_a_damaged_database_is_told_with_what_to_do_until_somebody_has_seen_to_it(
    pages, tmp_path: Path
) -> None:
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer:
        with writer.transaction() as readings:
            readings.execute(
                "INSERT INTO set_aside VALUES (1772323200, 'apartado/x/archive.db', 'rot', 7, NULL)"
            )
        page = pages.text("/")
        assert "Una base de datos se dañó" in page
        assert "apartado/x/archive.db" in page
        assert "conuco refill --from-backup" in page

        with writer.transaction() as readings:
            seen_to(readings, 1772323300)
        assert "Una base de datos se dañó" not in pages.text("/")


def test_how_much_is_derived_again_is_told_in_percent(pages, tmp_path: Path) -> None:
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer:
        stale = Stale("pond-1", 0, 2**40)
        with writer.transaction() as readings:
            rederiving.add(readings, stale, days=10)
            rederiving.advance(readings, stale, left=86400, days=4)

        assert "Se calcula de nuevo: 40 %" in pages.text("/")


def test_a_file_of_old_days_that_is_gone_is_named(pages, tmp_path: Path) -> None:
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer:
        one = RetiredDay("pond-1", 0, "archivo/pond-1-1970-01.csv.gz", 1, "0" * 64, 1, 1)
        with writer.archive.transaction():
            retired.write(writer.archive.connection, [one])
        assert "pond-1-1970-01.csv.gz" in pages.text("/")

        (tmp_path / "archivo").mkdir()
        (tmp_path / one.file).write_bytes(b"")
        assert "pond-1-1970-01.csv.gz" not in pages.text("/")
