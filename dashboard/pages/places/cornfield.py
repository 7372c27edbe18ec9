"""A field: what it is told, what to do, how its water went and will go, why, and what measured it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from dashboard.book.recent import Line, recent
from dashboard.charts.ahead import WaterChart, days_shown, water_chart
from dashboard.charts.root_bar import RootBar, SowingBar, root_bar, sowing_bar
from dashboard.charts.supply import Supply, supply, whole
from dashboard.fields.buttons import METHODS, Buttons, buttons
from dashboard.fields.doing import BACK_D, FieldStep, Grounds, Tap, grounds, steps, taps
from dashboard.fields.look import FieldLook
from dashboard.fields.looking import looks
from dashboard.fields.profile import DepthRow, limit_share, place_of_depth, profile, root_depth_cm
from dashboard.fields.water_log import WaterLine, water_log
from dashboard.measured.history import History, Span
from dashboard.nodes.card import NodeCard
from dashboard.pages.places.pond import node_cards
from dashboard.visit.given import Visit, VisitHere
from dashboard.words.spans import between
from gateway.fields.advice.advised import Advice, Between, State
from gateway.fields.course import Course

router = APIRouter()


class Apart(NamedTuple):
    """How far a field is from its limit [mm], without a sign."""

    middle: float
    likely: Between


@dataclass(frozen=True, slots=True)
class OfWater:
    """What is drawn of the water; nothing where nothing may be said.

    Attributes:
        chart_told: The drawing in words.
        left_mm: How far the field is from its limit.
        fortnight: The rain of fifteen days, of a field where nothing grows.
    """

    bar: RootBar | None = None
    left_mm: Apart | None = None
    chart: WaterChart | None = None
    chart_told: str = ""
    supply: Supply | None = None
    sowing: SowingBar | None = None
    fortnight: Supply | None = None


@dataclass(frozen=True, slots=True)
class OfSoil:
    """What is drawn of the soil by depth.

    Attributes:
        limit_share: Of the water that plants can take, what must be left [%].
        root_end: Where the roots end in the drawing, from the top [%].
        soil_at: When it was measured [s UTC].
    """

    rows: tuple[DepthRow, ...] = ()
    limit_share: float | None = None
    root_cm: int | None = None
    root_end: float | None = None
    soil_at: int | None = None


@dataclass(frozen=True, slots=True)
class CornfieldView:
    """What the page of a field shows.

    Attributes:
        chips: All fields by number, to go from one to the next.
        last_ahead: Until when is looked ahead.
        key: Of the page; every button makes an entry of its own from it.
    """

    look: FieldLook
    chips: tuple[FieldLook, ...]
    steps: tuple[FieldStep, ...]
    taps: tuple[Tap, ...]
    water: OfWater
    profile: OfSoil
    grounds: Grounds | None
    log: list[WaterLine]
    nodes: list[NodeCard]
    recent: list[Line]
    buttons: Buttons
    method: str = ""
    last_ahead: date | None = None
    key: str = field(default_factory=lambda: str(uuid.uuid4()))


@router.get("/campos/{slug}")
def cornfield(slug: str, visit: VisitHere) -> HTMLResponse:
    """Show a field."""
    return cornfield_page(visit, looks(visit), slug)


def cornfield_page(visit: Visit, fields: Iterable[FieldLook], slug: str) -> HTMLResponse:
    """Return the page of one of the fields."""
    chips = tuple(sorted(fields, key=lambda one: one.place.number))
    found = next((one for one in chips if one.place.slug == slug), None)
    if found is None:
        raise HTTPException(404)
    return visit.page("cornfield.html", cornfield_view(visit, found, chips))


def cornfield_view(visit: Visit, look: FieldLook, chips: Sequence[FieldLook]) -> CornfieldView:
    """Return what the page of a field shows."""
    today, course, place = visit.words.today, look.course, look.place
    watering = look.setting.watering
    return CornfieldView(
        look=look,
        chips=tuple(chips),
        steps=steps(look),
        taps=taps(look, today=today),
        water=_of_water(visit, look),
        profile=_of_soil(look),
        grounds=grounds(course) if course else None,
        log=water_log(visit, look),
        nodes=node_cards(visit, place.slug, _records_today(visit, place.slug)),
        recent=recent(visit, place.slug),
        buttons=buttons(visit, look),
        method=visit.language.gettext(METHODS[watering.method]) if watering else "",
        last_ahead=course.ahead[-1].day if course and course.ahead else None,
    )


def may_tell_ahead(advice: Advice) -> bool:
    """Tell whether anything is said of now and of the days to come: never without advice."""
    return advice.state is not State.NO_ADVICE


def bar_of(look: FieldLook) -> RootBar | None:
    """Return the bar of a field in which something grows, None where nothing may be said of it."""
    course = look.course
    if course is None or course.last.stage is None or not may_tell_ahead(look.advice):
        return None
    return root_bar(course, is_over=_is_over(look.advice))


def _is_over(advice: Advice) -> bool:
    return advice.state is State.TOO_WET or (advice.state is State.WET and bool(advice.wet_depths))


def _of_water(visit: Visit, look: FieldLook) -> OfWater:
    course, advice, words = look.course, look.advice, visit.words
    if course is None:
        return OfWater()
    seen = [*(one.seen for one in course.days), course.today]
    if course.last.stage is None:
        fortnight = [words.today - timedelta(days=number) for number in range(BACK_D - 1, -1, -1)]
        return OfWater(
            sowing=sowing_bar(advice),
            fortnight=supply(fortnight, seen, today=words.today, words=words),
        )
    is_told = may_tell_ahead(advice)
    bar = bar_of(look)
    return OfWater(
        bar=bar,
        left_mm=_apart(bar) if bar else None,
        chart=water_chart(course, words, window=advice.window, is_told_ahead=is_told),
        chart_told=_told(visit, course, bar),
        supply=supply(days_shown(course, is_told_ahead=is_told), seen, today=course.today.day, words=words),
    )


def _apart(bar: RootBar) -> Apart:
    """Return how far a field is from its limit: to 5 mm, and the range to 5 mm outwards."""
    far, sign = abs(bar.left_mm), 1 if bar.left_mm >= 0 else -1
    low, high = sign * bar.left_mm - bar.spread_mm, sign * bar.left_mm + bar.spread_mm
    return Apart(whole(far), Between(max(0, 5 * (low // 5)), 5 * -(-high // 5)))


def _told(visit: Visit, course: Course, bar: RootBar | None) -> str:
    """Return the drawing for who does not see it."""
    _, words = visit.language.gettext, visit.words
    before = course.days[0] if len(course.days) < 8 else course.days[-8]
    then = words.number(before.total_available_mm - before.depletion_mm)
    if bar is None:
        return _("Agua en la raíz: hace siete días %(then)s mm; de hoy no se sabe.") % {"then": then}
    likely = Between(bar.available_mm - bar.spread_mm, bar.available_mm + bar.spread_mm)
    return _(
        "Agua en la raíz: hace siete días %(then)s mm; hoy %(now)s mm; la sed empieza en %(limit)s mm."
    ) % {
        "then": then,
        "now": between(words, likely),
        "limit": words.number(bar.limit_mm),
    }


def _of_soil(look: FieldLook) -> OfSoil:
    rows = profile(look)
    if not rows:
        return OfSoil()
    root_cm = root_depth_cm(look)
    depths = [one.depth_cm for one in rows]
    return OfSoil(
        rows=rows,
        limit_share=limit_share(look),
        root_cm=root_cm,
        root_end=None if root_cm is None else place_of_depth(root_cm, depths),
        soil_at=max(one.at for one in rows if one.at is not None),
    )


def _records_today(visit: Visit, slug: str) -> int:
    history = History(visit.station.store, visit.registered)
    parts = history.parts(slug, "soil_water", Span(visit.words.midnight(visit.words.today), visit.now + 1))
    return int(np.unique(history.readings(parts).time).size)
