"""How far maize is on each day, by the warmth it had and by what people saw."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Final

from gateway.fields.course import Stage
from gateway.fields.crop.maize import Maize, maize
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.setting import Planted

RECENT_DAYS: Final = 7
"""The days to come are taken to be as warm as so many measured ones before them [d]. Ours."""

SLOWEST: Final = 0.25
"""However cold it was, a day to come counts as so much of a day of the table: so an end is in sight [-]."""

LEAST: Final = 0.01
"""Even a day of frost counts for so much, so that no day before the one that people saw is as far [°C d]."""

EXACT: Final = 9
"""Days of the table are kept to so many decimals, so that 125 days are 125 and not a little less."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How far a crop is on a day.

    Attributes:
        age_days: Since sowing, 0 on the day itself [d].
        degree_days: Warmth since sowing, with this day [°C d]; where nobody measured it, that of the table.
        kcb: Basal crop coefficient of the table, for middling wind and humidity [-].
        days_to_flowering: 0 on the day itself, None after it [d].
        days_to_maturity: Until the black layer, 0 from then on [d].
    """

    stage: Stage
    age_days: int
    degree_days: float
    kcb: float
    root_depth_m: float
    height_m: float
    days_to_flowering: int | None
    days_to_maturity: int


def growths(
    planted: Planted, days: Sequence[FieldDay], *, ahead: int = 0, root_limit_m: float
) -> list[Growth | None]:
    """Return how far the crop was on each day, then on each of the days ahead.

    One for each day in their order, None before sowing; nothing where there are no days. A crop that
    nobody harvested stays ripe: leave the days after the harvest out.

    A day advances the crop by its degree days against those of the table, a day without temperature by
    one day of the table. What people saw stands: on the day on which it flowered it flowers, what lies
    between two such days is stretched between them, and the rest follows the last one. What cannot be
    (flowering before emergence) is left out, the earlier stage of the two.

    Args:
        planted: The crop.
        days: One after the other, rising; they may begin before sowing or after it.
        ahead: How many days after the last one.
        root_limit_m: Deeper no root goes [m].
    """
    if not days:
        return []
    clock = _clock(planted, days, ahead)
    wanted = [one.day for one in days]
    wanted += [wanted[-1] + timedelta(days=count) for count in range(1, ahead + 1)]
    return [_growth(clock, (day - planted.sown).days, root_limit_m) for day in wanted]


def degree_days_of(air: AirOfDay) -> float:
    """Return how much a day's warmth brings maize forward [°C d]: base 10, cap 30 °C.

    Source:
        Gilmore and Rogers 1958, Agronomy Journal 50, 611: both temperatures within base and cap.
    """
    heat = maize().heat
    within = [min(max(value, heat.base_c), heat.cap_c) for value in (air.lowest_c, air.highest_c)]
    return sum(within) / 2 - heat.base_c


@dataclass(frozen=True, slots=True)
class _Clock:
    """How far the crop is in days of the table, by its age; rising.

    Attributes:
        reached: At the dawn of each day since sowing [days of the table], until after maturity.
        warmth: Degree days with each day [°C d].
        flowering, maturity: At which age [d].
    """

    reached: list[float]
    warmth: list[float]
    flowering: int
    maturity: int


def _clock(planted: Planted, days: Sequence[FieldDay], ahead: int) -> _Clock:
    table = maize()
    reference = table.heat.to_maturity / table.stages.to_maturity_days
    seen = _seen(planted)
    last = max((days[-1].day - planted.sown).days + ahead, *seen, 1)
    warmth = _warmth(planted.sown, days, last, reference)
    pace = table.stages.to_maturity_days / (planted.days_to_maturity * reference)
    raw = list(accumulate((max(one, LEAST) * pace for one in warmth), initial=0.0))
    reached = [round(one, EXACT) for one in _through(raw, seen)]
    still = max(_to_come(warmth_of(days), reference), SLOWEST * reference)
    while reached[-1] < table.stages.to_maturity_days:
        warmth.append(still)
        reached.append(round(reached[-1] + still * pace, EXACT))
    return _Clock(
        reached,
        list(accumulate(warmth)),
        bisect_left(reached, _day_of_table(table.heat.to_flowering)),
        bisect_left(reached, table.stages.to_maturity_days),
    )


def _day_of_table(degree_days: float) -> float:
    """Return on which day of the table so much warmth has come [days of the table]."""
    table = maize()
    return round(degree_days * table.stages.to_maturity_days / table.heat.to_maturity, EXACT)


def _seen(planted: Planted) -> dict[int, float]:
    """Return what is known for sure: at which age [d] the crop was how far [days of the table], rising."""
    table = maize()
    marks = [
        (planted.matured, float(table.stages.to_maturity_days)),
        (planted.flowered, _day_of_table(table.heat.to_flowering)),
        (planted.emerged, _day_of_table(table.heat.to_emergence)),
    ]
    kept: list[tuple[int, float]] = []
    for day, mark in marks:
        age = 0 if day is None else (day - planted.sown).days
        if age > 0 and (not kept or age < kept[-1][0]):
            kept.append((age, mark))
    return {0: 0.0, **dict(reversed(kept))}


def warmth_of(days: Sequence[FieldDay]) -> list[float]:
    """Return the degree days of those days whose temperature was measured, in their order [°C d]."""
    return [degree_days_of(one.air) for one in days if one.air is not None]


def _to_come(known: Sequence[float], reference: float) -> float:
    recent = known[-RECENT_DAYS:]
    return sum(recent) / len(recent) if recent else reference


def _warmth(sown: date, days: Sequence[FieldDay], last: int, reference: float) -> list[float]:
    """Return the degree days of each day from sowing to the last age [°C d]."""
    known = {(one.day - sown).days: degree_days_of(one.air) for one in days if one.air is not None}
    end = (days[-1].day - sown).days
    to_come = _to_come(warmth_of(days), reference)
    return [known.get(age, reference if age <= end else to_come) for age in range(last + 1)]


def _through(raw: Sequence[float], seen: dict[int, float]) -> list[float]:
    """Return the clock stretched so that it goes through what was seen."""
    reached: list[float] = []
    for (start, low), (end, high) in pairwise(seen.items()):
        span = raw[end] - raw[start]
        for age in range(start, end):
            reached.append(low + (high - low) * (raw[age] - raw[start]) / span)
    start, low = list(seen.items())[-1]
    return reached + [low + raw[age] - raw[start] for age in range(start, len(raw))]


def _growth(clock: _Clock, age: int, root_limit_m: float) -> Growth | None:
    if age < 0:
        return None
    table = maize()
    at = clock.reached[min(age, len(clock.reached) - 1)]
    cover = _cover(at, table)
    deepest = min(root_limit_m, table.body.deepest_roots_m)
    first = min(deepest, table.body.first_roots_m)
    return Growth(
        stage=_stage(at, table),
        age_days=age,
        degree_days=clock.warmth[min(age, len(clock.warmth) - 1)],
        kcb=_kcb(at, table),
        root_depth_m=first + cover * (deepest - first),
        height_m=cover * table.body.tallest_m,
        days_to_flowering=clock.flowering - age if age <= clock.flowering else None,
        days_to_maturity=max(0, clock.maturity - age),
    )


def _stage(at: float, table: Maize) -> Stage:
    flowering = _day_of_table(table.heat.to_flowering)
    ends = (
        (float(table.stages.initial_days), Stage.INITIAL),
        (flowering - table.heat.flowering_opens_days, Stage.DEVELOPMENT),
        (flowering + table.heat.flowering_closes_days, Stage.FLOWERING),
        (float(table.stages.to_late_days), Stage.MIDDLE),
        (float(table.stages.to_maturity_days), Stage.LATE),
    )
    return next((stage for end, stage in ends if at < end), Stage.RIPE)


def _cover(at: float, table: Maize) -> float:
    """Return how much of its way to the middle stage the crop has gone, 0 to 1 [-]."""
    stages = table.stages
    return min(1.0, max(0.0, (at - stages.initial_days) / stages.development_days))


def _kcb(at: float, table: Maize) -> float:
    """Return the basal crop coefficient of the table [-]; the grain dries on the stalk.

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, figure 37.
    """
    basal, stages = table.basal, table.stages
    late = min(1.0, max(0.0, (at - stages.to_late_days) / stages.late_days))
    if late > 0:
        return basal.middle + late * (basal.end_dry - basal.middle)
    return basal.initial + _cover(at, table) * (basal.middle - basal.initial)
