"""Who is called in a night, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from gateway.people import Person

Lists = Mapping[tuple[str | None, int | None], tuple[str, ...]]
"""Uids of who is on duty, by (day, weekday) as `DutySet` has them."""


def evening_of(now: int, *, utc_offset_hours: int) -> date:
    """Return the date by which the night of a moment [s UTC] is named: it lasts from noon to noon."""
    return (datetime.fromtimestamp(now, UTC) + timedelta(hours=utc_offset_hours - 12)).date()


def on_duty(lists: Lists, evening: date) -> tuple[str, ...]:
    """Return the uids of who is on duty in a night, in the order in which they are called.

    The list of the day goes before that of its weekday, that before the list without either. Empty
    when nobody is named.
    """
    keys = ((evening.isoformat(), None), (None, evening.weekday()), (None, None))
    return next((lists[key] for key in keys if key in lists), ())


def called(lists: Lists, people: Iterable[Person], evening: date) -> tuple[Person, ...]:
    """Return who can be called in a night, in order; an alarm is not to ring for nobody.

    Whoever is on duty and has a telephone; where that is nobody, everybody of the pond teams who
    has one, by name.

    Args:
        lists: Who is on duty.
        people: Everybody who is there, by name.
        evening: The date of the night's evening.
    """
    reachable = _reachable(people)
    by_uid = {one.uid: one for one in reachable}
    named = tuple(by_uid[uid] for uid in dict.fromkeys(on_duty(lists, evening)) if uid in by_uid)
    return named or _team(reachable)


def reserve(lists: Lists, people: Iterable[Person], evening: date) -> tuple[Person, ...]:
    """Return who is called when nobody on duty can go: the rest of the pond teams, by name.

    The arguments are those of `called`.
    """
    everybody = _reachable(people)
    first = called(lists, everybody, evening)
    return tuple(one for one in _team(everybody) if one not in first)


def _reachable(people: Iterable[Person]) -> list[Person]:
    return [one for one in people if one.telephone is not None and not one.withdrawn]


def _team(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(one for one in people if "team" in one.roles)
