"""SYNTHETIC: how seldom the rules of soil cry without need, and how many faults they find.

Measured on the demo's simulated profiles under real daily weather (`tests/synthetic_soil.py`), not on probes.
THE REAL RATE OF FALSE FLAGS IS NOT MEASURED: no hourly profile of a probe in a field was at hand.
"""

from __future__ import annotations

import numpy as np
import pytest
from synthetic_soil import HOUR, Profile, profiles, with_fault

from gateway.domain.readings import Flag
from gateway.quality.soil import WaterGiven, soil_flags
from gateway.quality.soil_fault import LOOKS_BACK_S, soil_fault

FAULTS = ("spike", "air", "short", "flat", "step")
OF_EACH = 60
SEED = 20260701
MOST_FALSE = 0.001
LEAST_FOUND = 0.93
DEPTHS = (20, 45, 75)


def false_flags(kept: tuple[Profile, ...], *, written: bool) -> tuple[int, int]:
    """Return how many readings of clean profiles get a flag, and how many there are."""
    marked = [soil_flags(one.rows, one.watered if written else one.rain) for one in kept]
    return sum(int((one >= Flag.SUSPECT).sum()) for one in marked), sum(len(one) for one in marked)


@pytest.mark.parametrize("depth", DEPTHS)
def test_synthetic_rain_fed_profiles_get_at_most_one_false_flag_in_a_thousand(depth: int) -> None:
    own = tuple(one for one in profiles() if one.name.endswith(f"{depth} cm"))

    marked, count = false_flags(own, written=False)

    print(f"\nSYNTHETIC, rain-fed, {depth} cm: {marked} of {count} flagged; the real rate: not measured")
    assert count > 60_000
    assert marked <= MOST_FALSE * count


def test_synthetic_irrigation_written_down_is_innocent_and_one_that_was_not_is_only_suspect() -> None:
    irrigated = profiles(irrigated=True)

    marked, count = false_flags(irrigated, written=True)
    unwritten, _ = false_flags(irrigated, written=False)

    print(f"\nSYNTHETIC, irrigated: {marked} of {count} flagged if written down, {unwritten} if not")
    assert marked <= MOST_FALSE * count
    assert unwritten > 10 * max(marked, 1)
    assert not any((soil_flags(one.rows, one.rain) == Flag.FAIL).any() for one in irrigated)


def test_no_synthetic_probe_that_works_is_called_faulty_on_any_day() -> None:
    for one in profiles():
        days = range(int(one.rows.time[240]), int(one.rows.time[-1]), 24 * HOUR)
        faults = [
            soil_fault(one.rows.between(day - LOOKS_BACK_S, day), recent(one.rain, day), now=day)
            for day in days
        ]
        assert set(faults) == {None}, one.name


def recent(given: WaterGiven, now: int) -> WaterGiven:
    first, last = np.searchsorted(given.time, [now - LOOKS_BACK_S, now])
    return WaterGiven(given.time[first:last], given.millimetres[first:last])


def is_found(one: Profile, fault: str, chance: np.random.Generator) -> bool:
    """Tell whether a fault put into a profile at random is flagged within a day.

    Only flags that the clean profile does not have count; what stands still is found by `soil_fault`.
    """
    at = int(chance.integers(15 * 24, len(one.rows) - 15 * 24))
    rows, end = with_fault(one.rows, fault, at, chance)
    fresh = (soil_flags(rows, one.rain) > soil_flags(one.rows, one.rain))[at : min(end, at + 24)]
    if fresh.any():
        return True
    now = int(rows.time[end - 1]) + 1
    return fault == "flat" and (
        soil_fault(rows.between(now - LOOKS_BACK_S, now), recent(one.rain, now), now=now) is not None
    )


def test_of_three_hundred_faults_put_into_synthetic_profiles_at_least_93_in_a_hundred_are_found() -> None:
    chance = np.random.default_rng(SEED)
    kept = profiles()

    found = {
        fault: sum(is_found(kept[int(chance.integers(len(kept)))], fault, chance) for _ in range(OF_EACH))
        for fault in FAULTS
    }

    told = ", ".join(f"{fault} {count}/{OF_EACH}" for fault, count in found.items())
    print(f"\nSYNTHETIC, seed {SEED}: found {told}; of all {sum(found.values())}/{OF_EACH * len(FAULTS)}")
    assert sum(found.values()) >= LEAST_FOUND * OF_EACH * len(FAULTS)
    assert min(found.values()) >= 0.8 * OF_EACH
