"""What holds of every crop of maize, whatever its weather and whatever people saw."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gateway.fields.course import Stage
from gateway.fields.crop.stages import Growth, growths
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.setting import Planted

SOWN = date(2026, 5, 10)
ORDER = list(Stage)


@st.composite
def airs(draw: st.DrawFn) -> AirOfDay | None:
    lowest = draw(st.floats(-5, 30))
    return draw(st.none() | st.builds(AirOfDay, st.just(lowest), st.floats(lowest + 0.1, lowest + 20)))


def seasons() -> st.SearchStrategy[list[FieldDay]]:
    whole = st.tuples(st.integers(-10, 60), st.lists(airs(), min_size=1, max_size=150))
    return whole.map(
        lambda found: [FieldDay(SOWN + timedelta(days=found[0] + at), air) for at, air in enumerate(found[1])]
    )


@st.composite
def crops(draw: st.DrawFn) -> Planted:
    seen = [SOWN + timedelta(days=draw(st.integers(-3, 150))) for _ in range(3)]
    kept = [draw(st.none() | st.just(day)) for day in seen]
    return Planted(SOWN, draw(st.integers(70, 180)), *kept)


def grown(planted: Planted, days: list[FieldDay]) -> list[Growth]:
    found = growths(planted, days, ahead=30, root_limit_m=0.8)
    assert len(found) == len(days) + 30
    return [one for one in found if one is not None]


@given(crops(), seasons())
def test_nothing_ever_goes_backwards_and_no_root_shrinks(planted: Planted, days: list[FieldDay]) -> None:
    for before, after in pairwise(grown(planted, days)):
        assert ORDER.index(after.stage) >= ORDER.index(before.stage)
        assert after.age_days == before.age_days + 1
        assert after.degree_days >= before.degree_days
        assert after.root_depth_m >= before.root_depth_m
        assert after.height_m >= before.height_m
        assert before.days_to_maturity - 1 <= after.days_to_maturity <= before.days_to_maturity


@given(crops(), seasons())
def test_coefficient_roots_and_height_stay_within_those_of_the_table(
    planted: Planted, days: list[FieldDay]
) -> None:
    for one in grown(planted, days):
        assert 0.15 - 1e-9 <= one.kcb <= 1.15 + 1e-9
        assert 0.3 <= one.root_depth_m <= 0.8 + 1e-9
        assert 0 <= one.height_m <= 2


@given(seasons(), st.integers(1, 50), st.integers(1, 70), st.integers(1, 80))
def test_what_people_saw_is_on_the_day_on_which_they_saw_it(
    days: list[FieldDay], emerged: int, flowered: int, matured: int
) -> None:
    ages = [emerged, emerged + flowered, emerged + flowered + matured]
    planted = Planted(SOWN, 125, *(SOWN + timedelta(days=age) for age in ages))

    by_age = {one.age_days: one for one in grown(planted, days)}

    if ages[1] in by_age:
        assert by_age[ages[1]].days_to_flowering == 0
        assert by_age[ages[1]].stage is Stage.FLOWERING
    if ages[2] in by_age:
        assert by_age[ages[2]].stage is Stage.RIPE
        assert by_age[ages[2]].days_to_maturity == 0
    if ages[2] - 1 in by_age:
        assert by_age[ages[2] - 1].days_to_maturity == 1


@given(st.integers(70, 180), seasons())
def test_a_warmer_season_is_never_behind(variety: int, days: list[FieldDay]) -> None:
    warmer = [
        day if day.air is None else FieldDay(day.day, AirOfDay(day.air.lowest_c + 1, day.air.highest_c + 1))
        for day in days
    ]
    planted = Planted(SOWN, variety)

    for cool, warm in zip(grown(planted, days), grown(planted, warmer), strict=True):
        assert ORDER.index(warm.stage) >= ORDER.index(cool.stage)
        assert warm.root_depth_m >= cool.root_depth_m
