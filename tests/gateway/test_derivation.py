"""What a person can read of what was received."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from gateway.derivation import derive
from gateway.domain.by_hand import QUEUE
from gateway.domain.calibration import (
    Calibration,
    Constants,
    OxygenMarks,
    SoilMarks,
    SoilPoint,
    SoilPoints,
    TipSize,
)
from gateway.domain.columns import Derived, Signals
from gateway.domain.readings import Flag, SeriesKey, TimeKnown

OXYGEN = SeriesKey("pond-1", "sonda", "oxygen_signal")
WATER = SeriesKey("pond-1", "sonda", "water_temperature")
SOIL = SeriesKey("field-1", "sonda-20cm", "soil_signal")
RAIN = SeriesKey("field-1", "pluviometro", "rain_tips")
MARKS = OxygenMarks(millivolts=Decimal(1600), temperature_c=Decimal(28))


def signals(*values: float, start: int = 0, step: int = 60) -> Signals:
    return Signals.measured(start + step * np.arange(len(values)), np.array(values, dtype=float))


def calibration(series: SeriesKey, constants: Constants, *, since: int = 0) -> Calibration:
    return Calibration(*series, since=since, constants=constants)


def derived(rows: dict[SeriesKey, Signals], *calibrations: Calibration, quantity: str) -> Derived:
    found = derive(rows, calibrations=calibrations, altitude_m=0.0)
    return next((part for key, part in found.items() if key.quantity == quantity), Derived.empty())


def test_half_the_signal_at_saturation_is_half_of_what_water_holds() -> None:
    rows = {OXYGEN: signals(800.0), WATER: signals(28.0)}

    found = derived(rows, calibration(OXYGEN, MARKS), quantity="oxygen")

    assert found.value == pytest.approx([7.827 / 2], abs=0.001)
    assert found.flag.tolist() == [Flag.GOOD]


def test_the_signal_at_saturation_rises_35_mv_a_degree() -> None:
    rows = {OXYGEN: signals(1670.0), WATER: signals(30.0)}

    found = derived(rows, calibration(OXYGEN, MARKS), quantity="oxygen_saturation")

    assert found.value == pytest.approx([100.0])


def test_without_a_thermometer_oxygen_is_still_told_but_suspect() -> None:
    found = derived({OXYGEN: signals(400.0)}, calibration(OXYGEN, MARKS), quantity="oxygen")

    assert found.value == pytest.approx([1.957], abs=0.001)
    assert found.flag.tolist() == [Flag.SUSPECT]


def test_a_lost_thermometer_does_not_spoil_the_oxygen() -> None:
    rows = {OXYGEN: signals(800.0), WATER: signals(-127.0)}

    found = derived(rows, calibration(OXYGEN, MARKS), quantity="oxygen")
    water = derived(rows, quantity="water_temperature")

    assert found.value == pytest.approx([3.913], abs=0.002)
    assert (water.value.tolist(), water.flag.tolist()) == ([-127.0], [Flag.FAIL])


def test_before_its_first_calibration_a_signal_gives_no_number() -> None:
    rows = {OXYGEN: signals(800.0, 800.0), WATER: signals(28.0, 28.0)}

    found = derived(rows, calibration(OXYGEN, MARKS, since=60), quantity="oxygen")

    assert found.time.tolist() == [60]


def test_each_reading_is_converted_by_the_calibration_of_its_day() -> None:
    fresh = OxygenMarks(millivolts=Decimal(800), temperature_c=Decimal(28))
    rows = {OXYGEN: signals(800.0, 800.0), WATER: signals(28.0, 28.0)}

    found = derived(
        rows, calibration(OXYGEN, MARKS), calibration(OXYGEN, fresh, since=60), quantity="oxygen_saturation"
    )

    assert found.value == pytest.approx([50.0, 100.0])


def test_soil_between_two_marks_is_on_the_line() -> None:
    marks = SoilMarks(Decimal(2300), Decimal("0.04"), Decimal(1300), Decimal("0.34"))

    found = derived({SOIL: signals(2300.0, 1800.0, 1300.0)}, calibration(SOIL, marks), quantity="soil_water")

    assert found.value == pytest.approx([0.04, 0.19, 0.34])


def test_a_value_that_no_soil_can_have_is_kept_and_fails() -> None:
    marks = SoilMarks(Decimal(2300), Decimal("0.04"), Decimal(1300), Decimal("0.34"))

    found = derived({SOIL: signals(100.0)}, calibration(SOIL, marks), quantity="soil_water")

    assert found.value == pytest.approx([0.70])
    assert found.flag.tolist() == [Flag.FAIL]


def test_tips_become_rain() -> None:
    found = derived({RAIN: signals(0.0, 5.0)}, calibration(RAIN, TipSize(Decimal("0.2"))), quantity="rain")

    assert found.value == pytest.approx([0.0, 1.0])


def test_an_estimated_time_makes_a_reading_suspect_and_keeps_its_value() -> None:
    rows = signals(27.0)
    rows.known[:] = TimeKnown.ESTIMATED

    found = derived({WATER: rows}, quantity="water_temperature")

    assert (found.value.tolist(), found.flag.tolist()) == ([27.0], [Flag.SUSPECT])


def test_a_doubt_is_of_what_was_measured_by_hand_alone_and_never_betters_a_flag() -> None:
    number = np.array([1, 2, 3], dtype=np.int64)
    said = replace(signals(28.0, 28.5, 99.0), number=number, queue=np.full(3, QUEUE))
    sent = replace(signals(28.0, 28.5, 99.0), number=number)
    doubts = {1: Flag.FAIL, 2: Flag.SUSPECT, 3: Flag.SUSPECT}

    flags = [
        derive({WATER: rows}, calibrations=[], altitude_m=0.0, doubts=doubts)[WATER].flag.tolist()
        for rows in (said, sent)
    ]

    assert flags == [[Flag.FAIL, Flag.SUSPECT, Flag.FAIL], [Flag.GOOD, Flag.GOOD, Flag.FAIL]]


def test_soil_is_judged_beside_the_gauge_of_its_own_node_and_air_by_itself() -> None:
    hour, count = 3600, 48
    stick = SoilMarks(Decimal(2600), Decimal("0.04"), Decimal(1350), Decimal("0.42"))
    marks = (calibration(SOIL, stick), calibration(RAIN, TipSize(Decimal("0.2"))))
    rows = {
        SOIL: signals(*[1900.0] * 40, *[1700.0] * 8, step=hour),
        RAIN: signals(*[0.0] * count, step=hour),
        SeriesKey("field-1", "aire", "air_temperature"): signals(*[25.0] * count, step=hour),
    }
    elsewhere = RAIN._replace(node="clima-1")
    wet = signals(*[0.0] * 38, 90.0, *[0.0] * 9, step=hour)

    soil = derived(rows, *marks, quantity="soil_water")
    beside_another = derived(rows | {elsewhere: wet}, *marks, quantity="soil_water")
    beside_rain = derived(rows | {RAIN: wet}, *marks, quantity="soil_water")
    air = derived(rows, *marks, quantity="air_temperature")

    assert soil.flag[38:].tolist() == [1, 1, *[Flag.SUSPECT] * 6, 1, 1]
    assert beside_another.flag.tolist() == soil.flag.tolist()
    assert set(beside_rain.flag.tolist()) == {Flag.GOOD}
    assert (air.flag[5], air.flag[6], air.flag[24]) == (Flag.GOOD, Flag.SUSPECT, Flag.FAIL)


def test_a_probe_whose_zero_was_taken_counts_from_there() -> None:
    marks = OxygenMarks(Decimal(1600), Decimal(28), zero_millivolts=Decimal(100))

    found = derived(
        {OXYGEN: signals(100.0, 850.0), WATER: signals(28.0, 28.0)},
        calibration(OXYGEN, marks),
        quantity="oxygen_saturation",
    )

    assert found.value == pytest.approx([0.0, 50.0])


def test_weighed_points_are_read_by_the_line_that_fits_them_best() -> None:
    points = SoilPoints(
        [
            SoilPoint(Decimal(at), Decimal(water))
            for at, water in ((2200, "0.05"), (1800, "0.18"), (1400, "0.33"))
        ]
    )

    found = derived({SOIL: signals(2000.0)}, calibration(SOIL, points), quantity="soil_water")

    assert found.value == pytest.approx([0.1167], abs=0.0001)
