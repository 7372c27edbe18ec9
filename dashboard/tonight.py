"""Who is on duty tonight."""

from __future__ import annotations

from datetime import date

from dashboard.dependencies import Visit
from gateway.alerts.duty import evening_of, on_duty
from gateway.people import Person


def evening(visit: Visit) -> date:
    """Return the date by which the night of a visit is named."""
    return evening_of(visit.now, utc_offset_hours=visit.station.config.commune.utc_offset_hours)


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
