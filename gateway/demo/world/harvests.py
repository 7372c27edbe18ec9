"""What the cycles of the demo brought: kilos that lean on what the water went through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from gateway.demo.world import cast
from gateway.demo.world.cast import DemoField, DemoPond
from gateway.demo.world.chance import generator
from gateway.demo.world.commune import World
from gateway.demo.world.cycles import CALENDAR, Cycle
from gateway.domain.columns import Floats
from gateway.domain.entries import Quality

_GROWTH_G_D = 3.6
"""What a cachama gains with enough oxygen [g/d]; between 2.6 % a day in Zulia and the tanks of
Poleo et al. 2011, Pesq. Agropec. Bras. 46(4)."""
FINGERLING_G = 30
_APPETITE = ((1.7, 0.55), (2.3, 0.90), (2.7, 0.94), (4.4, 1.0))
"""Feed eaten by the mean minimum [mg/L, -]; catfish: Torrans 2008 and 2010, ARS 219965 and 248876."""
_MAIZE_KG_HA = 4300.0
_CONUCO_KG_HA = 2500.0
_DRY_FRACTION = 0.45
_LOST_TO_THIRST = 0.9


@dataclass(frozen=True, slots=True)
class Brought:
    """One harvest of a cycle.

    Attributes:
        day: When.
        complete: Whether the cycle ended with it.
        fish: How many, of a pond.
        moisture: Of the grain, of a field [%].
        impurity: Of the grain, of a field [%].
    """

    day: date
    kg: Decimal
    quality: Quality
    complete: bool
    fish: int | None = None
    moisture: Decimal | None = None
    impurity: Decimal | None = None
    note: str | None = None


def stocked_fish(pond: DemoPond) -> int:
    """Return how many fingerlings a pond is stocked with."""
    return int(pond.area_m2 * pond.density)


def planned_kg(one: DemoPond | DemoField) -> Decimal:
    """Return what the enterprise hoped for [kg]."""
    if isinstance(one, DemoPond):
        return Decimal(round(stocked_fish(one) * 0.66, -1))
    return Decimal(round(one.area_m2 / 10_000 * (3800 if one.enterprise == "maiz" else 2200), -2))


def pond_harvests(world: World, pond: DemoPond, cycle: Cycle) -> Iterator[Brought]:
    """Yield the harvests of a pond's cycle, rising by day."""
    if cycle.fate == "failed" and cycle.ends is not None:
        note = "Amanecieron muertas casi todas; se sacaron las que quedaban."
        yield Brought(cycle.ends, Decimal("26.5"), "weighed", complete=False, fish=61, note=note)
        return
    chance = generator(cast.SEED, "harvest", cycle.uid)
    weight_kg, alive = grown(world, pond, cycle, luck=float(chance.normal(1.0, 0.04)))
    alive *= chance.uniform(0.93, 1.0)
    early = 0.0
    if cycle.ends is None:
        if pond.place == "estanque-6":
            # The commune's newest harvest: part of a pond that goes on.
            yield _fish(date(2026, 4, 20), weight_kg, round(alive * 0.3), complete=False)
        return
    if chance.random() < 0.3:
        early = 0.25
        before = date.fromordinal(cycle.ends.toordinal() - 18)
        yield _fish(before, weight_kg * 0.93, round(alive * early), complete=False)
    yield _fish(cycle.ends, weight_kg, round(alive * (1 - early)), complete=True)


def _fish(day: date, weight_kg: float, fish: int, *, complete: bool) -> Brought:
    kg = Decimal(f"{round(weight_kg * fish * 2) / 2:.1f}")
    return Brought(day, kg, "weighed", complete=complete, fish=fish)


def grown(world: World, pond: DemoPond, cycle: Cycle, *, luck: float) -> tuple[float, float]:
    """Return the mean weight [kg] and how many fish are left at the end of a cycle."""
    first = max(CALENDAR.number(cycle.begins), 0)
    days = cycle.length(cast.MORNING)
    low = np.maximum(world.ponds[pond.place].low[first : first + days], 0)
    levels, shares = zip(*_APPETITE, strict=True)
    ate = float(np.mean(np.interp(low, levels, shares)))
    weight = (FINGERLING_G + _GROWTH_G_D * days * ate * luck) / 1000
    alive = stocked_fish(pond) * (0.97 - 0.15 * float(np.mean(low < 0.5)))
    return weight, alive


def field_harvests(world: World, field: DemoField, cycle: Cycle) -> Iterator[Brought]:
    """Yield the harvest of a field's cycle; none while it grows."""
    if cycle.ends is None:
        return
    chance = generator(cast.SEED, "harvest", cycle.uid)
    per_hectare = _MAIZE_KG_HA if field.enterprise == "maiz" else _CONUCO_KG_HA
    thirst = _thirst(world, field, cycle)
    kg = per_hectare * field.area_m2 / 10_000 * (1 - _LOST_TO_THIRST * thirst) * chance.normal(1.0, 0.06)
    moisture = Decimal(f"{chance.uniform(17.5, 20.5):.1f}")
    impurity = Decimal(f"{chance.uniform(1.5, 3.5):.1f}")
    if cycle.fate == "estimated":
        note = "Se contaron sacos; no hubo romana."
        yield Brought(cycle.ends, Decimal(round(kg, -3)), "estimated", complete=True, note=note)
    elif cycle.fate == "wet":
        note = "Llovió toda la semana; el grano salió húmedo."
        kilos = Decimal(round(kg * 1.06, -1))
        wet = (Decimal("25.5"), Decimal("5.0"))
        yield Brought(
            cycle.ends, kilos, "weighed", complete=True, moisture=wet[0], impurity=wet[1], note=note
        )
    else:
        kilos = Decimal(round(kg, -1))
        yield Brought(cycle.ends, kilos, "weighed", complete=True, moisture=moisture, impurity=impurity)


def _thirst(world: World, field: DemoField, cycle: Cycle) -> float:
    """Return in which share of a cycle's days the root zone was dry [-]."""
    count = np.arange(20, cycle.length(cast.MORNING), dtype=np.float64)
    days: Floats = CALENDAR.at(cycle.begins, 5.0) + 86_400.0 * count
    water = world.soil_water(field, days)
    fraction = np.clip((water - field.soil.wilting) / (field.soil.capacity - field.soil.wilting), 0, 1)
    return float(np.mean(fraction.mean(axis=1) < _DRY_FRACTION))
