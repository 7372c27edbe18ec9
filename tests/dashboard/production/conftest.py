"""The databases in which production can be derived."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import Server, a_server

from dashboard.production.sql_opening import Database, database


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """Lend a real PostgreSQL."""
    with a_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def tables(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Lend the derived tables, empty."""
    is_server = request.param == "postgresql"
    url = request.getfixturevalue("postgresql").a_database() if is_server else None
    found = database(tmp_path, url)
    yield found
    found.close()
