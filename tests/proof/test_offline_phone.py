"""Twenty entries without network, a telephone switched off, a station that is killed: twenty, once."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bad_line import BadLine, Fate
from browser import Chromium
from playwright.sync_api import Error, Page, expect
from station import POND, Process, RealStation, free_port, is_listening, our_command, until

from gateway.domain.entries import Entry

pytestmark = [pytest.mark.proof, pytest.mark.broker, pytest.mark.browser]

SEEDS = range(1) if os.environ.get("CONUCO_PROOF", "ci") == "ci" else range(8)
ENTRIES = 20
APART_S = 540
NEAR_S = 5
FATES: list[Fate] = ["answer lost", "killed after commit", "killed at work"]
KEPT = """Object.keys(localStorage).filter(one => one.startsWith('conuco.cola.'))
    .map(one => JSON.parse(localStorage[one])).map(one => [one.key, one.made / 1000])"""


@dataclass
class Place:
    """A real station with its pages, which can be killed and started again."""

    station: RealStation
    pages: Process
    port: int

    def serve(self) -> None:
        self.pages.start()
        until(lambda: is_listening(self.port), within_s=60, what="the pages")

    def noted(self) -> list[Entry]:
        with self.station.journal() as journal:
            return journal.entries("book", kinds=["intervention"])


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    port = free_port()
    pages = f'[dashboard]\nhost = "127.0.0.1"\nport = {port}\n'
    with RealStation(tmp_path / "station", pages + POND.format(n=1)) as station:
        found = Place(station, our_command("dashboard", station.config_file, tmp_path / "pages.log"), port)
        found.serve()
        yield found
        found.pages.kill()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_entry_arrives_once_with_its_time(
    place: Place, chromium: Chromium, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    fates = [dice.choice(FATES) if dice.random() < 0.4 else "passes" for _ in range(10 * ENTRIES)]
    fates[:3] = FATES

    with BadLine(place.port, lambda: fates.pop(0), place.pages.kill) as line:
        with chromium.telephone(tmp_path / "telephone", line.address) as page:
            page.goto("/estanques/estanque-1")
            made = _tapped_without_network(page)
        _sent_in_the_end(place, chromium, tmp_path / "telephone", line)
    noted = {one.uid: one.happened for one in place.noted()}
    wrong = {key: noted[key] - at for key, at in made.items() if abs(noted[key] - at) > NEAR_S}

    print(f"\nseed {seed}: {len(line.told)} forms sent for {ENTRIES} entries; "
          + ", ".join(f"{line.told.count(one)} {one}" for one in ("passes", *FATES)))  # fmt: skip
    assert len(made) == ENTRIES
    assert noted.keys() == made.keys()
    assert len(place.noted()) == ENTRIES
    assert wrong == {}


def _tapped_without_network(page: Page) -> dict[str, float]:
    """Tap twenty times in three hours; return when each was made [s UTC], by its key."""
    page.context.set_offline(True)
    began = time.time() - ENTRIES * APART_S
    for number in range(1, ENTRIES + 1):
        page.clock.set_fixed_time(datetime.fromtimestamp(began + number * APART_S, UTC))
        page.locator("#hacer form button").first.click()
        expect(page.locator("#waiting p")).to_contain_text(f"{number} anota")
    return {str(key): float(at) for key, at in page.evaluate(KEPT)}


def _sent_in_the_end(place: Place, chromium: Chromium, memory: Path, line: BadLine) -> None:
    """Switch the telephone on, and off and on again half way, until it holds nothing any more."""
    for until_left in (ENTRIES // 2, 0):
        with chromium.telephone(memory, line.address) as page:
            deadline = time.monotonic() + 120
            _opened(place, page)
            while len(page.evaluate(KEPT)) > until_left:
                assert time.monotonic() < deadline, line.told
                _hurried(place, page)
            assert page.locator("#refused li").count() == 0


def _opened(place: Place, page: Page) -> None:
    """Open a page; the sending starts by itself and may kill the station while the page is loading."""
    while True:
        _revived(place)
        try:
            page.goto("/estanques/estanque-1")
        except Error:
            continue
        return


def _hurried(place: Place, page: Page) -> None:
    """Do what a person does who stands there: start the station again, and tap."""
    _revived(place)
    # The telephone may begin by itself in the same moment and hide the button.
    page.locator("#waiting button").evaluate("button => button.click()")
    page.wait_for_timeout(100)


def _revived(place: Place) -> None:
    if not is_listening(place.port):
        place.pages.kill()
        place.serve()
