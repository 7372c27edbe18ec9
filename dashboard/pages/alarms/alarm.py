"""The page of a telephone that watches: what is wrong, in big letters, and whether it has to sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.alarms.tonight import OnDuty, names_to_tap, on_duty_now
from dashboard.measured.watch import PondWatch, watch
from dashboard.ponds.every import known
from dashboard.visit.alarms import Alarm, Group, grouped
from dashboard.visit.given import Visit, VisitHere
from gateway.people import Person

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Call:
    """The same trouble at one place or at several, that is not over.

    Attributes:
        pond: How the first pond is now; None where it is of no pond.
        passes: How often somebody could not go.
        is_again: Whether the time that "I go" bought is over.
    """

    group: Group
    pond: PondWatch | None
    passes: int
    is_again: bool

    @property
    def alarm(self) -> Alarm:
        """The worst of them."""
        return self.group.first

    @property
    def asks(self) -> bool:
        """Whether it wants somebody now."""
        return self.alarm.needs_somebody or self.is_again

    @property
    def has_recovered(self) -> bool:
        """Whether the trouble has gone back while the alarm stays awake."""
        return self.alarm.alert.is_recovering

    @property
    def rings(self) -> bool:
        """Whether a telephone that watches sounds for it."""
        return self.alarm.how == "wake" and self.alarm.alert.danger is not None and self.asks

    @property
    def keys(self) -> list[str]:
        """What each is called while it stays as bad as it is: a silence is of this and of nothing worse."""
        return [f"{one.alert.uid}/{int(one.alert.level)}" for one in self.group.alarms]


@dataclass(frozen=True, slots=True)
class AlarmView:
    """What the page shows.

    Attributes:
        calls: Told large: what rings; where nothing does, the worst.
        others: Told in a line each.
        ponds: All of them, by number.
        names: Whose name may be tapped.
        on_duty: Who is on duty tonight.
    """

    calls: Sequence[Call]
    others: Sequence[Group]
    ponds: Sequence[PondWatch]
    names: Sequence[Person]
    on_duty: OnDuty

    @property
    def rings(self) -> str:
        """For what the telephone sounds, in one line; empty where it stays silent."""
        return " ".join(sorted(key for one in self.calls if one.rings for key in one.keys))


@router.get("/alarma")
def alarm(visit: VisitHere) -> HTMLResponse:
    """Show what is wrong now, to who stands before the telephone in the night."""
    ponds = known(visit, watch(visit.station.store, visit.registered, now=visit.now).ponds)
    calls = sorted(
        (_call(visit, one, ponds) for one in grouped(visit.alarms)),
        key=lambda one: (not one.rings, not one.asks, -one.alarm.alert.level, one.alarm.alert.opened),
    )
    large = max(1, sum(one.rings for one in calls))
    others = [one.group for one in calls[large:]]
    view = AlarmView(calls[:large], others, ponds, names_to_tap(visit), on_duty_now(visit))
    return visit.page("alarm.html", view)


def _call(visit: Visit, group: Group, ponds: Sequence[PondWatch]) -> Call:
    alert = group.first.alert
    pond = next((pond for pond in ponds if pond.place.slug == alert.place), None)
    passes = len(visit.registered.calls.passed.get(alert.uid, ()))
    return Call(group, pond, passes, group.first.calls_again(visit.now))
