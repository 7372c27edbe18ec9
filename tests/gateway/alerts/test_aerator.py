"""When an aerator that somebody switched on has stopped or does not help; the limits are 3, 2 and 1 mg/L."""

from __future__ import annotations

import random

import numpy as np
import pytest
from builders import NIGHT, limits, readings_every

from gateway.alerts.facts import AeratorSeen, Contact
from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.alerts.rules.aerator import aerator
from gateway.domain.alerts import Level
from gateway.domain.columns import Derived

ON = NIGHT
MINUTE_S = 60


def water(*values: float, noise: float = 0.0, seed: int = 1) -> Derived:
    """Return a reading a minute from 15 minutes before the aerator was switched on."""
    chance = random.Random(seed)
    return readings_every(
        MINUTE_S, [one + chance.gauss(0, noise) for one in values], start=ON - 15 * MINUTE_S
    )


def moving(start: float, per_hour: float, minutes: int) -> list[float]:
    return [start + per_hour * minute / 60 for minute in range(minutes)]


STEADY = [1.8] * 15


def judged(
    oxygen: Derived,
    *,
    after_min: int,
    running: Contact | None = None,
    on: int | None = ON,
    held: int | None = None,
    is_standing: bool = False,
) -> Verdict:
    now = ON + after_min * MINUTE_S
    known = oxygen.between(0, now + 1)
    seen = AeratorSeen("estanque-1", on, running, known, held)
    return aerator(seen, limits(), is_standing=is_standing, is_night=True, now=now)


def is_called(verdict: Verdict) -> bool:
    return isinstance(verdict, Finding)


def current(value: float, *, since_min: int, at_min: int) -> Contact:
    return Contact(value, ON + since_min * MINUTE_S, ON + at_min * MINUTE_S)


RISING = water(*STEADY, *moving(1.8, 1.5, 180))


def test_an_aerator_that_is_off_is_never_called() -> None:
    assert judged(water(*STEADY, *moving(1.8, -1, 90)), after_min=80, on=None) is None


def test_water_that_rises_is_helped() -> None:
    assert not any(is_called(judged(RISING, after_min=one)) for one in range(1, 170))


def test_no_current_for_three_minutes_is_an_aerator_that_stopped() -> None:
    stopped = current(0, since_min=40, at_min=43)

    found = judged(RISING, after_min=43, running=stopped)

    assert isinstance(found, Finding)
    assert (found.level, found.since) == (Level.CRITICAL, ON + 40 * MINUTE_S)


def test_less_than_three_minutes_may_be_a_plug_that_is_moved() -> None:
    assert not is_called(judged(RISING, after_min=42, running=current(0, since_min=40, at_min=42)))


def test_an_aerator_that_never_started_is_called_three_minutes_after_the_tap() -> None:
    never = current(0, since_min=-600, at_min=3)

    assert not is_called(judged(RISING, after_min=2, running=current(0, since_min=-600, at_min=2)))
    assert is_called(judged(RISING, after_min=3, running=never))


def test_a_node_that_says_nothing_lately_of_the_current_is_not_believed() -> None:
    assert not is_called(judged(RISING, after_min=60, running=current(0, since_min=40, at_min=45)))


def test_a_relay_that_holds_it_on_without_current_is_an_aerator_that_stopped() -> None:
    found = judged(RISING, after_min=43, running=current(0, since_min=-600, at_min=43), on=None, held=ON)

    assert isinstance(found, Finding)
    assert (found.level, found.since) == (Level.CRITICAL, ON)


def test_a_relay_that_has_just_switched_leaves_the_motor_three_minutes() -> None:
    still = current(0, since_min=-600, at_min=2)

    assert judged(RISING, after_min=2, running=still, on=None, held=ON) is None


def test_a_relay_whose_aerator_takes_current_calls_nobody() -> None:
    runs = current(1, since_min=1, at_min=43)

    assert judged(RISING, after_min=43, running=runs, on=None, held=ON) is None


def test_of_a_relay_without_current_of_now_nobody_can_tell() -> None:
    old = current(0, since_min=0, at_min=10)

    assert isinstance(judged(RISING, after_min=43, running=old, on=None, held=ON), Unknown)


def test_a_relay_is_no_forgotten_tap() -> None:
    none = current(0, since_min=-600, at_min=1_500)

    assert is_called(judged(RISING, after_min=1_500, running=none, on=None, held=ON))


def test_water_that_still_falls_after_half_an_hour_is_not_helped() -> None:
    falling = water(*STEADY, *moving(1.8, -0.8, 90))

    assert not is_called(judged(falling, after_min=29))
    assert is_called(judged(falling, after_min=35))


def test_water_that_has_won_nothing_after_three_quarters_of_an_hour_is_not_helped() -> None:
    still = water(*STEADY, *([1.82] * 90))

    assert not is_called(judged(still, after_min=44))
    assert is_called(judged(still, after_min=45))


def test_an_aerator_that_dies_after_forty_minutes_is_called_within_half_an_hour() -> None:
    """It had brought 1.2 mg/L to 3.4; what it brought in is gone again within some 90 minutes."""
    up = [1.2 + 2.3 * (1 - np.exp(-minute / 25)) for minute in range(40)]
    down = [1.2 + (up[-1] - 1.2) * float(np.exp(-minute / 90)) for minute in range(120)]
    oxygen = water(*([1.2] * 15), *up, *down, noise=0.05)

    called = [one for one in range(1, 150) if is_called(judged(oxygen, after_min=one))]

    assert 40 < called[0] <= 70


def test_it_is_called_before_the_limits_are_reached_but_not_high_above_them() -> None:
    before = water(*([3.5] * 15), *moving(3.5, -0.8, 60))
    high = water(*([7.0] * 15), *moving(7.0, -0.8, 60))

    assert is_called(judged(before, after_min=40))
    assert not is_called(judged(high, after_min=50))


def test_an_aerator_that_holds_the_water_above_its_limits_is_well() -> None:
    held = water(*([3.4] * 15), *([3.4] * 200), noise=0.05)

    assert not any(is_called(judged(held, after_min=one)) for one in range(1, 200))


@pytest.mark.parametrize("seed", range(20))
def test_a_probe_s_noise_is_no_fall(seed: int) -> None:
    rising = water(*STEADY, *moving(1.8, 0.4, 240), noise=0.08, seed=seed)

    assert not any(is_called(judged(rising, after_min=one)) for one in range(45, 235, 5))


def test_what_stands_is_over_when_the_water_has_come_back_more_than_half() -> None:
    fell = [*moving(3.4, 0.0, 40), *([3.05] * 20)]
    back = water(*([1.2] * 15), *fell, *([3.3] * 60))

    assert is_called(judged(back, after_min=58))
    assert is_called(judged(water(*([1.2] * 15), *fell, *([3.2] * 60)), after_min=80, is_standing=True))
    assert not is_called(judged(back, after_min=80, is_standing=True))


def test_without_oxygen_of_now_nobody_can_tell() -> None:
    assert isinstance(judged(water(*STEADY), after_min=45), Unknown)
    assert isinstance(judged(water(*STEADY, *moving(1.8, -1, 10)), after_min=60), Unknown)


def test_readings_of_every_half_hour_are_enough() -> None:
    oxygen = readings_every(1800, [1.8, 2.6, 2.9, 2.4], start=ON)

    assert is_called(judged(oxygen, after_min=91))


def test_a_forgotten_tap_is_not_called_the_next_evening() -> None:
    assert judged(water(*STEADY, *moving(1.8, -0.1, 1000)), after_min=961) is None
