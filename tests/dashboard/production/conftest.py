"""The databases in which production can be derived."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.production.sql_opening import Database, database


@pytest.fixture(params=["sqlite"])
def tables(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Lend the derived tables, empty."""
    found = database(tmp_path, None)
    yield found
    found.close()
