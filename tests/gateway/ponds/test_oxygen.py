"""Oxygen that water can hold, against printed tables."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from gateway.ponds.oxygen import air_pressure, oxygen_solubility

TABLE = Path(__file__).parents[2] / "samples" / "oxygen_solubility_check_values.csv"
ROWS = list(csv.DictReader(TABLE.open()))
CELSIUS = np.array([float(row["temp_c"]) for row in ROWS])


def column(name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in ROWS])


def test_fresh_water_at_760_mmhg_holds_what_benson_and_krause_1984_print() -> None:
    assert oxygen_solubility(CELSIUS) == pytest.approx(column("bk1984_760mmHg_mgl"), abs=0.001)


def test_fresh_water_at_700_mmhg_holds_less() -> None:
    found = oxygen_solubility(CELSIUS, pressure_atm=700 / 760)

    assert found == pytest.approx(column("bk1984_700mmHg_mgl"), abs=0.001)


def test_brackish_water_holds_less() -> None:
    found = oxygen_solubility(CELSIUS, salinity_psu=5.0)

    assert found == pytest.approx(column("bk1984_760mmHg_S5_mgl"), abs=0.001)


def test_the_two_decimals_of_en_25814_from_16_to_30_degrees_are_met() -> None:
    printed = {16: 9.87, 18: 9.47, 20: 9.09, 22: 8.74, 24: 8.42, 25: 8.26, 26: 8.11, 28: 7.83, 30: 7.56}

    found = oxygen_solubility(np.array([float(one) for one in printed]))

    assert found == pytest.approx(list(printed.values()), abs=0.0051)


def test_air_weighs_an_atmosphere_at_the_sea_and_less_on_a_hill() -> None:
    assert air_pressure(0.0) == 1.0
    assert air_pressure(1000.0) == pytest.approx(0.887, abs=0.001)
