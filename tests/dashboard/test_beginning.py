"""What the first visits need is made beside them, not by the first of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.cli import begin_warming
from dashboard.server.warming import warm


def begun(app) -> None:
    """Wait until everything is prepared."""
    warming = begin_warming(app)
    warming.join(60)
    assert not warming.is_alive()


def test_the_tables_stand_before_anybody_asks(pages, tmp_path: Path) -> None:
    station = pages.client.app.state.station
    entries = len(station.records.book())

    begun(pages.client.app)

    with closing(sqlite3.connect(tmp_path / "production.db")) as tables:
        assert tables.execute("SELECT count(*) FROM entry").fetchone() == (entries,)


def test_tables_that_cannot_be_made_do_not_keep_the_pages_from_starting(pages, tmp_path: Path) -> None:
    (tmp_path / "production.db").unlink(missing_ok=True)
    (tmp_path / "production.db").mkdir()

    begun(pages.client.app)

    assert pages.client.get("/estilo").status_code == 200


def test_the_first_pages_are_drawn_in_every_language_before_anybody_asks(pages) -> None:
    asked = []

    async def app(scope, receive, send) -> None:
        asked.append((scope["path"], dict(scope["headers"])[b"accept-language"].decode()))
        await pages.client.app(scope, receive, send)

    warm(app)

    assert sorted(asked) == [(path, code) for path in ("/", "/asamblea") for code in ("en", "es")]


def test_a_page_that_fails_at_the_start_is_said_in_the_log_and_the_others_are_drawn(
    pages, caplog: pytest.LogCaptureFixture
) -> None:
    asked = []

    async def app(scope, receive, send) -> None:
        asked.append(scope["path"])
        shown = (
            scope if scope["path"] == "/asamblea" else {**scope, "path": "/no-hay", "raw_path": b"/no-hay"}
        )
        await pages.client.app(shown, receive, send)

    warm(app)

    assert [one.getMessage() for one in caplog.records] == [
        "page not drawn at the start path=/ status=404"
    ] * 2
    assert asked == ["/", "/asamblea"] * 2
