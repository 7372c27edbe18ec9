"""The page of a telephone that watches: what is wrong, in big letters, and whether it has to sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.alarms import Alarm
from dashboard.dependencies import Visit, VisitHere
from dashboard.ponds import known
from dashboard.tonight import OnDuty, names_to_tap, on_duty_now
from dashboard.watch import PondWatch, watch
from gateway.domain.alerts import Kind
from gateway.people import Person

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Call:
    """An alarm that is not over.

    Attributes:
        pond: How the pond is now; None where it is of no pond.
        passes: How often somebody could not go.
        is_again: Whether the time that "I go" bought is over.
    """

    alarm: Alarm
    pond: PondWatch | None
    passes: int
    is_again: bool

    @property
    def asks(self) -> bool:
        """Whether it wants somebody now."""
        return self.alarm.needs_somebody or self.is_again

    @property
    def has_recovered(self) -> bool:
        """Whether the water is well while the alarm stays awake."""
        return self.alarm.alert.kind == Kind.OXYGEN and self.pond is not None and self.pond.tone == "fine"

    @property
    def rings(self) -> bool:
        """Whether a telephone that watches sounds for it."""
        if self.alarm.how != "wake" or self.alarm.alert.cleared is not None:
            return False
        return self.alarm.needs_somebody or (self.is_again and not self.has_recovered)

    @property
    def key(self) -> str:
        """What it is called while it stays as bad as it is: a silence is of this and of nothing worse."""
        return f"{self.alarm.alert.uid}/{int(self.alarm.alert.level)}"


@dataclass(frozen=True, slots=True)
class AlarmView:
    """What the page shows.

    Attributes:
        calls: Those that want somebody first, the worst first.
        ponds: All of them, by number.
        names: Whose name may be tapped.
        on_duty: Who is on duty tonight.
    """

    calls: Sequence[Call]
    ponds: Sequence[PondWatch]
    names: Sequence[Person]
    on_duty: OnDuty

    @property
    def rings(self) -> str:
        """For what the telephone sounds, in one line; empty where it stays silent."""
        return " ".join(sorted(one.key for one in self.calls if one.rings))


@router.get("/alarma")
def alarm(visit: VisitHere) -> HTMLResponse:
    """Show what is wrong now, to who stands before the telephone in the night."""
    ponds = known(visit, watch(visit.station.store, visit.registered, now=visit.now).ponds)
    calls = sorted(
        (_call(visit, one, ponds) for one in visit.alarms),
        key=lambda one: (not one.rings, not one.asks, -one.alarm.alert.level, one.alarm.alert.opened),
    )
    view = AlarmView(calls, ponds, names_to_tap(visit), on_duty_now(visit))
    return visit.page("alarm.html", view)


def _call(visit: Visit, one: Alarm, ponds: Sequence[PondWatch]) -> Call:
    pond = next((pond for pond in ponds if pond.place.slug == one.alert.place), None)
    passes = len(visit.registered.calls.passed.get(one.alert.uid, ()))
    return Call(one, pond, passes, one.calls_again(visit.now))
