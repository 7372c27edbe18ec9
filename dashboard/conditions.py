"""What the place of a cycle went through, read from the store for the cycle's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.dependencies import Visit
from dashboard.history import History, Span
from dashboard.interventions import runs
from dashboard.production.cycles import Cycle
from dashboard.production.dryness import Dryness, MonthOfRain, dry_days, rain_by_month
from gateway.domain.columns import Derived
from gateway.domain.places import Place
from gateway.fields.days import Soil, daily_fractions
from gateway.fields.threshold import depth_of
from gateway.ponds.exposure import Exposure, exposure
from gateway.store.base import Buckets


@dataclass(frozen=True, slots=True)
class PondConditions:
    """What a pond went through.

    Attributes:
        water: Its temperature, a bucket a day [°C].
        runs: When something was switched on, until it was off again.
    """

    oxygen: Exposure
    water: Buckets
    runs: list[Span]


@dataclass(frozen=True, slots=True)
class FieldConditions:
    """What a field went through; `soil` is None where its two marks are not known."""

    soil: Dryness | None
    rain: list[MonthOfRain]


def span_of(cycle: Cycle, *, now: int) -> Span:
    """Return from when to when a cycle went; one that goes on ends now."""
    end = cycle.ended if cycle.ended is not None else now
    return Span(cycle.began, max(end, cycle.began + 1))


def pond_conditions(visit: Visit, cycle: Cycle, place: Place) -> PondConditions:
    """Return what a pond went through in a cycle."""
    history, span = History(visit.station.store, visit.registered), span_of(cycle, now=visit.now)
    oxygen = history.readings(history.parts(place.slug, "oxygen", span))
    return PondConditions(
        oxygen=exposure(
            oxygen,
            visit.registered.limits_of(place.slug).warn,
            start=span.start,
            end=span.end,
            utc_offset_hours=visit.words.offset_hours,
        ),
        water=history.days(history.parts(place.slug, "water_temperature", span)),
        runs=runs(visit.station.records.standing({"intervention"}, at=place.slug), place.slug, span),
    )


def field_conditions(visit: Visit, cycle: Cycle, place: Place) -> FieldConditions:
    """Return what a field went through in a cycle."""
    history, span = History(visit.station.store, visit.registered), span_of(cycle, now=visit.now)
    offset = visit.words.offset_hours
    rain = history.parts(place.slug, "rain", span)
    return FieldConditions(
        soil=_dryness(history, place, span, offset),
        rain=rain_by_month(history.readings(rain), start=span.start, end=span.end, utc_offset_hours=offset)
        if rain
        else [],
    )


def _dryness(history: History, place: Place, span: Span, offset: int) -> Dryness | None:
    full, wilting = place.field_capacity, place.wilting_point
    if full is None or wilting is None:
        return None
    fractions: Mapping[date, float] = daily_fractions(
        _water_by_depth(history, place, span), Soil(float(full), float(wilting)), utc_offset_hours=offset
    )
    return dry_days(fractions, start=span.start, end=span.end, utc_offset_hours=offset)


def _water_by_depth(history: History, place: Place, span: Span) -> dict[int, Derived]:
    by_depth: dict[int, list[Derived]] = {}
    for part in history.parts(place.slug, "soil_water", span):
        depth = depth_of(part.series.channel)
        if depth is not None:
            by_depth.setdefault(depth, []).append(history.readings([part]))
    return {depth: Derived.joined(*found) for depth, found in by_depth.items()}
