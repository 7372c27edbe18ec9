"""Probe x weather x rain log: what is told in each case, of thirsty maize and of bare soil that is wet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from coursed import PLANTED, TODAY, a_course, a_dry_setting, a_setting

from gateway.fields.advice import Said, advise
from gateway.fields.advised import Advice, State
from gateway.fields.course import Course, Rung
from gateway.fields.setting import FieldSetting, Planted


class Row(NamedTuple):
    """A case, and what is expected.

    Attributes:
        pumped, rain_fed: Of thirsty maize that a pump waters, and of maize that rain alone waters.
        bare: Of a rain-fed field on which nothing grows, wet to 40 cm.
        lacks, mends: Of maize without advice.
        says, sure: Of maize.
    """

    probe: str
    weather: str
    rain: str
    pumped: str
    rain_fed: str
    bare: str
    lacks: str
    mends: str
    says: str
    sure: str


TABLE = """
good      good     gauge  irrigate   thirst     sow        -            -        -               3
good      good     hand   irrigate   thirst     sow        -            -        -               3
good      good     stale  no_advice  no_advice  no_advice  rain         sensors  -               1
good      good     none   no_advice  no_advice  no_advice  rain         grower   -               1
good      stale    gauge  no_advice  no_advice  sow        temperature  sensors  -               1
good      stale    hand   no_advice  no_advice  sow        temperature  sensors  -               1
good      stale    stale  no_advice  no_advice  no_advice  rain         sensors  -               1
good      stale    none   no_advice  no_advice  no_advice  rain         grower   -               1
good      none     gauge  no_advice  no_advice  sow        temperature  sensors  -               1
good      none     hand   no_advice  no_advice  sow        temperature  sensors  -               1
good      none     stale  no_advice  no_advice  no_advice  rain         sensors  -               1
good      none     none   no_advice  no_advice  no_advice  rain         grower   -               1
stale     good     gauge  irrigate   thirst     sow        -            -        probe_stale     2
stale     good     hand   irrigate   thirst     sow        -            -        probe_stale     2
stale     good     stale  no_advice  no_advice  no_advice  rain         sensors  probe_stale     1
stale     good     none   no_advice  no_advice  no_advice  rain         grower   probe_stale     1
stale     stale    gauge  no_advice  no_advice  sow        temperature  sensors  probe_stale     1
stale     stale    hand   no_advice  no_advice  sow        temperature  sensors  probe_stale     1
stale     stale    stale  no_advice  no_advice  no_advice  rain         sensors  probe_stale     1
stale     stale    none   no_advice  no_advice  no_advice  rain         grower   probe_stale     1
stale     none     gauge  no_advice  no_advice  sow        temperature  sensors  probe_stale     1
stale     none     hand   no_advice  no_advice  sow        temperature  sensors  probe_stale     1
stale     none     stale  no_advice  no_advice  no_advice  rain         sensors  probe_stale     1
stale     none     none   no_advice  no_advice  no_advice  rain         grower   probe_stale     1
failed    good     gauge  irrigate   thirst     sow        -            -        probe_failed    2
failed    good     hand   irrigate   thirst     sow        -            -        probe_failed    2
failed    good     stale  no_advice  no_advice  no_advice  rain         sensors  probe_failed    1
failed    good     none   no_advice  no_advice  no_advice  rain         grower   probe_failed    1
failed    stale    gauge  no_advice  no_advice  sow        temperature  sensors  probe_failed    1
failed    stale    hand   no_advice  no_advice  sow        temperature  sensors  probe_failed    1
failed    stale    stale  no_advice  no_advice  no_advice  rain         sensors  probe_failed    1
failed    stale    none   no_advice  no_advice  no_advice  rain         grower   probe_failed    1
failed    none     gauge  no_advice  no_advice  sow        temperature  sensors  probe_failed    1
failed    none     hand   no_advice  no_advice  sow        temperature  sensors  probe_failed    1
failed    none     stale  no_advice  no_advice  no_advice  rain         sensors  probe_failed    1
failed    none     none   no_advice  no_advice  no_advice  rain         grower   probe_failed    1
none      good     gauge  irrigate   thirst     sow        -            -        model_only      2
none      good     hand   irrigate   thirst     sow        -            -        model_only      2
none      good     stale  no_advice  no_advice  no_advice  rain         sensors  model_only      1
none      good     none   no_advice  no_advice  no_advice  rain         grower   model_only      1
none      stale    gauge  no_advice  no_advice  sow        temperature  sensors  model_only      1
none      stale    hand   no_advice  no_advice  sow        temperature  sensors  model_only      1
none      stale    stale  no_advice  no_advice  no_advice  rain         sensors  model_only      1
none      stale    none   no_advice  no_advice  no_advice  rain         grower   model_only      1
none      none     gauge  no_advice  no_advice  sow        temperature  sensors  model_only      1
none      none     hand   no_advice  no_advice  sow        temperature  sensors  model_only      1
none      none     stale  no_advice  no_advice  no_advice  rain         sensors  model_only      1
none      none     none   no_advice  no_advice  no_advice  rain         grower   model_only      1
learning  good     gauge  irrigate   thirst     sow        -            -        probe_learning  2
learning  good     hand   irrigate   thirst     sow        -            -        probe_learning  2
learning  good     stale  no_advice  no_advice  no_advice  rain         sensors  probe_learning  1
learning  good     none   no_advice  no_advice  no_advice  rain         grower   probe_learning  1
learning  stale    gauge  no_advice  no_advice  sow        temperature  sensors  probe_learning  1
learning  stale    hand   no_advice  no_advice  sow        temperature  sensors  probe_learning  1
learning  stale    stale  no_advice  no_advice  no_advice  rain         sensors  probe_learning  1
learning  stale    none   no_advice  no_advice  no_advice  rain         grower   probe_learning  1
learning  none     gauge  no_advice  no_advice  sow        temperature  sensors  probe_learning  1
learning  none     hand   no_advice  no_advice  sow        temperature  sensors  probe_learning  1
learning  none     stale  no_advice  no_advice  no_advice  rain         sensors  probe_learning  1
learning  none     none   no_advice  no_advice  no_advice  rain         grower   probe_learning  1
"""
# probe     weather  rain   pumped     rain-fed   bare       lacks        mends    says            sure

ROWS = [Row(*line.split()) for line in TABLE.strip().splitlines()]

PROBE: dict[str, tuple[float, dict[str, Any]]] = {
    "good": (8.0, {"soil_age_h": 2.0}),
    "stale": (13.0, {"soil_age_h": 49.0}),
    "failed": (13.0, {"soil_age_h": None}),
    "none": (13.0, {"soil_age_h": None}),
    "learning": (13.0, {"soil_age_h": 2.0, "is_learning": True}),
}
"""How sure a course is with such a probe [mm], and what it knows of it."""

AIR = {"good": 1.0, "stale": 49.0, "none": None}
RAIN = {"gauge": 1.0, "hand": 30.0, "stale": 49.0, "none": None}


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


def case(row: Row) -> str:
    return f"{row.probe}-{row.weather}-{row.rain}"


def test_the_table_has_every_case_once() -> None:
    assert len({row[:3] for row in ROWS}) == len(ROWS) == len(PROBE) * len(AIR) * len(RAIN)


@pytest.mark.parametrize("row", ROWS, ids=case)
def test_thirsty_maize_with_a_pump(row: Row) -> None:
    assert_told(row, told(row, 75, a_setting()), State(row.pumped))


@pytest.mark.parametrize("row", ROWS, ids=case)
def test_thirsty_maize_that_rain_alone_waters(row: Row) -> None:
    assert_told(row, told(row, 75, a_dry_setting()), State(row.rain_fed))


def assert_told(row: Row, found: Advice, expected: State) -> None:
    assert found.state is expected
    assert found.missing is None if row.lacks == "-" else found.missing is not None
    if found.missing is not None:
        assert (found.missing.what, found.missing.mends) == (row.lacks, row.mends)
    assert row.says in found.reasons or row.says == "-"
    assert not [one for one in found.reasons if one.startswith("probe") and one != row.says]
    assert found.confidence == int(row.sure)


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
