"""What was measured in a pond, as its page draws it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from dashboard.charts.chart import Chart, Hole
from dashboard.charts.frame import Frame
from dashboard.charts.series import oxygen_chart, temperature_chart
from dashboard.measured.hand import by_hand
from dashboard.measured.history import History, Part, Span
from dashboard.measured.watch import PondWatch
from dashboard.ponds.deeds import relay_runs
from dashboard.ponds.interventions import runs
from dashboard.visit.given import Visit
from gateway.domain.by_hand import is_by_hand
from gateway.domain.readings import Reading
from gateway.ponds.sun import sun_times
from gateway.store.base import Buckets, bucketed

Range = Literal["24h", "7d", "anio"]
DAY_S: Final = 24 * 3600
LENGTHS: Final[dict[Range, int]] = {"24h": DAY_S, "7d": 7 * DAY_S, "anio": 365 * DAY_S}
TEN_MINUTES_S: Final = 600
HALF_HOUR_S: Final = 1800
WEEK_POINTS: Final = 168
STALE_WATER_S: Final = 3600


def oxygen(visit: Visit, history: History, found: PondWatch, chosen: Range) -> Chart:
    """Return the chart of a pond's oxygen, with when the sun rose and when the aerator ran."""
    slug, span = found.place.slug, Span(visit.now - LENGTHS[chosen], visit.now)
    records = visit.station.records
    chart = oxygen_chart(
        _buckets(history, measured(history.parts(slug, "oxygen", span)), chosen, TEN_MINUTES_S),
        span=span,
        limits=found.limits,
        words=visit.words,
        by_hand=by_hand(records.standing({"hand_reading"}, at=slug), slug, "oxygen", span),
    )
    if chosen == "anio":
        return chart
    axis = Frame(span.start, span.end, 0.0, 1.0)
    told = runs(records.standing({"intervention"}, at=slug), slug, span)
    ran = _together([*told, *relay_runs(history, slug, span)], span)
    return replace(
        chart,
        sunrises=tuple(axis.left(at) for at in _sunrises(visit, span)) if chosen == "24h" else (),
        runs=tuple(Hole(axis.left(one.start), axis.left(one.end) - axis.left(one.start)) for one in ran),
    )


def _together(spans: list[Span], within: Span) -> list[Span]:
    """Return when any of some spans lasts, cut to another, rising; none touches the next."""
    found: list[Span] = []
    for one in sorted(Span(max(one.start, within.start), min(one.end, within.end)) for one in spans):
        if found and one.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return found


def water(visit: Visit, history: History, slug: str, chosen: Range) -> tuple[Chart, Reading | None]:
    """Return the chart of a pond's temperature, and what was measured last if that is of now."""
    span = Span(visit.now - LENGTHS[chosen], visit.now)
    parts = measured(history.parts(slug, "water_temperature", span))
    chart = temperature_chart(
        _buckets(history, parts, chosen, HALF_HOUR_S),  # water warms so slowly that a telephone sees no more
        span=span,
        words=visit.words,
        by_hand=by_hand(
            visit.station.records.standing({"hand_reading"}, at=slug), slug, "water_temperature", span
        ),
    )
    latest = visit.station.store.latest(parts[-1].series) if parts else None
    return chart, latest if latest and visit.now - latest.at <= STALE_WATER_S else None


def measured(parts: list[Part]) -> list[Part]:
    """Return what probes measured; where there is no probe, what people measured by hand."""
    return [one for one in parts if not is_by_hand(one.series.node)] or parts


def _buckets(history: History, parts: list[Part], chosen: Range, width: int) -> Buckets:
    if chosen == "anio":
        return history.days(parts)
    if chosen == "7d":
        return history.buckets(parts, points=WEEK_POINTS)
    start = parts[0].span.start if parts else 0
    return bucketed(history.readings(parts), start=start, width=width)


def _sunrises(visit: Visit, span: Span) -> list[int]:
    commune = visit.station.config.commune
    days = {visit.words.local(at).date() for at in span}
    found = [sun_times(day, latitude=commune.latitude, longitude=commune.longitude) for day in sorted(days)]
    return [sun.rise for sun in found if sun is not None and span.start <= sun.rise < span.end]
