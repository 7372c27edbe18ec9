"""What a person can read of probes that say a value by themselves, and of the weather's signals."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gateway.derivation import derive, derive_alone
from gateway.domain.calibration import Calibration, Constants, ProbeFactor, RadiationScale, WindScale
from gateway.domain.columns import Derived, Signals
from gateway.domain.quantities import DERIVED_FROM
from gateway.domain.readings import Flag, SeriesKey

PROBE = SeriesKey("pond-1", "sonda", "oxygen_probe")
PLAIN = PROBE._replace(quantity="oxygen")
WATER = SeriesKey("pond-1", "sonda", "water_temperature")
OTHER_WATER = WATER._replace(channel="agua")
SOIL = SeriesKey("field-1", "sonda-20cm", "soil_probe")
WIND = SeriesKey("clima-1", "viento", "wind_signal")
SUN = SeriesKey("clima-1", "sol", "radiation_signal")
ANYTHING = arrays(np.float64, 40, elements=st.floats(-1e6, 1e6))


def signals(*values: float, start: int = 0, step: int = 60) -> Signals:
    return Signals.measured(start + step * np.arange(len(values)), np.array(values, dtype=float))


def calibration(series: SeriesKey, constants: Constants, *, since: int = 0) -> Calibration:
    return Calibration(*series, since=since, constants=constants)


def derived(
    rows: dict[SeriesKey, Signals], *calibrations: Calibration, quantity: str, altitude_m: float = 0.0
) -> Derived:
    found = derive(rows, calibrations=calibrations, altitude_m=altitude_m)
    return next((part for key, part in found.items() if key.quantity == quantity), Derived.empty())


def test_a_digital_oxygen_probe_counts_as_it_says_while_nothing_is_recorded() -> None:
    found = derived({PROBE: signals(5.25, 0.4), WATER: signals(28.0, 28.0)}, quantity="oxygen")

    assert found.value.tolist() == [5.25, 0.4]
    assert found.flag.tolist() == [Flag.GOOD, Flag.GOOD]


def test_its_saturation_comes_of_the_water_and_the_height_of_the_commune() -> None:
    rows = {PROBE: signals(7.827), WATER: signals(28.0)}

    low = derived(rows, quantity="oxygen_saturation")
    high = derived(rows, quantity="oxygen_saturation", altitude_m=500.0)

    assert low.value == pytest.approx([100.0], abs=0.05)
    assert high.value == pytest.approx([7.827 / 7.36 * 100], abs=0.2)  # facts: 7.36 mg/L at 500 m, 28 °C


def test_without_a_thermometer_its_oxygen_is_good_and_only_its_saturation_is_doubtful() -> None:
    rows = {PROBE: signals(5.0)}

    assert derived(rows, quantity="oxygen").flag.tolist() == [Flag.GOOD]
    assert derived(rows, quantity="oxygen_saturation").flag.tolist() == [Flag.SUSPECT]


def test_its_own_thermometer_goes_before_the_others_of_its_node() -> None:
    rows = {PROBE: signals(7.827), WATER: signals(28.0), OTHER_WATER: signals(20.0)}

    assert derived(rows, quantity="oxygen_saturation").value == pytest.approx([100.0], abs=0.05)


def test_what_was_made_of_a_broken_thermometer_is_suspect() -> None:
    rows = {PROBE: signals(5.0, 5.1), WATER: signals(28.0, 85.0)}

    assert derived(rows, quantity="oxygen").flag.tolist() == [Flag.GOOD, Flag.SUSPECT]


def test_a_factor_counts_from_its_day_on() -> None:
    factor = ProbeFactor(Decimal("1.1"), Decimal("-0.1"))
    rows = {PROBE: signals(5.0, 5.0), WATER: signals(28.0, 28.0)}

    found = derived(rows, calibration(PROBE, factor, since=60), quantity="oxygen")

    assert found.value == pytest.approx([5.0, 5.4])


def test_a_word_that_no_probe_can_say_fails_what_comes_of_it() -> None:
    rows = {PROBE: signals(120.0), WATER: signals(28.0)}

    found = derived(rows, calibration(PROBE, ProbeFactor(Decimal("0.1"))), quantity="oxygen")

    assert (found.value.tolist(), found.flag.tolist()) == ([12.0], [Flag.FAIL])


@given(ANYTHING, ANYTHING)
def test_a_digital_probe_is_judged_like_one_that_says_oxygen(said: np.ndarray, water: np.ndarray) -> None:
    said, water = np.round(np.abs(said) % 30, 2), np.round(28 + water % 2, 2)
    time = 600 * np.arange(len(said))
    beside = {WATER: Signals.measured(time, water)}

    digital = derived({PROBE: Signals.measured(time, said)} | beside, quantity="oxygen")
    plain = derived({PLAIN: Signals.measured(time, said)} | beside, quantity="oxygen")

    assert digital.value.tolist() == pytest.approx(plain.value.tolist())
    assert digital.flag.tolist() == plain.flag.tolist()


def test_a_soil_probe_counts_as_it_says_and_by_its_factor() -> None:
    rows = {SOIL: signals(0.31, 0.31)}

    found = derived(rows, calibration(SOIL, ProbeFactor(Decimal("0.9")), since=60), quantity="soil_water")

    assert found.value == pytest.approx([0.31, 0.279])


def test_pulses_become_wind_and_none_are_a_calm() -> None:
    scale = WindScale(Decimal("0.667"), Decimal("0.3"))

    found = derived({WIND: signals(0.0, 3.0)}, calibration(WIND, scale), quantity="wind_speed")

    assert found.value == pytest.approx([0.0, 2.301])


def test_millivolts_become_sun_above_what_the_dark_gives() -> None:
    scale = RadiationScale(Decimal("0.5"), Decimal(20))

    found = derived({SUN: signals(20.0, 1820.0)}, calibration(SUN, scale), quantity="solar_radiation")

    assert found.value == pytest.approx([0.0, 900.0])


@pytest.mark.parametrize("series", [WIND, SUN])
def test_the_weather_gives_no_number_before_anybody_said_what_its_signal_is(series: SeriesKey) -> None:
    (quantity,) = DERIVED_FROM[series.quantity]

    assert len(derived({series: signals(3.0)}, quantity=quantity)) == 0


@given(ANYTHING)
def test_what_comes_of_a_record_alone_has_the_values_of_what_comes_of_all(said: np.ndarray) -> None:
    time = 60 * np.arange(len(said))
    rows = {one: Signals.measured(time, said) for one in (PROBE, SOIL, WIND, SUN, WATER)}
    marks = [calibration(WIND, WindScale(Decimal(1))), calibration(SUN, RadiationScale(Decimal(1)))]

    whole = derive(rows, calibrations=marks, altitude_m=100.0)

    last = {one: part.take(slice(-1, None)) for one, part in rows.items()}
    alone = derive_alone(last, calibrations=marks, altitude_m=100.0)
    assert whole.keys() == alone.keys()
    for key, part in alone.items():
        if key.quantity != "oxygen_saturation":  # that hangs on the nearest thermometer that can be
            assert part.value.tolist() == whole[key].value[-1:].tolist()
