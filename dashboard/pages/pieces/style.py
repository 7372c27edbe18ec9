"""The pieces that pages are made of, but those of forms, each in every state that it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.charts.bars import Bar, Bars, bar_chart
from dashboard.charts.chart import Chart
from dashboard.charts.series import oxygen_chart, temperature_chart
from dashboard.fields.look import FieldLook
from dashboard.measured.trend import Trend
from dashboard.measured.watch import PondWatch, Tone
from dashboard.pages.pieces.style_fields import examples
from dashboard.visit.alarms import Alarm
from dashboard.visit.given import VisitHere
from dashboard.words.written import Words
from gateway.domain.alerts import DEFAULT_LIMITS, Alert, Level
from gateway.domain.places import Place
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown
from gateway.store.base import Buckets

router = APIRouter()

HOUR_S: Final = 3600
DAY_S: Final = 24 * HOUR_S
SERIES: Final = SeriesKey("ejemplo", "sonda", "oxygen")
CALM: Final = DEFAULT_LIMITS.warn + 0.7
GASP_S: Final = 3 * HOUR_S


@dataclass(frozen=True, slots=True)
class PondExample:
    """A pond in one of its states; `awake` is above what its alarm falls asleep [mg/L]."""

    pond: PondWatch
    trend: Trend | None = None
    awake: float | None = None


@dataclass(frozen=True, slots=True)
class StyleView:
    """What the page of the pieces shows."""

    ponds: Sequence[PondExample]
    fields: Sequence[FieldLook]
    alarms: Sequence[Alarm]
    day: Chart
    week: Chart
    nothing: Chart
    rain: Bars


@router.get("/estilo")
def style(visit: VisitHere) -> HTMLResponse:
    """Show every piece that shows something."""
    words = visit.words
    return visit.page(
        "style.html",
        StyleView(
            ponds=_ponds(visit.now),
            fields=examples(words.today),
            alarms=_alarms(visit.now),
            day=oxygen_chart(
                _buckets(visit.now, DAY_S),
                span=(visit.now - DAY_S, visit.now),
                limits=DEFAULT_LIMITS,
                words=words,
            ),
            week=temperature_chart(
                _buckets(visit.now, 7 * DAY_S), span=(visit.now - 7 * DAY_S, visit.now), words=words
            ),
            nothing=temperature_chart(_no_buckets(), span=(visit.now - DAY_S, visit.now), words=words),
            rain=_rain(words),
        ),
    )


def _pond(tone: Tone, number: int, oxygen: float | None, at: int) -> PondWatch:
    place = Place(f"estanque-{number}", "pond", number, "La Ceiba" if number == 1 else "", ("aerator",))
    latest = None if oxygen is None else Reading(SERIES, at, oxygen, Flag.GOOD, TimeKnown.SYNCED)
    return PondWatch(place, tone, DEFAULT_LIMITS, latest, SERIES)


def _ponds(now: int) -> list[PondExample]:
    return [
        PondExample(_pond("danger", 1, 1.8, now - 100), Trend(-0.4)),
        PondExample(_pond("danger", 2, 0.8, now - 100), Trend(0.0)),
        PondExample(_pond("caution", 3, 2.6, now - 100), Trend(-0.2)),
        PondExample(_pond("fine", 4, 3.3, now - 100), Trend(0.5), awake=CALM),
        PondExample(_pond("none", 5, 4.0, now - GASP_S)),
        PondExample(_pond("none", 6, None, now)),
    ]


def _alarms(now: int) -> list[Alarm]:
    def alarm(number: int, level: Level, attended: int | None = None, cleared: int | None = None) -> Alarm:
        place = Place(f"estanque-{number}", "pond", number, "")
        limit = DEFAULT_LIMITS.limit(level)
        alert = Alert("ejemplo", place.slug, "oxygen", level, now - HOUR_S, limit - 0.1, attended, cleared)
        return Alarm(alert, place, attended, limit, CALM)

    return [
        alarm(1, Level.EMERGENCY),
        alarm(3, Level.WARN),
        alarm(4, Level.CRITICAL, attended=now - 1200),
        alarm(5, Level.CRITICAL, cleared=now - 600),
    ]


def _buckets(now: int, length_s: int) -> Buckets:
    """Return a made-up wave of days with a gap, in twelve buckets."""
    width = length_s // 12
    start = np.arange(now - length_s, now - width, width, dtype=np.int64)
    start = start[(start < now - length_s * 0.4) | (start > now - length_s * 0.3)]
    mean = 4.4 - 2.9 * np.cos((start - now) / DAY_S * 2 * np.pi)
    count = np.ones(len(start), dtype=np.int64)
    return Buckets(start, count, mean - 0.5, mean + 0.5, mean, mean, width)


def _no_buckets() -> Buckets:
    none = np.array([], dtype=np.float64)
    whole = np.array([], dtype=np.int64)
    return Buckets(whole, whole, none, none, none, none, HOUR_S)


def _rain(words: Words) -> Bars:
    days = [words.local(words.now - (6 - back) * DAY_S).date() for back in range(7)]
    fallen = (0.0, 12.0, 34.0, None, 3.0, 0.0, 8.0)
    bars = [Bar(words.weekday(day)[:2], words.day(day), mm) for day, mm in zip(days, fallen, strict=True)]
    return bar_chart(bars, unit="mm", words=words)
