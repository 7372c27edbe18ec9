"""Days of a field as probes, gauge and air would tell them, for the tests of its course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from gateway.fields.course import Course
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.season.whole import Ages, course_of
from gateway.fields.setting import FieldSetting, Planted, Soil, Watering

FIRST = date(2026, 6, 1)
LOAM = Soil(0.31, 0.15)
AIR = AirOfDay(22.0, 33.0, 55.0, 95.0)
FRESH = Ages(1.0, 1.0, 6.0)
DEPTHS = (20, 45, 75)
SETTING = FieldSetting("lote-1", 9.5, 150.0, LOAM, watering=Watering("furrow", 0.6, "bomba"))
PLANTED = Planted(date(2026, 5, 1))


def day_number(number: int) -> date:
    return FIRST + timedelta(days=number)


def a_day(number: int = 0, **others: Any) -> FieldDay:
    """Return a dry day without a probe."""
    return FieldDay(day_number(number), **({"air": AIR, "rain_mm": 0.0, "rain_from": "field"} | others))


def all_depths(water: float) -> dict[int, float]:
    return dict.fromkeys(DEPTHS, water)


def drying(
    count: int,
    *,
    rain: Mapping[int, float] | None = None,
    hidden: Mapping[int, float] | None = None,
    start: float = 0.25,
    offset: float = 0.0,
) -> list[FieldDay]:
    """Return days of three probes that lose 0.002 a day and take up what falls, up to 0.31.

    Args:
        count: How many days.
        rain: Read by the gauge, by the number of the day [mm].
        hidden: Water that nobody wrote down, by the number of the day [mm].
        start: Before the first day [m3/m3].
        offset: By how much the probes tell too wet [m3/m3].
    """
    water, days = start, []
    for number in range(count):
        came = (rain or {}).get(number, 0.0)
        water = min(0.31, water - 0.002 + (came + (hidden or {}).get(number, 0.0)) / 800)
        days.append(a_day(number, rain_mm=came, soil=all_depths(water + offset)))
    return days


def course(days: Sequence[FieldDay], **others: Any) -> Course:
    """Return the course of maize sown on 1 May, with a dry day today."""
    known: dict[str, Any] = {"today": FieldDay(days[-1].day + timedelta(days=1), rain_mm=0.0), "ages": FRESH}
    planted = others.pop("planted", PLANTED)
    return course_of(others.pop("setting", SETTING), planted, days, **(known | others))
