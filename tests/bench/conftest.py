"""What benches measure goes into the file that CONUCO_BENCHMARKS names, at the end of the run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from figures import Report


@pytest.fixture(scope="session")
def report() -> Iterator[Report]:
    """Collects the parts; see `figures`."""
    collected = Report()
    yield collected
    named = os.environ.get("CONUCO_BENCHMARKS")
    if named:
        collected.write(Path(named), day=datetime.now(UTC).date().isoformat())
