"""Probe x weather x rain log: what is told in each case, of thirsty maize and of bare soil that is wet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from coursed import PLANTED, TODAY, a_course, a_dry_setting, a_setting
from state_table import AIR, RAIN, ROWS, Row, assert_told, case

from gateway.fields.advice.advised import Advice, State
from gateway.fields.advice.needs import Said, advise
from gateway.fields.course import Course, Rung
from gateway.fields.setting import FieldSetting, Planted

PROBE: dict[str, tuple[float, dict[str, Any]]] = {
    "good": (8.0, {"soil_age_h": 2.0}),
    "stale": (13.0, {"soil_age_h": 49.0}),
    "failed": (13.0, {"soil_age_h": None}),
    "none": (13.0, {"soil_age_h": None}),
    "learning": (13.0, {"soil_age_h": 2.0, "is_learning": True}),
}
"""How sure a course is with such a probe [mm], and what it knows of it."""


def of_case(row: Row, depletion_mm: float, **others: Any) -> Course:
    """Return a course as it is with this probe, weather and rain log."""
    sigma_mm, probe = PROBE[row.probe]
    known = {"air_age_h": AIR[row.weather], "rain_age_h": RAIN[row.rain], **probe}
    course = a_course(depletion_mm, sigma_mm, **known, **others)
    by: Any = {"gauge": "field", "hand": "hand", "stale": "field", "none": None}[row.rain]
    air = {} if row.weather == "good" else {"air": None}
    lost = {"rain_mm": None} if row.rain == "none" else {}
    days = tuple(
        replace(
            one,
            rung=one.rung if row.weather == "good" else Rung.MONTH,
            seen=replace(one.seen, rain_from=by, **air, **lost),
        )
        for one in course.days
    )
    return replace(course, days=days, today=replace(course.today, rain_mm=None, rain_from=None))


def told(
    row: Row, depletion_mm: float, setting: FieldSetting, planted: Planted | None = PLANTED, **others: Any
) -> Advice:
    said = Said(is_probe_failed=row.probe == "failed")
    return advise(of_case(row, depletion_mm, **others), setting, planted, today=TODAY, said=said)


def test_the_table_has_every_case_once() -> None:
    assert len({row[:3] for row in ROWS}) == len(ROWS) == len(PROBE) * len(AIR) * len(RAIN)


@pytest.mark.parametrize("row", ROWS, ids=case)
def test_thirsty_maize_with_a_pump(row: Row) -> None:
    assert_told(row, told(row, 75, a_setting()), State(row.pumped))


@pytest.mark.parametrize("row", ROWS, ids=case)
def test_thirsty_maize_that_rain_alone_waters(row: Row) -> None:
    assert_told(row, told(row, 75, a_dry_setting()), State(row.rain_fed))


@pytest.mark.parametrize("row", ROWS, ids=case)
def test_bare_soil_asks_for_rain_alone(row: Row) -> None:
    found = told(row, 5, a_dry_setting(), None, stage=None, total_mm=64, readily_mm=35)

    assert found.state is State(row.bare)


@pytest.mark.parametrize("row", ROWS, ids=case)
def test_maize_with_plenty_waits_or_is_fine_wherever_there_is_advice(row: Row) -> None:
    silent = State.NO_ADVICE.value
    pumped, rain_fed = told(row, 5, a_setting()), told(row, 5, a_dry_setting())

    assert pumped.state is (State.NO_ADVICE if row.pumped == silent else State.WAIT)
    assert rain_fed.state is (State.NO_ADVICE if row.rain_fed == silent else State.FINE)


@pytest.mark.parametrize("row", [row for row in ROWS if row.lacks == "-" and row.probe != "good"], ids=case)
def test_without_a_good_probe_the_window_opens_earlier_and_is_wider(row: Row) -> None:
    # The pump is slow, its limit 57.6 mm; the ends of days 40, 45, 50, 55 and 60 mm. Give or take 8 mm, and a
    # little more each day, it may be reached on Friday (58.9); give or take 13 on Thursday (58.4).
    sure = told(row._replace(probe="good"), 35, a_setting()).window

    found = told(row, 35, a_setting()).window

    assert sure is not None
    assert found is not None
    assert (sure.first - TODAY).days == 2
    assert (found.first - TODAY).days == 1
    assert found.last == sure.last
