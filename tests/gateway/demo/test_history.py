"""Three years of measurements as files."""

from __future__ import annotations

import csv
from datetime import datetime
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from gateway.demo.world import cast
from gateway.demo.world.faults import FAULTS
from gateway.demo.world.history import write_history
from tests.gateway.demo.worlds import CALENDAR, START, field, the_world


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("history")
    write_history(the_world(), made, start=START, faults=FAULTS)
    return made


@cache
def rows(folder: Path, node: str) -> list[dict[str, str]]:
    with (folder / f"{node}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def times(folder: Path, node: str) -> list[int]:
    return [int(datetime.fromisoformat(one["time"]).timestamp()) for one in rows(folder, node)]


def test_every_node_has_a_file_of_three_years(folder: Path) -> None:
    for node in cast.NODES:
        assert 25_000 < len(rows(folder, node)) < 27_000


def test_a_pond_writes_signal_and_temperature_and_a_field_three_depths_and_rain(folder: Path) -> None:
    assert list(rows(folder, "pond-1")[0]) == ["time", "sonda.oxygen_signal", "sonda.water_temperature"]
    assert list(rows(folder, "field-1")[0]) == [
        "time",
        "sonda-20cm.soil_signal",
        "sonda-45cm.soil_signal",
        "sonda-75cm.soil_signal",
        "pluviometro.rain_tips",
    ]


def test_the_weather_node_writes_air_and_rain(folder: Path) -> None:
    assert list(rows(folder, "clima-1")[0]) == [
        "time",
        "aire.air_temperature",
        "aire.air_humidity",
        "pluviometro.rain_tips",
    ]


def test_the_last_two_days_are_fine_and_end_a_minute_before_the_start(folder: Path) -> None:
    found = np.array(times(folder, "pond-1"))

    assert found[-1] == START - 60
    assert np.all(np.diff(found) > 0)
    assert np.diff(found)[-200:].max() <= 600


def test_the_pond_without_data_ends_the_evening_before(folder: Path) -> None:
    assert 5 * 3600 < START - times(folder, "pond-6")[-1] < 6 * 3600


def test_a_probe_that_was_away_for_nine_days_leaves_a_gap(folder: Path) -> None:
    assert 8.8 * 86_400 < np.diff(times(folder, "pond-3")).max() < 9.1 * 86_400


def test_a_silent_thermometer_leaves_empty_cells_beside_the_signal(folder: Path) -> None:
    empty = [one for one in rows(folder, "pond-2") if one["sonda.water_temperature"] == ""]

    assert len(empty) == pytest.approx(4.3 * 24, abs=2)
    assert all(one["sonda.oxygen_signal"] for one in empty)


def test_the_tips_of_the_file_are_the_rain_of_the_world(folder: Path) -> None:
    tips = sum(int(one["pluviometro.rain_tips"]) for one in rows(folder, "field-1"))

    ends = np.array([float(CALENDAR.at(cast.HISTORY_DAY, 0.0)), START - 60.0])
    fell = np.diff(the_world().rain(field(1).place, ends))[0]

    assert abs(tips * float(cast.TIP_MM) - fell) < 0.5
