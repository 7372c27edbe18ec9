"""Every field as its pages show it, the worst first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from dashboard.fields.depths import depths_of, full_soils
from dashboard.fields.described import (
    Sowing,
    cannot_until,
    dry_days_said,
    setting_of,
    sharing_the_pump,
    sowing_of,
)
from dashboard.fields.look import FieldLook
from dashboard.fields.measured import HOUR_S
from dashboard.fields.past import Observed, ages_of, observed
from dashboard.measured.severity import severity
from dashboard.measured.watch import standing_nodes
from dashboard.visit.given import Visit
from gateway.domain.places import Place
from gateway.fields.advice.advised import Advice, Missing, State
from gateway.fields.advice.needs import Said, advise
from gateway.fields.advice.pump import in_turn, rounds_h
from gateway.fields.course import Course
from gateway.fields.observed import RainFrom
from gateway.fields.season.whole import Ages, course_of
from gateway.fields.setting import FieldSetting

UNKNOWN: Final = Ages(None, None, None)
"""Ages run on by the minute and move nothing else of a course."""


def looks(visit: Visit) -> tuple[FieldLook, ...]:
    """Return every field of the commune, the worst first."""
    places = _fields(visit)
    rounds = _rounds(visit, places)
    begun = {one.slug: _looked(visit, one, places, rounds) for one in places}
    found = in_turn_of_pumps(begun)
    return tuple(sorted(found.values(), key=lambda one: (severity(one.advice), one.place.number)))


def _fields(visit: Visit) -> list[Place]:
    return [one for one in visit.registered.places if one.sort == "field"]


def _rounds(visit: Visit, places: list[Place]) -> Mapping[str, float]:
    """Return how long each pump needs to water all of its fields once [h]."""
    return rounds_h(setting_of(visit, one) for one in places)


def in_turn_of_pumps(begun: Mapping[str, FieldLook]) -> dict[str, FieldLook]:
    """Return the fields with the turn of each at the pump that it shares."""
    asked = {
        slug: (one.setting, one.advice, one.course) for slug, one in begun.items() if one.course is not None
    }
    turned = in_turn(asked)
    return {slug: _advised(one, turned.get(slug, one.advice)) for slug, one in begun.items()}


def _advised(one: FieldLook, advice: Advice) -> FieldLook:
    return replace(one, advice=advice)


def _looked(visit: Visit, place: Place, places: list[Place], rounds: Mapping[str, float]) -> FieldLook:
    setting, sowing = setting_of(visit, place), sowing_of(visit, place)
    seen = observed(visit, setting, sowing)
    course = _course(visit, setting, sowing, seen)
    depths = depths_of(visit, place, seen, full_soils(setting, course))
    pump = None if setting.watering is None else setting.watering.pump
    nodes = tuple(standing_nodes(visit.registered.placements, place.slug, now=visit.now))
    said = Said(
        cannot_until=cannot_until(visit, place.slug),
        is_probe_failed=bool(depths) and all(one.has_failed for one in depths),
        round_h=rounds.get(pump or ""),
    )
    return FieldLook(
        place=place,
        setting=setting,
        planted=None if sowing is None else sowing.planted,
        course=course,
        advice=_advice(visit, setting, sowing, course, said),
        cycle=None if sowing is None else sowing.cycle,
        node_names=nodes,
        rain_from=_newest_gauge(seen),
        depths=tuple(one.look for one in depths),
        pump_fields=sharing_the_pump(visit, place, places),
        described=visit.registered.fields.get(place.slug),
        is_gauge_blocked=seen.faults.is_gauge_blocked,
        is_between_visits=_is_between_visits(visit, nodes, course),
    )


def _course(visit: Visit, setting: FieldSetting, sowing: Sowing | None, seen: Observed) -> Course | None:
    """Return how the water of a field went; None where another crop than maize grows."""
    if sowing is not None and sowing.planted is None:
        return None
    planted = None if sowing is None else sowing.planted
    denied = dry_days_said(visit, setting.place)

    def ask() -> Course:
        return course_of(setting, planted, seen.days, today=seen.today, ages=UNKNOWN, denied=denied)

    given = (setting, planted, seen.days, seen.today, denied)
    ages = ages_of(visit, setting.place, seen)
    return replace(
        visit.station.fields.reckoned(setting.place, given, ask),
        rain_age_h=ages.rain_h,
        air_age_h=ages.air_h,
        soil_age_h=ages.soil_h,
    )


def _advice(
    visit: Visit, setting: FieldSetting, sowing: Sowing | None, course: Course | None, said: Said
) -> Advice:
    if course is None:
        return Advice(State.NO_ADVICE, 1, missing=Missing("crop", None, "grower"))
    planted = None if sowing is None else sowing.planted
    return advise(course, setting, planted, today=visit.words.today, said=said)


def _is_between_visits(visit: Visit, nodes: tuple[str, ...], course: Course | None) -> bool:
    """Tell whether a field's soil is old only because nobody has come by, and no visit is missing."""
    if course is None or course.soil_age_h is None:
        return False
    told = visit.now - course.soil_age_h * HOUR_S
    met = [(one.status, max(one.heard or 0, one.status_at or 0)) for one in visit.nodes if one.node in nodes]
    return any(
        status.is_visited and last <= told + HOUR_S and visit.now - last <= status.may_be_silent_s
        for status, last in met
        if status is not None
    )


def _newest_gauge(seen: Observed) -> RainFrom | None:
    return seen.fallen[max(seen.fallen)].whose if seen.fallen else None
