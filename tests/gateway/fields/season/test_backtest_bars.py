"""What the filter must reach on the measured seasons, in their short form; tests/proof draws the long one."""

from __future__ import annotations

from pathlib import Path

from gateway.commands.seasons.folder import season_of
from gateway.commands.seasons.judging import Scores, judged

SAMPLES = Path(__file__).parents[3] / "samples" / "fields"


def scores(name: str, *, every: int = 1, plots: int | None = None) -> Scores:
    """Return the scores of a season with the tables of FAO-56 and the reference of grass."""
    folder = SAMPLES / name
    season = season_of(folder, crop="cotton" if name.startswith("cotton") else "maize")
    found = judged(folder, season, capacity=None, every=every, tell=lambda _: None)
    return found.all_plots


def test_maize_2023_one_step_ahead_is_said_to_118_tenths_of_a_mm() -> None:
    found = scores("maize_lirf_2023")

    assert found.filter is not None
    assert found.persistence is not None
    assert found.filter.profiles == 34
    assert found.filter.rmse_mm <= 11.8 < found.persistence.rmse_mm


def test_maize_2023_with_every_second_profile_held_out_is_said_to_10_mm() -> None:
    found = scores("maize_lirf_2023", every=2)

    assert found.filter is not None
    assert found.filter.profiles == 17
    assert found.filter.rmse_mm <= 10.0


def test_cotton_2018_with_learnt_capacity_is_said_to_15_mm_over_32_plots_and_better_than_as_before() -> None:
    found = scores("cotton_maricopa_2018")

    assert found.filter is not None
    assert found.persistence is not None
    assert found.filter.profiles == 509
    assert found.filter.rmse_mm <= 15.0
    assert found.filter.rmse_mm < found.persistence.rmse_mm
