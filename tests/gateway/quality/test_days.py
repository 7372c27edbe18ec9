"""What only days can tell: no day and night, a lost swing, gaps."""

from __future__ import annotations

import numpy as np
import pytest

from gateway.domain.columns import Floats
from gateway.quality.day_and_night import follows_no_day
from gateway.quality.gap import Gap, gaps
from gateway.quality.swing import Days, is_attenuated, left_of_swing

DAY = 86400
SOURCE = np.random.default_rng(7)


def moments(days: float, every: int = 1200) -> np.ndarray:
    return np.arange(int(days * DAY / every), dtype=np.int64) * every


def wave(time: np.ndarray, height: float = 2.0) -> Floats:
    return 5 + height * np.sin(2 * np.pi * time / DAY)


def test_a_pond_that_breathes_follows_the_day() -> None:
    assert follows_no_day(moments(3), wave(moments(3))) is False


def test_numbers_drawn_at_random_follow_no_day() -> None:
    time = moments(4)

    assert follows_no_day(time, SOURCE.uniform(6.5, 8.5, len(time))) is True


def test_a_constant_follows_no_day() -> None:
    assert follows_no_day(moments(4, 3600), np.full(96, 6.34)) is True


def test_water_without_oxygen_for_days_is_not_called_a_constant() -> None:
    assert follows_no_day(moments(4), np.full(len(moments(4)), 0.05)) is False


def test_a_slow_change_of_weather_is_not_called_random() -> None:
    time = moments(5)

    assert follows_no_day(time, 6 + time / DAY) is False


@pytest.mark.parametrize("days", [0, 1, 2.5])
def test_fewer_than_three_days_tell_nothing(days: float) -> None:
    time = moments(days)

    assert follows_no_day(time, np.full(len(time), 5.0)) is None


def test_three_days_full_of_gaps_tell_nothing() -> None:
    time = moments(7)
    kept = (time // DAY) % 3 == 0

    assert follows_no_day(time[kept], np.full(int(kept.sum()), 5.0)) is None


def days_of(*swings: float) -> Days:
    start = np.arange(len(swings), dtype=np.int64) * DAY
    return Days(start, np.full(len(swings), 3.0), 3.0 + np.array(swings))


HEALTHY = days_of(*[4.0] * 17)
FADED = days_of(*[4.0] * 14, 1.5, 1.5, 1.5)


def test_a_probe_with_less_than_two_fifths_of_its_swing_is_fouled() -> None:
    assert left_of_swing(FADED, until=17 * DAY) == pytest.approx(0.375)
    assert is_attenuated(FADED, [HEALTHY], until=17 * DAY)
    assert not is_attenuated(HEALTHY, [HEALTHY], until=17 * DAY)


def test_a_week_of_clouds_over_all_ponds_fouls_no_probe() -> None:
    assert not is_attenuated(FADED, [FADED, FADED], until=17 * DAY)


def test_a_pond_without_neighbours_is_judged_alone() -> None:
    assert is_attenuated(FADED, [], until=17 * DAY)


def test_too_few_days_tell_nothing_of_a_swing() -> None:
    assert left_of_swing(days_of(*[4.0] * 6, 1.0, 1.0, 1.0), until=9 * DAY) is None
    assert left_of_swing(FADED, until=20 * DAY) is None


def test_a_silence_of_more_than_two_intervals_is_a_gap() -> None:
    time = np.array([0, 600, 1200, 2400, 3000, 6000])

    assert gaps(time) == [Gap(3000, 6000)]
    assert gaps(time, interval_s=599) == [Gap(1200, 2400), Gap(3000, 6000)]


def test_one_reading_has_no_gap() -> None:
    assert gaps(np.array([5])) == []
