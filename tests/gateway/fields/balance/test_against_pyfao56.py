"""The balance against pyfao56 1.4.3 on two seasons of maize at Greeley, Colorado."""

from __future__ import annotations

import lirf
import pytest

CLOSE_MM = 0.05


@pytest.mark.parametrize(("year", "days"), [(2022, 171), (2023, 184)])
def test_every_day_of_the_season_ends_within_0_05_mm_of_the_depletion_of_pyfao56(
    year: int, days: int
) -> None:
    differences = {
        expected["date"]: outcome.reservoir.depletion_mm - float(expected["Dr"])
        for expected, outcome in lirf.balance(year)
    }

    assert len(differences) == days
    assert {day: apart for day, apart in differences.items() if abs(apart) > CLOSE_MM} == {}


@pytest.mark.parametrize("year", [2022, 2023])
def test_what_the_roots_may_reach_and_what_drains_is_that_of_pyfao56_too(year: int) -> None:
    for expected, outcome in lirf.balance(year):
        reservoir = outcome.reservoir
        deep = reservoir.depletion_mm + reservoir.below_mm
        assert deep == pytest.approx(float(expected["Drmax"]), abs=CLOSE_MM), expected["date"]
        assert outcome.drained_mm == pytest.approx(float(expected["DP"]), abs=CLOSE_MM), expected["date"]
        assert outcome.actual_mm == pytest.approx(float(expected["ETa"]), abs=CLOSE_MM), expected["date"]


def test_a_surface_as_dry_as_it_gets_gives_nothing_until_the_day_after_a_rain() -> None:
    """Rain comes late in the day: so it does in pyfao56, which has E = 0 on 21 May 2022, a day of rain."""
    evaporated = {expected["date"]: outcome.evaporated_mm for expected, outcome in lirf.balance(2022)}

    assert evaporated["2022-05-21"] == 0
    assert evaporated["2022-05-22"] == pytest.approx(0.6809, abs=0.01)
