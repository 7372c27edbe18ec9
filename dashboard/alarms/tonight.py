"""Who is on duty, night by night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from dashboard.visit.given import Visit
from gateway.alerts.duty import called, evening_of, on_duty
from gateway.people import Person

DAYS_AHEAD: Final = 7

Source = Literal["day", "weekday", "always", "nobody"]
"""Which list a night goes by: its own, that of its day of the week, the usual one, or none."""


@dataclass(frozen=True, slots=True)
class Night:
    """Who is called in one night.

    Attributes:
        evening: The date of its evening.
        people: Who is on duty, in the order in which they are called.
        source: Where that stands.
        reached: Who would be called: those with a telephone, else everybody of the teams who has one.
    """

    evening: date
    people: tuple[Person, ...]
    source: Source
    reached: tuple[Person, ...]

    @property
    def is_nobody_named(self) -> bool:
        """Whether nobody who is there is on duty."""
        return not self.people

    @property
    def is_unreachable(self) -> bool:
        """Whether nobody on duty has a telephone."""
        return not any(one.telephone for one in self.people)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who is on duty tonight, as far as the visitor may know.

    Attributes:
        names: Empty where the visitor may not know names.
        count: How many are.
    """

    names: tuple[str, ...]
    count: int


def on_duty_now(visit: Visit) -> OnDuty:
    """Return who is on duty tonight, in the order in which they are called."""
    found = people_of(visit, evening(visit))
    return OnDuty(tuple(one.name for one in found) if visit.may_know_names else (), len(found))


def evening(visit: Visit) -> date:
    """Return the date by which the night of a visit is named."""
    return evening_of(visit.now, utc_offset_hours=visit.station.config.commune.utc_offset_hours)


def nights(visit: Visit) -> list[Night]:
    """Return tonight and the nights to come, rising."""
    first = evening(visit)
    everybody = tuple(visit.station.people.everybody())
    return [_night(visit, everybody, first + timedelta(days=ahead)) for ahead in range(DAYS_AHEAD + 1)]


def people_of(visit: Visit, night: date) -> list[Person]:
    """Return who is on duty in a night and still there, in the order in which they are called."""
    found = (visit.station.people.person(uid) for uid in on_duty(visit.registered.calls.duty, night))
    return [one for one in found if one is not None and not one.withdrawn]


def names_to_tap(visit: Visit) -> list[Person]:
    """Return whose name may be tapped to say "I go": tonight's list, where nobody has signed in.

    Only on a device that a member has enrolled; everybody of the pond teams where nobody is on duty.
    """
    if visit.device is None or visit.member is not None:
        return []
    team = [one for one in visit.station.people.everybody() if "team" in one.roles]
    return people_of(visit, evening(visit)) or team


def _night(visit: Visit, everybody: tuple[Person, ...], night: date) -> Night:
    lists = visit.registered.calls.duty
    source: Source = "nobody"
    if (night.isoformat(), None) in lists:
        source = "day"
    elif (None, night.weekday()) in lists:
        source = "weekday"
    elif (None, None) in lists:
        source = "always"
    return Night(night, tuple(people_of(visit, night)), source, called(lists, everybody, night))
