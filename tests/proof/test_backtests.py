"""The forecast against measured waters: never worse than what it was, nor than last night's minimum.

The figures it must hold are in `baselines/`. After a change that is better on purpose they are written
anew with `python -m tests.proof.test_backtests` from the root of the repository.
"""

from __future__ import annotations

import json
import lzma
import os
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from gateway.commands.backtesting.places import spot
from gateway.commands.backtesting.running import PondReport, pond_reports
from gateway.importing.reading import Wanted, read_file
from gateway.ponds.backtest import PLAN_HOUR, HourScores

pytestmark = pytest.mark.proof

ROOT = Path(__file__).parents[2]
BASELINES = Path(__file__).parent / "baselines"
SAMPLES = ROOT / "tests" / "samples"
SHORT = ["sapelo_deancreek_2012_30min_utc-5", "sapelo_deancreek_2012-06_30min_utc-5"]
LONG = ["peconic_river_2013-2018_30min_utc-5", "apalachicola_catpoint_2012-2013_15min_utc-5"]
SERIES = SHORT if os.environ.get("CONUCO_PROOF", "all") == "ci" else SHORT + LONG
HOURS = (0, 2, 5, 7)

MAY_GROW = 1.02
"""A figure may be so much worse; more fails."""

SMALLER = ("mae", "rmse", "crps", "width80", "width90")
NEARER = {"coverage80": 0.80, "coverage90": 0.90, "bias": 0.0}
"""Figures that should be near a value; they may be 0.02 farther from it than they were."""


@cache
def report(name: str) -> PondReport:
    """Return what the forecast is worth in a sample."""
    with tempfile.TemporaryDirectory() as folder:
        path = SAMPLES / f"{name}.csv"
        if not path.exists():
            path = Path(folder) / path.name
            path.write_bytes(lzma.decompress((SAMPLES / f"{name}.csv.xz").read_bytes()))
        found = read_file(path, Wanted(), now=int(time.time()))
        where = spot(path.name, latitude=None, longitude=None, utc_offset_hours=found.utc_offset_hours)
        [only] = pond_reports(path, found, where, tell=lambda _: None)
    return only


def figures(hour: HourScores) -> dict[str, object]:
    """Return what of one hour is held: scores of the minimum, and of the first limit."""
    return {
        "hours_after_sunset": hour.hours_after_sunset,
        "minimum": msgspec.to_builtins(hour.minimum),
        "limit": msgspec.to_builtins(hour.limits[0]),
    }


def of_the_plan(name: str) -> HourScores:
    return report(name).hours[PLAN_HOUR]


def worse(now: dict[str, float], before: dict[str, float]) -> Iterator[str]:
    """Yield each figure of the minimum that is worse than it may be."""
    for name in SMALLER:
        if now[name] > before[name] * MAY_GROW:
            yield f"{name} {now[name]:.3f}, was {before[name]:.3f}"
    for name, right in NEARER.items():
        if abs(now[name] - right) > abs(before[name] - right) + 0.02:
            yield f"{name} {now[name]:.3f}, was {before[name]:.3f}"


def worse_warned(now: dict[str, float | None], before: dict[str, float | None]) -> Iterator[str]:
    """Yield each figure of the warnings that is worse than it may be; shares by 0.02, too few for a ratio."""
    for name, sign in (("recall", -1), ("false_alarm_ratio", 1), ("brier", 1)):
        one, other = now[name], before[name]
        if one is None or other is None:
            continue
        if sign * (one - other) > max(0.02 * other, 1.0 / max(before["events"] or 1, 50)):
            yield f"{name} {one:.3f}, was {other:.3f}"


@pytest.mark.parametrize("name", SERIES)
def test_no_figure_is_more_than_two_percent_worse_than_the_baseline(name: str) -> None:
    baseline = json.loads((BASELINES / f"{name}.json").read_text(encoding="utf-8"))

    faults = []
    for before in baseline:
        now = figures(report(name).hours[before["hours_after_sunset"]])
        found = [*worse(now["minimum"], before["minimum"]), *worse_warned(now["limit"], before["limit"])]  # type: ignore[arg-type]
        faults += [f"+{before['hours_after_sunset']} h: {one}" for one in found]

    print(f"\nbacktest of {name}: {len(baseline)} hours held, {len(faults)} figures worse")
    assert not faults


@pytest.mark.parametrize("name", SERIES)
def test_last_nights_minimum_is_never_better_by_more_than_a_twentieth(name: str) -> None:
    found = of_the_plan(name).minimum

    assert found is not None
    assert found.persistence_mae is not None
    print(f"\n{name}: error {found.mae:.3f}, last night's {found.persistence_mae:.3f} mg/L")
    assert found.mae <= 1.05 * found.persistence_mae
    assert "peconic" not in name or found.mae <= 0.85 * found.persistence_mae


@pytest.mark.parametrize("name", [one for one in SERIES if "2012-06" not in one])
def test_the_band_of_eighty_percent_holds_eighty_percent_and_is_not_wider_than_it_must_be(name: str) -> None:
    found = of_the_plan(name).minimum

    assert found is not None
    ratio = found.width80 / found.residual_range80
    print(f"\n{name}: {found.coverage80:.3f} within the band, {ratio:.2f} of the range of the errors")
    assert 0.76 <= found.coverage80 <= 0.88
    assert ratio <= 1.1


@pytest.mark.parametrize("name", [one for one in SERIES if "apalachicola" not in one])
def test_what_is_told_with_a_probability_comes_as_often(name: str) -> None:
    table = [one for one in of_the_plan(name).calibration if one.nights >= 25]

    print("\n" + ", ".join(f"{one.forecast:.2f}/{one.observed:.2f} ({one.nights})" for one in table))
    # Of n nights the share that came strays by about sqrt(p (1 - p) / n); two of that and a little.
    assert all(
        abs(one.forecast - one.observed) <= 0.03 + 2 * (one.forecast * (1 - one.forecast) / one.nights) ** 0.5
        for one in table
    )


def main() -> None:
    """Write the baselines anew."""
    for name in SHORT + LONG:
        held = [figures(report(name).hours[hour]) for hour in HOURS]
        text = msgspec.json.format(msgspec.json.encode(held), indent=1).decode()
        (BASELINES / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
