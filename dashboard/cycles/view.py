"""What the page of a cycle shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dashboard.charts.bars import Bars
from dashboard.charts.beside import Beside, beside
from dashboard.cycles.chart import PondRows, pond_rows
from dashboard.cycles.conditions import (
    FieldConditions,
    PondConditions,
    done_in,
    field_conditions,
    pond_conditions,
    span_of,
)
from dashboard.cycles.field_chart import dry_bars, full_bars, rain_bars, thirst_bars
from dashboard.cycles.figures import Counted, Figure, more_numbers, small_numbers
from dashboard.cycles.sentences import ChangedRow, Said, Wet, changed_rows, said, wet
from dashboard.fields.described import setting_of
from dashboard.production.base import Wanted
from dashboard.production.changed import Around, also_changed
from dashboard.production.comparing import (
    Compared,
    Differences,
    Neighbours,
    area_m2,
    differences,
    neighbours,
    per_hectare,
)
from dashboard.production.cycle import Cycle
from dashboard.production.fish import FishFigures, fish_figures
from dashboard.production.labour import labour
from dashboard.production.reading import ENOUGH_COVERAGE, of_earlier_cycles, what_can_be_said
from dashboard.production.water import water_given
from dashboard.production.yields import kg_per_hectare, yields
from dashboard.visit.given import Visit
from gateway.domain.entries import Entry, ReferenceSet
from gateway.domain.goods import Amount, Good
from gateway.domain.places import Place


@dataclass(frozen=True, slots=True)
class CycleView:
    """What the page of a cycle shows.

    Attributes:
        numbers: Which one each cycle of its unit is, by uid; the oldest is the first.
        siblings: The cycles of its unit, the oldest first.
        wet: How each harvest of grain became kilos at the base.
        entries: What people wrote about it, rising by number.
        is_covered: Whether enough was measured to speak of it.
        feed: The feed that is drawn, and the weeks in which it was written down, of how many.
    """

    counted: Counted
    numbers: Mapping[str, int]
    siblings: list[Cycle]
    wet: list[Wet]
    figures: list[Figure]
    more: list[Figure]
    beside: Beside | None
    neighbours: Neighbours
    chance: list[Said]
    differences: Differences | None
    references: list[ReferenceSet]
    changed: list[ChangedRow]
    previous: Cycle | None
    entries: list[Entry]
    said: list[Said] = ()  # type: ignore[assignment]
    is_covered: bool = False
    feed: Amount | None = None
    pond: PondConditions | None = None
    rows: PondRows | None = None
    field: FieldConditions | None = None
    rain: Bars | None = None
    dry: Bars | None = None
    thirst: Bars | None = None
    full: Bars | None = None

    @property
    def cycle(self) -> Cycle:
        """The cycle."""
        return self.counted.cycle

    @property
    def place(self) -> Place:
        """Its place."""
        return self.counted.place

    @property
    def fish(self) -> FishFigures | None:
        """What became of its fish."""
        return self.counted.fish


def cycle_view(visit: Visit, found: Cycle, place: Place) -> CycleView:
    """Return what the page of a cycle shows."""
    told = visit.station.production.entries(Wanted(cycle=found.uid))
    every = visit.station.production.cycles()
    siblings = [one for one in reversed(every) if one.unit.slug == found.unit.slug]
    counted = Counted(
        cycle=found,
        place=place,
        yields=yields(found, place),
        labour=labour(told, visit.station.production.registers().workday),
    )
    if place.sort == "pond":
        fish = fish_figures(found, told, visit.station.production.registers(), now=visit.now)
        lived = pond_conditions(visit, found, place)
        nights, exchanges = lived.done.aerator_nights, len(lived.done.exchanged)
        around = Around(found, told, nights, exchanges, "aerator" in place.means or nights > 0)
        view = _common(visit, replace(counted, fish=fish), around, every, siblings)
        return _with_pond(visit, view, lived, fish)
    grown = field_conditions(visit, found, place)
    watering = setting_of(visit, place).watering
    given = water_given(
        [one for _, one in grown.irrigated],
        found.sown_m2 or found.unit.area_m2,
        efficiency=Decimal(1) if watering is None else Decimal(str(watering.efficiency)),
    )
    watered = replace(counted, water=given, rain_mm=grown.rain_mm)
    return _with_field(visit, _common(visit, watered, Around(found, told), every, siblings), grown)


def _common(
    visit: Visit, counted: Counted, around: Around, every: Sequence[Cycle], siblings: list[Cycle]
) -> CycleView:
    found = counted.cycle
    near = neighbours(found, every)
    own = per_hectare(found) if found.ended is not None else None
    compared = None if own is None else Compared(found, own)
    previous = next((one for one in reversed(siblings) if one.began < found.began), None)
    references = _references(visit, found)
    return CycleView(
        counted=counted,
        numbers={one.uid: number for number, one in enumerate(siblings, 1)},
        siblings=siblings,
        wet=[one for harvest in found.harvests if (one := wet(harvest.said, visit.words)) is not None],
        figures=small_numbers(visit, counted),
        more=more_numbers(visit, counted),
        beside=beside(
            compared,
            near,
            plan=_plan(found),
            references=[one for one in references if one.comparable and one.indicator == "kg_per_ha"],
            words=visit.words,
        ),
        neighbours=near,
        chance=said(visit, of_earlier_cycles(len(near.before), None if own is None else near.placed(own))),
        differences=differences(near.others, {one.slug: one for one in visit.registered.places}),
        references=references,
        changed=_changed(visit, around, previous),
        previous=previous,
        entries=sorted(around.entries, key=lambda one: one.number),
    )


def _plan(found: Cycle) -> Decimal | None:
    return kg_per_hectare(found.plan_kg, area_m2(found)) if found.plan_kg else None


def _references(visit: Visit, found: Cycle) -> list[ReferenceSet]:
    """Return the ranges from elsewhere of the same product, the comparable ones first."""
    known = visit.station.production.registers().references.values()
    return sorted((one for one in known if one.product == found.key), key=lambda one: not one.comparable)


def _changed(visit: Visit, this: Around, previous: Cycle | None) -> list[ChangedRow]:
    before = None
    if previous is not None:
        told = visit.station.production.entries(Wanted(cycle=previous.uid))
        before = Around(previous, told)
        place = visit.registered.place(previous.place)
        if previous.sort == "stocking" and place is not None:
            done = done_in(visit, previous, place)
            before = Around(previous, told, done.aerator_nights, len(done.exchanged))
    return changed_rows(visit, also_changed(this, before, visit.station.production.registers()))


def _with_pond(visit: Visit, view: CycleView, found: PondConditions, fish: FishFigures) -> CycleView:
    span = span_of(view.cycle, now=visit.now)
    feed = max(fish.feeding.given, key=lambda one: one.amount, default=None)
    good: Good | None = None if feed is None else feed.good
    return replace(
        view,
        said=said(visit, what_can_be_said(view.cycle, found.oxygen, fish=fish)),
        is_covered=found.oxygen.coverage >= ENOUGH_COVERAGE,
        feed=feed,
        pond=found,
        rows=pond_rows(found, fish, feed=good, span=span, words=visit.words),
    )


def _with_field(visit: Visit, view: CycleView, found: FieldConditions) -> CycleView:
    soil = found.soil
    measured = soil is not None and soil.days_measured > 0
    return replace(
        view,
        said=said(visit, what_can_be_said(view.cycle, soil)),
        is_covered=soil is not None and soil.coverage >= ENOUGH_COVERAGE,
        field=found,
        rain=rain_bars(found.rain, visit.words) if found.rain else None,
        dry=dry_bars(soil, visit.words) if soil is not None and measured and not found.ordeal else None,
        full=full_bars(soil, visit.words) if soil is not None and measured else None,
        thirst=thirst_bars(found.ordeal, visit.words) if found.ordeal is not None else None,
    )
