"""What the demo's people wrote down in three years, as entries of both journals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch
from gateway.demo.world.calendar import HOUR_S
from gateway.demo.world.cast import FIELDS, PONDS, DemoField, DemoPond
from gateway.demo.world.chance import generator
from gateway.demo.world.commune import World
from gateway.demo.world.cycles import CALENDAR, Cycle, field_cycles, pond_cycles
from gateway.demo.world.daily import Doing, daily
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
from gateway.demo.world.production_register import BASE, departures, production_register
from gateway.demo.world.raising import course, raised
from gateway.demo.world.records import (
    FISH_TEAM,
    FISH_TEAM_TOO,
    GROWER,
    SPOKESPERSON,
    Record,
    done,
)
from gateway.demo.world.register import register
from gateway.domain.entries import (
    Draft,
    Harvested,
    Intervened,
    Irrigated,
    PlaceNoted,
    RainRead,
    Reversed,
    Sown,
    Stocked,
)
from gateway.journal import CommuneJournal, salted
from gateway.people import Credentials, People, Person, Role

_SLIP = "lote-3"
"""Whose harvest of 2024 was first written with one zero too many."""


def people() -> list[Person]:
    """Return the persons of the demo; all of them invented, none with a telephone."""
    roles: tuple[Role, ...] = (
        "team",
        "team",
        "grower",
        "eps_spokesperson",
        "parliament_secretary",
        "technician",
        "administration",
        "social_control",
    )
    pond_units, field_units = tuple(one.unit for one in PONDS), tuple(one.unit for one in FIELDS)
    works_in = {"team": pond_units, "grower": field_units, "eps_spokesperson": pond_units}
    return [
        Person(f"demo-persona-{number}", name, roles=(role,), units=works_in.get(role, ()))
        for number, (name, role) in enumerate(zip(cast.PEOPLE, roles, strict=True), 1)
    ]


def book(world: World, switches: Sequence[Switch], *, start: int) -> list[Record]:
    """Return everything that was written down before `start` [s UTC], in the order of writing.

    Args:
        world: What the water went through.
        switches: What people did about it.
        start: When the demo begins.
    """
    begin = CALENDAR.at(cast.HISTORY_DAY, 0.0)
    found = [*(Record(draft, begin) for draft in register(begin)), *production_register(begin)]
    later = [
        *departures(),
        *_cycles(world),
        *(_intervention(one) for one in switches),
        *(_day_by_day(one) for one in daily(world)),
    ]
    found += [
        Record(one.draft, max(one.registered, begin + HOUR_S), one.note)
        for one in later
        if one.registered < start
    ]
    return sorted(found, key=lambda one: one.registered)


def write_book(journal: CommuneJournal, records: Sequence[Record]) -> None:
    """Write people and entries into commune.db, all or nothing."""
    with journal.transaction():
        everybody, credentials = People(journal), Credentials(journal)
        for person, secret in zip(people(), cast.SECRETS, strict=True):
            credentials.put(everybody.add(person), secret, now=CALENDAR.at(cast.HISTORY_DAY, 0.0))
        for one in records:
            draft, texts = one.draft, []
            if one.note is not None and isinstance(draft.body, Harvested | PlaceNoted):
                texts = [salted(one.note)]
                body = msgspec.structs.replace(draft.body, note=texts[0].salted_hash)
                draft = msgspec.structs.replace(draft, body=body)
            journal.append(draft, now=one.registered, texts=texts)


def _cycles(world: World) -> Iterator[Record]:
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
            yield from _brought(field, cycle, list(field_harvests(world, field, cycle)))


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
            impurity=harvest.impurity,
            base_moisture=None if harvest.moisture is None else BASE.moisture,
            base_impurity=None if harvest.moisture is None else BASE.impurity,
            fulfils=planned_harvest(cycle) if harvest.complete else None,
        )
        if one.place == _SLIP and harvest.day.year == 2024:
            yield from _slipped(uid, body, happened)
        author = FISH_TEAM if isinstance(one, DemoPond) else GROWER
        yield done(uid, body, happened=happened, author=author, note=harvest.note)


def _slipped(uid: str, body: Harvested, happened: int) -> Iterator[Record]:
    """Yield a harvest with a zero too many and the entry that takes it back an hour later."""
    wrong = msgspec.structs.replace(body, kg=body.kg * 10)
    draft = done(f"{uid}-error", wrong, happened=happened, author=GROWER).draft
    yield Record(draft, happened + 900)
    taken_back = Draft(
        uid=f"{uid}-anulada",
        journal="book",
        kind="reversal",
        body=Reversed(reason="un cero de más"),
        happened=happened + 1_200,
        author=SPOKESPERSON,
        reverses=f"{uid}-error",
    )
    yield Record(taken_back, happened + 1_200)


def _intervention(one: Switch) -> Record:
    body = Intervened(place=one.place, means=one.means, action="on" if one.is_on else "off")
    uid = f"demo-{one.place}-{one.means}-{one.at}"
    return done(uid, body, happened=one.at, author="grower" if one.means == "pump" else "team")


def _day_by_day(doing: Doing) -> Record:
    uid, body, happened, note = doing
    author = GROWER if isinstance(body, RainRead | Irrigated) else FISH_TEAM_TOO
    return done(uid, body, happened=happened, author=author, note=note)
