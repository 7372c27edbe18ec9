"""What people said of a field: its soil, its water, its maize, what was done and what cannot be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dashboard.production.cycle import Cycle
from dashboard.visit.given import Visit
from gateway.domain.entries import (
    CannotIrrigate,
    Entry,
    FieldDescribed,
    Irrigated,
    NotIrrigated,
    Sown,
    StageSeen,
)
from gateway.domain.goods import is_maize
from gateway.domain.places import Place
from gateway.fields.advice.irrigation import net_mm
from gateway.fields.setting import (
    DAYS_TO_MATURITY,
    EFFICIENCY,
    ROOT_LIMIT_M,
    FieldSetting,
    Planted,
    Soil,
    Watering,
)
from gateway.fields.soil.texture import HELD, MOST_HELD

HUNDRED: Final = 100
USUALLY_CANNOT_D: Final = 3
"""So long nobody can water a field where nobody said for how long [d]; ours, not verified."""


@dataclass(frozen=True, slots=True)
class Sowing:
    """What grows on a field.

    Attributes:
        cycle: The uid of its sowing.
        crop: In the commune's own words.
        planted: None where it is no maize.
    """

    cycle: str
    crop: str
    planted: Planted | None


def setting_of(visit: Visit, place: Place) -> FieldSetting:
    """Return what is known of a field before anything is measured in it."""
    said, commune = visit.registered.fields.get(place.slug), visit.station.config.commune
    limit = said.root_limit_m if said is not None else None
    return FieldSetting(
        place=place.slug,
        latitude_deg=float(commune.latitude),
        altitude_m=float(commune.altitude_m),
        soil=_soil(place, said),
        area_m2=None if place.area_m2 is None else float(place.area_m2),
        watering=_watering(place, said),
        root_limit_m=ROOT_LIMIT_M if limit is None else float(limit),
    )


def _soil(place: Place, said: FieldDescribed | None) -> Soil:
    full, wilting = place.field_capacity, place.wilting_point
    if full is None or wilting is None or full > MOST_HELD:
        full, wilting = HELD["loam"]
        return Soil(float(full), float(wilting), "guess")
    return Soil(float(full), float(wilting), "texture" if said is None else said.soil_known)


def _watering(place: Place, said: FieldDescribed | None) -> Watering | None:
    if "pump" not in place.means:
        return None
    method = said.method if said is not None and said.method is not None else "other"
    share = None if said is None else said.efficiency
    flow = None if said is None else said.pump_m3_h
    return Watering(
        method=method,
        efficiency=EFFICIENCY[method] if share is None else float(share) / HUNDRED,
        pump=None if said is None else said.pump,
        pump_m3_h=None if flow is None else float(flow),
    )


def sowing_of(visit: Visit, place: Place) -> Sowing | None:
    """Return what grows on a field now, None where nothing does."""
    going_on = [
        one
        for one in visit.station.production.cycles()
        if one.place == place.slug and one.ended is None and one.sort == "sowing"
    ]
    return None if not going_on else _sowing(visit, going_on[0])


def _sowing(visit: Visit, cycle: Cycle) -> Sowing:
    return Sowing(cycle.uid, cycle.product, planted_in(visit, cycle) if is_maize(cycle.product) else None)


def planted_in(visit: Visit, cycle: Cycle) -> Planted:
    """Return the maize of a cycle, with what was seen of it."""
    sown = visit.station.journal.entry(cycle.uid)
    body = None if sown is None else sown.body
    days = body.days_to_maturity if isinstance(body, Sown) else None
    seen = {
        one.body.stage: visit.words.local(one.happened).date()
        for one in visit.station.records.standing({"stage"}, at=cycle.uid)
        if isinstance(one.body, StageSeen)
    }
    return Planted(
        sown=visit.words.local(cycle.began).date(),
        days_to_maturity=DAYS_TO_MATURITY if days is None else days,
        emerged=seen.get("emergence"),
        flowered=seen.get("flowering"),
        matured=seen.get("maturity"),
    )


def watered_by_day(visit: Visit, setting: FieldSetting) -> dict[date, float | None]:
    """Return what reached the soil of a field by irrigation, by the commune's day [mm].

    None where it was watered and nobody knows how much.
    """
    found: dict[date, float | None] = {}
    for one in visit.station.records.standing({"irrigation"}, at=setting.place):
        if not isinstance(one.body, Irrigated):
            continue
        day = visit.words.local(one.happened).date()
        net, before = net_mm(one.body, setting), found.get(day, 0.0)
        found[day] = None if net is None or before is None else before + net
    return found


def dry_days_said(visit: Visit, place: str) -> frozenset[date]:
    """Return the days on which somebody said that nobody had watered a field."""
    told = visit.station.records.standing({"not_irrigated"}, at=place)
    return frozenset(date.fromisoformat(one.body.day) for one in told if isinstance(one.body, NotIrrigated))


def cannot_until(visit: Visit, place: str) -> date | None:
    """Return the last day on which a field cannot be watered, None where nothing stands in the way.

    Whoever has watered it since could.
    """
    told = visit.station.records.standing({"cannot_irrigate", "irrigation"}, at=place)
    newest = max(told, key=_by_moment, default=None)
    if newest is None or not isinstance(newest.body, CannotIrrigate):
        return None
    last = visit.words.local(newest.happened).date() + timedelta(
        days=(newest.body.days or USUALLY_CANNOT_D) - 1
    )
    return last if last >= visit.words.today else None


def _by_moment(entry: Entry) -> tuple[int, int]:
    return (entry.happened, entry.number)


def sharing_the_pump(visit: Visit, place: Place, fields: Iterable[Place]) -> tuple[Place, ...]:
    """Return the other fields that the same pump waters, by number."""
    said = visit.registered.fields.get(place.slug)
    if said is None or said.pump is None:
        return ()
    others = {slug for slug, one in visit.registered.fields.items() if one.pump == said.pump}
    return tuple(one for one in fields if one.slug in others and one.slug != place.slug)
