"""A station where nothing is registered, as who keeps it sees it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fakes import FixedClock, MemoryReadings
from fastapi.testclient import TestClient
from httpx import Response
from members import everybody_is
from small_commune import NOW, a_config

from dashboard.app import create_app
from gateway.domain.entries import Body
from gateway.domain.message import Status
from gateway.journal import CommuneJournal
from gateway.people import People, Person
from gateway.store.base import NodeState

HEARD = {
    "sonda": {"oxygen_signal": 1580.0},
    "sonda-20cm": {"soil_signal": 1900.0},
    "pluviometro": {"rain_tips": 1.0},
    "fina": {"oxygen_probe": 5.2},
    "suelo-15cm": {"soil_probe": 0.31},
    "viento": {"wind_signal": 1.25},
    "sol": {"radiation_signal": 840.0},
}


@dataclass
class EmptyStation:
    """A station where nothing is registered, seen by who keeps it."""

    client: TestClient
    store: MemoryReadings
    journal: CommuneJournal

    def sends(self, form: str, answers: dict[str, str]) -> Response:
        address = f"/anotar/{form}"
        return self.client.post(address, data=answers | {"confirmado": "1"}, follow_redirects=False)

    def saves(self, form: str, answers: dict[str, str]) -> None:
        answer = self.sends(form, answers)
        assert answer.status_code == 303, told(answer)

    def last(self) -> Body:
        """Return what was recorded last, in either journal."""
        entries = [*self.journal.entries("station"), *self.journal.entries("book")]
        return max(entries, key=lambda one: (one.registered, one.number)).body

    def hears(self, *nodes: str) -> None:
        status = Status("online", newest=HEARD)
        self.store.known_nodes = [NodeState(one, status, NOW, NOW, 0, 0) for one in nodes]


def told(answer: Response) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace("\u00a0", " ")
    return " ".join(text.split())


@contextmanager
def an_empty_station(folder: Path) -> Iterator[EmptyStation]:
    store = MemoryReadings()
    with CommuneJournal(folder / "commune.db", commune="los-samanes") as journal:
        app = create_app(a_config(folder), store=store, journal=journal, clock=FixedClock(NOW))
        keeper = People(journal).add(Person("tecnica", "Rosa", roles=("technician",)))
        with everybody_is(app, keeper):
            yield EmptyStation(TestClient(app), store, journal)
