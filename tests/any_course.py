"""Any course that a field can have, with any setting: for what must hold whatever happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from coursed import PLANTED, TODAY, a_course, a_setting, with_yesterday
from hypothesis import strategies as some

from gateway.fields.advice.needs import Said
from gateway.fields.course import Course, Question, Rung, Stage
from gateway.fields.setting import FieldSetting, Planted, Soil, Watering

ages = some.one_of(some.none(), some.floats(0, 200))
fresh_ages = some.floats(0, 48)
rains = some.dictionaries(some.integers(0, 14), some.one_of(some.none(), some.floats(0, 120)))
questions = some.one_of(
    some.none(), some.just(Question("disagree", TODAY)), some.just(Question("irrigated", TODAY, 30.0))
)
depths = some.lists(some.sampled_from((20, 45, 75)), unique=True).map(tuple)


@some.composite
def courses(draw: Any, rain_age: Any = ages, air_age: Any = ages) -> Course:
    total = draw(some.floats(5, 200))
    depletion = draw(some.floats(0, 1)) * total
    course = a_course(
        depletion,
        draw(some.floats(0, 60)),
        stage=draw(some.sampled_from([None, *Stage])),
        rain=draw(rains),
        daily_mm=draw(some.floats(0, 10)),
        total_mm=total,
        readily_mm=draw(some.floats(0.1, 0.8)) * total,
        past=draw(some.integers(1, 20)),
        ahead=draw(some.integers(1, 8)),
        rain_age_h=draw(rain_age),
        air_age_h=draw(air_age),
        soil_age_h=draw(ages),
        is_learning=draw(some.booleans()),
        question=draw(questions),
    )
    last = course.last
    seen = replace(last.seen, soil=draw(some.sampled_from([{}, {20: 0.3, 45: 0.3, 75: 0.3}])))
    wet = draw(depths) if seen.soil else ()
    return with_yesterday(
        course,
        seen=seen,
        wet_depths=wet,
        rung=draw(some.sampled_from(Rung)),
        drained_mm=draw(some.floats(0, 30)),
    )


waterings = some.builds(
    Watering,
    method=some.sampled_from(("furrow", "sprinkler", "drip", "hose", "other")),
    efficiency=some.floats(0.1, 1),
    pump=some.one_of(some.none(), some.sampled_from(("pozo-1", "pozo-2"))),
    pump_m3_h=some.one_of(some.none(), some.floats(1, 500)),
)


def settings_with(watering: Any) -> some.SearchStrategy[FieldSetting]:
    return some.builds(
        a_setting,
        watering=watering,
        area_m2=some.one_of(some.none(), some.floats(100, 1e6)),
        soil=some.builds(
            Soil,
            some.floats(0.25, 0.5),
            some.floats(0.05, 0.2),
            some.sampled_from(("sample", "texture", "guess")),
        ),
    )


plantings = some.builds(
    Planted,
    sown=some.integers(-140, 5).map(lambda offset: TODAY + timedelta(days=offset)),
    days_to_maturity=some.integers(90, 150),
)
sowings = some.one_of(some.none(), some.just(PLANTED), plantings)
"""Maize that stands, or will, or nothing."""

said = some.builds(
    Said,
    cannot_until=some.one_of(some.none(), some.integers(-5, 60).map(lambda n: TODAY + timedelta(days=n))),
    is_probe_failed=some.booleans(),
    round_h=some.one_of(some.none(), some.floats(0, 300)),
)
