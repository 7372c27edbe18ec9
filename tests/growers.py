"""Growers who water maize by different rules, on a soil that none of them sees but through a few sensors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

import numpy as np
from another_ground import MIDDLES_MM, Gone, grounds, leaves_at, live_hours
from another_sky import ALTITUDE_M, LATITUDE_DEG, Sky

from gateway.domain.columns import Floats
from gateway.fields.advice.advised import State
from gateway.fields.advice.needs import advise
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.season.whole import Ages, course_of
from gateway.fields.setting import FieldSetting, Planted, Soil, Watering

DAWN_H: Final = 6
BEFORE_SOWING_D: Final = 10
SEASON_D: Final = 120
PROBES_CM: Final = (20, 45, 75)


@dataclass(slots=True)
class Grower:
    """Somebody who grows maize on one field.

    Attributes:
        rule: By which the field is watered.
        soil: What it truly is.
        weekly_mm: What who waters every week gives [mm].
        has_probe: Whether three probes stand in it.
        seen: What was measured and written down, day by day.
        plan: The day on which it will be watered.
    """

    rule: str
    soil: str
    sky: Sky
    weekly_mm: float
    has_probe: bool
    rng: np.random.Generator
    seen: list[FieldDay] = field(default_factory=list)
    plan: date | None = None
    offsets: Mapping[int, float] = field(default_factory=dict)

    @property
    def setting(self) -> FieldSetting:
        """What is believed of the field: a loam by the feel of a hand, whatever it is."""
        soil = Soil(0.31, 0.15, "texture")
        return FieldSetting(
            "parcela-1", LATITUDE_DEG, ALTITUDE_M, soil, 120_000.0, Watering("furrow", efficiency=0.60)
        )

    @property
    def planted(self) -> Planted:
        """The maize."""
        return Planted(self.sky.day(BEFORE_SOWING_D))


@dataclass(frozen=True, slots=True)
class Season:
    """What a season was.

    Attributes:
        water_mm: Given, net.
        waterings: How often.
        thirsty_days: On which the crop lacked more than a tenth because its soil was dry.
        lacked: What it lacked of all that it wanted [-].
        sank_mm: Lost below 1.2 m.
    """

    water_mm: float
    waterings: int
    thirsty_days: int
    lacked: float
    sank_mm: float


def seasons(growers: list[Grower], *, begins_at_m: float) -> list[Season]:
    """Return what a season was for each grower, in their order.

    Args:
        growers: All begin on the same day of their skies.
        begins_at_m: How hard their soils hold their water at the beginning, as suction [m].
    """
    ground = grounds([one.soil for one in growers])
    water = np.repeat(ground.held_at(begins_at_m), len(MIDDLES_MM), axis=1)
    warmth = np.zeros((len(growers), 1))
    given, often, thirsty, sank, lacked, wanted = (np.zeros(len(growers)) for _ in range(6))
    for number in range(BEFORE_SOWING_D + SEASON_D):
        age = number - BEFORE_SOWING_D
        told = np.array([RULES[one.rule](one, number) for one in growers])
        really = told * np.array([one.rng.normal(1.0, 0.1) for one in growers])
        if age >= 0:
            warmth += np.array([[_warmth(one.sky.air[number])] for one in growers])
        leaves = leaves_at(warmth, np.full_like(warmth, float(age)))
        supply, reference = _hours(growers, number, really)
        gone: Gone = live_hours(ground, water, supply=supply, reference=reference, leaves=leaves)
        given, often, sank = given + really, often + (told > 0), sank + gone.sank
        lacked, wanted = lacked + gone.lacked, wanted + gone.wanted
        thirsty = thirsty + (gone.lacked > 0.1 * gone.wanted)
        for one, its_water, millimetres in zip(growers, water, told.tolist(), strict=True):
            one.seen.append(_seen(one, number, its_water, millimetres))
    columns = zip(*(one.tolist() for one in (given, often, thirsty, lacked / wanted, sank)), strict=True)
    return [Season(mm, int(times), int(days), share, lost) for mm, times, days, share, lost in columns]


def _never(_grower: Grower, _number: int) -> float:
    return 0.0


def _weekly(grower: Grower, number: int) -> float:
    age = number - BEFORE_SOWING_D
    return grower.weekly_mm if 14 <= age <= 105 and age % 7 == 0 else 0.0


def _weekly_unless_it_rained(grower: Grower, number: int) -> float:
    fell = sum(one.rain_mm or 0.0 for one in grower.seen[-7:])
    return _weekly(grower, number) if fell < grower.weekly_mm / 2 else 0.0


def _as_advised(grower: Grower, number: int) -> float:
    """Water on the middle day of the window, with the middle of the range, if it is still advised then.

    Nobody waits for a day that the advice has left behind: where the window moved past it, another is chosen.
    """
    today = grower.sky.day(number)
    if number < BEFORE_SOWING_D:
        return 0.0
    ages = Ages(rain_h=6.0, air_h=1.0, soil_h=1.0 if grower.has_probe else None)
    course = course_of(
        grower.setting, grower.planted, grower.seen, today=FieldDay(today, rain_mm=0.0), ages=ages
    )
    told = advise(course, grower.setting, grower.planted, today=today)
    if told.state is not State.IRRIGATE or told.window is None or told.amount is None:
        grower.plan = None
        return 0.0
    first, last = told.window
    if grower.plan is None or not first <= grower.plan <= last:
        grower.plan = max(today, first + timedelta(days=(last - first).days // 2))
    if grower.plan > today:
        return 0.0
    grower.plan = None
    return sum(told.amount.millimetres) / 2


RULES: Final[dict[str, Callable[[Grower, int], float]]] = {
    "never": _never,
    "weekly": _weekly,
    "weekly unless it rained": _weekly_unless_it_rained,
    "as advised, no probe": _as_advised,
    "as advised, cheap probe": _as_advised,
}


def a_crew(sky: Sky, soil: str, *, weekly_mm: float, seed: int) -> list[Grower]:
    """Return one grower for each rule, all under one sky and on one soil."""
    rng = np.random.default_rng(seed)
    offsets = {depth: float(rng.normal(0, 0.03)) for depth in PROBES_CM}
    return [
        Grower(
            rule,
            soil,
            sky,
            weekly_mm,
            rule.endswith("cheap probe"),
            np.random.default_rng(seed + 1),
            offsets=offsets,
        )
        for rule in RULES
    ]


def _warmth(air: AirOfDay) -> float:
    """Return the degree days of a day, base 10, cap 30 [°C d]."""
    return max(0.0, (min(30.0, air.highest_c) + air.lowest_c) / 2 - 10.0)


def _hours(growers: list[Grower], number: int, given: Floats) -> tuple[Floats, Floats]:
    """Return supply and demand by hour, from dawn to dawn [mm]; what is given goes in from 7 to 17 h."""
    hours = (np.arange(24) + DAWN_H) % 24
    light = np.clip(np.sin(np.pi * (hours + 0.5 - 6) / 12), 0, None)
    supply = np.array([one.sky.rain_mm[number] for one in growers])[:, hours]
    supply[:, 1:11] += given[:, None] / 10
    reference = np.array([[one.sky.reference_mm[number]] for one in growers]) * light / light.sum()
    return supply, reference


def _seen(grower: Grower, number: int, water: Floats, irrigated_mm: float) -> FieldDay:
    """Return what sensors and people say of a day: no wind, no sun, a gauge that catches a little less."""
    rng, air = grower.rng, grower.sky.air[number]
    caught = float(grower.sky.rain_mm[number].sum() * np.clip(rng.normal(0.95, 0.03), 0.8, 1.0))
    lowest, highest = air.lowest_c + rng.normal(0, 0.3), air.highest_c + rng.normal(0, 0.3)
    least = float(np.clip((air.lowest_humidity or 0.0) + rng.normal(0, 3), 5, 97))
    most = float(np.clip((air.highest_humidity or 0.0) + rng.normal(0, 3), least + 1, 100))
    probed = {}
    if grower.has_probe:
        at_depths = np.interp([10.0 * depth for depth in PROBES_CM], MIDDLES_MM, water)
        probed = {
            depth: float(max(0.01, value + grower.offsets[depth] + rng.normal(0, 0.005)))
            for depth, value in zip(PROBES_CM, at_depths.tolist(), strict=True)
        }
    return FieldDay(
        grower.sky.day(number),
        AirOfDay(float(lowest), float(highest), least, most),
        rain_mm=round(caught, 1),
        rain_from="field",
        irrigation_mm=irrigated_mm,
        soil=probed,
    )
