"""A soil and a maize of another making than the one from which advice is given.

Ten layers by the hour; water that sinks as fast as a wet soil lets it and is drawn back by a dry one, with no
field capacity anywhere; roots that make up in one layer for what another lacks; leaves that grow with warmth;
a surface that lets a storm run off once it cannot take more. The advice knows one bucket by the day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gateway.domain.columns import Floats

THICKNESS_MM = np.array([50.0, 50.0, 100.0, 100.0, 100.0, 100.0, 150.0, 150.0, 200.0, 200.0])
MIDDLES_MM = np.cumsum(THICKNESS_MM) - THICKNESS_MM / 2
LAYERS = len(THICKNESS_MM)


@dataclass(frozen=True, slots=True)
class Ground:
    """Soils of n fields, each even from top to bottom; every column has the shape (n, 1).

    Source:
        Clapp and Hornberger 1978, Water Resources Research 14(4): 601-604, table 2, as in many land models.

    Attributes:
        full: Water with every pore full [m3/m3].
        entry_m: How hard a soil that is nearly full holds its water [m].
        exponent: How fast that grows as it dries, b [-].
        sinks_mm_h: How fast water sinks in the full soil [mm/h].
    """

    full: Floats
    entry_m: Floats
    exponent: Floats
    sinks_mm_h: Floats

    def held_at(self, head_m: float) -> Floats:
        """Return the water that a soil holds against so much suction [m3/m3]."""
        return self.full * np.minimum(1.0, (self.entry_m / head_m) ** (1 / self.exponent))


SOILS = {
    "loam": (0.451, 0.478, 5.39, 25.0),
    "sandy clay loam": (0.420, 0.299, 7.12, 22.7),
    "clay loam": (0.476, 0.630, 8.52, 8.8),
}


def grounds(names: list[str]) -> Ground:
    """Return the soils of fields by name, in their order."""
    rows = np.array([SOILS[name] for name in names])
    return Ground(*(rows[:, column : column + 1] for column in range(4)))


@dataclass(frozen=True, slots=True)
class Leaves:
    """A crop on n fields on one day; columns of the shape (n, 1).

    Attributes:
        area: Of leaves on a square metre of ground [m2/m2].
        root_mm: How deep the roots are; 0 where nothing grows [mm].
    """

    area: Floats
    root_mm: Floats


def leaves_at(degree_days: Floats, age_days: Floats) -> Leaves:
    """Return a maize by its warmth and age; both of the shape (n, 1), age below 0 before it is sown."""
    grown = 4.8 / (1 + np.exp(-(degree_days - 520) / 90))
    withered = np.clip((degree_days - 1200) / 800, 0, 1)
    alive = (age_days > 5) & (degree_days < 2050)
    area = np.where(alive, grown * (1 - 0.75 * withered), 0.0)
    return Leaves(area, np.where(alive, np.clip(18.0 * age_days, 100, 900), 0.0))


@dataclass(frozen=True, slots=True)
class Gone:
    """Where water went in some hours, in columns of the shape (n,) [mm].

    Attributes:
        wanted: What the crop would have taken.
        lacked: What it did not get because its soil was dry.
        sank: Below 1.2 m.
        ran_off: Over the surface.
    """

    wanted: Floats
    lacked: Floats
    sank: Floats
    ran_off: Floats


def live_hours(ground: Ground, water: Floats, *, supply: Floats, reference: Floats, leaves: Leaves) -> Gone:
    """Let some hours go by over n fields; `water` is changed.

    Args:
        ground: Their soils.
        water: Of each layer [m3/m3], shape (n, 10).
        supply: Rain and irrigation of each hour [mm], shape (n, hours).
        reference: ET0 of each hour [mm], shape (n, hours).
        leaves: Their crops.
    """
    count, hours = supply.shape
    wanted, lacked, sank, ran_off = (np.zeros(count) for _ in range(4))
    for hour in range(hours):
        asked = reference[:, hour : hour + 1]
        want = asked * 1.15 * (1 - np.exp(-0.75 * leaves.area))
        uptake, lack = _uptake(ground, water, want, leaves.root_mm)
        water -= uptake / THICKNESS_MM
        _dry_in_the_sun(ground, water, asked * 1.05 * np.exp(-0.6 * leaves.area))
        wanted += want[:, 0]
        lacked += lack[:, 0]
        ran_off += _let_in(ground, water, supply[:, hour : hour + 1])[:, 0]
        sank += _sink(ground, water)[:, 0]
        _spread(ground, water)
    return Gone(wanted, lacked, sank, ran_off)


def _uptake(ground: Ground, water: Floats, want: Floats, root_mm: Floats) -> tuple[Floats, Floats]:
    """Return what roots take from each layer, and what they lack because it is dry [mm].

    Where half of the roots drink, the plant lacks nothing. Without air they drink nothing either.

    Source:
        Feddes et al. 1978, maize: no thirst to 4 m of suction, nothing left at 80 m; no air above 96 % of the
        pores is ours. Jarvis 1989, Journal of Hydrology 107: 57-72, compensation 0.5.
    """
    tops = MIDDLES_MM - THICKNESS_MM / 2
    inside = np.clip((root_mm - tops) / THICKNESS_MM, 0, 1)
    roots = inside * THICKNESS_MM * np.exp(-MIDDLES_MM / 300.0)
    shares = roots / np.maximum(roots.sum(axis=1, keepdims=True), 1e-9)
    full = water / ground.full
    suction = ground.entry_m * full ** (-ground.exponent)
    moist = shares * np.clip((80.0 - suction) / (80.0 - 4.0), 0, 1)
    drinking = moist * np.clip((1.0 - full) / 0.04, 0, 1)
    whole = drinking.sum(axis=1, keepdims=True)
    uptake = want * np.minimum(1.0, whole / 0.5) * drinking / np.maximum(whole, 1e-9)
    return uptake, want * (1 - np.minimum(1.0, moist.sum(axis=1, keepdims=True) / 0.5))


def _dry_in_the_sun(ground: Ground, water: Floats, want: Floats) -> None:
    """Dry the two upper layers, ever more slowly, down to half of what 150 m of suction leave."""
    dry, moist = 0.5 * ground.held_at(150.0), ground.held_at(5.0)
    ease = np.clip((water[:, :2] - dry) / (moist - dry), 0, 1) ** 2
    water[:, :2] -= want * ease * np.array([0.7, 0.3]) / THICKNESS_MM[:2]


def _let_in(ground: Ground, water: Floats, supply: Floats) -> Floats:
    """Bring an hour's water in at the top as fast as it can enter; return what runs off [mm]."""
    upper = water[:, :3].mean(axis=1, keepdims=True) / ground.full
    enters = np.minimum(supply, ground.sinks_mm_h * (1 + 3 * (1 - upper)))
    carried = enters.copy()
    for layer in range(LAYERS):
        room = (ground.full - water[:, layer : layer + 1]) * THICKNESS_MM[layer]
        stays = np.minimum(carried, room)
        water[:, layer : layer + 1] += stays / THICKNESS_MM[layer]
        carried = carried - stays
    return supply - enters + carried


