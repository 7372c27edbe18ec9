"""A pond: how it is, what to do, and what was measured."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse

from dashboard.charts.chart import Chart, Hole
from dashboard.charts.frame import Frame
from dashboard.charts.series import oxygen_chart, temperature_chart
from dashboard.dependencies import Visit, VisitHere, see_other
from dashboard.forms.answers import RANDOM, Asking
from dashboard.forms.care import Probe, probes
from dashboard.forms.written import Written
from dashboard.hand import HandValue, Quantity, by_hand, newest_by_hand
from dashboard.history import History, Part, Span
from dashboard.interventions import Means, Running, deeds_of, gasping, running, runs
from dashboard.nodes import NodeCard
from dashboard.probes import Care, Comparison, care_of
from dashboard.recent import Line, recent
from dashboard.trend import Trend, trend
from dashboard.watch import PondWatch, nodes_at, watch
from gateway.domain.by_hand import is_by_hand
from gateway.domain.care import FOREVER
from gateway.domain.entries import Draft, Entry, Intervened
from gateway.domain.readings import Reading
from gateway.ponds.sun import sun_times
from gateway.store.base import Buckets, bucketed

router = APIRouter()

Range = Literal["24h", "7d", "anio"]
DAY_S: Final = 24 * 3600
LENGTHS: Final[dict[Range, int]] = {"24h": DAY_S, "7d": 7 * DAY_S, "anio": 365 * DAY_S}
TEN_MINUTES_S: Final = 600
WEEK_POINTS: Final = 168
STALE_WATER_S: Final = 3600
LOOK_AGAIN_S: Final = 1800
QUARTER_S: Final = 900


@dataclass(frozen=True, slots=True)
class ProbeHere:
    """An oxygen probe of the pond, and how it was looked after.

    Attributes:
        warning: What its last comparison found, where it is not right.
        doubted_since: From when on its word is in doubt [s UTC]; 0 where it never was checked, None
            where it is not.
    """

    node: str
    value: str
    care: Care
    days: int | None
    needs_wiping: bool
    needs_comparing: bool
    warning: Comparison | None
    doubted_since: int | None


@dataclass(frozen=True, slots=True)
class PondView:
    """What the page of a pond shows.

    Attributes:
        chips: All ponds by number, to go from one to the next.
        hand: What was measured by hand within a day, by quantity.
        gasping: The entry of who saw fish that gasp this night.
        probes: The oxygen probes that stand here.
        recent: What was last written down about it.
        look_again: When to come back [s UTC].
        key: Of the page; every button makes an entry of its own from it.
    """

    pond: PondWatch
    chips: tuple[PondWatch, ...]
    chosen: Range
    trend: Trend | None
    oxygen: Chart
    water: Chart
    water_now: Reading | None
    running: dict[Means, Running]
    hand: dict[Quantity, HandValue]
    gasping: Entry | None
    probes: list[ProbeHere]
    nodes: list[NodeCard]
    recent: list[Line]
    look_again: int
    key: str

    def key_of(self, name: str) -> str:
        """Return the uid of the entry that a button would make; as good as random, as the page's key is."""
        return str(uuid.UUID(bytes=uuid.uuid5(uuid.UUID(self.key), name).bytes, version=RANDOM))


@router.get("/estanques/{slug}")
def pond(slug: str, visit: VisitHere, rango: Range = "24h") -> HTMLResponse:
    """Show a pond."""
    seen = watch(visit.station.store, visit.registered, now=visit.now)
    found = next((one for one in seen.ponds if one.place.slug == slug), None)
    if found is None:
        raise HTTPException(404)
    return visit.page("pond.html", _view(visit, found, seen.ponds, rango))


@router.post("/estanques/{slug}/intervencion")
def intervene(slug: str, visit: VisitHere, written: Written) -> RedirectResponse:
    """Record that something was switched on or off at a pond: one tap, without PIN."""
    place = visit.registered.place(slug)
    told = (written.get("medio"), written.get("accion"))
    deed = next((one for one in deeds_of(place) if (one.means, one.action) == told), None) if place else None
    if deed is None:
        raise HTTPException(404)
    asking = Asking(visit.as_written(written), written)
    draft = Draft(
        uid=asking.key,
        journal="book",
        kind="intervention",
        body=Intervened(place=slug, means=deed.means, action=deed.action),
        happened=asking.words.now,
        author=asking.visit.author,
    )
    visit.station.journal.append(draft, now=visit.now)
    return see_other(f"/estanques/{slug}#hacer")


