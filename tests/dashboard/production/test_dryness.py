"""Days of dry soil and the rain of each month."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from builders import readings_every

from dashboard.production.dryness import dry_days, rain_by_month
from gateway.domain.columns import Derived

DAY = 86_400


def of(fractions: dict[int, float], *, days: int) -> tuple[int, int, float, int]:
    by_day = {date(1970, 1, day): fraction for day, fraction in fractions.items()}
    found = dry_days(by_day, start=0, end=days * DAY, utc_offset_hours=0)
    return found.days_dry, found.days_measured, found.coverage, found.longest_run


def test_a_day_is_dry_when_less_than_45_percent_is_left() -> None:
    assert of({1: 0.44, 2: 0.46, 3: 0.10}, days=3) == (2, 3, 1.0, 1)


def test_a_day_that_was_not_measured_is_neither_dry_nor_wet() -> None:
    assert of({1: 0.1, 4: 0.1}, days=4) == (2, 2, 0.5, 1)


def test_days_outside_of_the_span_do_not_count() -> None:
    assert of({1: 0.1, 2: 0.1, 9: 0.1}, days=2) == (2, 2, 1.0, 2)


def test_an_empty_span_has_no_coverage() -> None:
    assert of({}, days=0) == (0, 0, 0.0, 0)


def test_another_crop_may_use_less() -> None:
    found = dry_days({date(1970, 1, 1): 0.6}, start=0, end=DAY, utc_offset_hours=0, depletion_fraction=0.3)

    assert found.days_dry == 1


def test_rain_is_added_by_the_commune_s_months() -> None:
    hourly = readings_every(3600, [0.2] * (24 * 40))

    january, february = rain_by_month(hourly, start=0, end=40 * DAY, utc_offset_hours=0)

    assert (january.month, january.millimetres) == (1, pytest.approx(31 * 24 * 0.2))
    assert (february.month, february.days_measured, february.days_total) == (2, 9, 9)


def test_the_last_rain_of_a_month_stays_in_it() -> None:
    at_two_in_the_morning_utc = readings_every(3600, [5.0], start=31 * DAY + 7200)

    january, february = rain_by_month(
        at_two_in_the_morning_utc, start=30 * DAY, end=33 * DAY, utc_offset_hours=-4
    )

    assert (january.millimetres, february.millimetres) == (5.0, None)


def test_a_month_without_the_gauge_has_no_number() -> None:
    (month,) = rain_by_month(Derived.empty(), start=0, end=5 * DAY, utc_offset_hours=0)

    assert (month.millimetres, month.days_measured, month.days_total) == (None, 0, 5)


def test_days_without_the_gauge_are_told() -> None:
    whole = readings_every(3600, [1.0] * 240)

    (month,) = rain_by_month(whole.take(np.arange(48)), start=0, end=10 * DAY, utc_offset_hours=0)

    assert (month.millimetres, month.days_measured, month.days_total) == (48.0, 2, 10)
