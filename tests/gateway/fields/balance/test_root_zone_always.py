"""What holds of every balance, whatever the weather."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.fields.balance.root_zone import Demand, Reservoir, Terms, step
from gateway.fields.balance.surface import surface_of_soil
from gateway.fields.crop.stages import Growth, growths
from gateway.fields.observed import FieldDay
from gateway.fields.setting import Planted, Soil

SOWN = date(2026, 5, 10)
SEASON = growths(
    Planted(SOWN),
    [FieldDay(SOWN + timedelta(days=at)) for at in range(-10, 140)],
    root_limit_m=0.8,
)


def soils() -> st.SearchStrategy[Soil]:
    marks = st.tuples(st.floats(0.04, 0.35), st.floats(0.05, 0.2))
    return marks.map(lambda found: Soil(sum(found), found[0]))


@st.composite
def terms(draw: st.DrawFn, soil: Soil) -> Terms:
    surface = replace(
        surface_of_soil(soil, wetted=draw(st.sampled_from([0.35, 0.6, 1.0]))),
        curve_number=draw(st.none() | st.floats(40, 95)),
    )
    return Terms(
        surface,
        draw(st.floats(0.2, 1.2)),
        0.55,
        is_fixed=draw(st.booleans()),
        reference=draw(st.sampled_from(["grass", "alfalfa"])),
        light_rain=draw(st.sampled_from([0.0, 0.2])),
    )


@st.composite
def demands(draw: st.DrawFn, growth: st.SearchStrategy[Growth | None]) -> Demand:
    return Demand(
        draw(st.floats(0, 12)),
        draw(growth),
        draw(st.just(0.0) | st.floats(0, 150)),
        draw(st.just(0.0) | st.floats(0, 80)),
        draw(st.none() | st.floats(0, 100)),
        draw(st.none() | st.floats(0, 15)),
    )


@st.composite
def days(draw: st.DrawFn) -> tuple[Reservoir, Demand, Soil, Terms]:
    """A day of any field in any state that its terms allow."""
    soil = draw(soils())
    under = draw(terms(soil))
    depth = draw(st.floats(0.2, 1.0).map(lambda share: share * under.deepest_m))
    held = 1000 * soil.available
    before = Reservoir(
        draw(st.floats(0, 1)) * held * depth,
        draw(st.floats(0, 1)) * under.surface.total_mm,
        depth,
        draw(st.floats(0, 1)) * held * (under.deepest_m - depth),
        draw(st.sampled_from([0.35, 0.6, 1.0])),
    )
    return before, draw(demands(st.sampled_from(SEASON))), soil, under


def missing(reservoir: Reservoir) -> float:
    return reservoir.depletion_mm + reservoir.below_mm


@given(days())
def test_what_came_is_what_went_and_what_stayed(day: tuple[Reservoir, Demand, Soil, Terms]) -> None:
    before, demand, soil, under = day

    outcome = step(before, demand, soil, terms=under)

    came = demand.rain_mm + demand.irrigation_mm
    went = outcome.actual_mm + outcome.drained_mm + outcome.ran_off_mm + outcome.intercepted_mm
    stayed = missing(before) - missing(outcome.reservoir)
    assert came == pytest.approx(went + stayed, abs=1e-9)


@given(days())
def test_no_store_is_ever_fuller_than_full_or_emptier_than_empty(
    day: tuple[Reservoir, Demand, Soil, Terms],
) -> None:
    before, demand, soil, under = day

    outcome = step(before, demand, soil, terms=under)

    after = outcome.reservoir
    below = 1000 * soil.available * (under.deepest_m - after.depth_m)
    assert 0 <= after.depletion_mm <= outcome.total_available_mm + 1e-9
    assert -1e-9 <= after.below_mm <= below + 1e-9
    assert 0 <= after.surface_mm <= under.surface.total_mm
    assert outcome.total_available_mm == pytest.approx(1000 * soil.available * after.depth_m)


@given(days())
def test_thirst_is_between_none_and_all_and_no_crop_takes_more_than_it_would(
    day: tuple[Reservoir, Demand, Soil, Terms],
) -> None:
    before, demand, soil, under = day

    outcome = step(before, demand, soil, terms=under)

    assert 0 <= outcome.stress <= 1
    assert 0 <= outcome.actual_mm <= outcome.crop_mm + 1e-9
    assert 0 <= outcome.ran_off_mm <= demand.rain_mm
    assert outcome.drained_mm >= 0
    assert 0.1 <= outcome.readily_available_mm / outcome.total_available_mm <= 0.8 + 1e-9


@given(days(), st.floats(0, 100))
def test_more_rain_never_makes_the_day_end_drier(
    day: tuple[Reservoir, Demand, Soil, Terms], more_mm: float
) -> None:
    before, demand, soil, under = day

    less = step(before, demand, soil, terms=under).reservoir
    more = step(before, replace(demand, rain_mm=demand.rain_mm + more_mm), soil, terms=under).reservoir

    assert more.depletion_mm <= less.depletion_mm + 1e-9
    assert missing(more) <= missing(less) + 1e-9
    assert more.surface_mm <= less.surface_mm + 1e-9


@given(days(), st.floats(0, 100))
def test_water_that_is_given_never_makes_the_day_end_drier(
    day: tuple[Reservoir, Demand, Soil, Terms], more_mm: float
) -> None:
    before, demand, soil, under = day

    less = step(before, demand, soil, terms=under).reservoir
    watered = replace(demand, irrigation_mm=demand.irrigation_mm + more_mm)
    more = step(before, watered, soil, terms=under).reservoir

    assert more.depletion_mm <= less.depletion_mm + 1e-9


def weather(seed: int) -> Iterator[Demand]:
    chance = Random(seed)
    for growth in SEASON:
        rain = chance.expovariate(1 / 15) if chance.random() < 0.4 else 0.0
        yield Demand(chance.uniform(0, 9), growth, rain, 40.0 if chance.random() < 0.1 else 0.0)


@given(soils(), st.integers(0, 1_000_000))
def test_over_fallow_and_crop_no_drop_is_lost(soil: Soil, seed: int) -> None:
    reservoir, came, went = Reservoir(0.0, 0.0, 0.4), 0.0, 0.0

    for demand in weather(seed):
        outcome = step(reservoir, demand, soil)
        reservoir = outcome.reservoir
        came += demand.rain_mm + demand.irrigation_mm
        went += outcome.actual_mm + outcome.drained_mm + outcome.ran_off_mm + outcome.intercepted_mm

    assert came == pytest.approx(went - missing(reservoir), abs=1e-9)
