"""What the place of a cycle went through, read from the store for the cycle's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.fields.ordeal import ordeal_of
from dashboard.measured.history import History, Span
from dashboard.ponds.interventions import runs
from dashboard.production.base import Wanted
from dashboard.production.cycles import Cycle
from dashboard.production.dryness import Dryness, MonthOfRain, dry_days, rain_by_month
from dashboard.visit.given import Visit
from gateway.domain.alerts import Limits
from gateway.domain.columns import Derived
from gateway.domain.entries import Entry, Irrigated
from gateway.domain.places import Place
from gateway.fields.advice.thirst import Ordeal
from gateway.fields.setting import Soil
from gateway.fields.soil.days import daily_fractions
from gateway.fields.soil.threshold import depth_of
from gateway.ponds.exposure import Exposure, exposure
from gateway.store.base import Buckets

HOUR_S: Final = 3600
DAY_S: Final = 24 * HOUR_S
LONGEST_RUN_S: Final = 2 * DAY_S
"""What was switched on longer ago than this and never off is not taken to go on [s]."""


@dataclass(frozen=True, slots=True)
class Done:
    """What people did about the water of a pond.

    Attributes:
        aerated: When the aerator ran, until it was off again.
        aerator_nights: In how many nights it ran, each from noon to noon.
        exchanged: When water was let in, rising [s UTC].
        unfed: When feeding was stopped, until it went on.
    """

    aerated: list[Span]
    aerator_nights: int
    exchanged: list[int]
    unfed: list[Span]


@dataclass(frozen=True, slots=True)
class PondConditions:
    """What a pond went through.

    Attributes:
        limits: Where its oxygen is low, and who says so.
        water: Its temperature, a bucket a day [°C].
    """

    oxygen: Exposure
    limits: Limits
    water: Buckets
    done: Done


@dataclass(frozen=True, slots=True)
class FieldConditions:
    """What a field went through.

    Attributes:
        soil: None where its two marks are not known.
        irrigated: What people wrote down of its watering, rising by when it was.
        pumped_s: How long the pump ran by what people wrote down [s].
        ordeal: Days of thirst by stage and of too much water, reckoned; None where no maize grew.
    """

    soil: Dryness | None
    rain: list[MonthOfRain]
    irrigated: list[tuple[int, Irrigated]]
    pumped_s: int
    ordeal: Ordeal | None

    @property
    def rain_mm(self) -> float | None:
        """What fell on the days measured [mm], None where no day was."""
        known = [one.millimetres for one in self.rain if one.millimetres is not None]
        return sum(known) if known else None

    @property
    def rain_days(self) -> tuple[int, int]:
        """On how many days rain was measured, of how many."""
        return sum(one.days_measured for one in self.rain), sum(one.days_total for one in self.rain)


def span_of(cycle: Cycle, *, now: int) -> Span:
    """Return from when to when a cycle went; one that goes on ends now."""
    end = cycle.ended if cycle.ended is not None else now
    return Span(cycle.began, max(end, cycle.began + 1))


def pond_conditions(visit: Visit, cycle: Cycle, place: Place) -> PondConditions:
    """Return what a pond went through in a cycle."""
    history, span = History(visit.station.store, visit.registered), span_of(cycle, now=visit.now)
    return PondConditions(
        oxygen=oxygen_of(visit, cycle, place),
        limits=visit.registered.limits_of(place.slug),
        water=history.days(history.parts(place.slug, "water_temperature", span)),
        done=done_in(visit, cycle, place),
    )


def oxygen_of(visit: Visit, cycle: Cycle, place: Place) -> Exposure:
    """Return how long a pond was short of oxygen in a cycle."""
    history, span = History(visit.station.store, visit.registered), span_of(cycle, now=visit.now)
    oxygen = history.readings(history.parts(place.slug, "oxygen", span))
    limit, offset = visit.registered.limits_of(place.slug).warn, visit.words.offset_hours
    return exposure(oxygen, limit, start=span.start, end=span.end, utc_offset_hours=offset)


def soil_of(visit: Visit, cycle: Cycle, place: Place) -> Dryness | None:
    """Return on how many days of a cycle a field's soil was dry, None where its two marks are not known."""
    history, span = History(visit.station.store, visit.registered), span_of(cycle, now=visit.now)
    return _dryness(history, place, span, visit.words.offset_hours)


def field_conditions(visit: Visit, cycle: Cycle, place: Place) -> FieldConditions:
    """Return what a field went through in a cycle."""
    history, span = History(visit.station.store, visit.registered), span_of(cycle, now=visit.now)
    offset = visit.words.offset_hours
    rain = history.parts(place.slug, "rain", span)
    watered = _told(visit, "irrigation", place, span)
    pumped = runs(_told(visit, "intervention", place, span), place.slug, span, means="pump")
    return FieldConditions(
        soil=soil_of(visit, cycle, place),
        rain=rain_by_month(history.readings(rain), start=span.start, end=span.end, utc_offset_hours=offset)
        if rain
        else [],
        irrigated=[(one.happened, one.body) for one in watered if isinstance(one.body, Irrigated)],
        pumped_s=sum(_within(one, span).length for one in pumped),
        ordeal=ordeal_of(visit, cycle, place),
    )


def done_in(visit: Visit, cycle: Cycle, place: Place) -> Done:
    """Return what people did about a pond's water in a cycle."""
    span = span_of(cycle, now=visit.now)
    told = _told(visit, "intervention", place, span)
    return _done(told, place.slug, span, visit.words.offset_hours)


def _told(visit: Visit, kind: str, place: Place, span: Span) -> list[Entry]:
    """Return the entries of a kind about a place; what began shortly before may go on in the span."""
    before = LONGEST_RUN_S if kind == "intervention" else 0
    wanted = Wanted(kinds={kind}, start=span.start - before, end=span.end)
    return [
        one
        for one in visit.station.production.entries(wanted)
        if getattr(one.body, "place", None) == place.slug
    ]


def _done(told: list[Entry], place: str, span: Span, offset: int) -> Done:
    aerated = [_within(one, span) for one in runs(told, place, span)]
    noon = (offset - 12) * HOUR_S
    nights = {
        night
        for one in aerated
        for night in range((one.start + noon) // DAY_S, (max(one.start, one.end - 1) + noon) // DAY_S + 1)
    }
    return Done(
        aerated=aerated,
        aerator_nights=len(nights),
        exchanged=[one.start for one in runs(told, place, span, means="exchange") if one.start >= span.start],
        unfed=[_within(one, span) for one in runs(told, place, span, means="feeding")],
    )


def _within(one: Span, span: Span) -> Span:
    return Span(max(one.start, span.start), min(one.end, span.end))


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
