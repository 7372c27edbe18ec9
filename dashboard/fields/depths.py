"""The soil of a field at each depth, as its probes told it last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from dashboard.fields.look import DepthLook, Trend
from dashboard.fields.past import Observed
from dashboard.measured.watch import nodes_at
from dashboard.visit.given import Visit
from gateway.domain.by_hand import is_by_hand
from gateway.domain.places import Place
from gateway.domain.readings import Flag, Reading
from gateway.fields.course import Course
from gateway.fields.setting import FieldSetting, Soil
from gateway.fields.soil.threshold import available_fraction, depth_of
from gateway.quality.soil_fault import SoilTrouble

TOO_OLD_S: Final = 24 * 3600
"""What a probe said longer ago is not how the soil is now [s]; so long the balance believes it, too."""
CHANGES_BY: Final = 0.005
"""By less than this from dawn to dawn the soil is as it was: what a good probe tells apart [m3/m3]."""


@dataclass(frozen=True, slots=True)
class Depth:
    """The soil at one depth.

    Attributes:
        has_failed: Whether what its probe sent last can be of no soil.
    """

    look: DepthLook
    has_failed: bool


def full_soils(setting: FieldSetting, course: Course | None) -> Mapping[int, Soil]:
    """Return the two marks of the soil at each depth whose probe has shown its own full soil, by depth [cm].

    Where a probe begins to count nobody knows; between full and wilting it counts as its soil does.
    """
    if course is None or course.learned is None:
        return {}
    available = setting.soil.available
    return {depth: Soil(full, full - available) for depth, full in course.learned.capacity.items()}


def depths_of(visit: Visit, place: Place, seen: Observed, learned: Mapping[int, Soil]) -> tuple[Depth, ...]:
    """Return the soil at each depth, from the surface down."""
    here = nodes_at(visit.registered.placements, place.slug, now=visit.now)
    found = []
    for key in sorted({*visit.station.store.keys(), *seen.stated}):
        depth = depth_of(key.channel)
        if (
            key.quantity == "soil_water"
            and key.node in here
            and depth is not None
            and not is_by_hand(key.node)
        ):
            latest = seen.stated.get(key) or visit.station.store.latest(key)
            marks = learned.get(depth) or _marks(place)
            shown = _depth(depth, latest, marks, _trend(seen, depth), now=visit.now)
            shown = replace(shown, look=replace(shown.look, is_stated=key in seen.stated))
            fault = seen.faults.soil.get(depth)
            found.append(shown if fault is None else _in_trouble(shown, fault.what))
    return tuple(sorted(found, key=lambda one: one.look.depth_cm))


def _in_trouble(shown: Depth, trouble: SoilTrouble) -> Depth:
    return Depth(replace(shown.look, water=None, share=None, trend=None, trouble=trouble), has_failed=True)


def _marks(place: Place) -> Soil | None:
    full, wilting = place.field_capacity, place.wilting_point
    return None if full is None or wilting is None else Soil(float(full), float(wilting))


def _depth(depth: int, latest: Reading | None, marks: Soil | None, trend: Trend | None, *, now: int) -> Depth:
    has_failed = latest is not None and latest.flag >= Flag.FAIL
    is_usable = latest is not None and not has_failed and now - latest.at <= TOO_OLD_S
    water = latest.value if latest is not None and is_usable else None
    share = None
    if water is not None and marks is not None:
        share = available_fraction(
            water, field_capacity=marks.field_capacity, wilting_point=marks.wilting_point
        )
    return Depth(DepthLook(depth, water, share, trend, None if latest is None else latest.at), has_failed)


def _trend(seen: Observed, depth: int) -> Trend | None:
    dawns = [one.soil[depth] for one in seen.days[-2:] if depth in one.soil]
    if len(dawns) < 2:
        return None
    change = dawns[1] - dawns[0]
    if abs(change) < CHANGES_BY:
        return "same"
    return "rises" if change > 0 else "falls"
