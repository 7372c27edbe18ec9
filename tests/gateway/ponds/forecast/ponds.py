"""Made-up ponds for the tests of the forecast: nights that fall as they are told to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gateway.domain.columns import Derived
from gateway.domain.readings import Flag, TimeKnown
from gateway.ponds.night import Night, nights_between

COMMUNE = {"latitude": 9.5, "longitude": -69.2}
START = 1_780_000_000
DAY = 86_400


def nights(count: int) -> list[Night]:
    return nights_between(START, START + count * DAY, **COMMUNE)


def series(time: Sequence[int] | np.ndarray, value: Sequence[float] | np.ndarray) -> Derived:
    ones = np.ones(len(time), dtype=np.int64)
    return Derived(
        np.asarray(time, dtype=np.int64),
        np.asarray(value, dtype=float),
        ones * Flag.GOOD,
        ones * TimeKnown.SYNCED,
    )


def a_pond_of(minima: Sequence[float], *, step_s: int = 1800, dusk: float = 8.0) -> Derived:
    """Return a pond that falls evenly from `dusk` at each sunset to a minimum an hour after sunrise."""
    known = nights(len(minima))
    lows = [(one.sunrise + 3600, low) for one, low in zip(known, minima, strict=True)]
    knots = sorted([(one.sunset, dusk) for one in known] + lows)
    time = np.arange(known[0].sunset - DAY // 2, known[-1].end + 1, step_s)
    return series(time, np.interp(time, [at for at, _ in knots], [value for _, value in knots]))


def an_ordinary_pond(count: int, *, seed: int = 1, step_s: int = 1800) -> Derived:
    """Return a pond whose minima wander around 3.5 mg/L, with a little noise on each reading."""
    chance = np.random.default_rng(seed)
    wandering = np.zeros(count)
    for place in range(1, count):
        wandering[place] = 0.8 * wandering[place - 1] + 0.6 * chance.normal()
    found = a_pond_of((3.5 + wandering).clip(0.1, 7.5).tolist(), step_s=step_s)
    noise = 0.05 * chance.normal(size=len(found))
    return series(found.time, (found.value + noise).clip(0.0))
