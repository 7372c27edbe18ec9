"""What the demo's people wrote down in three years, as entries of both journals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch
from gateway.demo.world.calendar import HOUR_S
from gateway.demo.world.cast import FIELDS, PONDS, DemoField, DemoPond
from gateway.demo.world.chance import stream
from gateway.demo.world.commune import World
from gateway.demo.world.cycles import CALENDAR, Cycle, field_cycles, pond_cycles
from gateway.demo.world.daily import Doing, daily
from gateway.demo.world.harvests import (
    FINGERLING_G,
    Brought,
    field_harvests,
    planned_kg,
    pond_harvests,
    stocked_fish,
)
from gateway.demo.world.register import register
from gateway.domain.entries import (
    KINDS,
    Body,
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

_BASE = (Decimal(14), Decimal(2))
_SLIP = "lote-3"
"""Whose harvest of 2024 was first written with one zero too many."""


@dataclass(frozen=True, slots=True)
class Record:
    """An entry to be, and when it is written down.

    Attributes:
        registered: When it is written down [s UTC].
        note: A free text that stands beside it.
    """

    draft: Draft
    registered: int
    note: str | None = None


def people() -> list[Person]:
    """Return the persons of the demo; all of them invented, none with a telephone."""
    roles: tuple[Role, ...] = (
        "team",
        "team",
        "grower",
        "eps_spokesperson",
        "parliament_secretary",
        "technician",
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
    found = [Record(draft, begin) for draft in register(begin)]
    later = [
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
            body = Stocked(
                unit=pond.unit,
                species="cachama",
                fish=stocked_fish(pond),
                mean_weight_g=Decimal(FINGERLING_G),
                plan_kg=planned_kg(pond),
            )
            yield _begun(cycle, body)
            yield from _brought(pond, cycle, list(pond_harvests(world, pond, cycle)))
    for field in FIELDS:
        for cycle in field_cycles(field):
            yield _begun(
                cycle,
                Sown(
                    unit=field.unit,
                    crop="maíz",
                    variety="blanco, semilla de la comuna" if field.enterprise == "conuco" else "blanco",
                    area_m2=Decimal(field.area_m2),
                    plan_kg=planned_kg(field),
                ),
            )
            yield from _brought(field, cycle, list(field_harvests(world, field, cycle)))


def _begun(cycle: Cycle, body: Stocked | Sown) -> Record:
    return _record(cycle.uid, body, happened=CALENDAR.at(cycle.begins, 8.0), author="demo-persona-4")


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
            base_moisture=None if harvest.moisture is None else _BASE[0],
            base_impurity=None if harvest.moisture is None else _BASE[1],
        )
        if one.place == _SLIP and harvest.day.year == 2024:
            yield from _slipped(uid, body, happened)
        author = "demo-persona-1" if isinstance(one, DemoPond) else "demo-persona-3"
        yield _record(uid, body, happened=happened, author=author, note=harvest.note)


def _slipped(uid: str, body: Harvested, happened: int) -> Iterator[Record]:
    """Yield a harvest with a zero too many and the entry that takes it back an hour later."""
    wrong = msgspec.structs.replace(body, kg=body.kg * 10)
    draft = _record(f"{uid}-error", wrong, happened=happened, author="demo-persona-3").draft
    yield Record(draft, happened + 900)
    taken_back = Draft(
        uid=f"{uid}-anulada",
        journal="book",
        kind="reversal",
        body=Reversed(reason="un cero de más"),
        happened=happened + 1_200,
        author="demo-persona-4",
        reverses=f"{uid}-error",
    )
    yield Record(taken_back, happened + 1_200)


def _intervention(one: Switch) -> Record:
    body = Intervened(place=one.place, means=one.means, action="on" if one.is_on else "off")
    uid = f"demo-{one.place}-{one.means}-{one.at}"
    return _record(uid, body, happened=one.at, author="grower" if one.means == "pump" else "team")


def _day_by_day(doing: Doing) -> Record:
    uid, body, happened, note = doing
    author = "demo-persona-3" if isinstance(body, RainRead | Irrigated) else "demo-persona-2"
    return _record(uid, body, happened=happened, author=author, note=note)


def _record(uid: str, body: Body, *, happened: int, author: str, note: str | None = None) -> Record:
    kind, journal = next((kind, known[0]) for kind, known in KINDS.items() if known[1] is type(body))
    draft = Draft(uid=uid, journal=journal or "book", kind=kind, body=body, happened=happened, author=author)
    # Written down within the hour: later than a slip and its correction.
    return Record(draft, happened + 1_500 + stream(cast.SEED, uid) % 1_800, note)
