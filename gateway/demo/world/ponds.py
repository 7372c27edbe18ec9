"""The oxygen of a pond: one morning minimum a day, made of a seed.

The curve goes through three points of each day, the morning's minimum, the afternoon's peak and
the next morning's minimum, so that what the measured ponds show can be laid into it directly.

Source:
    Percentiles of six earthen ponds, 498 nights: Albright et al., Iowa State Horticulture Farm 2020.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from gateway.demo.world.chance import generator
from gateway.demo.world.weather import Weather
from gateway.domain.columns import Floats, Ints

_MEMORY_OF_LOWS = 0.78
"""Within a pond; over unlike ponds together the correlation of minima is then about 0.91."""
_MEMORY_OF_DROPS = 0.39
_DEEPEST = -0.8
"""How far under zero a minimum may be drawn [mg/L]; what is under zero is a flat real zero."""


@dataclass(frozen=True, slots=True)
class Nature:
    """What makes one pond unlike another.

    Attributes:
        low: Its usual minimum with half-grown fish [mg/L].
        spread: How much that minimum wanders [mg/L].
        drop: What it usually loses from sunset to the minimum [mg/L].
        delay_h: How long after sunrise the minimum usually comes [h].
        warmer_c: How much warmer than its neighbours it is [°C].
        demand: What a full load of fish takes from the minimum [mg/L].
    """

    low: float
    spread: float
    drop: float
    delay_h: float
    warmer_c: float = 0.0
    demand: float = 1.2


@dataclass(frozen=True, slots=True)
class Night:
    """A night that was written down beforehand, named by the date of its morning.

    Attributes:
        low: The minimum [mg/L].
        drop: What is lost from sunset to the minimum [mg/L].
        low_h: Local hour of the minimum.
        step: How much of it is lost at once, when the pond turns over [mg/L].
        step_h: How long after sunset that happens [h].
    """

    low: float
    drop: float
    low_h: float
    step: float = 0.0
    step_h: float = 6.0


@dataclass(frozen=True, slots=True)
class Days:
    """What stands for each day of a pond; the evening's columns lead to the next morning.

    Attributes:
        low: The morning's minimum [mg/L]; under zero the pond is flat at zero.
        low_h: Local hour of that minimum.
        peak: The afternoon's maximum [mg/L].
        peak_h: Local hour of that maximum.
        step: Lost at once in the evening that follows [mg/L].
        step_h: Local hour of that, beyond 24 after midnight.
        wobble: What a breeze adds around sunset [mg/L].
    """

    low: Floats
    low_h: Floats
    peak: Floats
    peak_h: Floats
    step: Floats
    step_h: Floats
    wobble: Floats


def pond_days(
    sky: Weather, nature: Nature, *, seed: int, load: Floats, written: Mapping[date, Night]
) -> Days:
    """Return the days of a pond.

    Args:
        sky: The weather.
        nature: What kind of pond it is.
        seed: Of this pond.
        load: How much fish it carries, 0 empty to 1 ready for the harvest, shape (days,).
        written: Nights that stand above chance, by the date of their morning.
    """
    chance = generator(seed, "pond")
    normal = chance.standard_normal((sky.calendar.days, 6))
    lots = chance.random((sky.calendar.days, 3))
    darkness = np.concatenate([[0.0], sky.cloud[:-1] - 0.4])
    wander = nature.spread * _remembering(normal[:, 0], _MEMORY_OF_LOWS)
    low = nature.low + nature.demand * (0.5 - load) + wander - 1.6 * darkness
    drop = nature.drop + 1.75 * _remembering(normal[:, 1], _MEMORY_OF_DROPS) - 2.5 * (sky.cloud - 0.4)
    low_h = sky.sun.rise + np.clip(nature.delay_h + 0.45 * normal[:, 2], 0.2, 3.0)
    step = np.where(lots[:, 0] < 0.5, 1 + 3 * lots[:, 1] ** 1.5, 0.0)
    step_after = 2.5 + 6.5 * lots[:, 2]
    for morning, night in written.items():
        row = sky.calendar.number(morning)
        low[row], low_h[row] = night.low, night.low_h
        drop[row - 1], step[row - 1], step_after[row - 1] = night.drop, night.step, night.step_h
    low = np.maximum(low, _DEEPEST)
    peak_h = sky.sun.set - np.clip(2.2 + 0.6 * normal[:, 3], 1.0, 3.5)
    return Days(
        low=low,
        low_h=low_h,
        peak=_peaks(low, np.maximum(drop, 0.15), sky.sun.set - peak_h),
        peak_h=peak_h,
        step=step,
        step_h=sky.sun.set + step_after,
        wobble=0.3 * normal[:, 4],
    )


def _remembering(normal: Floats, memory: float) -> Floats:
    """Return numbers of deviation 1 that remember the one before."""
    found = np.empty(len(normal))
    found[0] = normal[0]
    fresh = np.sqrt(1 - memory**2)
    for row in range(1, len(normal)):
        found[row] = memory * found[row - 1] + fresh * normal[row]
    return found


def _peaks(low: Floats, drop: Floats, before_sunset_h: Floats) -> Floats:
    """Return the afternoon's maximum that leaves the drop wanted from sunset on [mg/L]."""
    following = np.append(low[1:], low[-1])
    kept = 1 - _fallen(before_sunset_h / 14.5)
    highest: Floats = np.maximum(np.maximum(following, 0) + drop / kept, np.maximum(low, 0) + 0.4)
    return highest