def _view(visit: Visit, found: PondWatch, chips: tuple[PondWatch, ...], chosen: Range) -> PondView:
    history = History(visit.station.store, visit.registered)
    slug, words, book = found.place.slug, visit.words, visit.station.records.book()
    span = Span(visit.now - LENGTHS[chosen], visit.now)
    today = history.readings(history.parts(slug, "oxygen", Span(visit.now - DAY_S, visit.now + 1)))
    fresh = found.tone != "none"
    water = _measured(history.parts(slug, "water_temperature", span))
    return PondView(
        pond=found,
        chips=chips,
        chosen=chosen,
        trend=trend(today, now=visit.now) if fresh else None,
        oxygen=_oxygen(visit, history, found, chosen),
        water=temperature_chart(
            _buckets(history, water, chosen),
            span=span,
            words=words,
            by_hand=by_hand(book, slug, "water_temperature", span),
        ),
        water_now=_water_now(visit, water),
        running=running(book, slug),
        hand=newest_by_hand(book, slug, now=visit.now),
        gasping=gasping(book, slug, now=visit.now),
        probes=[_probe(visit, one) for one in probes(visit) if one.place.slug == slug],
        nodes=node_cards(visit, slug, int(np.sum(today.time >= words.midnight(words.today)))),
        recent=recent(visit, slug),
        look_again=-(-(visit.now + LOOK_AGAIN_S) // QUARTER_S) * QUARTER_S,
        key=str(uuid.uuid4()),
    )


def _probe(visit: Visit, probe: Probe) -> ProbeHere:
    care = care_of(visit.registered.cares.get((probe.series.node, probe.series.channel), ()))
    found = care.comparison
    return ProbeHere(
        node=probe.series.node,
        value=probe.value,
        care=care,
        days=care.days(now=visit.now),
        needs_wiping=care.needs_wiping(now=visit.now),
        needs_comparing=care.needs_comparing(now=visit.now),
        warning=found if found and found.verdict != "fine" else None,
        doubted_since=_doubted_since(visit, probe),
    )


def _doubted_since(visit: Visit, probe: Probe) -> int | None:
    own = (probe.series.node, probe.series.channel)
    open_ones = [
        one for one in visit.registered.distrusted if (one.node, one.channel) == own and one.end == FOREVER
    ]
    return open_ones[-1].start if open_ones else None


def _measured(parts: list[Part]) -> list[Part]:
    """Return what probes measured; where there is no probe, what people measured by hand."""
    return [one for one in parts if not is_by_hand(one.series.node)] or parts


def node_cards(visit: Visit, place: str, records_today: int) -> list[NodeCard]:
    """Return the cards of the nodes that stand at a place and were heard."""
    here = nodes_at(visit.registered.placements, place, now=visit.now)
    return [NodeCard(state, records_today) for state in visit.nodes if state.node in here]


def _buckets(history: History, parts: list[Part], chosen: Range) -> Buckets:
    if chosen == "anio":
        return history.days(parts)
    if chosen == "7d":
        return history.buckets(parts, points=WEEK_POINTS)
    start = parts[0].span.start if parts else 0
    return bucketed(history.readings(parts), start=start, width=TEN_MINUTES_S)


def _water_now(visit: Visit, parts: list[Part]) -> Reading | None:
    latest = visit.station.store.latest(parts[-1].series) if parts else None
    return latest if latest and visit.now - latest.at <= STALE_WATER_S else None


def _oxygen(visit: Visit, history: History, found: PondWatch, chosen: Range) -> Chart:
    """Return the chart of a pond's oxygen, with when the sun rose and when the aerator ran."""
    slug, span = found.place.slug, Span(visit.now - LENGTHS[chosen], visit.now)
    book = visit.station.records.book()
    chart = oxygen_chart(
        _buckets(history, _measured(history.parts(slug, "oxygen", span)), chosen),
        span=span,
        limits=found.limits,
        words=visit.words,
        by_hand=by_hand(book, slug, "oxygen", span),
    )
    if chosen == "anio":
        return chart
    axis = Frame(span.start, span.end, 0.0, 1.0)
    ran = runs(book, slug, span)
    return replace(
        chart,
        sunrises=tuple(axis.left(at) for at in _sunrises(visit, span)) if chosen == "24h" else (),
        runs=tuple(Hole(axis.left(one.start), axis.left(one.end) - axis.left(one.start)) for one in ran),
    )


def _sunrises(visit: Visit, span: Span) -> list[int]:
    commune = visit.station.config.commune
    days = {visit.words.local(at).date() for at in span}
    found = [sun_times(day, latitude=commune.latitude, longitude=commune.longitude) for day in sorted(days)]
    return [sun.rise for sun in found if sun is not None and span.start <= sun.rise < span.end]
