"""The first visits after a start, over a folder of the demo; says as JSON what each costs [s of CPU].

Run it in a process of its own, in which no page was ever drawn: `python -m tests.first_visits FOLDER NOW`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from fakes import FixedClock
from fastapi.testclient import TestClient

from dashboard.app import create_app
from dashboard.cli import begin_warming
from dashboard.server.remembering import Remembering, written_in
from gateway.config import Config, checked
from gateway.demo.world import cast
from gateway.derivation import derive
from gateway.journal import CommuneJournal
from gateway.journal.registers import registers
from gateway.store.base import Derive
from gateway.store.sqlite.reader import SqliteReadings

PAGES = ("/asamblea", "/")


def settings_over(folder: Path) -> Config:
    """Return the settings of the demo over a folder."""
    commune = {"slug": cast.SLUG, "name": cast.NAME, "latitude": 9.5, "longitude": -69.2}
    return checked({"commune": commune, "storage": {"folder": str(folder)}, "clock": {"trusted": "always"}})


def deriving(journal: CommuneJournal) -> Derive:
    """Return how signals become values by the calibrations of a journal."""
    calibrations = registers(journal.entries("station")).calibrations
    return lambda signals: derive(signals, calibrations=calibrations, altitude_m=0.0)


def client_over(folder: Path, journal: CommuneJournal, clock: FixedClock) -> TestClient:
    """Return who opens the pages of the demo."""
    readings = SqliteReadings(folder, deriving(journal), utc_offset_hours=-4)
    store = Remembering(readings, written_in(folder))
    return TestClient(create_app(settings_over(folder), store=store, journal=journal, clock=clock))


def cost(client: TestClient, path: str) -> float:
    """Return what a page costs [s of CPU]."""
    before = time.process_time()
    assert client.get(path).status_code == 200
    return time.process_time() - before


def main() -> None:
    """Start, let the station prepare itself, and open each page once."""
    folder, now = Path(sys.argv[1]), int(sys.argv[2])
    with CommuneJournal(folder / "commune.db", commune=cast.SLUG) as journal:
        client = client_over(folder, journal, FixedClock(now))
        before = time.process_time()
        begin_warming(client.app).join()  # type: ignore[arg-type]
        warming = time.process_time() - before
        print(json.dumps({"warming": warming, **{path: cost(client, path) for path in PAGES}}))


if __name__ == "__main__":
    main()
