"""How the water of a field went since the first day, how it stands, and how it will go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from typing import Final

from gateway.fields.balance.root_zone import Reservoir, terms_of
from gateway.fields.course import SURE_80, Course, DayOfField, Hits
from gateway.fields.crop.maize import maize
from gateway.fields.crop.stages import Growth, growths
from gateway.fields.observed import FieldDay
from gateway.fields.probes.filtering import Belief
from gateway.fields.season.following import Given, followed
from gateway.fields.season.foreseen import Coming, foreseen, standing
from gateway.fields.season.stand import Ground, Stand
from gateway.fields.setting import FieldSetting, Planted
from gateway.fields.soil.layers import available_to
from gateway.fields.weather.evapotranspiration import references_of
from gateway.fields.weather.sound import sound

LEAST_AHEAD: Final = 5

RECENT_DAYS: Final = 7
"""The days ahead take as much as so many days before them did on average [d]; how well: `foreseen`."""

USUAL_RAIN_MM: Final = 10.0
"""How far an unread rain may lie from none, where too few were read before it [mm]. Ours, not verified."""

HOURS_A_DAY: Final = 24

RAIN_DAYS: Final = 30
"""Of so many days before it, the rain that was read tells how much an unread one may be [d]."""

ENOUGH_RAIN_DAYS: Final = 10
"""Read days that are enough for that. Ours."""


@dataclass(frozen=True, slots=True)
class Ages:
    """Hours since something was last known; None where it never was [h]."""

    rain_h: float | None
    air_h: float | None
    soil_h: float | None


def course_of(  # noqa: PLR0913 - what is known of a field, each by its name
    setting: FieldSetting,
    planted: Planted | None,
    days: Sequence[FieldDay],
    *,
    today: FieldDay,
    ages: Ages,
    denied: Collection[date] = (),
    ahead: int = LEAST_AHEAD,
    is_calibrated: bool = False,
) -> Course:
    """Return how the water of a field went, stands and will go.

    Nobody knows how wet a soil was on the first day: it begins half full, as unsure as can be. The first
    wetting that fills it, or the first probe, ends that; so a few weeks before sowing are worth giving. The
    same days give the same course, and a day more changes no day before it.

    Args:
        setting: Of the field.
        planted: None where nothing grows.
        days: Complete days, one after the other, rising; at least one. They may begin before sowing.
        today: What came since midnight.
        ages: How old the newest of each kind is.
        denied: Days on which nobody irrigated, whatever the probes say.
        ahead: How many days after today; at least five are given.
        is_calibrated: Whether each probe was calibrated in the soil of this field.
    """
    usable = [sound(one) for one in (*days, today)]
    ground = Ground(setting.soil, terms_of(setting), is_calibrated, denied)
    count = max(ahead, LEAST_AHEAD)
    grown = _growths(planted, usable, count, setting)
    references = references_of(
        [one.air for one in usable[:-1]],
        [one.day for one in days],
        latitude_deg=setting.latitude_deg,
        altitude_m=setting.altitude_m,
    )
    stand, told = _begun(ground, grown[0]), []
    for place, seen in enumerate(usable[:-1]):
        given = Given(seen, grown[place], references[place], _usual_rain(usable, place))
        stand, day = followed(stand, given, ground)
        told.append(day if seen is days[place] else replace(day, seen=days[place]))
    recent = [one.millimetres for one in references[-RECENT_DAYS:]]
    unread = _usual_rain(usable, len(days)) * sqrt(_share_unread(ages.rain_h))
    coming = Coming(usable[-1], sum(recent) / len(recent), unread)
    now = standing(stand, grown[len(days)], coming, ground)
    learned = stand.learning.learned
    return Course(
        days=tuple(told),
        today=today,
        depletion_mm=now.depletion_mm,
        sigma_mm=now.sigma_mm,
        ahead=foreseen(stand, grown[len(days) :], coming, ground),
        learned=learned,
        is_learning=learned is None and not is_calibrated and any(one.soil for one in usable[:-1]),
        question=stand.watch.question,
        hits=_hits(told),
        rain_age_h=ages.rain_h,
        air_age_h=ages.air_h,
        soil_age_h=ages.soil_h,
    )


def _growths(
    planted: Planted | None, usable: Sequence[FieldDay], ahead: int, setting: FieldSetting
) -> Sequence[Growth | None]:
    """Return how far the crop is on each day, today and the days ahead; today's air is not complete yet."""
    if planted is None:
        return [None] * (len(usable) + ahead)
    return growths(planted, usable[:-1], ahead=1 + ahead, root_limit_m=setting.root_limit_m)


def _begun(ground: Ground, growth: Growth | None) -> Stand:
    """Return how a field stands before its first day: half full, and nobody knows."""
    wanted = maize().surface.bare_soil_m if growth is None else growth.root_depth_m
    depth = min(wanted, ground.terms.deepest_m)
    holds = available_to(depth, ground.soil)
    under = available_to(ground.terms.deepest_m, ground.soil) - holds
    return Stand(
        reservoir=Reservoir(holds / 2, ground.terms.surface.total_mm, depth, under / 2),
        belief=Belief(holds / 2, holds * holds / 12),
        below_sigma_mm=under / sqrt(12),
    )


def _usual_rain(usable: Sequence[FieldDay], place: int) -> float:
    """Return how far an unread rain may lie from none, by the days read before it [mm]."""
    if usable[place].rain_mm is not None:
        return 0.0
    read = [one.rain_mm for one in usable[max(0, place - RAIN_DAYS) : place] if one.rain_mm is not None]
    if len(read) < ENOUGH_RAIN_DAYS:
        return USUAL_RAIN_MM
    return sqrt(sum(rain * rain for rain in read) / len(read))


def _share_unread(rain_h: float | None) -> float:
    """Return of a day's rain the share that fell since a gauge was read, by the hours since then [-].

    A gauge that is read by hand at dawn tells nothing of the day that begins: of that only its first hours
    are unread, not all of it.
    """
    return 1.0 if rain_h is None else min(1.0, rain_h / HOURS_A_DAY)


def _hits(days: Sequence[DayOfField]) -> Hits | None:
    """Return how often the probes said what was expected; the first time nothing could be."""
    apart = [
        abs(day.observed_mm - day.predicted_mm) / day.predicted_sigma_mm
        for day in days
        if day.observed_mm is not None and day.predicted_mm is not None and day.predicted_sigma_mm
    ][1:]
    return Hits(len(apart), sum(one <= SURE_80 for one in apart)) if apart else None
