"""The pages with a real clock that stands until a test moves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fakes import FixedClock, MemoryReadings
from fastapi.testclient import TestClient
from members import door_of
from small_commune import NOW, a_config, a_journal

from dashboard.app import create_app
from dashboard.login.door import Door
from gateway.journal import CommuneJournal

WALL = 1_800_000_000


@dataclass
class Entrance:
    """A browser at the pages, the clock of the wall, and what stands behind."""

    client: TestClient
    journal: CommuneJournal
    wall: FixedClock
    folder: Path

    @property
    def door(self) -> Door:
        return door_of(self.client)


@pytest.fixture
def entrance(tmp_path: Path) -> Iterator[Entrance]:
    wall = FixedClock(WALL)
    with a_journal(tmp_path) as journal:
        app = create_app(
            a_config(tmp_path), store=MemoryReadings(), journal=journal, clock=FixedClock(NOW), wall=wall
        )
        yield Entrance(TestClient(app, client=("192.168.4.10", 50_000)), journal, wall, tmp_path)
        app.state.station.door.close()
