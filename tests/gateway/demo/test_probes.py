"""What the probes give is what the station's formulas turn back."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.conversion.oxygen import oxygen_from_millivolts
from gateway.conversion.soil import water_from_millivolts
from gateway.demo.world import cast
from gateway.demo.world.faults import Fault
from gateway.demo.world.probes import (
    oxygen_marks,
    oxygen_millivolts,
    scratchpad,
    soil_marks,
    soil_millivolts,
    tips,
)
from tests.gateway.demo.worlds import START, field, moments, pond, the_world

DAY = moments(START - 86_400, hours=24, step_s=600)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_oxygen_comes_back_through_the_conversion(number: int) -> None:
    one, world = pond(number), the_world()
    signal = oxygen_millivolts(world, one, DAY, ())

    value, _ = oxygen_from_millivolts(
        signal, world.water_temperature(one, DAY), oxygen_marks(one), altitude_m=cast.ALTITUDE_M
    )

    assert np.max(np.abs(value - world.oxygen(one, DAY))) < 0.15


def test_half_saturated_water_at_28_c_gives_half_of_the_mark() -> None:
    # 1,600 mV at 28 °C and 35 mV/°C: at 30 °C saturation is 1,670 mV.
    marks = oxygen_marks(pond(1))
    value, share = oxygen_from_millivolts(
        np.array([(float(marks.millivolts) + 70) / 2]), np.array([30.0]), marks, altitude_m=0.0
    )

    assert share[0] == pytest.approx(50.0)
    assert value[0] == pytest.approx(7.559 / 2, abs=0.01)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_soil_water_comes_back_through_the_conversion(number: int) -> None:
    one, world = field(number), the_world()
    signals = soil_millivolts(world, one, DAY)

    for layer in range(3):
        value = water_from_millivolts(signals[:, layer], soil_marks(one, layer))
        assert np.max(np.abs(value - world.soil_water(one, DAY)[:, layer])) < 0.006


def test_tips_count_the_rain_to_a_tip() -> None:
    one, world = field(1), the_world()
    storm = moments(world.calendar.at(cast.MORNING, 12.0), hours=12, step_s=900)

    counted = tips(world, one.place, storm)
    fell = np.diff(world.rain(one.place, storm[[0, -1]]))[0]

    assert abs((counted[-1] - counted[0]) * float(cast.TIP_MM) - fell) <= float(cast.TIP_MM)


@given(st.integers(-55 * 16, 125 * 16))
def test_every_temperature_survives_the_scratchpad(sixteenths: int) -> None:
    nine = scratchpad(sixteenths / 16)

    assert int.from_bytes(nine[:2], "little", signed=True) == sixteenths
    assert nine[5] == 0xFF
    assert nine[4] & 0x9F == 0x1F


def test_the_scratchpad_has_the_checksum_of_the_published_example() -> None:
    # 25.0625 °C with alarm marks 75 and 70: 91 01 4B 46 7F FF 0F 10 and its Dallas CRC-8.
    nine = scratchpad(25.0625)

    assert nine[:8].hex() == "91014b467fff0f10"
    assert nine[8] == 0x25


def test_a_dry_probe_gives_saturation_whatever_the_pond_does() -> None:
    dry = oxygen_millivolts(the_world(), pond(1), DAY, [Fault("pond-1", "dry", 0)])

    assert dry.min() > 1300


def test_a_dirty_probe_drifts_low_and_loses_its_swing() -> None:
    week = DAY + 86_400 * 10
    clean = oxygen_millivolts(the_world(), pond(2), week, ())

    dirty = oxygen_millivolts(the_world(), pond(2), week, [Fault("pond-2", "dirty", START)])

    assert dirty.mean() < 0.8 * clean.mean()
    assert np.ptp(dirty) < 0.5 * np.ptp(clean)


def test_marks_are_exact_numbers() -> None:
    assert soil_marks(field(1), 0).dry_millivolts == Decimal(2610)
