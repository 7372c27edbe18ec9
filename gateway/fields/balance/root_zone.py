"""How the water of a root zone goes from the end of one day to the end of the next.

The dual crop coefficient of FAO-56, with one store more: what lies between the roots and the depth that
they may reach. Water that sinks out of young roots waits there, and a dry subsoil is met dry; where it is
full, as it is by default, roots grow into a full soil as the book has it.

Rain and irrigation come late in the day: they wet the soil for the next one. The storms of the llanos come
in the afternoon, and pyfao56, against which this is held, does the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from gateway.fields.balance.coefficients import (
    drying,
    dryness,
    exposed,
    highest,
    highest_of_alfalfa,
    mended,
    stress,
    without_thirst,
)
from gateway.fields.balance.runoff import runoff
from gateway.fields.balance.surface import Surface, surface_of, surface_of_soil
from gateway.fields.crop.maize import maize
from gateway.fields.crop.stages import Growth
from gateway.fields.setting import ROOT_LIMIT_M, FieldSetting, Soil
from gateway.fields.soil.layers import Layers, available_to

LIGHT_RAIN: Final = 0.2
"""Rain below this share of ET0 dries on the leaves and counts for nothing [-].

Source:
    Allen et al. 1998, FAO Irrigation and Drainage Paper 56, chapter 8, below eq. 85.
"""

SOAKING_RAIN_MM: Final = 3.0
"""From so much rain on the whole ground is wet, not only what was irrigated [mm].

Source:
    Allen et al. 1998, FAO Irrigation and Drainage Paper 56, table 20: 3 to 4 mm.
"""


@dataclass(frozen=True, slots=True)
class Reservoir:
    """How much water is missing in a soil at the end of a day.

    Attributes:
        depletion_mm: Dr, in the root zone, 0 where it is full [mm].
        surface_mm: De, in the part of the surface that dries, 0 where it is wet [mm].
        depth_m: How deep that root zone reaches [m].
        below_mm: Under it, down to the deepest that roots may reach, 0 where it is full [mm].
        wetted: fw, what part of the ground was wetted last [-].
    """

    depletion_mm: float
    surface_mm: float
    depth_m: float
    below_mm: float = 0.0
    wetted: float = 1.0


@dataclass(frozen=True, slots=True)
class Demand:
    """What a day asks of a soil and what it gives.

    Attributes:
        reference_mm: ET0 of grass [mm].
        growth: None where nothing grows.
        rain_mm: 0 where nobody knows [mm].
        irrigation_mm: Net of losses [mm].
        lowest_humidity: Relative, of the day [%]; None where nobody measured it.
        wind: Two metres above the ground [m/s]; None where nobody measured it.
    """

    reference_mm: float
    growth: Growth | None = None
    rain_mm: float = 0.0
    irrigation_mm: float = 0.0
    lowest_humidity: float | None = None
    wind: float | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """Under what terms a balance is drawn.

    Attributes:
        surface: How the soil dries at its surface and sheds water.
        deepest_m: Deeper no root goes [m].
        depletion_fraction: p at 5 mm a day [-].
        is_fixed: Whether p stays so however much the day asks.
        reference: Of which plant the reference evapotranspiration is.
        light_rain: Rain below this share of it counts for nothing [-].
    """

    surface: Surface
    deepest_m: float
    depletion_fraction: float
    is_fixed: bool = False
    reference: Literal["grass", "alfalfa"] = "grass"
    light_rain: float = LIGHT_RAIN


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a day did to a soil.

    Attributes:
        reservoir: At its end.
        total_available_mm: TAW [mm].
        readily_available_mm: RAW [mm].
        crop_mm: ETc [mm].
        actual_mm: ETa [mm].
        evaporated_mm: What of `crop_mm` is of the wet surface [mm].
        stress: Ks, 1 without thirst, 0 at the wilting point; 1 where nothing grows [-].
        drained_mm: What sank deeper than roots may go [mm].
        ran_off_mm: [mm].
        intercepted_mm: Rain that dried without reaching the soil [mm].
        root_depth_m: How deep the balance reaches [m].
    """

    reservoir: Reservoir
    total_available_mm: float
    readily_available_mm: float
    crop_mm: float
    actual_mm: float
    evaporated_mm: float
    stress: float
    drained_mm: float
    ran_off_mm: float
    intercepted_mm: float
    root_depth_m: float


def terms_of(setting: FieldSetting) -> Terms:
    """Return the terms of a field's balance."""
    return Terms(surface_of(setting), setting.root_limit_m, maize().thirst.depletion_fraction)


@lru_cache(maxsize=256)
def usual_terms(soil: Soil) -> Terms:
    """Return the terms of a field of which only the soil is known."""
    return Terms(surface_of_soil(soil), ROOT_LIMIT_M, maize().thirst.depletion_fraction)


