"""Each day has a reference evapotranspiration, and says of what it was made and how sure it is."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.columns import Floats
from gateway.fields.course import Rung
from gateway.fields.observed import AirOfDay
from gateway.fields.weather.evapotranspiration import (
    SIGMA_MM,
    USUAL_MM,
    Reference,
    reference_of,
    references_of,
)

WEATHER = Path(__file__).parents[3] / "samples" / "fields" / "cotton_maricopa_2018" / "weather.csv"
MARICOPA = {"latitude_deg": 33.069, "altitude_m": 361.0}
FROM_3_M = 4.87 / math.log(67.8 * 3 - 5.42)  # FAO-56, eq. 47
JUNE, FEBRUARY = date(2026, 6, 15), date(2026, 2, 15)
FULL = AirOfDay(23.0, 31.0, 60.0, 96.0, 18.0, 1.5)
ANY = st.none() | st.floats(-200, 200) | st.just(math.nan) | st.just(math.inf)
ANY_AIR = st.builds(AirOfDay, st.floats(allow_nan=True), st.floats(allow_nan=True), ANY, ANY, ANY, ANY, ANY)


def reference(air: AirOfDay | None, day: date = JUNE) -> Reference:
    return reference_of(air, day, latitude_deg=9.5, altitude_m=190.0)


@pytest.mark.parametrize(
    ("air", "rung"),
    [
        (FULL, Rung.FULL),
        (replace(FULL, wind=None), Rung.WITHOUT_WIND),
        (replace(FULL, radiation=None), Rung.WITHOUT_RADIATION),
        (replace(FULL, radiation=None, wind=None), Rung.AIR),
        (replace(FULL, lowest_humidity=None, radiation=None, wind=None), Rung.AIR),
        (replace(FULL, highest_humidity=None), Rung.FULL),
        (replace(FULL, lowest_humidity=None, highest_humidity=None), Rung.TEMPERATURE),
        (AirOfDay(23.0, 31.0), Rung.TEMPERATURE),
        (None, Rung.MONTH),
    ],
)
def test_the_rung_says_what_was_missing(air: AirOfDay | None, rung: Rung) -> None:
    found = reference(air)

    assert found.rung is rung
    assert found.sigma_mm == pytest.approx(SIGMA_MM[rung])


@pytest.mark.parametrize(
    ("failed", "rung"),
    [
        (replace(FULL, lowest_c=31.0), Rung.MONTH),
        (replace(FULL, lowest_c=33.0), Rung.MONTH),
        (replace(FULL, highest_c=85.0), Rung.MONTH),
        (replace(FULL, lowest_c=-127.0), Rung.MONTH),
        (replace(FULL, lowest_c=math.nan), Rung.MONTH),
        (replace(FULL, lowest_humidity=97.0), Rung.TEMPERATURE),
        (replace(FULL, highest_humidity=140.0), Rung.TEMPERATURE),
        (replace(FULL, lowest_humidity=-1.0), Rung.TEMPERATURE),
        (replace(FULL, lowest_humidity=0.0, highest_humidity=0.0), Rung.TEMPERATURE),
        (replace(FULL, radiation=55.0), Rung.WITHOUT_RADIATION),
        (replace(FULL, radiation=-1.0), Rung.WITHOUT_RADIATION),
        (replace(FULL, wind=-0.1), Rung.WITHOUT_WIND),
        (replace(FULL, wind=math.inf), Rung.WITHOUT_WIND),
    ],
)
def test_air_that_cannot_be_counts_as_not_measured(failed: AirOfDay, rung: Rung) -> None:
    assert reference(failed).rung is rung


@pytest.mark.parametrize("wrong", [0.0, 100.5, 930.0, 1100.0, math.nan])
def test_a_pressure_that_the_commune_cannot_have_counts_as_not_measured(wrong: float) -> None:
    assert reference(replace(FULL, pressure=wrong)) == reference(FULL)


def test_the_pressure_that_is_usual_moves_nothing_and_a_lower_one_little() -> None:
    usual, low = (reference(replace(FULL, pressure=one)).millimetres for one in (990.7, 960.0))

    assert usual == pytest.approx(reference(FULL).millimetres, abs=0.002)
    assert low == pytest.approx(usual, abs=0.03)
    assert low != usual


def test_what_cannot_be_moves_nothing() -> None:
    assert reference(replace(FULL, wind=-3.0)) == reference(replace(FULL, wind=None))
    assert reference(replace(FULL, radiation=90.0)) == reference(replace(FULL, radiation=None))
    assert reference(replace(FULL, lowest_c=31.0)) == reference(None)


@pytest.mark.parametrize(("month", "usual"), [(2, 6.0), (3, 6.0), (6, 4.0), (7, 4.0), (12, 4.6), (1, 4.6)])
def test_a_day_without_any_measurement_takes_what_is_usual_for_its_month(month: int, usual: float) -> None:
    found = reference(None, date(2026, month, 10))

    assert found.millimetres == usual


def test_the_dawn_reaches_the_dew_point_in_the_rains_and_not_in_the_dry_season() -> None:
    air = AirOfDay(22.0, 33.0, radiation=20.0, wind=2.0)
    said = replace(air, highest_humidity=100.0)

    assert reference(air, JUNE).millimetres == pytest.approx(reference(said, JUNE).millimetres)
    assert reference(air, FEBRUARY).millimetres > reference(said, FEBRUARY).millimetres


def test_one_of_the_two_humidities_counts_as_measured() -> None:
    dry_noon, humid_noon = (AirOfDay(22.0, 33.0, lowest_humidity=one) for one in (30.0, 70.0))
    dry_dawn, humid_dawn = (AirOfDay(22.0, 33.0, highest_humidity=one) for one in (60.0, 99.0))

    assert reference(dry_noon).millimetres > reference(humid_noon).millimetres + 0.5
    assert reference(dry_dawn).millimetres > reference(humid_dawn).millimetres + 0.5


def test_a_calm_day_has_half_a_metre_a_second_of_wind_all_the_same() -> None:
    assert reference(replace(FULL, wind=0.0)) == reference(replace(FULL, wind=0.5))
    assert reference(replace(FULL, wind=0.6)) != reference(replace(FULL, wind=0.5))


def test_a_swing_of_temperature_never_tells_more_sun_than_a_clear_sky_gives() -> None:
    wide, wider = AirOfDay(5.0, 35.0, 100.0, 100.0), AirOfDay(4.0, 36.0, 100.0, 100.0)

    found = [reference(air).millimetres for air in (wide, wider)]

    assert found[1] / found[0] < 1.01  # by the root of the swing it would be 1.03


def test_temperature_alone_is_no_surer_than_its_two_ways_agree() -> None:
    mild, stormy = reference(AirOfDay(23.0, 31.0)), reference(AirOfDay(23.0, 38.0, wind=8.0))

    assert mild.sigma_mm == SIGMA_MM[Rung.TEMPERATURE]
    assert stormy.sigma_mm > SIGMA_MM[Rung.TEMPERATURE]


def test_no_days_have_no_references() -> None:
    assert references_of([], [], latitude_deg=9.5, altitude_m=190.0) == []


def test_air_and_days_must_be_as_many() -> None:
    with pytest.raises(ValueError, match=r"shape|argument"):
        references_of([FULL, FULL], [JUNE, JUNE, JUNE], latitude_deg=9.5, altitude_m=190.0)


@given(st.lists(st.none() | ANY_AIR, min_size=1, max_size=4), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_whatever_a_sensor_says_a_season_has_a_reference_each_day_as_it_has_alone(
    airs: list[AirOfDay | None], first: date
) -> None:
    days = [first + timedelta(days=one) for one in range(len(airs))]

    found = references_of(airs, days, latitude_deg=9.5, altitude_m=190.0)

    assert found == [reference(air, day) for air, day in zip(airs, days, strict=True)]
    assert all(0 <= one.millimetres < 40 and 0 < one.sigma_mm < 40 for one in found)


def test_a_month_never_knows_more_than_a_thermometer() -> None:
    assert SIGMA_MM[Rung.MONTH] > SIGMA_MM[Rung.TEMPERATURE] > SIGMA_MM[Rung.AIR] > SIGMA_MM[Rung.FULL]
    assert len(USUAL_MM) == 12


def maricopa() -> tuple[list[AirOfDay], list[date]]:
    with WEATHER.open() as file:
        rows = list(csv.DictReader(file))
    names = ("tmin_c", "tmax_c", "rhmin_pct", "rhmax_pct", "srad_mj_m2")
    measured = [[float(row[name]) for name in names] for row in rows]
    winds = [FROM_3_M * float(row["wind_m_s"]) for row in rows]
    airs = [AirOfDay(*one, wind=wind) for one, wind in zip(measured, winds, strict=True)]
    return airs, [date.fromisoformat(row["date"]) for row in rows]


def millimetres(airs: list[AirOfDay], days: list[date]) -> Floats:
    return np.array([one.millimetres for one in references_of(airs, days, **MARICOPA)])


def without(*names: str) -> Callable[[AirOfDay], AirOfDay]:
    return lambda air: replace(air, **dict.fromkeys(names))


@pytest.mark.parametrize(
    ("kept", "weaken", "rmse", "bias"),
    [
        ("T", without("lowest_humidity", "highest_humidity", "radiation", "wind"), 1.37, -0.85),
        ("T, RH", without("radiation", "wind"), 0.96, -0.14),
        ("T, RH, sun", without("wind"), 0.84, -0.02),
        ("T, RH, wind", without("radiation"), 0.34, -0.12),
    ],
)
def test_maricopa_2018_loses_by_each_missing_sensor_what_was_measured_before_within_0_03_mm(
    kept: str, weaken: Callable[[AirOfDay], AirOfDay], rmse: float, bias: float
) -> None:
    airs, days = maricopa()

    off = millimetres([weaken(air) for air in airs], days) - millimetres(airs, days)

    found = float(np.sqrt((off**2).mean()))
    print(f"{kept}: RMSE {found:.2f}, bias {off.mean():+.2f} mm")
    assert found == pytest.approx(rmse, abs=0.03)
    assert off.mean() == pytest.approx(bias, abs=0.03)


def test_an_anemometer_is_worth_as_much_as_a_pyranometer_at_least() -> None:
    airs, days = maricopa()
    full = millimetres(airs, days)

    with_wind, with_sun = (
        float(np.abs(millimetres([without(name)(air) for air in airs], days) - full).mean())
        for name in ("radiation", "wind")
    )

    assert with_wind < with_sun