def _sink(ground: Ground, water: Floats) -> Floats:
    """Let water sink by its own weight for an hour, each layer by its exact solution; return the loss [mm].

    Source:
        Campbell 1974, Soil Science 117: 311-314: conductivity goes with the power 2b + 3 of saturation.
    """
    power = 2 * ground.exponent + 2
    carried = np.zeros((len(water), 1))
    for layer in range(LAYERS):
        here = np.minimum(ground.full, water[:, layer : layer + 1] + carried / THICKNESS_MM[layer])
        carried = carried - (here - water[:, layer : layer + 1]) * THICKNESS_MM[layer]
        pace = power * ground.sinks_mm_h / (ground.full * THICKNESS_MM[layer])
        left = ground.full * ((here / ground.full) ** (-power) + pace) ** (-1 / power)
        carried = carried + (here - left) * THICKNESS_MM[layer]
        water[:, layer : layer + 1] = left
    return carried


def _spread(ground: Ground, water: Floats) -> None:
    """Let dry layers draw from wet ones beside them for an hour, at most a quarter of the difference."""
    between = (water[:, 1:] + water[:, :-1]) / (2 * ground.full)
    # Campbell's diffusivity: conductivity over how fast suction grows as the soil dries [mm2/h].
    nearly_full = ground.exponent * ground.sinks_mm_h * 1000 * ground.entry_m / ground.full
    eagerness = nearly_full * between ** (ground.exponent + 2)
    apart = np.diff(MIDDLES_MM)
    thin = np.minimum(THICKNESS_MM[1:], THICKNESS_MM[:-1])
    difference = water[:, :-1] - water[:, 1:]
    moved = difference * np.minimum(eagerness / apart, 0.25 * thin)
    water[:, :-1] -= moved / THICKNESS_MM[:-1]
    water[:, 1:] += moved / THICKNESS_MM[1:]
