"""The filter on measured seasons: every plot, and probes with a steady fault that nobody knows.

Prints what it measured. The draws are seeded: the same figures each time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import sqrt
from pathlib import Path

import pytest

from gateway.commands.seasons.folder import season_of
from gateway.commands.seasons.judging import judged
from gateway.commands.seasons.site import CropName
from gateway.fields.probes.filtering import PROBE_NOISE, Heard
from gateway.fields.season.backtest import Manner, Profile, Trial, soil_at, walked

pytestmark = pytest.mark.proof

SAMPLES = Path(__file__).parents[1] / "samples" / "fields"
PROBES_CM = (15, 45, 75)
"""Bottoms of the layers in whose middle a probe sits; deeper ones are as full as the last of them."""

DRAWS = 100


def root_mean_square(apart: Sequence[float]) -> float:
    return sqrt(sum(one * one for one in apart) / len(apart))


def cheap(
    trial: Trial, offsets: Sequence[float], noise: float, draw: random.Random
) -> Callable[[Profile, float], Heard]:
    """Return ears that hear three probes with a steady fault each, and noise [m3/m3]."""

    def hear(profile: Profile, depth_m: float) -> Heard:
        told = {
            bottom: profile.water[bottom] + offset + draw.gauss(0, noise)
            for bottom, offset in zip(PROBES_CM, offsets, strict=True)
        }
        total, top, fraction = 0.0, 0, 0.0
        for bottom in sorted(profile.water):
            soil = soil_at(trial.limits, (top + bottom) / 200)
            if bottom in told:
                fraction = (soil.field_capacity - told[bottom]) / soil.available
            total += 1000 * max(0.0, min(bottom / 100, depth_m) - top / 100) * fraction * soil.available
            top = bottom
        count = sum(depth_m > top_cm / 100 for top_cm in (0, *PROBES_CM[:-1]))
        return Heard(total, PROBE_NOISE * 1000 * depth_m / sqrt(count), 1000 * depth_m)

    return hear


@pytest.mark.parametrize("crop", ["maize", None])
@pytest.mark.parametrize(("fault", "noise"), [(0.0, 0.0), (0.02, 0.01), (0.04, 0.02), (0.06, 0.02)])
def test_probes_with_a_steady_fault_are_never_worse_than_none(
    crop: CropName | None, fault: float, noise: float
) -> None:
    [trial] = season_of(SAMPLES / "maize_lirf_2023", crop=crop).trials
    alone = root_mean_square([one.said_mm - one.measured_mm for one in walked(trial, Manner("open"))])
    said, after = [], []
    for seed in range(DRAWS):
        draw = random.Random(seed)
        ears = cheap(trial, [draw.gauss(0, fault) for _ in PROBES_CM], noise, draw)
        for one in walked(trial, Manner("filter", ears=ears)):
            said.append(one.said_mm - one.measured_mm)
            after.append(one.after_mm - one.measured_mm)

    ahead, now = root_mean_square(said), root_mean_square(after)
    print(f"\nfault {fault}: no probe {alone:.2f}, one step ahead {ahead:.2f}, today {now:.2f} mm")
    assert ahead <= alone
    assert now <= alone
    assert fault > 0.04 or now <= 12.5


def test_every_plot_of_cotton_is_told_and_none_is_worse_than_its_balance_alone() -> None:
    folder = SAMPLES / "cotton_maricopa_2018"
    found = judged(folder, season_of(folder), capacity=None, every=1, tell=lambda _: None)

    worse = []
    for one in found.plots:
        assert one.scores.filter is not None
        assert one.scores.open is not None
        assert one.scores.persistence is not None
        print(
            f"{one.plot}: filter {one.scores.filter.rmse_mm:.1f}, open {one.scores.open.rmse_mm:.1f},"
            f" persistence {one.scores.persistence.rmse_mm:.1f} mm"
        )
        if one.scores.filter.rmse_mm > one.scores.open.rmse_mm:
            worse.append(one.plot)

    assert not worse
