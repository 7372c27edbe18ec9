"""What the forecast of an evening costs with twenty ponds and their season behind them."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import numpy as np
import pytest
from builders import a_draft

from gateway.app.deeds import Deeds
from gateway.app.forecasting import Forecasting
from gateway.app.knowledge import Knowledge
from gateway.app.planning import Planning
from gateway.app.water import Water
from gateway.config import checked
from gateway.domain.columns import Signals
from gateway.domain.entries import NodePlaced, PlaceRegistered
from gateway.domain.readings import SeriesKey
from gateway.journal import CommuneJournal
from gateway.ponds.night import Night, night_at
from gateway.store.sqlite import nights
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

pytestmark = pytest.mark.bench

PONDS = 20
DAYS = 164
DAY = 86_400
HOUR = 3600
MOST_CPU_S = 1.0
MOST_MB = 60.0
LONGEST_STEP_S = 0.050
COMMUNE = checked({"commune": {"slug": "d", "name": "D", "latitude": 9.5, "longitude": -69.2}}).commune


def _measure(writer: SqliteWriter, node: str, until: int) -> None:
    """Write a season of a probe that speaks each minute: oxygen and temperature."""
    random = np.random.default_rng(int(node[5:]))
    for day in range((until - DAYS * DAY) // DAY * DAY, until, DAY):
        at = day + 60 * np.arange(min(1440, (until - day) // 60 + 1))
        hours = (at - 4 * HOUR) % DAY / HOUR
        wave = 0.5 - 0.5 * np.cos((hours - 6.5) / 24 * 2 * np.pi)
        oxygen = random.normal(3.4, 0.7) + 5 * wave + random.normal(0, 0.05, len(at))
        water = 28 + 1.4 * wave + random.normal(0, 0.04, len(at))
        rows = {
            SeriesKey(node, "sonda", "oxygen"): Signals.measured(at, np.round(np.maximum(oxygen, 0), 2)),
            SeriesKey(node, "sonda", "water_temperature"): Signals.measured(at, np.round(water, 2)),
        }
        writer.add_rows(node, day, rows, now=until)


def _issue(task: Forecasting, now: int) -> tuple[float, float]:
    """Do what is due; return how long the processor worked [s], and the longest step [s]."""
    began, longest = time.process_time(), 0.0
    while True:
        step = time.process_time()
        if not task.is_due(now):
            return time.process_time() - began, longest
        task.act(now)
        longest = max(longest, time.process_time() - step)


def _resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _a_night() -> Night:
    found = night_at(1_780_027_200, latitude=COMMUNE.latitude, longitude=COMMUNE.longitude)
    assert found is not None
    return found


def test_an_evening_of_twenty_ponds_costs_less_than_a_second_and_sixty_megabytes(tmp_path: Path) -> None:
    night, knowledge = _a_night(), Knowledge(0.0)
    with (
        SqliteWriter(tmp_path, knowledge.derive, utc_offset_hours=-4) as writer,
        CommuneJournal(tmp_path / "commune.db", commune="d") as journal,
    ):
        for number in range(1, PONDS + 1):
            place, node = f"estanque-{number}", f"pond-{number}"
            pond = PlaceRegistered(place, "pond", number, f"Estanque {number}", means=["aerator"])
            journal.append(a_draft(pond, uid=place, happened=0), now=night.sunset)
            journal.append(a_draft(NodePlaced(node, place, 0), uid=node, happened=0), now=night.sunset)
            with writer.archive.transaction():
                _measure(writer, node, night.sunset + 3 * HOUR)
        knowledge.refresh(journal)
        store = SqliteReadings(tmp_path, knowledge.derive, utc_offset_hours=-4)
        water = Water(store, writer.archive, knowledge)
        planning = Planning(writer, knowledge)
        task = Forecasting(writer, knowledge, COMMUNE, water, Deeds(journal), planning, lambda: True)
        before = _resident_mb()

        first, first_step = _issue(task, night.sunset + HOUR)
        evening, step = _issue(task, night.sunset + 2 * HOUR)

        more = _resident_mb() - before
        said = nights.forecasts(writer.readings, evening=night.day.isoformat())
    assert [one.silence for one in said] == [None] * 2 * PONDS
    print(
        f"\nevening of {PONDS} ponds: {evening:.2f} s = {evening / MOST_CPU_S:.2f} of the bar,"
        f" longest step {step * 1000:.0f} ms; first after a start: {first:.2f} s"
        f" (longest step {first_step * 1000:.0f} ms); memory +{more:.0f} MB = {more / MOST_MB:.2f} of the bar"
    )
    assert evening < MOST_CPU_S
    assert more < MOST_MB
    assert max(step, first_step) < LONGEST_STEP_S