def step(
    before: Reservoir, demand: Demand, soil: Soil, *, terms: Terms | None = None, layers: Layers | None = None
) -> Outcome:
    """Return what a day does to the water of a field.

    Where nothing grows, the upper 0.4 m count; they lose Kc min of the reference even under a dry surface,
    to a few weeds and to the air, as long as there is water that plants could take. Without it the soil
    would stay half full through a dry season. Soil that the roots reach on the day itself counts as full
    until the day ends.

    Args:
        before: At the end of the day before; its depletion is at most what its depth holds.
        demand: What the day asks and gives.
        soil: Of the whole field.
        terms: Those of the field; where None, those of its soil with the usual root limit.
        layers: In place of `soil` where the layers were surveyed.

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, eq. 69 to 88.
    """
    under = usual_terms(soil) if terms is None else terms
    depth = _depth(demand.growth, under)
    total, root, below = _parted(before, depth, soil if layers is None else layers, under)
    evaporated, transpired, share = _asked(before, demand, under)
    crop = evaporated + transpired
    fraction = under.depletion_fraction
    if not under.is_fixed:
        fraction = without_thirst(crop, at_five_mm=fraction)
    satisfied = stress(min(root, before.depletion_mm), total_mm=total, fraction=fraction)
    intercepted = demand.rain_mm if demand.rain_mm < under.light_rain * demand.reference_mm else 0.0
    rain = demand.rain_mm - intercepted
    ran_off = runoff(rain, under.surface, surface_mm=before.surface_mm)
    came = rain - ran_off + demand.irrigation_mm
    actual = min(evaporated + satisfied * transpired, max(0.0, total - root + came))
    root, below, drained = _filled(root + actual - came, below)
    dried = before.surface_mm - rain + ran_off - demand.irrigation_mm / under.surface.wetted
    dried = min(under.surface.total_mm, max(0.0, dried) + evaporated / share)
    return Outcome(
        reservoir=Reservoir(root, dried, depth, below, _wetted(before, demand, under)),
        total_available_mm=total,
        readily_available_mm=fraction * total,
        crop_mm=crop,
        actual_mm=actual,
        evaporated_mm=evaporated,
        stress=1.0 if demand.growth is None else satisfied,
        drained_mm=drained,
        ran_off_mm=ran_off,
        intercepted_mm=intercepted,
        root_depth_m=depth,
    )


def _depth(growth: Growth | None, under: Terms) -> float:
    return min(maize().surface.bare_soil_m if growth is None else growth.root_depth_m, under.deepest_m)


def _asked(before: Reservoir, demand: Demand, under: Terms) -> tuple[float, float, float]:
    """Return what the soil gives and what plants without thirst take [mm], and few [-]."""
    growth = demand.growth
    height, kcb = (0.0, maize().basal.lowest) if growth is None else (growth.height_m, growth.kcb)
    if under.reference == "alfalfa":
        most = highest_of_alfalfa(kcb)
    else:
        raised = dryness(height, wind=demand.wind, lowest_humidity=demand.lowest_humidity)
        kcb = mended(kcb, raised)
        most = highest(kcb, raised)
    share = exposed(kcb, most, height_m=height, wetted=before.wetted)
    ke = min(drying(before.surface_mm, under.surface) * (most - kcb), share * most)
    return ke * demand.reference_mm, kcb * demand.reference_mm, share


def _parted(
    before: Reservoir, depth: float, ground: Soil | Layers, under: Terms
) -> tuple[float, float, float]:
    """Return what the day's root zone holds when full, and what is missing in it and under it [mm].

    A border that moves takes its share of what is missing with it; nothing is lost.
    """
    total = available_to(depth, ground)
    root, below = before.depletion_mm, before.below_mm
    if depth == before.depth_m:
        return total, root, below
    held = available_to(before.depth_m, ground)
    if depth > before.depth_m:
        under_it = available_to(under.deepest_m, ground) - held
        moved = below * min(1.0, (total - held) / under_it) if under_it > 0 else 0.0
    else:
        moved = -root * (1 - total / held)
    return total, root + moved, below - moved


def _filled(root: float, below: float) -> tuple[float, float, float]:
    """Return what is missing in the root zone and under it after too much sank on, and what drained [mm]."""
    if root >= 0:
        return root, below, 0.0
    if below + root >= 0:
        return 0.0, below + root, 0.0
    return 0.0, 0.0, -(below + root)


def _wetted(before: Reservoir, demand: Demand, under: Terms) -> float:
    if demand.irrigation_mm > 0:
        return under.surface.wetted
    return 1.0 if demand.rain_mm >= SOAKING_RAIN_MM else before.wetted
