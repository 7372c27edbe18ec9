"""The drawing of a field's water: where a line, a band and a window stand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fielded import AT, LIMIT_MM, TODAY, TOTAL_MM, a_course

from dashboard.charts.ahead import days_shown, water_chart
from dashboard.words.language import languages
from dashboard.words.written import Words
from gateway.fields.advice.advised import Window
from gateway.fields.course import Course

WORDS = Words(languages()["es"], -4, AT)


def points(path: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", path)]


def test_seven_days_back_and_six_to_come_are_drawn() -> None:
    days = days_shown(a_course(), is_told_ahead=True)

    assert days[0] == TODAY - timedelta(days=7)
    assert days[-1] == TODAY + timedelta(days=5)
    assert len(days) == 13


def test_the_past_ends_where_the_days_to_come_begin() -> None:
    chart = water_chart(a_course(), WORDS)

    assert points(chart.past)[-1] == points(chart.later)[0]
    assert chart.now is not None
    assert chart.now[0] == pytest.approx(points(chart.later)[0][0] / 10)


def test_more_water_stands_higher_and_the_limit_lies_between_full_and_dry() -> None:
    chart = water_chart(a_course(80.0), WORDS)

    full, limit = points(chart.full)[-1][1], points(chart.limit)[-1][1]
    assert full < points(chart.later)[0][1] < limit < 1000


def test_the_band_widens_with_each_day_that_is_further_off() -> None:
    band = points(water_chart(a_course(), WORDS).band)
    half = len(band) // 2
    heights = [low[1] - high[1] for low, high in zip(band[:half], reversed(band[half:]), strict=True)]

    assert heights == sorted(heights)
    assert heights[0] < heights[-1]


def test_the_window_is_as_wide_as_its_days() -> None:
    window = Window(TODAY + timedelta(days=2), TODAY + timedelta(days=4))

    drawn = water_chart(a_course(), WORDS, window=window).window

    assert drawn is not None
    assert drawn.left == pytest.approx(100 * 9 / 13, abs=0.1)
    assert drawn.width == pytest.approx(100 * 3 / 13, abs=0.1)


def test_a_window_beyond_the_drawing_is_not_drawn() -> None:
    window = Window(TODAY + timedelta(days=8), TODAY + timedelta(days=9))

    assert water_chart(a_course(), WORDS, window=window).window is None


def test_a_window_that_began_is_drawn_from_now_on() -> None:
    chart = water_chart(a_course(), WORDS, window=Window(TODAY - timedelta(days=2), TODAY))

    assert chart.window is not None
    assert chart.now is not None
    assert chart.window.left == chart.now[0]


def test_without_advice_nothing_is_drawn_of_now_and_of_the_days_to_come() -> None:
    window = Window(TODAY, TODAY)

    chart = water_chart(a_course(), WORDS, window=window, is_told_ahead=False)

    assert chart.now is None
    assert chart.window is None
    assert chart.later == ""
    assert [len(chart.ahead), len(chart.across)] == [1, 7]
    assert all(x <= chart.today * 10 for x, _y in points(chart.past))


def test_the_band_reaches_back_where_nothing_was_measured() -> None:
    measured, reckoned = (water_chart(a_course(is_measured=one), WORDS) for one in (True, False))

    assert measured.is_measured
    assert not reckoned.is_measured
    assert min(x for x, _y in points(measured.band)) > 0
    assert min(x for x, _y in points(reckoned.band)) == 0


def test_the_dry_part_is_closed_at_the_bottom_and_reaches_both_edges() -> None:
    corners = [one.split() for one in water_chart(a_course(), WORDS).dry.split(",")]

    assert corners[0] == ["0%", "100%"]
    assert corners[-1] == ["100%", "100%"]
    assert corners[1][0] == "0%"
    assert corners[-2][0] == "100%"


def test_roots_that_grow_lift_the_line_of_what_they_hold() -> None:
    course = a_course()
    grown = tuple(
        replace(one, total_available_mm=TOTAL_MM - 5 * number)
        for number, one in enumerate(reversed(course.days))
    )

    chart = water_chart(replace(course, days=tuple(reversed(grown))), WORDS)

    heights = [y for _x, y in points(chart.full)][:8]
    assert heights == sorted(heights, reverse=True)


def test_one_day_alone_is_enough_to_draw() -> None:
    course = a_course()
    young = Course(course.days[-1:], course.today, 20.0, 5.0, course.ahead[:1])

    chart = water_chart(young, WORDS)

    assert len(chart.rows) == 2
    assert "nan" not in chart.past + chart.band


def test_the_table_tells_ranges_and_the_limit_of_each_day() -> None:
    rows = water_chart(a_course(), WORDS).rows

    assert len(rows) == 13
    assert rows[6].when == "domingo 19 de julio"
    assert all(one.likely.low < one.likely.high for one in rows)
    assert {one.limit for one in rows} == {LIMIT_MM}
    assert [one.left for one in rows] == sorted(one.left for one in rows)
