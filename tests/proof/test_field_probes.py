"""Daily probes in simulated seasons of the llanos, whose crop or soil is another than the station believes.

The weather and the truth are simulated: the figures compare ways with each other and say nothing of a real
field. Prints what it measured; the draws are seeded.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt

import pytest

from gateway.fields.balance.root_zone import Demand, Outcome, Reservoir, step, terms_of
from gateway.fields.crop.stages import growths
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.season.whole import course_of
from gateway.fields.setting import FieldSetting, Planted, Soil
from gateway.fields.weather.evapotranspiration import references_of
from tests.followed import DEPTHS, FRESH, LOAM

pytestmark = pytest.mark.proof

FIRST, SOWN, DAYS = date(2026, 5, 1), date(2026, 5, 20), 150
SEASONS, LEFT_OUT = 30, 20
STANDS_ABOVE = 0.02
"""After an overflow a soil still holds so much more at dawn [m3/m3]."""


@dataclass(frozen=True)
class World:
    """What is true: probes with a steady fault and noise [m3/m3], a crop of so many times its need."""

    fault: float
    noise: float = 0.003
    need: float = 1.0
    believed: Soil = LOAM


def weather(draw: random.Random) -> list[FieldDay]:
    """Return days of rain and sun with a dry fortnight around flowering."""
    days = []
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        is_wet = draw.random() < (0.25 if day.month == 5 else 0.45) and not 60 < number < 75
        rain = round(draw.expovariate(1 / 14), 1) if is_wet else 0.0
        swing = (8 if is_wet else 11) + draw.gauss(0, 1)
        days.append(FieldDay(day, AirOfDay(23, 23 + swing, 60, 95), rain, "field"))
    return days


def seen(outcome: Outcome, offsets: dict[int, float], noise: float, draw: random.Random) -> dict[int, float]:
    """Return what the probes say of a true soil."""
    stand, above = outcome.reservoir, STANDS_ABOVE if outcome.drained_mm > 5 else 0.0
    rooted = LOAM.field_capacity - stand.depletion_mm / 1000 / stand.depth_m
    under = 0.8 - stand.depth_m
    below = LOAM.field_capacity - (stand.below_mm / 1000 / under if under > 0.01 else 0.0)
    return {
        depth: (rooted if depth / 100 <= stand.depth_m else below)
        + above
        + offsets[depth]
        + draw.gauss(0, noise)
        for depth in DEPTHS
    }


def season(seed: int, world: World) -> tuple[list[FieldDay], list[float]]:
    """Return the days with their probes, and the true depletion at the end of each [mm]."""
    draw = random.Random(seed)
    days = weather(draw)
    offsets = {depth: draw.gauss(0, world.fault) for depth in DEPTHS}
    grown = growths(Planted(SOWN), days, root_limit_m=0.8)
    references = references_of(
        [one.air for one in days], [one.day for one in days], latitude_deg=9.5, altitude_m=150.0
    )
    stand, told, truth = Reservoir(40.0, 20.0, 0.4, 40.0), [], []
    for one, growth, reference in zip(days, grown, references, strict=True):
        rain = (one.rain_mm or 0.0) * draw.gauss(1, 0.1)
        demand = Demand(world.need * reference.millimetres, growth, max(0.0, rain), 0.0, 60.0)
        outcome = step(stand, demand, LOAM, terms=terms_of(FieldSetting("p", 9.5, 150.0, LOAM)))
        stand = outcome.reservoir
        truth.append(stand.depletion_mm)
        told.append(replace(one, soil=seen(outcome, offsets, world.noise, draw)))
    return told, truth


def apart(days: Sequence[FieldDay], truth: Sequence[float], world: World) -> tuple[list[float], bool]:
    """Return how far the course lies from the truth [mm], and whether anything was asked at the end."""
    setting = FieldSetting("p", 9.5, 150.0, world.believed)
    today = FieldDay(days[-1].day + timedelta(days=1), rain_mm=0.0)
    found = course_of(setting, Planted(SOWN), days, today=today, ages=FRESH)
    off = [one.depletion_mm - true for one, true in zip(found.days, truth, strict=True)][LEFT_OUT:]
    return off, found.question is not None


def scored(world: World) -> tuple[float, float, int]:
    """Return the error without probes and with them [mm], and how many seasons ended with a question."""
    without: list[float] = []
    with_probes: list[float] = []
    asked = 0
    for seed in range(SEASONS):
        days, truth = season(seed, world)
        without += apart([replace(one, soil={}) for one in days], truth, world)[0]
        off, is_asked = apart(days, truth, world)
        with_probes += off
        asked += is_asked
    found = (sqrt(sum(one * one for one in off) / len(off)) for off in (without, with_probes))
    none, some = found
    print(f"\n{world}: without {none:.1f}, with {some:.1f} mm; asked {asked} of {SEASONS}")
    return none, some, asked


@pytest.mark.parametrize("fault", [0.0, 0.04])
def test_where_the_balance_is_right_probes_spoil_it_by_a_mm_at_most_and_nobody_is_asked(fault: float) -> None:
    none, some, asked = scored(World(fault))

    assert some <= none + 1
    assert asked == 0


@pytest.mark.parametrize("need", [0.75, 1.25])
def test_where_the_crop_is_a_quarter_off_its_table_probes_with_a_fault_halve_the_error(
    need: float,
) -> None:
    none, some, _ = scored(World(0.04, need=need))

    assert some <= none / 2


@pytest.mark.parametrize("believed", [Soil(0.39, 0.23), Soil(0.22, 0.10)])
def test_where_the_soil_is_another_than_believed_they_still_help(believed: Soil) -> None:
    none, some, _ = scored(World(0.04, believed=believed))

    assert some < none
