"""Reference evapotranspiration is that of the book, of a measured year and of two other programs."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyet
import pytest
import refet
from pyfao56.refet import ascedaily

from gateway.domain.columns import Floats
from gateway.fields.course import Rung
from gateway.fields.observed import AirOfDay
from gateway.fields.weather.evapotranspiration import Reference, reference_of, references_of
from gateway.fields.weather.grass import (
    Air,
    At,
    Sky,
    grass_reference,
    hargreaves,
    radiation_by_swing,
    saturated_kpa,
    sky_of,
)

SAMPLES = Path(__file__).parents[3] / "samples" / "fields"
CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads((SAMPLES / "fao56" / "checks.json").read_text())["checks"]
}
ACARIGUA = {"latitude_deg": 9.5, "altitude_m": 190.0}


def case(name: str) -> tuple[dict[str, float], dict[str, float]]:
    return CASES[name]["inputs"], CASES[name]["expect"]


def day_of(inputs: dict[str, float]) -> date:
    return date(2015, 1, 1) + timedelta(days=int(inputs["doy"]) - 1)


def place_of(inputs: dict[str, float]) -> dict[str, float]:
    return {"latitude_deg": inputs["lat_deg"], "altitude_m": inputs["elev_m"]}


def sky_over(inputs: dict[str, float]) -> Sky:
    return sky_of(At(np.array([inputs["doy"]], dtype=np.int64), inputs["lat_deg"], inputs.get("elev_m", 0)))


def bangkok() -> tuple[AirOfDay, dict[str, float]]:
    """Return the air of example 17; humidity is what its vapour pressure means at dawn and at noon."""
    inputs, expected = case("fao56-ex17")
    dawn, noon = saturated_kpa(np.array([inputs["tmin"], inputs["tmax"]]))
    humidity = (float(100 * inputs["ea_kpa"] / one) for one in (noon, dawn))
    return AirOfDay(inputs["tmin"], inputs["tmax"], *humidity, expected["rs"], inputs["u2"]), inputs


def uccle() -> tuple[AirOfDay, dict[str, float]]:
    inputs, expected = case("fao56-ex18")
    humidity = (inputs["rhmin"], inputs["rhmax"])
    return AirOfDay(inputs["tmin"], inputs["tmax"], *humidity, expected["rs"], expected["u2"]), inputs


def lyon() -> tuple[AirOfDay, dict[str, float]]:
    inputs, _ = case("fao56-ex20")
    return AirOfDay(inputs["tmin"], inputs["tmax"]), inputs


def test_example_17_of_fao56_within_four_hundredths_as_no_heat_goes_into_the_soil() -> None:
    air, inputs = bangkok()

    found = reference_of(air, day_of(inputs), **place_of(inputs))

    assert found.millimetres == pytest.approx(CASES["fao56-ex17"]["expect"]["et0"], abs=0.04)
    assert found.rung is Rung.FULL


def test_example_18_of_fao56() -> None:
    air, inputs = uccle()

    found = reference_of(air, day_of(inputs), **place_of(inputs))

    assert found.millimetres == pytest.approx(CASES["fao56-ex18"]["expect"]["et0"], abs=0.01)


def test_example_20_of_fao56_from_temperature_alone() -> None:
    air, inputs = lyon()

    found = reference_of(air, day_of(inputs), **place_of(inputs))

    assert found.millimetres == pytest.approx(CASES["fao56-ex20"]["expect"]["et0"], abs=0.01)
    assert found.rung is Rung.TEMPERATURE


def test_example_20_of_fao56_by_hargreaves_and_its_radiation_by_the_swing() -> None:
    inputs, expected = case("fao56-ex20")
    lowest, highest = np.array([inputs["tmin"]]), np.array([inputs["tmax"]])
    sky = sky_over(inputs)

    assert radiation_by_swing(lowest, highest, sky) == pytest.approx(expected["rs"], abs=0.02)
    by_hargreaves = CASES["fao56-ex20-hargreaves"]["expect"]["et0"]
    assert hargreaves(lowest, highest, sky) == pytest.approx(by_hargreaves, abs=0.01)


@pytest.mark.parametrize("name", ["fao56-ex17", "fao56-ex18", "fao56-ex20"])
def test_the_sun_above_the_air_and_under_a_clear_sky_as_fao56_prints_them(name: str) -> None:
    inputs, expected = case(name)

    sky = sky_over(inputs)

    assert sky.outside == pytest.approx(expected["ra"], abs=0.02)
    assert sky.clear == pytest.approx(expected.get("rso", sky.clear[0]), abs=0.02)


def fallon() -> tuple[Air, At, Floats]:
    """Return the year of Fallon in our units, and what Ref-ET made of it [mm]."""
    with (SAMPLES / "fallon_2015" / "daily.csv").open() as file:
        rows = list(csv.DictReader(file))
    columns = {name: np.array([float(row[name]) for row in rows]) for name in rows[0] if name != "date"}
    lowest, highest, dew = ((columns[name] - 32) * 5 / 9 for name in ("tmin_f", "tmax_f", "dew_point_f"))
    wind = columns["wind_3m_mph"] * 0.44704 * 4.87 / np.log(67.8 * 3 - 5.42)
    air = Air(lowest, highest, saturated_kpa(dew), columns["solar_langley"] * 0.041868, wind)
    return air, At(np.arange(1, 366), 39.4575, 1208.5), columns["eto_mm"]


def test_365_days_of_fallon_under_the_clear_sky_that_ref_et_used_lie_within_0_05_mm() -> None:
    air, at, expected = fallon()
    outside = sky_of(at).outside
    pressure = refet.calcs.air_pressure(at.altitude_m)
    latitude = np.radians(at.latitude_deg)
    clear = refet.calcs.rso_daily(outside, air.vapour_kpa, pressure, at.day_of_year, latitude)

    found = grass_reference(air, at, Sky(outside, clear))

    assert len(found) == 365
    assert np.abs(found - expected).max() <= 0.05


def test_365_days_of_fallon_under_the_plain_clear_sky_of_fao56_lie_within_0_15_mm() -> None:
    air, at, expected = fallon()

    found = grass_reference(air, at, sky_of(at))

    assert np.abs(found - expected).max() <= 0.15


def test_196_days_of_maricopa_are_those_of_its_own_station_within_0_01_mm() -> None:
    with (SAMPLES / "cotton_maricopa_2018" / "weather.csv").open() as file:
        rows = list(csv.DictReader(file))
    names = ("tmin_c", "tmax_c", "tdew_c", "srad_mj_m2", "wind_m_s", "etref_mm")
    lowest, highest, dew, sun, wind_3_m, expected = (
        np.array([float(row[name]) for row in rows]) for name in names
    )
    wind = wind_3_m * 4.87 / np.log(67.8 * 3 - 5.42)
    at = At(np.array([date.fromisoformat(row["date"]).timetuple().tm_yday for row in rows]), 33.069, 361.0)

    found = grass_reference(Air(lowest, highest, saturated_kpa(dew), sun, wind), at, sky_of(at))

    assert len(found) == 196
    assert np.abs(found - expected).max() <= 0.01


def by_pyfao56(air: AirOfDay, day: date, *, latitude_deg: float, altitude_m: float) -> float:
    return float(
        ascedaily(
            "S",
            altitude_m,
            latitude_deg,
            day.timetuple().tm_yday,
            air.radiation,
            air.highest_c,
            air.lowest_c,
            rhmax=air.highest_humidity,
            rhmin=air.lowest_humidity,
            wndsp=air.wind,
        )
    )


def by_pyet(airs: list[AirOfDay], days: list[date], *, latitude_deg: float, altitude_m: float) -> Floats:
    columns = pd.DataFrame(
        [
            (one.lowest_c, one.highest_c, one.lowest_humidity, one.highest_humidity, one.radiation, one.wind)
            for one in airs
        ],
        columns=["tmin", "tmax", "rhmin", "rhmax", "rs", "wind"],
        index=pd.DatetimeIndex(days),
    )
    tmean = (columns.tmin + columns.tmax) / 2
    place = {"elevation": altitude_m, "lat": float(np.radians(latitude_deg))}
    found = pyet.pm_fao56(tmean, **{str(name): columns[name] for name in columns}, **place)
    return np.asarray(found, dtype=np.float64)


@pytest.mark.parametrize("example", [bangkok, uccle])
def test_pyfao56_and_pyet_say_the_same_of_the_examples_within_0_01_mm(example: Any) -> None:
    air, inputs = example()
    day, place = day_of(inputs), place_of(inputs)

    found = reference_of(air, day, **place).millimetres

    assert found == pytest.approx(by_pyfao56(air, day, **place), abs=0.01)
    assert found == pytest.approx(by_pyet([air], [day], **place)[0], abs=0.01)


def test_pyet_says_the_same_of_example_20_by_hargreaves() -> None:
    inputs, _ = case("fao56-ex20")
    air, _ = lyon()
    index = pd.DatetimeIndex([day_of(inputs)])
    lowest, highest = pd.Series([air.lowest_c], index), pd.Series([air.highest_c], index)
    theirs = pyet.hargreaves((lowest + highest) / 2, highest, lowest, float(np.radians(inputs["lat_deg"])))

    ours = hargreaves(lowest.to_numpy(), highest.to_numpy(), sky_over(inputs))

    assert ours == pytest.approx(theirs.to_numpy(), abs=0.01)


def random_days(count: int) -> tuple[list[AirOfDay], list[date]]:
    """Return days of a warm country, every number drawn for itself (seed 7)."""
    draw = np.random.default_rng(7)
    days = [date(2024, 1, 1) + timedelta(days=int(one)) for one in draw.integers(0, 366, count)]
    lowest, swing = draw.uniform(8, 27, count), draw.uniform(2, 18, count)
    dry = draw.uniform(10, 70, count)
    humid = dry + (100 - dry) * draw.uniform(0, 1, count)
    sun, wind = draw.uniform(4, 26, count), draw.uniform(0.5, 7, count)
    rows = zip(lowest, lowest + swing, dry, humid, sun, wind, strict=True)
    return [AirOfDay(*(float(one) for one in row)) for row in rows], days


def test_pyfao56_and_pyet_say_the_same_of_five_hundred_random_days_within_0_01_mm() -> None:
    airs, days = random_days(500)

    found: list[Reference] = references_of(airs, days, **ACARIGUA)

    ours = np.array([one.millimetres for one in found])
    assert {one.rung for one in found} == {Rung.FULL}
    theirs = [by_pyfao56(air, day, **ACARIGUA) for air, day in zip(airs, days, strict=True)]
    assert ours == pytest.approx(theirs, abs=0.01)
    assert ours == pytest.approx(by_pyet(airs, days, **ACARIGUA), abs=0.01)


def test_example_18_of_fao56_by_the_pressure_that_was_measured_wherever_the_commune_says_it_lies() -> None:
    air, inputs = uccle()
    measured = replace(air, pressure=1001.0)  # the book prints 100.1 kPa

    found = reference_of(measured, day_of(inputs), latitude_deg=inputs["lat_deg"], altitude_m=350.0)

    assert found.millimetres == pytest.approx(CASES["fao56-ex18"]["expect"]["et0"], abs=0.01)
