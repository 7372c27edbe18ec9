"""The end of a day, held against what the probes of the field say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from typing import Final, NamedTuple

from gateway.fields.probes.capacity import Learning
from gateway.fields.probes.doubt import Sight, Watch, watched
from gateway.fields.probes.filtering import MODEL_MM, Belief, Heard, doubting, expected, heard, trusting
from gateway.fields.probes.missing import said, wet_depths
from gateway.fields.season.stand import Echo, Ground, Stand
from gateway.fields.setting import Soil

JUMP_DAYS: Final = 3
"""Readings further apart show no jump [d]."""

REPEATS: Final = 0.005
"""How far the dawns of one probe lie apart where nothing changed [m3/m3]. Ours, not verified."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a day.

    Attributes:
        soil: Water [m3/m3] by depth [cm]; empty where nothing was measured.
        holds_mm: What a full root zone holds [mm].
    """

    day: date
    soil: Mapping[int, float]
    holds_mm: float


class Hearing(NamedTuple):
    """What the probes of a day said, and what came of it; see `DayOfField`."""

    stand: Stand
    observed_mm: float | None = None
    is_believed: bool = False
    predicted_mm: float | None = None
    predicted_sigma_mm: float | None = None
    wet_depths: tuple[int, ...] = ()


def listened(before: Stand, reached: Stand, day: Ended, ground: Ground) -> Hearing:
    """Hold the end of a day against what its probes say, if they say anything."""
    soil, learned = day.soil, reached.learning.learned
    is_trusted = learned is not None or ground.is_calibrated
    told = said(
        soil,
        _capacity(soil, reached.learning, ground.soil),
        depth_m=reached.reservoir.depth_m,
        is_trusted=is_trusted,
        is_calibrated=ground.is_calibrated,
    )
    if told is None:
        return Hearing(reached)
    ready = _ready(reached.belief, is_trusted=is_trusted)
    apart, sigma = expected(ready, told)
    is_new = (learned is None) != (before.learning.learned is None)
    watch = Watch() if is_new else watched(before.watch, _sight(reached, day, (told, apart, sigma), ground))
    belief = heard(ready, told, holds_mm=day.holds_mm) if watch.question is None else ready
    return Hearing(
        stand=Stand(
            reservoir=replace(reached.reservoir, depletion_mm=belief.depletion_mm),
            belief=belief,
            below_sigma_mm=reached.below_sigma_mm,
            learning=reached.learning,
            supply=reached.supply,
            is_over=reached.is_over,
            watch=watch,
            echo=Echo(day.day, soil, belief.depletion_mm, belief.depletion_variance),
            watered_on=reached.watered_on,
        ),
        observed_mm=ready.depletion_mm + apart,
        is_believed=watch.question is None,
        predicted_mm=ready.depletion_mm,
        predicted_sigma_mm=sigma,
        wet_depths=wet_depths(soil, learned.capacity) if learned is not None else (),
    )


def _capacity(soil: Mapping[int, float], learning: Learning, table: Soil) -> Mapping[int, float]:
    if learning.learned is not None:
        return learning.learned.capacity
    return dict.fromkeys(soil, table.field_capacity)


def _ready(belief: Belief, *, is_trusted: bool) -> Belief:
    """Return the belief with the states that such probes need."""
    if is_trusted:
        return trusting(belief) if belief.demand_variance == 0 or belief.offset_variance > 0 else belief
    return doubting(belief) if belief.offset_variance == 0 else belief


def _sight(reached: Stand, day: Ended, apart: tuple[Heard, float, float], ground: Ground) -> Sight:
    told, apart_mm, sigma_mm = apart
    jump, jump_sigma = _jump(reached, day, told, ground)
    watered = reached.watered_on
    return Sight(
        day=day.day,
        apart_mm=apart_mm,
        sigma_mm=sigma_mm,
        jump_mm=jump,
        jump_sigma_mm=jump_sigma,
        is_watered=watered is not None and (day.day - watered).days <= 1,
        is_denied=day.day in ground.denied,
    )


def _jump(reached: Stand, day: Ended, told: Heard, ground: Ground) -> tuple[float | None, float]:
    """Return how much wetter the probes became than the balance has it, and its sigma [mm, mm].

    Where rain filled the soil to overflowing nothing can be told: it stands above full for a day or two.
    """
    echo = reached.echo
    if echo is None or reached.is_over or (day.day - echo.day).days > JUMP_DAYS:
        return None, 0.0
    if echo.soil.keys() != day.soil.keys():
        return None, 0.0
    capacity = _capacity(echo.soil, reached.learning, ground.soil)
    then = said(echo.soil, capacity, depth_m=reached.reservoir.depth_m, is_trusted=True)
    if then is None:
        return None, 0.0
    wetter = then.depletion_mm - told.depletion_mm
    grown = max(MODEL_MM**2, reached.belief.depletion_variance - echo.variance)
    jump = wetter - (echo.depletion_mm - reached.belief.depletion_mm)
    return jump, sqrt(grown + 2 * (REPEATS * told.reach_mm) ** 2)
