"""Watered as advised, against watered every week and never: what it saves and what it costs.

The truth is a soil and a crop of another making (`another_ground.py`), under a sky that the advice sees only
in part, on soils that are not the loam it takes them for. Everything is simulated; no field was watered so.
Run `make proof` to see the whole table. The short form (CONUCO_PROOF=ci) has fewer years and the same bars.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
from another_ground import SOILS
from another_sky import a_sky
from growers import BEFORE_SOWING_D, RULES, SEASON_D, Season, a_crew, seasons

pytestmark = pytest.mark.proof

YEARS = 2 if os.environ.get("CONUCO_PROOF") == "ci" else 10
DAYS = BEFORE_SOWING_D + SEASON_D + 1
ADVISED = tuple(rule for rule in RULES if rule.startswith("as advised"))
KEPT = 2 / 3
"""Of the days of thirst of a field that nobody waters so many are spared at least [-]."""
MORE_LACK = 0.10
"""So much more of what it wants the crop lacks at most than with water every week [-]."""


@dataclass(frozen=True)
class Climate:
    """When a season begins, how wet its soil then is [m of suction], and how long its veranillo lasts [d].

    `weekly_mm` is what its maize takes in a week when it takes most: 1.2 of ET0.
    """

    first: date
    weekly_mm: float
    begins_at_m: float
    dry_spell: range


CLIMATES = {
    "dry season, sown 10 December": Climate(date(2026, 11, 30), 45.0, 4.0, range(0)),
    "rains, a dry spell at flowering": Climate(date(2026, 5, 25), 35.0, 4.0, range(60, 78)),
}


@pytest.fixture(scope="module", params=CLIMATES, ids=lambda name: name.split(",")[0].replace(" ", "-"))
def outcome(request: pytest.FixtureRequest) -> Mapping[str, list[Season]]:
    climate = CLIMATES[request.param]
    crews = [
        grower
        for year in range(YEARS)
        for number, soil in enumerate(SOILS)
        for grower in a_crew(
            a_sky(climate.first, DAYS, 100 * year + number, dry_spell=climate.dry_spell),
            soil,
            weekly_mm=climate.weekly_mm,
            seed=7_000 + year,
        )
    ]
    found = seasons(crews, begins_at_m=climate.begins_at_m)
    by_rule = {
        rule: [one for who, one in zip(crews, found, strict=True) if who.rule == rule] for rule in RULES
    }
    print(_table(request.param, by_rule))
    return by_rule


def _mean(found: list[Season], what: str) -> float:
    return float(np.mean([getattr(one, what) for one in found]))


def _table(climate: str, by_rule: Mapping[str, list[Season]]) -> str:
    lines = [
        f"\n{climate}: {len(by_rule['never'])} seasons, mean of each (lowest to highest)",
        f"{'':24} {'water mm':>16} {'times':>6} {'thirsty days':>16} {'lacked %':>9} {'lost below mm':>14}",
    ]
    for rule, found in by_rule.items():
        water, thirst = ([getattr(one, what) for one in found] for what in ("water_mm", "thirsty_days"))
        spread = f"({min(water):.0f}-{max(water):.0f})", f"({min(thirst)}-{max(thirst)})"
        lines.append(
            f"{rule:24} {np.mean(water):5.0f} {spread[0]:>10} {_mean(found, 'waterings'):6.1f} "
            f"{np.mean(thirst):6.1f} {spread[1]:>9} {100 * _mean(found, 'lacked'):9.1f} "
            f"{_mean(found, 'sank_mm'):14.0f}"
        )
    for rule in ADVISED:
        for other in ("weekly", "weekly unless it rained", "never"):
            lines.append(_against(rule, other, by_rule))
    return "\n".join(lines)


def _against(rule: str, other: str, by_rule: Mapping[str, list[Season]]) -> str:
    """Return how a rule stood against another, with both signs, season by season."""
    pairs = list(zip(by_rule[rule], by_rule[other], strict=True))
    water = np.array([one.water_mm - its.water_mm for one, its in pairs])
    thirst = np.array([one.thirsty_days - its.thirsty_days for one, its in pairs])
    return (
        f"{rule} - {other}: water {water.mean():+.0f} mm (less in {(water < 0).sum()}, more in "
        f"{(water > 0).sum()}), thirsty days {thirst.mean():+.1f} (fewer in {(thirst < 0).sum()}, more in "
        f"{(thirst > 0).sum()}, from {thirst.min():+d} to {thirst.max():+d})"
    )


@pytest.mark.parametrize("rule", ADVISED)
def test_advice_takes_less_water_than_every_week(outcome: Mapping[str, list[Season]], rule: str) -> None:
    assert _mean(outcome[rule], "water_mm") < _mean(outcome["weekly"], "water_mm")


@pytest.mark.parametrize("rule", ADVISED)
def test_the_crop_lacks_little_more_than_with_water_every_week(
    outcome: Mapping[str, list[Season]], rule: str
) -> None:
    assert _mean(outcome[rule], "lacked") <= _mean(outcome["weekly"], "lacked") + MORE_LACK


@pytest.mark.parametrize("rule", ADVISED)
def test_advice_spares_two_of_three_days_of_thirst_of_a_field_that_nobody_waters(
    outcome: Mapping[str, list[Season]], rule: str
) -> None:
    assert _mean(outcome[rule], "thirsty_days") <= (1 - KEPT) * _mean(outcome["never"], "thirsty_days")
