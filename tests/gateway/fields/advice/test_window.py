"""From when until when to water, and how much that is then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from coursed import TODAY, a_course
from hypothesis import assume, given
from hypothesis import strategies as some

from gateway.fields.advice.advised import Between, Window
from gateway.fields.advice.window import Crossings, crossings, net_of, put_off, thirst_of, to_come, window_of
from gateway.fields.course import Course


def days_of(course: Course, *, today: date = TODAY) -> tuple:
    return to_come(course, today=today)


def in_days(first: int, last: int) -> Window:
    return Window(TODAY + timedelta(days=first), TODAY + timedelta(days=last))


def test_a_limit_is_reached_sooner_and_later_by_what_is_not_known() -> None:
    # 50 mm, 5 mm a day, limit 70: at the end of today 55, so the middle is day 3 (70). With 8 mm now and
    # 4 mm more each three days: day 1 is 60 + 8.6 < 70, day 2 is 65 + 8.9 >= 70. Later 1 sigma: day 5 is
    # 79.6 - 9.8 < 70, day 6 is past it; above 70 thirst slows the field.
    found = crossings(days_of(a_course(50, 8)))

    assert found == Crossings(2, 3, 6)


def test_the_window_opens_when_thirst_may_begin_and_closes_when_it_is_expected() -> None:
    assert window_of(days_of(a_course(50, 8))) == in_days(2, 3)
    assert window_of(days_of(a_course(50, 16))) == in_days(0, 3)


def test_a_thirsty_field_has_today_and_tomorrow_if_it_may_not_be_thirsty_yet() -> None:
    assert window_of(days_of(a_course(72, 12))) == in_days(0, 1)


def test_a_field_that_is_surely_thirsty_has_today() -> None:
    assert window_of(days_of(a_course(95, 8))) == in_days(0, 0)


def test_a_limit_beyond_a_fortnight_has_no_window() -> None:
    assert window_of(days_of(a_course(0, 5, daily_mm=3))) is None


def test_a_slow_pump_begins_at_45_percent_of_what_the_roots_hold() -> None:
    # 0.45 of 128 mm is 57.6: 45 mm now, 50 today, 55 tomorrow, 60 on day 2; plus 8.3 mm today 58.3.
    found = crossings(days_of(a_course(45, 8)), is_slow=True)

    assert (found.soonest, found.middle) == (0, 2)


def test_a_slow_pump_never_waits_longer_than_thirst() -> None:
    days = days_of(a_course(20, 8, readily_mm=40))

    assert crossings(days, is_slow=True) == crossings(days)


def test_days_beyond_those_known_go_on_as_the_last_one_and_less_sure() -> None:
    known, longer = a_course(20, ahead=14), days_of(a_course(20, ahead=5))

    assert [round(one.depletion_mm, 6) for one in longer[:14]] == [
        round(one.depletion_mm, 6) for one in known.ahead
    ]
    assert [one.sigma_mm for one in longer[:14]] == pytest.approx([one.sigma_mm for one in known.ahead])
    assert len(longer) == 15


def test_a_course_of_the_day_before_yesterday_opens_no_window_in_the_past() -> None:
    later = TODAY + timedelta(days=2)

    found = window_of(days_of(a_course(68, 8), today=later))

    assert found is not None
    assert found.first == later


def test_in_the_wet_season_room_is_left_for_rain_and_in_the_dry_none() -> None:
    days = days_of(a_course(50, 8))
    assert net_of(days, in_days(2, 3)) == Between(65 - 15, 70 - 10)

    dry = [
        type(one)(date(2026, 2, 1 + place), *(getattr(one, name) for name in one.__slots__[1:]))
        for place, one in enumerate(days)
    ]
    assert net_of(dry, Window(dry[2].day, dry[3].day)) == Between(65, 70)


def test_room_for_rain_takes_no_more_than_half_of_what_young_roots_miss() -> None:
    days = days_of(a_course(15, 4, total_mm=40, readily_mm=22, daily_mm=3))

    assert net_of(days, in_days(0, 0)) == Between(9, 9)


def test_a_window_put_off_keeps_its_end_or_is_one_day() -> None:
    assert put_off(in_days(0, 3), to=TODAY + timedelta(days=2)) == in_days(2, 3)
    assert put_off(in_days(0, 3), to=TODAY + timedelta(days=6)) == in_days(6, 6)
    assert put_off(in_days(2, 3), to=TODAY) == in_days(2, 3)


def test_days_of_thirst_ahead_are_counted_drier_and_wetter() -> None:
    # Ends of days: 65, 70, 75, 79.6, 83.7, give or take 8.3 to 9.5 mm, limit 70.
    course = a_course(60, 8)

    assert thirst_of(course.ahead) == Between(2, 5)


@given(some.floats(0, 128), some.floats(0.1, 40), some.floats(0.1, 40), some.floats(0.5, 9), some.booleans())
def test_the_wider_the_range_the_earlier_and_the_wider_the_window(
    depletion: float, sigma: float, more: float, daily: float, is_slow: bool
) -> None:
    sure = window_of(days_of(a_course(depletion, sigma, daily_mm=daily)), is_slow=is_slow)
    unsure = window_of(days_of(a_course(depletion, sigma + more, daily_mm=daily)), is_slow=is_slow)
    assume(sure is not None)
    assert sure is not None

    assert unsure is not None
    assert unsure.first <= sure.first
    assert unsure.last - unsure.first >= sure.last - sure.first


@given(some.floats(0, 128), some.floats(0, 60), some.floats(0, 9), some.integers(0, 30))
def test_a_window_is_never_in_the_past_and_never_ends_before_it_begins(
    depletion: float, sigma: float, daily: float, late: int
) -> None:
    today = TODAY + timedelta(days=late)

    found = window_of(days_of(a_course(depletion, sigma, daily_mm=daily), today=today))

    assert found is None or today <= found.first <= found.last
