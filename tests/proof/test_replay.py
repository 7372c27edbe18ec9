"""A measured series through real nodes, broker, gateway and pages: the page's minima are the file's."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import parts
import pytest
from fakes import FixedClock
from fastapi.testclient import TestClient
from station import ROOT, free_port

from dashboard.app import create_app
from gateway.config import load
from gateway.derivation import derive
from gateway.journal import CommuneJournal
from gateway.journal.registers import registers
from gateway.store.sqlite.reader import SqliteReadings

pytestmark = [pytest.mark.proof, pytest.mark.broker, pytest.mark.micropython]

SERIES = ROOT / "tests" / "samples" / "sapelo_deancreek_2012-06_30min_utc-5.csv"
WHOLE = os.environ.get("CONUCO_PROOF", "all") != "ci"
DAYS = 10 if WHOLE else 3
SPEED = "7200" if WHOLE else "3600"
"""Seconds of the series in one of ours; where everything runs at once a second of waiting is half as long."""
MONTHS = {"may": 5, "jun": 6, "jul": 7}


def an_excerpt(folder: Path) -> tuple[Path, dict[date, list[Decimal]]]:
    """Write the first days of the series, and return the oxygen of each night, from noon to noon."""
    header, *lines = SERIES.read_text(encoding="utf-8").splitlines()
    first = datetime.fromisoformat(lines[0].split(",")[0])
    chosen = [line for line in lines if (datetime.fromisoformat(line.split(",")[0]) - first).days < DAYS]
    path = folder / "excerpt_utc-5.csv"
    path.write_text("\n".join([header, *chosen, ""]), encoding="utf-8")
    measured: dict[date, list[Decimal]] = defaultdict(list)
    for row in csv.DictReader([header, *chosen]):
        if row["do_mgl"]:
            evening = datetime.fromisoformat(row["time"]) - timedelta(hours=12)
            measured[evening.date()].append(Decimal(row["do_mgl"]))
    return path, measured


def minima_on_the_page(folder: Path, *, year: int) -> dict[date, str]:
    """Return the lowest oxygen of each night, by the day of its evening, as the cycle's page prints it."""
    config = load(folder / "conuco.toml")
    store = Path(config.storage.folder)
    with CommuneJournal(store / "commune.db", commune=config.commune.slug) as journal:
        calibrations = registers(journal.entries("station")).calibrations
        readings = SqliteReadings(
            store,
            lambda signals: derive(signals, calibrations=calibrations, altitude_m=0.0),
            utc_offset_hours=config.commune.utc_offset_hours,
        )
        now = int(datetime.fromisoformat("2012-06-30T00:00:00+00:00").timestamp())
        app = create_app(config, store=readings, journal=journal, clock=FixedClock(now))
        page = TestClient(app).get("/ciclos/replay-cycle").text
    rows = re.findall(r'<th scope="row">\w+ (\d+) (\w+)</th><td>([\d,]+)</td>', page)
    return {date(year, MONTHS[month], int(day)): lowest for day, month, lowest in rows}


def test_the_minima_on_the_page_are_those_counted_from_the_file(tmp_path: Path) -> None:
    parts.mosquitto()
    parts.micropython()
    excerpt, measured = an_excerpt(tmp_path)
    command = [sys.executable, "-m", "gateway.cli", "replay", str(excerpt), "--stop-at-end"]
    options = ["--speed", SPEED, "--folder", str(tmp_path / "replay"), "--port", str(free_port())]

    subprocess.run([*command, *options], cwd=ROOT, check=True, timeout=400)

    found = minima_on_the_page(tmp_path / "replay", year=2012)
    tenth = Decimal("0.1")
    counted = {
        day: str(min(values).quantize(tenth, ROUND_HALF_UP)).replace(".", ",")
        for day, values in measured.items()
        if min(values) < 3
    }
    # The last row stands for half an hour more, and that may be the first of another night.
    played = {day: lowest for day, lowest in found.items() if day in measured}
    print(f"\nreplay: {len(counted)} nights under 3 mg/L in the file, {len(played)} on the page")
    assert played == counted
    assert len(counted) >= DAYS - 1
