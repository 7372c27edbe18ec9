"""Courses of fields to begin a test with, made directly and not by a balance.

The ordinary field is 12 ha of loam, watered by furrows; its maize is in the middle of the season, its roots
hold 128 mm, of which 70 without thirst, and take 5 mm a day. Today is Wednesday, 15 July 2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from gateway.fields.course import Course, DayAhead, DayOfField, Rung, Stage
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.setting import FieldSetting, Planted, Soil, Watering

TODAY = date(2026, 7, 15)
TOTAL_MM = 128.0
READILY_MM = 70.0
DAILY_MM = 5.0
PLANTED = Planted(sown=TODAY - timedelta(days=65))
FURROW = Watering("furrow", efficiency=0.60, pump="pozo-1", pump_m3_h=70.0)


def a_setting(place: str = "parcela-1", *, watering: Watering | None = FURROW, **others: Any) -> FieldSetting:
    known: dict[str, Any] = {"soil": Soil(0.31, 0.15, "sample"), "area_m2": 120_000.0}
    return FieldSetting(place, latitude_deg=9.8, altitude_m=170.0, watering=watering, **(known | others))


def a_dry_setting(place: str = "parcela-1", **others: Any) -> FieldSetting:
    """Return a field that rain alone waters."""
    return a_setting(place, watering=None, **others)


def a_seen_day(day: date, *, rain_mm: float | None = 0.0, **others: Any) -> FieldDay:
    known: dict[str, Any] = {
        "air": AirOfDay(23.0, 33.0, 55.0, 95.0),
        "rain_from": None if rain_mm is None else "field",
    }
    return FieldDay(day, rain_mm=rain_mm, **(known | others))


def a_day(
    day: date,
    *,
    depletion_mm: float = 30.0,
    stage: Stage | None = Stage.MIDDLE,
    rain_mm: float | None = 0.0,
    readily_mm: float = READILY_MM,
    **others: Any,
) -> DayOfField:
    total = float(others.get("total_available_mm", TOTAL_MM))
    stress = _stress(depletion_mm, total, readily_mm)
    known: dict[str, Any] = {
        "reference_mm": DAILY_MM,
        "rung": Rung.AIR,
        "age_days": None if stage is None else (day - PLANTED.sown).days,
        "degree_days": None if stage is None else 17.0 * (day - PLANTED.sown).days,
        "root_depth_m": 0.4 if stage is None else 0.8,
        "total_available_mm": TOTAL_MM,
        "sigma_mm": 8.0,
        "crop_mm": DAILY_MM,
        "actual_mm": DAILY_MM * stress,
        "stress": stress,
    }
    return DayOfField(
        a_seen_day(day, rain_mm=rain_mm),
        stage=stage,
        readily_available_mm=readily_mm,
        depletion_mm=depletion_mm,
        **(known | others),
    )


def a_course(
    depletion_mm: float = 30.0,
    sigma_mm: float = 8.0,
    *,
    stage: Stage | None = Stage.MIDDLE,
    rain: Mapping[int, float | None] | None = None,
    daily_mm: float = DAILY_MM,
    total_mm: float = TOTAL_MM,
    readily_mm: float = READILY_MM,
    past: int = 14,
    ahead: int = 5,
    **others: Any,
) -> Course:
    """Return a field that stands at this depletion now, got there by `daily_mm` a day and goes on so.

    Rain is by how many days ago, 0 today; what is not named was dry. It does not move the depletion.
    """
    rain = rain or {}
    same = {"total_available_mm": total_mm, "crop_mm": daily_mm, "sigma_mm": sigma_mm}
    days = tuple(
        a_day(
            TODAY - timedelta(days=ago),
            depletion_mm=min(total_mm, max(0.0, depletion_mm - daily_mm * (ago - 1))),
            stage=stage,
            rain_mm=rain.get(ago, 0.0),
            readily_mm=readily_mm,
            **same,
        )
        for ago in range(past, 0, -1)
    )
    known: dict[str, Any] = {"rain_age_h": 1.0, "air_age_h": 1.0, "soil_age_h": 1.0}
    return Course(
        days,
        a_seen_day(TODAY, rain_mm=rain.get(0, 0.0)),
        depletion_mm,
        sigma_mm,
        _ahead(days[-1], depletion_mm, ahead),
        **(known | others),
    )


def with_yesterday(course: Course, **others: Any) -> Course:
    """Return the same course with another yesterday."""
    return replace(course, days=(*course.days[:-1], replace(course.last, **others)))


def _ahead(last: DayOfField, depletion_mm: float, count: int) -> tuple[DayAhead, ...]:
    """Return the days to come, each a little less sure: 4 mm after three days."""
    total, readily, found = last.total_available_mm, last.readily_available_mm, []
    variance = last.sigma_mm**2
    for offset in range(count):
        actual = last.crop_mm * _stress(depletion_mm, total, readily)
        depletion_mm = min(total, depletion_mm + actual)
        variance += 16 / 3
        found.append(
            DayAhead(
                TODAY + timedelta(days=offset),
                last.stage,
                total,
                readily,
                depletion_mm,
                variance**0.5,
                last.crop_mm,
                actual,
            )
        )
    return tuple(found)


def _stress(depletion_mm: float, total: float, readily: float) -> float:
    """Return Ks [-]. Source: Allen et al. 1998, FAO-56, eq. 84."""
    return min(1.0, max(0.0, (total - depletion_mm) / (total - readily)))
