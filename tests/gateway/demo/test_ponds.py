"""The simulated ponds behave as measured ones did (Iowa State Hort. Farm 2020, 498 pond-nights)."""

from __future__ import annotations

import numpy as np
import pytest

from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch
from gateway.demo.world.commune import make_world
from gateway.domain.columns import Floats
from tests.gateway.demo.worlds import START, moments, nights, pond, the_world

MONTH = (cast.MORNING - cast.FIRST_DAY).days - 30


def lows(first: int, count: int) -> Floats:
    return np.array([nights(the_world(), one, first, count).min(axis=1) for one in cast.PONDS])


def test_in_30_nights_20_to_40_percent_go_under_3() -> None:
    under = np.mean(lows(MONTH, 30) < 3)

    assert 0.20 <= under <= 0.40


def test_over_years_20_to_40_percent_of_nights_go_under_3() -> None:
    under = np.mean(lows(120, 1080) < 3)

    assert 0.25 <= under <= 0.36


def test_the_median_minimum_lies_between_sunrise_and_two_hours_after() -> None:
    world = the_world()
    rise = world.sky.sun.rise[MONTH + 1 : MONTH + 31]

    hours = np.array([nights(world, one, MONTH, 30).argmin(axis=1) / 12 - 12 for one in cast.PONDS])

    assert 0 <= np.median(hours - rise) <= 2


def test_each_night_has_one_minimum() -> None:
    night = nights(the_world(), pond(2), MONTH, 30)[:, 84:240]  # seven in the evening to eight in the morning

    turns = [np.count_nonzero(np.diff(np.sign(np.diff(one[one > 0]))) > 0) for one in night]

    assert max(turns) <= 2  # one in the morning, and at most a breath of wind after sunset


@pytest.mark.parametrize(
    ("percent", "low", "high"),
    [(5, 0.1, 0.8), (25, 1.1, 2.0), (50, 2.2, 3.2), (75, 3.3, 4.7), (95, 5.0, 7.2)],
)
def test_the_drop_from_sunset_has_the_measured_percentiles(percent: int, low: float, high: float) -> None:
    world = the_world()
    sunset = np.round((world.sky.sun.set[120:1080] - 12) * 12).astype(int)

    drops = []
    for one in cast.PONDS:
        night = nights(world, one, 120, 960)
        drops.append(night[np.arange(960), sunset] - night[:, 80:].min(axis=1))

    assert low <= np.percentile(drops, percent) <= high


@pytest.mark.parametrize(("percent", "low", "high"), [(5, 2.5, 4.0), (50, 6.5, 9.5), (95, 12.5, 16.5)])
def test_the_day_maximum_has_the_measured_percentiles(percent: int, low: float, high: float) -> None:
    peaks = np.array([the_world().ponds[one.place].peak[120:1080] for one in cast.PONDS])

    assert low <= np.percentile(peaks, percent) <= high


def test_oxygen_hardly_falls_in_the_first_two_hours_after_sunset() -> None:
    world = the_world()
    sunset = np.round((world.sky.sun.set[120:1080] - 12) * 12).astype(int)
    row = np.arange(960)

    night = np.concatenate([nights(world, one, 120, 960)[None] for one in cast.PONDS])
    first = (night[:, row, sunset + 24] - night[:, row, sunset]) / 2
    later = (night[:, row, 216] - night[:, row, sunset + 36]) / ((216 - sunset - 36) / 12)

    assert -0.15 <= np.median(first) <= 0
    assert -0.35 <= np.median(later) <= -0.15


def test_half_the_nights_have_a_mixing_step_of_1_to_4() -> None:
    steps = np.array([the_world().ponds[one.place].step[120:1080] for one in cast.PONDS])

    assert 0.45 <= np.mean(steps > 0) <= 0.55
    assert steps[steps > 0].min() >= 1.0
    assert steps.max() <= 4.0


def test_a_bad_night_follows_a_bad_night() -> None:
    found = lows(120, 900)

    assert 0.85 <= np.corrcoef(found[:, 1:].ravel(), found[:, :-1].ravel())[0, 1] <= 0.95


def test_no_pond_is_like_another() -> None:
    under = np.mean(lows(120, 900) < 3, axis=1)

    assert len(set(np.round(under, 2))) == len(cast.PONDS)


def test_a_pond_can_stand_at_zero_for_hours() -> None:
    failed = (cast.FAILED - cast.FIRST_DAY).days - 1

    night = nights(the_world(), pond(3), failed, 1)[0]

    assert np.count_nonzero(night == 0) >= 24


def test_the_prepared_night_shows_danger_caution_and_fine() -> None:
    found = [the_world().oxygen(pond(number), np.array([float(START)]))[0] for number in (1, 2, 3, 4, 5)]

    assert found[0] < 2
    assert 2 < found[2] < 3
    assert min(found[1], found[3], found[4]) > 3


@pytest.mark.parametrize("number", [1, 3])
def test_an_aerator_brings_a_pond_above_3_within_45_minutes(number: int) -> None:
    one = pond(number)
    on = the_world().with_switches(
        [*the_world().switches, Switch(one.place, "aerator", is_on=True, at=START)]
    )

    after = on.oxygen(one, np.array([START + 2700.0]))[0]

    assert after > 3
    assert after > the_world().oxygen(one, np.array([START + 2700.0]))[0] + 1


def test_what_an_aerator_brought_is_used_up_after_it_is_switched_off() -> None:
    one = pond(1)
    switches = [
        Switch(one.place, "aerator", is_on, START + after) for is_on, after in ((True, 0), (False, 3600))
    ]
    when = START + np.array([3600.0, 7200.0, 10800.0])

    gained = the_world().with_switches(switches).oxygen(one, when) - the_world().oxygen(one, when)

    assert gained[0] > gained[1] > gained[2] > 0


def test_an_aerator_leaves_the_past_and_other_ponds_alone() -> None:
    on = the_world().with_switches([Switch("estanque-1", "aerator", is_on=True, at=START)])

    before = moments(START - 7200, hours=2, step_s=600)

    assert np.array_equal(on.oxygen(pond(1), before), the_world().oxygen(pond(1), before))
    assert np.array_equal(on.oxygen(pond(2), before + 9000), the_world().oxygen(pond(2), before + 9000))


def test_the_same_seed_makes_the_same_world_and_another_one_another() -> None:
    when = moments(START, hours=24, step_s=3600)
    here = the_world().oxygen(pond(5), when + 86_400 * 3)

    assert np.array_equal(make_world().oxygen(pond(5), when + 86_400 * 3), here)
    assert not np.array_equal(make_world(seed=1).oxygen(pond(5), when + 86_400 * 3), here)


def test_the_water_is_as_warm_as_in_the_tropics() -> None:
    found = the_world().water_temperature(pond(1), moments(START - 86_400 * 365, hours=8760, step_s=3600))

    assert found.min() > 24
    assert found.max() < 33


def test_the_world_goes_on_after_its_last_written_day() -> None:
    far = START + 86_400.0 * 900

    assert np.all(np.isfinite(the_world().oxygen(pond(1), moments(far, hours=24, step_s=600))))
