"""Oxygen that water can hold, against printed tables."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from gateway.ponds.oxygen import air_pressure, oxygen_saturation, oxygen_solubility

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


def test_the_table_of_en_25814_is_met_from_16_degrees_on() -> None:
    printed = [row for row in ROWS if row["published_EN25814_1013hPa_mgl"] and float(row["temp_c"]) >= 16]

    found = oxygen_solubility(np.array([float(row["temp_c"]) for row in printed]))

    assert len(printed) == 15
    assert found == pytest.approx(
        [float(row["published_EN25814_1013hPa_mgl"]) for row in printed], abs=0.0051
    )


def test_water_that_holds_all_it_can_is_full() -> None:
    held = oxygen_solubility(CELSIUS, pressure_atm=0.9, salinity_psu=2.0)

    assert oxygen_saturation(held / 2, CELSIUS, pressure_atm=0.9, salinity_psu=2.0) == pytest.approx(50.0)


def test_at_28_degrees_3_mg_per_litre_are_38_percent() -> None:
    assert oxygen_saturation(np.array([3.0, 2.0]), np.array([28.0, 28.0])) == pytest.approx([38, 26], abs=0.5)


def test_air_weighs_an_atmosphere_at_the_sea_and_less_on_a_hill() -> None:
    assert air_pressure(0.0) == 1.0
    assert air_pressure(1000.0) == pytest.approx(0.887, abs=0.001)
