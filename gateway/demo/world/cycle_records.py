"""What the book tells of each cycle of the demo, from its plan to the last kilo that left the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from gateway.demo.world import cast
from gateway.demo.world.cast import FIELDS, PONDS, DemoField, DemoPond
from gateway.demo.world.chance import generator
from gateway.demo.world.commune import World
from gateway.demo.world.cycles import CALENDAR, Cycle, field_cycles, pond_cycles
from gateway.demo.world.deliveries import Turns
from gateway.demo.world.field_records import stages_seen, watered
from gateway.demo.world.fish_trade import fish_deliveries
from gateway.demo.world.grain_trade import grain_deliveries, warehouse_of
from gateway.demo.world.growing import grown_maize, seed_kg
from gateway.demo.world.harvests import (
    FINGERLING_G,
    Brought,
    field_harvests,
    planned_kg,
    pond_harvests,
    stocked_fish,
)
from gateway.demo.world.organisation import SPECIES
from gateway.demo.world.plans import beginning, planned_harvest
from gateway.demo.world.production_register import BASE
from gateway.demo.world.raising import course, raised
from gateway.demo.world.records import FISH_TEAM, GROWER, SPOKESPERSON, Record, done, drafted
from gateway.domain.entries import CycleLost, Harvested, Reversed, Sown, Stocked

_SLIP = "lote-3"
"""Whose harvest of 2024 was first written with one zero too many."""


def cycle_records(world: World) -> Iterator[Record]:
    """Yield what was planned, done and harvested in every cycle, cycle by cycle."""
    for pond in PONDS:
        for cycle in pond_cycles(pond):
            harvests = list(pond_harvests(world, pond, cycle))
            yield from beginning(cycle, _stocking(pond, cycle))
            yield from raised(course(world, pond, cycle, harvests))
            yield from _brought(pond, cycle, harvests)
    for field in FIELDS:
        for cycle in field_cycles(field):
            yield from beginning(cycle, _sowing(field, cycle))
            yield from grown_maize(field, cycle)
            yield from stages_seen(field, cycle)
            yield from watered(field, cycle)
            yield from _brought(field, cycle, list(field_harvests(world, field, cycle)))


def where_it_went(world: World) -> Iterator[Record]:
    """Yield where every harvest went, harvest by harvest."""
    fish, maize = Turns(), Turns()
    for pond in PONDS:
        for cycle in pond_cycles(pond):
            for number, harvest in enumerate(pond_harvests(world, pond, cycle), 1):
                yield from fish_deliveries(pond, cycle, f"{cycle.uid}-cosecha-{number}", harvest, fish)
    for field in FIELDS:
        for cycle in field_cycles(field):
            for number, harvest in enumerate(field_harvests(world, field, cycle), 1):
                yield from grain_deliveries(field, cycle, f"{cycle.uid}-cosecha-{number}", harvest, maize)


def _stocking(pond: DemoPond, cycle: Cycle) -> Stocked:
    chance = generator(cast.SEED, "stocking", cycle.uid)
    return Stocked(
        unit=pond.unit,
        species=SPECIES[pond.place],
        fish=stocked_fish(pond),
        mean_weight_g=Decimal(FINGERLING_G),
        plan_kg=planned_kg(pond),
        dead_in_transport=int(chance.integers(0, 25)),
        origin="commune" if pond.enterprise == "conuco" else "state" if chance.random() < 0.3 else "private",
    )


def _sowing(field: DemoField, cycle: Cycle) -> Sown:
    is_own = field.enterprise == "conuco"
    return Sown(
        unit=field.unit,
        crop="maíz",
        variety="blanco, semilla de la comuna" if is_own else "blanco",
        area_m2=Decimal(field.area_m2),
        plan_kg=planned_kg(field),
        seed_kg=seed_kg(field),
        origin="own" if is_own else "state" if cycle.begins.year % 2 else "private",
    )


def _brought(one: DemoPond | DemoField, cycle: Cycle, harvests: Sequence[Brought]) -> Iterator[Record]:
    for number, harvest in enumerate(harvests, 1):
        uid, happened = f"{cycle.uid}-cosecha-{number}", CALENDAR.at(harvest.day, 10.5)
        body = Harvested(
            cycle=cycle.uid,
            kg=harvest.kg,
            quality=harvest.quality,
            complete=harvest.complete,
            fish=harvest.fish,
            area_m2=Decimal(one.area_m2) if isinstance(one, DemoField) else None,
            moisture=harvest.moisture,
            warehouse=warehouse_of(one) if isinstance(one, DemoField) else None,
            impurity=harvest.impurity,
            base_moisture=None if harvest.moisture is None else BASE.moisture,
            base_impurity=None if harvest.moisture is None else BASE.impurity,
            fulfils=planned_harvest(cycle) if harvest.complete else None,
        )
        if one.place == _SLIP and harvest.day.year == 2024:
            yield from _slipped(uid, body, happened)
        author = FISH_TEAM if isinstance(one, DemoPond) else GROWER
        yield done(uid, body, happened=happened, author=author, note=harvest.note)
    if cycle.fate == "failed" and cycle.ends is not None:
        gone = CycleLost(cycle.uid, "oxygen")
        happened = CALENDAR.at(cycle.ends, 12.0)
        yield done(f"{cycle.uid}-perdido", gone, happened=happened, author=SPOKESPERSON)


def _slipped(uid: str, body: Harvested, happened: int) -> Iterator[Record]:
    """Yield a harvest with a zero too many and the entry that takes it back an hour later."""
    wrong = msgspec.structs.replace(body, kg=body.kg * 10)
    yield Record(drafted(f"{uid}-error", wrong, happened=happened, author=GROWER), happened + 900)
    back = drafted(
        f"{uid}-anulada", Reversed("un cero de más"), happened=happened + 1_200, author=SPOKESPERSON
    )
    yield Record(msgspec.structs.replace(back, reverses=f"{uid}-error"), happened + 1_200)
