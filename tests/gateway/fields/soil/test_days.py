"""The water of a field's roots, day by day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from builders import readings_every

from gateway.domain.columns import Derived
from gateway.domain.readings import Flag
from gateway.fields.setting import Soil
from gateway.fields.soil.days import daily_fractions, root_zone_at

SOIL = Soil(field_capacity=0.32, wilting_point=0.20)


def water(*values: float, step: int = 3600, flag: Flag = Flag.GOOD) -> Derived:
    return readings_every(step, values, flag=flag)


def test_the_depths_of_one_moment_are_weighted_by_their_layers() -> None:
    times, fractions = root_zone_at({20: water(0.26), 45: water(0.32), 75: water(0.20)}, SOIL)

    assert times.tolist() == [0]
    assert fractions == pytest.approx([(32.5 * 0.5 + 27.5 * 1.0 + 20 * 0.0) / 80])


def test_a_depth_that_is_missing_borrows_from_its_neighbour() -> None:
    _, fractions = root_zone_at({20: water(0.26, 0.26), 75: water(0.32)}, SOIL)

    assert fractions == pytest.approx([(47.5 * 0.5 + 32.5 * 1.0) / 80, 0.5])


def test_a_probe_that_failed_does_not_speak() -> None:
    _, fractions = root_zone_at({20: water(0.26), 75: water(0.9, flag=Flag.FAIL)}, SOIL)

    assert fractions == pytest.approx([0.5])


def test_without_readings_there_are_no_days() -> None:
    assert daily_fractions({}, SOIL, utc_offset_hours=-4) == {}
    assert daily_fractions({20: Derived.empty()}, SOIL, utc_offset_hours=-4) == {}


def test_a_day_is_its_median_so_that_one_wrong_hour_does_not_change_it() -> None:
    values = np.full(24, 0.26)
    values[7] = 0.20

    found = daily_fractions({20: water(*values)}, SOIL, utc_offset_hours=0)

    assert found == {date(1970, 1, 1): pytest.approx(0.5)}


def test_days_are_those_of_the_commune_and_a_gap_stays_a_gap() -> None:
    found = daily_fractions({20: water(0.26, 0.32, step=2 * 86_400)}, SOIL, utc_offset_hours=-4)

    assert list(found) == [date(1969, 12, 31), date(1970, 1, 2)]


def test_a_day_begins_at_the_commune_s_midnight() -> None:
    around_midnight = readings_every(3600, [0.26, 0.32], start=86_400 + 3 * 3600 + 1800)

    found = daily_fractions({20: around_midnight}, SOIL, utc_offset_hours=-4)

    assert found == {date(1970, 1, 1): pytest.approx(0.5), date(1970, 1, 2): pytest.approx(1.0)}
