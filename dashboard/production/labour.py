"""The work of a cycle in days of work (*jornadas*)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gateway.domain.entries import Entry, WorkdaySet, Worked


@dataclass(frozen=True, slots=True)
class Labour:
    """Work that was written down.

    Attributes:
        hours: Of all people together [h].
        workdays: The same in days of work, None where the commune has not said how long one is.
        cayapa_hours: How many of the hours were collective work without pay [h].
    """

    hours: Decimal
    workdays: Decimal | None
    cayapa_hours: Decimal


def labour(entries: Iterable[Entry], workday: WorkdaySet | None) -> Labour | None:
    """Return the work that entries tell, None where nobody wrote any down; a plan is no work."""
    done = [one.body for one in entries if isinstance(one.body, Worked) and not one.body.planned]
    if not done:
        return None
    hours = sum((one.people * one.hours for one in done), Decimal(0))
    return Labour(
        hours=hours,
        workdays=None if workday is None else hours / workday.hours,
        cayapa_hours=sum((one.people * one.hours for one in done if one.pay == "cayapa"), Decimal(0)),
    )


def kg_per_workday(kg: Decimal, found: Labour | None) -> Decimal | None:
    """Return what a day of work gave [kg], None where no work or no length of a day is known."""
    return kg / found.workdays if found is not None and found.workdays else None
