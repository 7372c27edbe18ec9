from __future__ import annotations

import numpy as np
import pytest
from builders import NIGHT, readings_every

from gateway.domain.columns import Derived
from gateway.domain.readings import Flag
from gateway.quality.medians import Medians
from gateway.quality.verdict import Beside, ProbeFault, verdict

MINUTE = 60
HOUR = 3600


def a_night(hours: float = 10, *, lowest: float = 3.0) -> list[float]:
    """Return a reading a minute of a pond that breathes, down to its lowest."""
    count = int(hours * 60)
    return [round(lowest + 4 * (1 - minute / count), 3) for minute in range(count)]


def judged(values: list[float], *, step_s: int = MINUTE, water: Derived | None = None) -> ProbeFault | None:
    oxygen = readings_every(step_s, values, start=NIGHT)
    return verdict(oxygen, water, now=NIGHT + step_s * len(values))


def test_nothing_is_wrong_with_a_probe_that_follows_the_night() -> None:
    assert judged(a_night()) is None


def test_nothing_is_said_of_a_probe_that_was_not_heard_lately() -> None:
    oxygen = readings_every(MINUTE, [7.0] * 600, start=NIGHT)

    assert verdict(oxygen, None, now=NIGHT + 600 * MINUTE + 3 * HOUR) is None
    assert verdict(Derived.empty(), None, now=NIGHT) is None


def test_a_probe_that_always_says_the_same_is_flat_since_it_began() -> None:
    found = judged(a_night(2) + [5.0] * 60 * 5)

    assert found is not None
    assert found.what == "flat"
    assert found.since == pytest.approx(NIGHT + 2 * HOUR, abs=1200)


def test_an_hourly_file_of_a_monthly_constant_is_flat() -> None:
    found = judged([6.34] * 24, step_s=HOUR)

    assert found is not None
    assert found.what == "flat"


def test_water_that_stands_still_without_oxygen_is_no_flat_probe() -> None:
    assert judged(a_night(lowest=0.05) + [0.05] * 60 * 7) is None


def test_a_probe_that_falls_from_living_water_to_exactly_nothing_is_dead_at_once() -> None:
    assert judged([*a_night(2), 0.0, 0.0, 0.0]) == ProbeFault("dead", NIGHT + 2 * HOUR)


def test_two_readings_of_nothing_are_not_yet_a_dead_probe() -> None:
    assert judged([*a_night(2), 0.0, 0.0]) is None


def test_water_that_loses_its_oxygen_on_the_way_down_is_no_dead_probe() -> None:
    assert judged([*a_night(2, lowest=0.4), 0.3, 0.2, 0.1, 0.0, 0.0, 0.0]) is None


def test_hours_at_exactly_nothing_call_for_a_look_at_the_wire() -> None:
    found = judged([*a_night(2, lowest=0.4), *([0.0] * 200)])

    assert found == ProbeFault("dead", NIGHT + 2 * HOUR)


def test_a_lost_thermometer_is_a_dead_probe() -> None:
    water = readings_every(MINUTE, [28.0] * 57 + [-127.0] * 3, start=NIGHT, flag=Flag.FAIL)

    assert judged(a_night(1), water=water) == ProbeFault("dead", NIGHT + 57 * MINUTE)


def test_one_lost_reading_of_the_thermometer_calls_nobody() -> None:
    water = readings_every(MINUTE, [28.0] * 57 + [85.0, 28.0, -127.0], start=NIGHT, flag=Flag.FAIL)

    assert judged(a_night(1), water=water) is None


def test_what_no_water_can_be_is_out_of_range() -> None:
    assert judged([*a_night(1), 32.4, 30.5, 32.4]) == ProbeFault("out_of_range", NIGHT + HOUR)


def test_a_signal_beyond_its_bounds_is_out_of_range_though_its_value_looks_possible() -> None:
    oxygen = readings_every(MINUTE, a_night(1), start=NIGHT)
    failed = np.where(np.arange(60) >= 57, int(Flag.FAIL), int(Flag.GOOD))

    found = verdict(Derived(oxygen.time, oxygen.value, failed, oxygen.known), None, now=NIGHT + HOUR)

    assert found == ProbeFault("out_of_range", NIGHT + 57 * MINUTE)


def test_a_probe_that_hangs_in_air_is_dry() -> None:
    water = readings_every(MINUTE, [28 - minute / 60 for minute in range(300)], start=NIGHT)
    oxygen = readings_every(MINUTE, [7.8 + minute / 300 for minute in range(300)], start=NIGHT)
    full = readings_every(MINUTE, [99.5] * 300, start=NIGHT)

    found = verdict(oxygen, water, now=NIGHT + 300 * MINUTE, beside=Beside(saturation=full))

    assert found is not None
    assert found.what == "dry"
    assert found.since == pytest.approx(NIGHT, abs=1200)


def test_days_drawn_at_random_have_no_day_and_night() -> None:
    values = np.random.default_rng(5).uniform(6.5, 8.5, 4 * 24 * 3).round(1).tolist()

    assert judged(values, step_s=20 * MINUTE) == ProbeFault("no_day_and_night", NIGHT // 600 * 600)


def test_hours_of_the_rollups_tell_of_day_and_night_as_well() -> None:
    time = NIGHT // 3600 * 3600 + 3600 * np.arange(-90, 1, dtype=np.int64)
    wild = Medians(time, np.random.default_rng(5).uniform(3, 9, len(time)))
    oxygen = readings_every(MINUTE, a_night(), start=NIGHT)

    found = verdict(oxygen, None, now=NIGHT + 10 * HOUR, beside=Beside(hours=wild))

    assert found == ProbeFault("no_day_and_night", int(time[0]))
