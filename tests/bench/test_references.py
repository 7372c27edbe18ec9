"""How much a season's reference evapotranspiration costs at once, beside a day at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from gateway.fields.observed import AirOfDay
from gateway.fields.weather.evapotranspiration import Reference, reference_of, references_of

pytestmark = pytest.mark.bench

FIELDS, SEASON_DAYS = 60, 125
PLACE = {"latitude_deg": 9.5, "altitude_m": 190.0}


def a_season() -> tuple[list[AirOfDay], list[date]]:
    draw = np.random.default_rng(7)
    lowest, swing = draw.uniform(20, 25, SEASON_DAYS), draw.uniform(5, 12, SEASON_DAYS)
    airs = [
        AirOfDay(float(low), float(low + more), 55.0, 96.0) for low, more in zip(lowest, swing, strict=True)
    ]
    return airs, [date(2026, 5, 20) + timedelta(days=one) for one in range(SEASON_DAYS)]


def seconds(work: Callable[[], list[Reference]], *, times: int) -> float:
    """Return the fastest of so many [s]."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


def test_a_season_at_once_costs_less_than_a_tenth_of_a_plain_loop_over_its_days() -> None:
    airs, days = a_season()

    at_once = seconds(lambda: references_of(airs, days, **PLACE), times=30)
    loop = seconds(
        lambda: [reference_of(air, day, **PLACE) for air, day in zip(airs, days, strict=True)], times=5
    )

    print(
        f"a season at once {1000 * at_once:.2f} ms, looped {1000 * loop:.1f} ms: {loop / at_once:.0f} times"
    )
    print(f"{FIELDS} fields at once: {1000 * FIELDS * at_once:.0f} ms")
    assert loop / at_once > 10
