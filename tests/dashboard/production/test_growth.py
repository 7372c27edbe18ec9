"""The growth of fish against two worked exercises, to the last digit that they print."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.production.growth import (
    biomass_kg,
    feed_conversion,
    fish_alive,
    grams_per_day,
    mean_weight_g,
    sampling_error,
    sampling_range_g,
    specific_growth_rate,
    survival_percent,
)
from dashboard.production.yields import kg_per_hectare


def test_the_exercise_of_sena_gives_22181_kilos_21181_gained_and_a_conversion_of_118() -> None:
    mean = mean_weight_g(Decimal(6825), 60)
    stocked, alive = biomass_kg(2000, Decimal(5)), fish_alive(2000, dead=50)

    biomass = biomass_kg(alive, mean)

    assert mean == Decimal("113.75")
    assert round(biomass, 2) == Decimal("221.81")
    assert round(biomass - stocked, 2) == Decimal("211.81")
    assert round(feed_conversion(Decimal(250), biomass - stocked) or 0, 2) == Decimal("1.18")


def test_the_worked_pond_gives_93_percent_714_kilos_a_conversion_of_150_367_grams_and_156_percent() -> None:
    first, last, days, area = Decimal(30), Decimal(800), 210, Decimal(1000)
    harvested = biomass_kg(930, last)
    gain = harvested - biomass_kg(1000, first)

    assert survival_percent(930, 1000) == 93
    assert gain == 714
    assert round(feed_conversion(Decimal(1070), gain) or 0, 2) == Decimal("1.50")
    assert kg_per_hectare(harvested, area) == 7440
    assert kg_per_hectare(gain, area) == 7140
    assert round(grams_per_day(first, last, days=days) or 0, 2) == Decimal("3.67")
    assert round(specific_growth_rate(first, last, days=days) or 0, 2) == Decimal("1.56")


def test_thirty_fish_whose_weights_vary_by_a_quarter_miss_the_mean_by_nine_percent() -> None:
    error = sampling_error(30, vary=Decimal("0.25"))

    assert round(100 * error) == 9


def test_the_range_of_a_sample_lies_around_its_mean_and_never_below_zero() -> None:
    many = sampling_range_g(Decimal(12600), 30)
    one = sampling_range_g(Decimal(400), 1, vary=Decimal("0.9"))

    assert (round(many.low), round(many.high)) == (382, 458)
    assert one.low == 0


@pytest.mark.parametrize(("feed", "gain"), [(250, 0), (250, -3), (0, 200)])
def test_without_a_gain_or_a_feed_there_is_no_conversion(feed: int, gain: int) -> None:
    assert feed_conversion(Decimal(feed), Decimal(gain)) is None


def test_more_dead_than_stocked_leave_none_alive() -> None:
    assert fish_alive(100, dead=130) == 0


def test_on_the_day_of_stocking_nothing_has_grown_yet() -> None:
    assert grams_per_day(Decimal(8), Decimal(8), days=0) is None
    assert specific_growth_rate(Decimal(8), Decimal(8), days=0) is None
