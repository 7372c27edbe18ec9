from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from one_field import AIR, BY_HAND, COMMUNE_RAIN, HUMIDITY, RAIN, TODAY, at, few, hourly, one_field, soil

from dashboard.fields.air import air_by_day
from dashboard.fields.measured import Fallen, age_h, rain_by_day, soil_by_day
from dashboard.measured.history import Span
from gateway.domain.entries import NodePlaced, RainRead
from gateway.domain.readings import Flag, SeriesKey

YESTERDAY = TODAY - timedelta(days=1)
MORNING = at(TODAY, 6)
WEEK = Span(at(TODAY - timedelta(days=7)), MORNING + 1)


def rain_on(day: date, millimetres: float):
    return hourly(
        TODAY - timedelta(days=7),
        MORNING,
        lambda one, hour: millimetres if (one, hour) == (day, 16) else 0.0,
    )


def test_a_day_is_as_wet_as_its_own_gauge_told_it(tmp_path: Path) -> None:
    here = one_field(tmp_path, {RAIN: rain_on(YESTERDAY, 12.4)})

    found = rain_by_day(here.visit(), "lote-1", WEEK)

    assert found[YESTERDAY] == Fallen(12.4, "field")
    assert found[YESTERDAY - timedelta(days=1)] == Fallen(0.0, "field")


def test_what_two_gauges_of_a_field_told_fell_once(tmp_path: Path) -> None:
    beside = SeriesKey("field-2", "pluviometro", "rain")
    here = one_field(tmp_path, {RAIN: rain_on(YESTERDAY, 12.4), beside: rain_on(YESTERDAY, 13.0)})
    here.say(NodePlaced("field-2", "lote-1", at(TODAY - timedelta(days=30))))

    found = rain_by_day(here.visit(), "lote-1", WEEK)

    assert found[YESTERDAY] == Fallen(13.0, "field")


def test_of_two_gauges_that_followed_one_another_on_a_day_both_count(tmp_path: Path) -> None:
    moved = at(YESTERDAY, 12)
    after = SeriesKey("field-2", "pluviometro", "rain")
    here = one_field(tmp_path, {RAIN: few((at(YESTERDAY, 9), 5.0)), after: few((at(YESTERDAY, 16), 7.0))})
    here.say(NodePlaced("field-1", None, moved))
    here.say(NodePlaced("field-2", "lote-1", moved))

    found = rain_by_day(here.visit(), "lote-1", WEEK)

    assert found[YESTERDAY] == Fallen(12.0, "field")


def test_a_gauge_read_by_hand_in_the_morning_tells_of_the_day_before(tmp_path: Path) -> None:
    here = one_field(tmp_path, {BY_HAND: few((at(TODAY, 5.9), 22.0))})

    found = rain_by_day(here.visit(), "lote-1", WEEK)

    assert found == {YESTERDAY: Fallen(22.0, "hand")}


def test_a_gauge_read_by_hand_in_the_evening_tells_of_its_own_day(tmp_path: Path) -> None:
    here = one_field(tmp_path, {BY_HAND: few((at(YESTERDAY, 18), 8.0))})

    assert rain_by_day(here.visit(), "lote-1", WEEK) == {YESTERDAY: Fallen(8.0, "hand")}


def test_a_day_that_nobody_read_is_not_there(tmp_path: Path) -> None:
    here = one_field(tmp_path, {BY_HAND: few((at(TODAY, 6) - 3 * 86_400, 5.0), (at(TODAY, 5.9), 0.0))})

    found = rain_by_day(here.visit(), "lote-1", WEEK)

    assert sorted(found) == [TODAY - timedelta(days=4), YESTERDAY]


def test_without_a_gauge_of_its_own_a_field_has_the_commune_s_rain(tmp_path: Path) -> None:
    here = one_field(
        tmp_path, {AIR: hourly(YESTERDAY, MORNING, lambda *_: 25.0), COMMUNE_RAIN: rain_on(YESTERDAY, 30.0)}
    )

    assert rain_by_day(here.visit(), "lote-1", WEEK)[YESTERDAY] == Fallen(30.0, "commune")


