"""What was said of measured profiles before they were seen."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from gateway.commands.seasons.folder import season_of
from gateway.fields.balance.root_zone import Terms
from gateway.fields.balance.surface import Surface
from gateway.fields.course import Stage
from gateway.fields.crop.crops import COTTON, growth_on, maize_by_days
from gateway.fields.season.backtest import (
    Ahead,
    Manner,
    Profile,
    Score,
    Trial,
    backtest,
    learnt,
    missing,
    score,
    soil_at,
    walked,
)
from gateway.fields.setting import Soil
from gateway.fields.soil.layers import Layer
from gateway.fields.weather.evapotranspiration import Reference, Rung
from tests.followed import FIRST, a_day, day_number

SAMPLES = Path(__file__).parents[3] / "samples" / "fields"
LIMITS = [Layer(0.4, Soil(0.30, 0.10)), Layer(1.2, Soil(0.20, 0.10))]


def a_trial(waters: Sequence[float], *, each: int = 4, begins_mm: float | None = 0.0) -> Trial:
    """Return a dry season with a profile of one layer each few days; it takes 5 mm a day of grass."""
    count = each * len(waters)
    days = [a_day(number) for number in range(count)]
    return Trial(
        name="p1",
        days=days,
        grown=[growth_on(COTTON, 90)] * count,
        references=[Reference(5.0, Rung.FULL, 0.3)] * count,
        limits=LIMITS,
        terms=Terms(Surface(9.0, 25.0), 1.2, 0.65),
        profiles=[
            Profile(day_number(each * (place + 1) - 1), {120: water}) for place, water in enumerate(waters)
        ],
        begins_mm=begins_mm,
    )


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def test_the_34_profiles_of_greeley_miss_what_their_owners_reckoned() -> None:
    folder = SAMPLES / "maize_lirf_2023"
    [trial] = season_of(folder).trials
    water = {one.day + timedelta(days=1): one.water for one in trial.profiles}

    for row in rows(folder / "measured_depletion.csv"):
        found = missing(water[date.fromisoformat(row["date"])], trial.limits, depth_m=float(row["zr_m"]))
        assert found == pytest.approx(float(row["dr_measured_mm"]), abs=0.06)


def test_where_a_profile_ends_its_last_layer_speaks_for_the_rest() -> None:
    assert missing({20: 0.25}, LIMITS, depth_m=0.4) == pytest.approx(20.0)
    assert missing({20: 0.25, 40: 0.20}, LIMITS, depth_m=0.6) == pytest.approx(10.0 + 20.0)


def test_the_wettest_profile_of_each_layer_is_full_and_what_plants_can_take_stays() -> None:
    profiles = [Profile(FIRST, {40: 0.27, 120: 0.15}), Profile(FIRST, {40: 0.25, 120: 0.18})]

    found = learnt(LIMITS, profiles)

    assert [one.bottom_m for one in found] == [0.4, 1.2]
    assert [one.soil.field_capacity for one in found] == [0.27, 0.18]
    assert [one.soil.available for one in found] == pytest.approx([0.20, 0.10])


def test_under_the_last_layer_that_one_goes_on() -> None:
    assert soil_at(LIMITS, 0.4) is LIMITS[0].soil
    assert soil_at(LIMITS, 3.0) is LIMITS[1].soil


def test_the_balance_alone_never_hears_of_a_profile() -> None:
    wet, dry = a_trial([0.22] * 8), a_trial([0.12] * 8)

    for one, other in zip(backtest(wet, is_learnt=False), backtest(dry, is_learnt=False), strict=True):
        assert one.open_mm == other.open_mm


def test_the_first_profile_is_judged_where_the_beginning_is_known_and_has_nothing_before_it() -> None:
    found = backtest(a_trial([0.2] * 8), is_learnt=False)

    assert len(found) == 8
    assert found[0].persistence_mm is None
    assert found[1].persistence_mm == found[0].measured_mm


def test_five_profiles_only_teach_where_capacity_is_learnt_or_the_beginning_is_not_known() -> None:
    assert len(backtest(a_trial([0.2] * 8), is_learnt=True)) == 3
    assert len(backtest(a_trial([0.2] * 8, begins_mm=None), is_learnt=False)) == 3


def test_with_every_second_one_heard_the_others_judge() -> None:
    trial = a_trial([0.2] * 8)

    found = backtest(trial, is_learnt=False, every=2)

    assert [one.day for one in found] == [one.day for one in trial.profiles[1::2]]
    assert found[1].persistence_mm == found[0].measured_mm


def test_a_profile_changes_nothing_that_was_said_before_it() -> None:
    trial = a_trial([0.22, 0.21, 0.20, 0.19, 0.18, 0.17, 0.16, 0.15])
    later = [replace(one, water={120: 0.3}) for one in trial.profiles[6:]]
    other = replace(trial, profiles=[*trial.profiles[:6], *later])

    said, told = backtest(trial, is_learnt=True), backtest(other, is_learnt=True)

    assert [(one.filter_mm, one.filter_sigma_mm) for one in said[:2]] == [
        (one.filter_mm, one.filter_sigma_mm) for one in told[:2]
    ]


def test_what_is_heard_pulls_the_filter_and_the_insertion_takes_it_whole() -> None:
    trial = a_trial([0.2] * 4)

    [first, *_] = walked(trial, Manner("filter"))
    [whole, *_] = walked(trial, Manner("insertion"))

    assert min(first.said_mm, first.measured_mm) <= first.after_mm <= max(first.said_mm, first.measured_mm)
    assert first.after_mm != first.said_mm
    assert whole.after_mm == pytest.approx(whole.measured_mm)


def test_a_score_is_root_mean_square_and_bias() -> None:
    assert score([13.0, 9.0], [10.0, 13.0]) == Score(2, pytest.approx(12.5**0.5), pytest.approx(-0.5))
    assert score([], []) is None


def test_a_profile_within_128_hundredths_of_a_sigma_is_within_the_band_of_80() -> None:
    ahead = Ahead(FIRST, 30.0, 0.0, 40.0, 8.0, 0.0, None)

    assert ahead.is_within
    assert not replace(ahead, filter_sigma_mm=7.0).is_within


@pytest.mark.parametrize(
    ("age", "kcb", "roots_m", "stage"),
    [
        (0, 0.15, 0.3, Stage.INITIAL),
        (55, 0.65, 0.75, Stage.DEVELOPMENT),
        (80, 1.15, 1.2, Stage.MIDDLE),
        (157, 0.832, 1.2, Stage.LATE),
        (400, 0.50, 1.2, Stage.RIPE),
    ],
)
def test_cotton_follows_the_tables_of_fao_56(age: int, kcb: float, roots_m: float, stage: Stage) -> None:
    found = growth_on(COTTON, age)

    assert found.kcb == pytest.approx(kcb, abs=0.001)
    assert found.root_depth_m == pytest.approx(roots_m)
    assert found.stage is stage


def test_maize_by_the_calendar_is_ripe_after_125_days() -> None:
    assert growth_on(maize_by_days(), 124).stage is Stage.LATE
    assert growth_on(maize_by_days(), 125).stage is Stage.RIPE