def _fallen(part: Floats) -> Floats:
    """Return the share lost after a part of the way from the peak to the minimum: slowly at first."""
    gone: Floats = 4 * part**3 - 3 * part**4
    return gone


def oxygen(days: Days, day: Ints, hour: Floats) -> Floats:
    """Return the dissolved oxygen that the pond alone would have [mg/L]."""
    last = len(days.low) - 1
    before_low = hour < days.low_h[day]
    cycle = np.where(before_low, np.maximum(day - 1, 0), day)
    clock = hour + 24.0 * before_low
    following = np.minimum(cycle + 1, last)
    rising = np.clip((clock - days.low_h[cycle]) / (days.peak_h[cycle] - days.low_h[cycle]), 0, 1)
    length = days.low_h[following] + 24 - days.peak_h[cycle]
    falling = np.clip((clock - days.peak_h[cycle]) / length, 0, 1)
    climb = days.peak[cycle] - days.low[cycle]
    loss = days.peak[cycle] - days.low[following]
    share = np.minimum(days.step[cycle] / np.maximum(loss, 0.01), 0.6)
    # Turning over takes about half an hour.
    turned = 1 / (1 + np.exp(-np.clip((clock - days.step_h[cycle]) / 0.12, -40, 40)))
    gone = loss * ((1 - share) * _fallen(falling) + share * turned * (falling > 0))
    evening = np.clip((clock - days.peak_h[cycle]) / 6.0, 0, 1)
    breeze = days.wobble[cycle] * np.sin(np.pi * evening) ** 2
    value = days.low[cycle] + climb * (1 - np.cos(np.pi * rising)) / 2 - gone + breeze
    real: Floats = np.maximum(value, 0.0)
    return real


def water_temperature(sky: Weather, nature: Nature, moments: Floats) -> Floats:
    """Return the temperature of the water [°C]: days behind the air, warmest in the late afternoon."""
    day, hour = sky.calendar.split(moments)
    air = (sky.warmest_c + sky.coolest_c) / 2
    slow = np.convolve(np.pad(air, (4, 0), mode="edge"), np.full(5, 0.2), mode="valid")
    noon = np.arange(sky.calendar.days) * 24.0 + 12.0
    mean = np.interp(day * 24.0 + hour, noon, slow) + 0.6 + nature.warmer_c
    swing = 1.5 * (1 - 0.6 * np.interp(day * 24.0 + hour, noon, sky.cloud))
    warm: Floats = mean + swing * np.cos(2 * np.pi * (hour - 16.5) / 24)
    return warm
