"""The derived tables are made beside the first visits, not by the first of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from dashboard.cli import begin_deriving


def test_the_tables_stand_before_anybody_asks(pages, tmp_path: Path) -> None:
    station = pages.client.app.state.station
    entries = len(station.records.book())

    begin_deriving(station).join(60)

    with closing(sqlite3.connect(tmp_path / "production.db")) as tables:
        assert tables.execute("SELECT count(*) FROM entry").fetchone() == (entries,)


def test_tables_that_cannot_be_made_do_not_keep_the_pages_from_starting(pages, tmp_path: Path) -> None:
    station = pages.client.app.state.station
    (tmp_path / "production.db").unlink(missing_ok=True)
    (tmp_path / "production.db").mkdir()

    begin_deriving(station).join(60)

    assert pages.client.get("/estilo").status_code == 200