def test_where_the_own_gauge_fell_silent_what_somebody_read_counts(tmp_path: Path) -> None:
    until = at(YESTERDAY, 6)
    gauge = hourly(TODAY - timedelta(days=7), until, lambda *_: 0.0)
    here = one_field(tmp_path, {RAIN: gauge, BY_HAND: few((at(TODAY, 5.5), 40.0))})

    assert rain_by_day(here.visit(), "lote-1", WEEK)[YESTERDAY] == Fallen(40.0, "hand")


def test_a_gauge_that_told_the_whole_day_goes_before_a_hand(tmp_path: Path) -> None:
    here = one_field(tmp_path, {RAIN: rain_on(YESTERDAY, 12.0), BY_HAND: few((at(TODAY, 5.5), 20.0))})

    assert rain_by_day(here.visit(), "lote-1", WEEK)[YESTERDAY] == Fallen(12.0, "field")


def test_rain_that_failed_is_not_rain(tmp_path: Path) -> None:
    failed = hourly(YESTERDAY, at(TODAY), lambda *_: 400.0, flag=Flag.FAIL)
    here = one_field(tmp_path, {RAIN: failed})

    assert rain_by_day(here.visit(), "lote-1", WEEK) == {}


def test_the_air_of_a_day_is_its_coldest_and_warmest_hour(tmp_path: Path) -> None:
    here = one_field(
        tmp_path,
        {
            AIR: hourly(YESTERDAY, MORNING, lambda _, hour: 20.0 + hour / 2),
            HUMIDITY: hourly(YESTERDAY, MORNING, lambda _, hour: 95.0 - hour),
        },
    )

    found = air_by_day(here.visit(), WEEK)

    assert list(found) == [YESTERDAY]
    told = found[YESTERDAY]
    assert (told.lowest_c, told.highest_c) == (20.0, 31.5)
    assert (told.lowest_humidity, told.highest_humidity) == (72.0, 95.0)


def test_half_a_day_of_air_is_no_day(tmp_path: Path) -> None:
    here = one_field(tmp_path, {AIR: hourly(YESTERDAY, at(YESTERDAY, 12), lambda _, hour: 20.0 + hour)})

    assert air_by_day(here.visit(), WEEK) == {}


def test_the_soil_at_dawn_is_how_the_day_before_ended(tmp_path: Path) -> None:
    told = hourly(YESTERDAY, MORNING, lambda day, hour: 0.25 if (day, hour // 2) == (TODAY, 2) else 0.30)
    here = one_field(tmp_path, {soil(20): told})

    found = soil_by_day(here.visit(), "lote-1", WEEK)

    assert found[YESTERDAY] == {20: pytest.approx(0.25)}


def test_a_probe_that_failed_at_dawn_says_nothing_of_the_day(tmp_path: Path) -> None:
    told = hourly(YESTERDAY, MORNING, lambda *_: 0.59, flag=Flag.FAIL)
    here = one_field(tmp_path, {soil(20): told})

    assert soil_by_day(here.visit(), "lote-1", WEEK) == {}


def test_the_age_of_what_failed_is_that_of_the_last_good_one_before(tmp_path: Path) -> None:
    good = hourly(YESTERDAY, at(TODAY, 2), lambda *_: 0.3)
    bad = hourly(TODAY, MORNING, lambda *_: 0.59, flag=Flag.FAIL)
    whole = type(good).joined(good.between(0, at(TODAY)), bad)
    here = one_field(tmp_path, {soil(20): whole})

    assert age_h(here.visit(), [soil(20)]) == pytest.approx(7.0)
    assert age_h(here.visit(), [soil(45)]) is None


def test_a_hand_that_takes_its_reading_back_has_read_nothing(tmp_path: Path) -> None:
    here = one_field(tmp_path, {})
    here.say(RainRead("lote-1", Decimal(12), "measured"))

    # The gateway turns entries into readings; without one nothing was measured.
    assert rain_by_day(here.visit(), "lote-1", WEEK) == {}
