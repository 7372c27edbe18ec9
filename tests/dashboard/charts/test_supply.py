"""The bars of rain and irrigation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from fielded import AT, TODAY

from dashboard.charts.supply import Supply, supply, whole
from dashboard.words.language import languages
from dashboard.words.written import Words
from gateway.fields.observed import FieldDay

WORDS = Words(languages()["es"], -4, AT)


def bars(rain: Mapping[int, float | None], given: Mapping[int, float | None] | None = None) -> Supply:
    days = [TODAY + timedelta(days=number) for number in range(-7, 6)]
    seen = [_day(number, rain, given or {}) for number in range(-7, 1)]
    return supply(days, seen, today=TODAY, words=WORDS)


def _day(number: int, rain: Mapping[int, float | None], given: Mapping[int, float | None]) -> FieldDay:
    day: date = TODAY + timedelta(days=number)
    return FieldDay(day, rain_mm=rain.get(-number, 0.0), irrigation_mm=given.get(-number, 0.0))


def test_a_dry_day_is_a_dot_and_a_rainy_one_a_bar() -> None:
    found = bars({2: 12.0})

    assert [one.label for one in found.bars] == ["12"]
    assert len(found.dry) == 7
    assert found.total_mm == 12


def test_a_day_that_nobody_knows_is_neither_dry_nor_rainy() -> None:
    found = bars({2: None})

    assert [(one.sort, one.label) for one in found.bars] == [("rain", "")]
    assert found.unknown == 1
    assert len(found.dry) == 7


def test_a_day_of_which_nothing_was_said_at_all_is_unknown() -> None:
    found = supply(
        [TODAY - timedelta(days=1), TODAY], [FieldDay(TODAY, rain_mm=0.0)], today=TODAY, words=WORDS
    )

    assert found.unknown == 1


def test_rain_and_irrigation_of_one_day_stand_side_by_side() -> None:
    rain, given = bars({3: 10.0}, {3: 27.0}).bars

    assert rain.left + rain.width == pytest.approx(given.left, abs=0.1)
    assert given.height > rain.height
    assert (rain.label, given.label) == ("10", "25")


def test_an_irrigation_of_which_nobody_knows_how_much_is_asked_for() -> None:
    found = bars({}, {3: None})

    assert [(one.sort, one.label) for one in found.bars] == [("given", "")]
    assert found.has_water


def test_what_reached_the_roots_is_told_in_steps_of_five() -> None:
    assert [whole(mm) for mm in (1.0, 12.4, 12.5, 28.0)] == [5, 10, 15, 30]


def test_a_trace_of_rain_is_told_as_a_trace() -> None:
    assert [one.label for one in bars({1: 0.4}).bars] == ["<1"]


def test_no_bar_is_higher_than_the_drawing() -> None:
    assert all(one.height <= 100 for one in bars({1: 140.0, 2: 3.0}).bars)


def test_the_days_to_come_have_no_bars() -> None:
    found = bars({0: 5.0})

    assert found.ahead == pytest.approx(100 * 8 / 13, abs=0.1)
    assert all(one.left < found.ahead for one in found.bars)


def test_fifteen_days_are_told_by_their_number_and_the_last_one_is_today() -> None:
    days = [TODAY - timedelta(days=number) for number in range(14, -1, -1)]

    found = supply(days, [], today=TODAY, words=WORDS)

    assert [one.label for one in found.across] == ["8", "11", "14", "17", "hoy"]
    assert found.ahead is None
