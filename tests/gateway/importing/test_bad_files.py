"""Bad files through the real import, and the same probes as if they spoke now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import bad_files
import numpy as np
import pytest
from typer.testing import CliRunner

from gateway.cli import app
from gateway.derivation import derive
from gateway.domain.columns import Derived, Signals
from gateway.domain.entries import NodePlaced
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.importing.reading import Wanted, read_file
from gateway.quality.verdict import Beside, verdict
from gateway.store.sqlite import alerts
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.reader import SqliteReadings
from tests.gateway.app.small_station import small_station

OXYGEN = SeriesKey("pond-1", "sonda", "oxygen")
WATER = OXYGEN._replace(quantity="water_temperature")
NOW = 1_790_000_000


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=[], altitude_m=0.0)


def a_station(folder: Path) -> Path:
    config = folder / "conuco.toml"
    config.write_text(
        f"""
        [commune]
        slug = "la-ceiba"
        name = "La Ceiba"
        latitude = 9.5
        longitude = -69.2
        [storage]
        folder = "{folder}"
        [[pond]]
        slug = "estanque-1"
        number = 1
        name = "Estanque 1"
        area_m2 = 1500
        depth_m = 1.2
        [[node]]
        slug = "pond-1"
        place = "estanque-1"
        """,
        encoding="utf-8",
    )
    return config


def a_file(folder: Path, name: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(bad_files.FILES[name](), encoding="utf-8")
    return path


def imported(folder: Path, name: str) -> tuple[str, SqliteReadings]:
    words = ["import", "readings", str(a_file(folder, name)), "--node", "pond-1"]
    result = CliRunner().invoke(app, [*words, "--config", str(a_station(folder))], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output, SqliteReadings(folder, deriving, utc_offset_hours=-4)


def flags(store: SqliteReadings, series: SeriesKey = OXYGEN) -> Counter[int]:
    return Counter(store.readings(series, 0, NOW).flag.tolist())


def test_a_constant_file_fails_and_is_said_to_have_no_day_and_night(tmp_path: Path) -> None:
    said, store = imported(tmp_path, "constant")

    assert flags(store)[Flag.FAIL] > 0.9 * 720
    assert "pond-1/sonda/oxygen no tiene día ni noche en 10 de 10 tramos" in said


def test_a_file_drawn_at_random_is_said_to_have_no_day_and_night(tmp_path: Path) -> None:
    said, store = imported(tmp_path, "random")

    assert flags(store)[Flag.FAIL] == 0
    assert "pond-1/sonda/oxygen no tiene día ni noche en 4 de 4 tramos" in said
    assert "pond-1/sonda/water_temperature no tiene día ni noche en 4 de 4 tramos" in said


def test_a_dry_probe_is_suspect_after_three_hours(tmp_path: Path) -> None:
    said, store = imported(tmp_path, "dry")

    assert flags(store) == {Flag.GOOD: 180, Flag.SUSPECT: 420}
    assert "dudosos 420, fallados 0" in said


def test_what_a_dead_probe_says_fails(tmp_path: Path) -> None:
    _, store = imported(tmp_path, "dead")

    assert flags(store)[Flag.FAIL] == 180
    assert flags(store, WATER)[Flag.FAIL] == 180


def test_a_broken_logger_gives_what_it_gave_marked_and_what_is_no_number_is_refused(tmp_path: Path) -> None:
    said, store = imported(tmp_path, "broken")

    assert "1 rechazados" in said
    found = store.readings(OXYGEN, 0, NOW)
    failed = found.value[found.flag == Flag.FAIL].tolist()
    assert failed == [0.0, 0.0, 0.0, 32.411]
    assert flags(store, WATER)[Flag.FAIL] == 3
    assert "el mayor de 1149 h" in said


@pytest.mark.parametrize("name", bad_files.FILES)
def test_an_import_rings_nobody(tmp_path: Path, name: str) -> None:
    _, store = imported(tmp_path, name)

    assert store.alerts(everything=True) == []


@pytest.mark.parametrize("name", ["constant", "dead", "dry"])
def test_such_a_probe_opens_no_oxygen_alarm_when_it_speaks_now(tmp_path: Path, name: str) -> None:
    found = read_file(a_file(tmp_path, name), Wanted(node="pond-1"), now=NOW).series
    water = found[WATER]
    with small_station(tmp_path, now=int(water.time[0])) as station:
        station.say("placed", NodePlaced("pond-1", "estanque-1", 0))
        station.follow()
        rows = zip(water.time.tolist(), found[OXYGEN].value.tolist(), water.value.tolist(), strict=True)
        for number, (at, oxygen, celsius) in enumerate(rows):
            values = {"sonda": {"oxygen": oxygen, "water_temperature": celsius}}
            one = Arrival("pond-1", 1, number, 1, at, at, at, TimeKnown.SYNCED, at, values)
            with station.writer.transaction() as readings:
                for change in station.judge.judge("pond-1", [one], now=at):
                    alerts.save(readings, change)

        assert station.alerts() == []


@pytest.mark.parametrize(
    ("name", "what"),
    [("constant", "flat"), ("random", "no_day_and_night"), ("dead", "dead"), ("dry", "dry")],
)
def test_the_verdict_says_what_is_wrong_with_the_probe(tmp_path: Path, name: str, what: str) -> None:
    found = deriving(read_file(a_file(tmp_path, name), Wanted(node="pond-1"), now=NOW).series)
    oxygen = found[OXYGEN]
    full = Derived(oxygen.time, np.full(len(oxygen), 100.0), oxygen.flag, oxygen.known)

    fault = verdict(
        oxygen, found[WATER], now=int(oxygen.time[-1]) + 60, beside=Beside(full if name == "dry" else None)
    )

    assert fault is not None
    assert fault.what == what
