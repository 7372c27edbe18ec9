"""What holds of every course, whatever the days say."""

from __future__ import annotations

from datetime import date
from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.fields.course import Course, DayAhead, DayOfField
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.setting import Planted
from tests.followed import DEPTHS, course, day_number

ANY = st.floats(allow_nan=True, allow_infinity=True)
SOIL = st.one_of(st.floats(0.05, 0.6), st.floats(0.05, 0.6), ANY)
RAIN = st.one_of(st.none(), st.sampled_from([0.0, 0.0, 0.0, 5.0, 45.0, 120.0]), ANY)
AIR = st.one_of(
    st.none(),
    st.just(AirOfDay(22.0, 33.0, 55.0, 95.0)),
    st.builds(AirOfDay, ANY, ANY, st.none() | ANY, st.none() | ANY, st.none() | ANY, st.none() | ANY),
)
DAY = st.fixed_dictionaries(
    {
        "air": AIR,
        "rain_mm": RAIN,
        "irrigation_mm": st.one_of(st.just(0.0), st.just(0.0), RAIN),
        "soil": st.one_of(st.just({}), st.dictionaries(st.sampled_from(DEPTHS), SOIL)),
    }
)
PLANT = st.one_of(st.none(), st.builds(Planted, st.dates(date(2026, 4, 1), date(2026, 7, 1))))


@st.composite
def _days(draw: st.DrawFn) -> list[FieldDay]:
    told = draw(st.lists(DAY, min_size=1, max_size=40))
    return [FieldDay(day_number(number), **one) for number, one in enumerate(told)]


def millimetres(found: Course) -> list[float]:
    """Return every number of a course."""
    days: tuple[DayOfField | DayAhead, ...] = (*found.days, *found.ahead)
    numbers = [one for day in days for one in (day.depletion_mm, day.sigma_mm, day.crop_mm, day.actual_mm)]
    numbers += [one for day in days for one in (day.total_available_mm, day.readily_available_mm)]
    for one in found.days:
        numbers += [one.reference_mm, one.stress, one.drained_mm, one.ran_off_mm]
        numbers += [
            told for told in (one.observed_mm, one.predicted_mm, one.predicted_sigma_mm) if told is not None
        ]
    return [*numbers, found.depletion_mm, found.sigma_mm]


@given(days=_days(), planted=PLANT)
@settings(max_examples=60, deadline=None)
def test_every_number_is_one_and_depletion_lies_between_full_and_empty(
    days: list[FieldDay], planted: Planted | None
) -> None:
    found = course(days, planted=planted)

    assert all(isfinite(one) for one in millimetres(found))
    for one in (*found.days, *found.ahead):
        assert one.sigma_mm >= 0
        assert 0 <= one.depletion_mm <= one.total_available_mm + 1e-9
    assert found.sigma_mm >= 0


@given(days=_days(), planted=PLANT)
@settings(max_examples=20, deadline=None)
def test_the_same_days_give_the_same_course(days: list[FieldDay], planted: Planted | None) -> None:
    assert millimetres(course(days, planted=planted)) == millimetres(course(days, planted=planted))


@given(days=_days(), share=st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_without_a_crop_no_later_day_changes_an_earlier_one(days: list[FieldDay], share: float) -> None:
    until = max(1, round(share * len(days)))

    whole, part = course(days, planted=None), course(days[:until], planted=None)

    assert [one.depletion_mm for one in whole.days[:until]] == [one.depletion_mm for one in part.days]
    assert [one.predicted_mm for one in whole.days[:until]] == [one.predicted_mm for one in part.days]
