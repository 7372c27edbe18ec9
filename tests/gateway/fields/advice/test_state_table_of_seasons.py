"""Probe x weather x rain log again, from what was measured on: balance, filter and advice together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from coursed import PLANTED, TODAY, a_dry_setting, a_seen_day, a_setting
from state_table import AIR, RAIN, ROWS, Row, assert_told, case

from gateway.fields.advice.advised import State
from gateway.fields.advice.needs import Said, advise
from gateway.fields.course import Course
from gateway.fields.observed import FieldDay
from gateway.fields.season.whole import Ages, course_of

DAYS = 95
"""Thirty days before sowing, and the sixty-five since [d]."""

DRY_DAYS = 18
"""So long it has not rained [d]; before, 25 mm fell on every fourth day."""

DEPTHS = (20, 45, 75)
SILENT_DAYS = 3
LEARNING_DAYS = 10

AGE_OF_PROBE: dict[str, float | None] = {
    "good": 2.0, "stale": 72.0, "failed": 72.0, "none": None, "learning": 2.0,
}  # fmt: skip


@cache
def measured() -> tuple[FieldDay, ...]:
    """Return the days with good weather, a gauge, and probes that show what the balance reckons."""
    days = [
        a_seen_day(
            TODAY - timedelta(days=ago),
            rain_mm=25.0 if ago > DRY_DAYS and ago % 4 == 0 else 0.0,
        )
        for ago in range(DAYS, 0, -1)
    ]
    soil = a_setting().soil
    found = season(days, ages=Ages(1.0, 1.0, None))
    return tuple(
        replace(
            one.seen,
            soil=dict.fromkeys(DEPTHS, soil.field_capacity - one.depletion_mm / (1000 * one.root_depth_m)),
        )
        for one in found.days
    )


def season(days: Any, *, ages: Ages) -> Course:
    return course_of(a_setting(), PLANTED, days, today=FieldDay(TODAY), ages=ages)


def seen_by_probe(row: Row, ago: int, soil: Mapping[int, float]) -> Mapping[int, float]:
    """Return what of the soil was usable so many days ago."""
    is_heard = {
        "good": True,
        "none": False,
        "learning": ago <= LEARNING_DAYS,
        "stale": ago > SILENT_DAYS,
        "failed": ago > SILENT_DAYS,
    }
    return soil if is_heard[row.probe] else {}


def of_case(row: Row) -> Course:
    days = []
    for ago, day in zip(range(DAYS, 0, -1), measured(), strict=True):
        is_lost = row.rain == "none" or (row.rain == "stale" and ago <= SILENT_DAYS)
        is_airless = row.weather == "none" or (row.weather == "stale" and ago <= SILENT_DAYS)
        changed: dict[str, Any] = {"rain_mm": None, "rain_from": None} if is_lost else {}
        if row.rain == "hand":
            changed = {"rain_from": "hand"}
        if is_airless:
            changed["air"] = None
        days.append(replace(day, soil=seen_by_probe(row, ago, day.soil), **changed))
    ages = Ages(RAIN[row.rain], AIR[row.weather], AGE_OF_PROBE[row.probe])
    return season(days, ages=ages)


@pytest.mark.parametrize("row", ROWS, ids=case)
def test_a_season_of_thirsty_maize_is_told_as_the_table_says(row: Row) -> None:
    course, said = of_case(row), Said(is_probe_failed=row.probe == "failed")
    if row.probe == "good" and row.rain == "none":
        row = row._replace(says="probe_learning")  # Without any rain nobody can tell that a soil is full.

    pumped = advise(course, a_setting(), PLANTED, today=TODAY, said=said)
    rain_fed = advise(course, a_dry_setting(), PLANTED, today=TODAY, said=said)

    assert_told(row, pumped, State(row.pumped))
    assert_told(row, rain_fed, State(row.rain_fed))


def test_the_less_is_heard_of_the_soil_the_wider_is_the_range() -> None:
    good, stale, none = (
        of_case(next(row for row in ROWS if row[:3] == (probe, "good", "gauge"))).sigma_mm
        for probe in ("good", "stale", "none")
    )

    assert good < stale < none
