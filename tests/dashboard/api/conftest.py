"""The API over a small commune, with a real clock that stands until a test moves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fakes import DAY_S, FixedClock, MemoryReadings
from fastapi.testclient import TestClient
from httpx import Response
from small_commune import NOW, a_config, a_journal

from dashboard.api.tokens import Hand, Scope, Tokens, Wish
from dashboard.app import create_app
from gateway.journal import CommuneJournal

WALL = 1_800_000_000


@dataclass
class Api:
    """A program on the commune's network, and what stands behind the API that it asks."""

    client: TestClient
    store: MemoryReadings
    journal: CommuneJournal
    clock: FixedClock
    wall: FixedClock

    def get(self, path: str, *, key: str | None = None, **headers: str) -> Response:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        if key is not None:
            said["authorization"] = f"Bearer {key}"
        return self.client.get(f"/api/v1{path}", headers=said)

    def key(self, *scopes: Scope, uid: str = "llave-1", lasts_s: int = DAY_S) -> str:
        wish = Wish(uid, "informe", frozenset(scopes or ("read",)), lasts_s)
        secret = Tokens(self.journal).make(wish, Hand("technician", happened=NOW, wall=WALL))
        assert secret is not None
        return secret


@pytest.fixture
def api(tmp_path: Path, measured: MemoryReadings) -> Iterator[Api]:
    store = MemoryReadings(dict(measured.derived), measured.known_nodes, measured.known_alerts)
    clock, wall = FixedClock(NOW), FixedClock(WALL)
    with a_journal(tmp_path) as journal:
        app = create_app(a_config(tmp_path), store=store, journal=journal, clock=clock, wall=wall)
        yield Api(TestClient(app, client=("192.168.4.10", 50_000)), store, journal, clock, wall)
        app.state.station.door.close()
