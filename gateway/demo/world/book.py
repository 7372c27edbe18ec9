"""What the demo's people wrote down in three years, as entries of both journals."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch
from gateway.demo.world.assembly import parliament
from gateway.demo.world.assembly_spending import paid_from_funds
from gateway.demo.world.calendar import HOUR_S
from gateway.demo.world.cast import FIELDS, PONDS
from gateway.demo.world.commune import World
from gateway.demo.world.control import observations, with_a_wrong_clock
from gateway.demo.world.cycle_records import cycle_records, where_it_went
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.daily import Doing, daily
from gateway.demo.world.irregularities import irregularities
from gateway.demo.world.money import money
from gateway.demo.world.production_register import departures, production_register
from gateway.demo.world.records import (
    FISH_TEAM_TOO,
    GROWER,
    Record,
    done,
)
from gateway.demo.world.register import calibrated_again, register
from gateway.domain.entries import (
    BookClosed,
    Intervened,
    Irrigated,
    RainRead,
)
from gateway.journal import CommuneJournal, salted
from gateway.journal.closing import close_book
from gateway.people import Credentials, People, Person, Role


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
    went, raised = list(where_it_went(world)), list(cycle_records(world))
    moved = [*money(went), *paid_from_funds()]
    later = [
        *(Record(draft, draft.happened) for draft in calibrated_again()),
        *departures(),
        *raised,
        *went,
        *moved,
        *parliament(moved, [*raised, *went]),
        *irregularities(),
        *(_intervention(one) for one in switches),
        *(_day_by_day(one) for one in daily(world)),
    ]
    found += [
        Record(one.draft, max(one.registered, begin + HOUR_S), one.note)
        for one in later
        if one.registered < start
    ]
    rising = sorted(found, key=lambda one: one.registered)
    return with_a_wrong_clock(sorted([*rising, *observations(rising)], key=lambda one: one.registered))


def write_book(journal: CommuneJournal, records: Sequence[Record]) -> None:
    """Write people and entries into commune.db, all or nothing."""
    with journal.transaction():
        everybody, credentials = People(journal), Credentials(journal)
        for person, secret in zip(people(), cast.SECRETS, strict=True):
            credentials.put(everybody.add(person), secret, now=CALENDAR.at(cast.HISTORY_DAY, 0.0))
        write_records(journal, records)


def write_records(journal: CommuneJournal, records: Sequence[Record]) -> None:
    """Write entries into commune.db in their order, all or nothing."""
    with journal.transaction():
        for one in records:
            draft, texts = one.draft, []
            if isinstance(draft.body, BookClosed):
                _close(journal, one)
                continue
            if one.note is not None:
                texts = [salted(one.note)]
                body = msgspec.structs.replace(draft.body, note=texts[0].salted_hash)
                draft = msgspec.structs.replace(draft, body=body)
            journal.append(draft, now=one.registered, texts=texts)


def _close(journal: CommuneJournal, one: Record) -> None:
    """Close the book over what stands in it now."""
    close_book(
        journal,
        session=getattr(one.draft.body, "session", None),
        now=one.registered,
        author=one.draft.author,
        uid=one.draft.uid,
    )


def _intervention(one: Switch) -> Record:
    body = Intervened(place=one.place, means=one.means, action="on" if one.is_on else "off")
    uid = f"demo-{one.place}-{one.means}-{one.at}"
    return done(uid, body, happened=one.at, author="grower" if one.means == "pump" else "team")


def _day_by_day(doing: Doing) -> Record:
    uid, body, happened, note = doing
    author = GROWER if isinstance(body, RainRead | Irrigated) else FISH_TEAM_TOO
    return done(uid, body, happened=happened, author=author, note=note)
