from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from one_field import AIR, HUMIDITY, RAIN, TODAY, at, hourly, look, one_field, soil

from dashboard.fields.faults import faults_of
from gateway.domain.entries import Irrigated

FIRST = TODAY - timedelta(days=60)
MORNING = at(TODAY, 6)


def weather() -> dict:
    return {
        AIR: hourly(FIRST, MORNING, lambda _, hour: 23.0 + 8.0 * max(0.0, 1 - abs(hour - 14) / 9)),
        HUMIDITY: hourly(FIRST, MORNING, lambda _, hour: 92.0 - 35.0 * max(0.0, 1 - abs(hour - 14) / 9)),
    }


def drying(day: date, hour: int) -> float:
    """Return a soil that dries for six days and is wetted on the seventh [m3/m3]."""
    since = ((day - FIRST).days % 7) * 24 + hour
    return 0.30 - 0.0006 * since


def rain_each_week(day: date, hour: int) -> float:
    return 25.0 if (day - FIRST).days % 7 == 0 and hour == 0 else 0.0


def test_a_probe_that_moves_with_the_water_has_no_fault(tmp_path: Path) -> None:
    moving = {soil(20): hourly(FIRST, MORNING, drying), RAIN: hourly(FIRST, MORNING, rain_each_week)}
    here = one_field(tmp_path, weather() | moving)
    found = look(here.visit(), "lote-1")

    assert found is not None
    assert not faults_of(here.visit(), found.setting).soil
    assert found.depths[0].trouble is None


def test_a_probe_that_stands_still_through_rain_leaves_the_advice(tmp_path: Path) -> None:
    still = TODAY - timedelta(days=9)
    stuck = hourly(FIRST, MORNING, lambda day, hour: drying(day, hour) if day < still else 0.27)
    here = one_field(tmp_path, weather() | {soil(20): stuck, RAIN: hourly(FIRST, MORNING, rain_each_week)})

    found = look(here.visit(), "lote-1")

    assert found is not None
    assert found.course is not None
    assert found.depths[0].trouble == "flat"
    assert found.depths[0].water is None
    assert [one.day for one in found.course.days if 20 in one.seen.soil][-1] <= still
    assert "sonda que no se mueve" in here.page("/campos/lote-1")


def test_a_gauge_without_a_drop_while_the_soil_gets_wet_is_taken_for_blocked(tmp_path: Path) -> None:
    dry = hourly(FIRST, MORNING, lambda *_: 0.0)
    wetted = hourly(FIRST, MORNING, drying)
    here = one_field(tmp_path, weather() | {soil(20): wetted, soil(45): wetted, RAIN: dry})

    found = look(here.visit(), "lote-1")

    assert found is not None
    assert found.course is not None
    assert found.is_gauge_blocked
    assert found.course.days[-1].seen.rain_mm is None
    assert "El pluviómetro parece tapado" in here.page("/campos/lote-1")


def test_a_gauge_is_not_blocked_any_more_once_somebody_writes_that_the_field_was_watered(
    tmp_path: Path,
) -> None:
    wetted = hourly(FIRST, MORNING, drying)
    here = one_field(
        tmp_path,
        weather() | {soil(20): wetted, soil(45): wetted, RAIN: hourly(FIRST, MORNING, lambda *_: 0.0)},
    )
    before = look(here.visit(), "lote-1")

    for ago in range(0, 60, 7):
        evening = FIRST + timedelta(days=ago - 1)
        here.say(Irrigated("lote-1", "furrow"), day=evening, hour=23.5, uid=f"riego-{ago}")
    after = look(here.visit(), "lote-1")

    assert before is not None
    assert before.is_gauge_blocked
    assert after is not None
    assert not after.is_gauge_blocked
