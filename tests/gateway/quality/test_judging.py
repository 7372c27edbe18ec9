"""The flags of a series beside its hours, through the derivation."""

from __future__ import annotations

import numpy as np
import pytest

from gateway.derivation import derive
from gateway.domain.by_hand import hand_node
from gateway.domain.calibration import Calibration, OxygenMarks
from gateway.domain.columns import Derived, Floats, Signals
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.quality.judging import changed

MINUTE = 60
HOUR = 60
"""An hour of readings, one a minute."""
OXYGEN = SeriesKey("pond-1", "sonda", "oxygen")
SIGNAL = SeriesKey("pond-1", "sonda", "oxygen_signal")
WATER = SeriesKey("pond-1", "sonda", "water_temperature")
MARKS = Calibration(*SIGNAL, since=0, constants=OxygenMarks(millivolts=1600, temperature_c=28))  # type: ignore[arg-type]


def breathing(hours: int) -> Floats:
    return 6 + 2 * np.sin(2 * np.pi * np.arange(hours * HOUR) / (24 * HOUR))


def flags(values: Floats, *, water: Floats | None = None, key: SeriesKey = OXYGEN) -> list[int]:
    time = np.arange(len(values), dtype=np.int64) * MINUTE
    signals = {key: Signals.measured(time, values)}
    if water is not None:
        signals[WATER] = Signals.measured(time, water)
    return derive(signals, calibrations=[MARKS], altitude_m=0)[key].flag.tolist()


def test_a_pond_that_breathes_is_good() -> None:
    assert set(flags(breathing(24), water=28 + breathing(24) / 4)) == {Flag.GOOD}


def test_a_stuck_probe_becomes_suspect_and_then_fails() -> None:
    found = flags(np.concatenate([breathing(2), np.full(10 * HOUR, 5.0)]))

    assert found[2 * HOUR + 90] == Flag.GOOD
    assert found[2 * HOUR + 4 * HOUR] == Flag.SUSPECT
    assert found[-1] == Flag.FAIL


def test_a_spike_is_suspect_never_fail() -> None:
    values = breathing(3)
    values[90:100] += 8

    found = flags(values)

    assert set(found[90:100]) == {Flag.SUSPECT}
    assert Flag.FAIL not in found


def test_a_fall_at_once_from_living_water_to_exactly_nothing_fails() -> None:
    found = flags(np.concatenate([breathing(2), np.zeros(HOUR)]))

    assert set(found[2 * HOUR :]) == {Flag.FAIL}


def test_a_pond_that_runs_out_of_oxygen_never_fails() -> None:
    down = np.maximum(5 - np.arange(12 * HOUR) / (2 * HOUR), 0)

    assert Flag.FAIL not in flags(down)


def test_nothing_at_all_beside_a_lost_thermometer_fails() -> None:
    assert flags(np.zeros(3), water=np.full(3, -127.0)) == [Flag.FAIL] * 3
    assert flags(np.full(3, 0.1), water=np.full(3, -127.0)) == [Flag.SUSPECT] * 3


def test_a_digital_probe_is_suspect_while_its_own_thermometer_says_what_cannot_be() -> None:
    water = np.array([28.0, 50.0, 28.0])

    assert flags(np.array([5.0, 5.1, 5.0]), water=water) == [Flag.GOOD, Flag.SUSPECT, Flag.GOOD]


def test_more_than_three_times_what_water_holds_fails() -> None:
    assert flags(np.full(3, 24.5), water=np.full(3, 28.0)) == [Flag.FAIL] * 3


def test_saturation_is_as_good_as_the_oxygen_beside_it() -> None:
    time = np.arange(10 * HOUR, dtype=np.int64) * MINUTE
    signals = {SIGNAL: Signals.measured(time, np.full(len(time), 900.0))}
    signals[WATER] = Signals.measured(time, 28 + breathing(10) / 1000)

    found = derive(signals, calibrations=[MARKS], altitude_m=0)

    saturation = found[SIGNAL._replace(quantity="oxygen_saturation")]
    assert saturation.flag.tolist() == found[OXYGEN].flag.tolist()
    assert set(saturation.flag.tolist()) == {Flag.GOOD, Flag.SUSPECT, Flag.FAIL}


def test_what_people_measure_by_hand_is_no_stuck_probe() -> None:
    by_hand = OXYGEN._replace(node=hand_node("estanque-1"))

    assert set(flags(np.full(10 * HOUR, 5.0), key=by_hand)) == {Flag.GOOD}


@pytest.mark.parametrize("known", [TimeKnown.ESTIMATED, TimeKnown.UNRESOLVED])
def test_readings_of_an_unknown_moment_stand_for_no_stillness(known: TimeKnown) -> None:
    time = np.arange(10 * HOUR, dtype=np.int64) * MINUTE
    ones = np.ones(len(time), dtype=np.int64)
    rows = Derived(time, np.full(len(time), 5.0), ones * Flag.SUSPECT, ones * known)

    assert set(changed("oxygen", rows).tolist()) == {Flag.SUSPECT}


def test_no_flag_becomes_better_than_it_was() -> None:
    time = np.arange(600, dtype=np.int64) * MINUTE
    before = np.random.default_rng(3).choice([1, 2, 3, 4, 9], size=600)

    after = changed("oxygen", Derived(time, breathing(10), before, np.zeros(600, dtype=np.int64)))

    assert (after >= before).all()


def test_nothing_received_is_judged_as_nothing() -> None:
    assert flags(np.empty(0)) == []
