"""Who was sent to the parliament, seat by seat, with the state of each mandate; names are for members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.forms.parliament.mandate_given import seat_value
from dashboard.forms.registers.lasting import last_day
from dashboard.login.rights import Right
from dashboard.parliament.assembly import Assembly
from dashboard.parliament.reading import read_assembly
from dashboard.telling.parliament import organ_named
from dashboard.visit.given import Visit, VisitHere
from dashboard.words.parliament import ORGANS
from gateway.domain.parliament.counting import in_force, voting
from gateway.domain.parliament.members import Mandate, Seat

router = APIRouter()

State = Literal["in_force", "expired", "recalled", "resigned", "other", "no_seat"]
"""What a mandate is now; `no_seat`: it holds by its time, and who gave it has no seat any more."""


@dataclass(frozen=True, slots=True)
class MandateShown:
    """One mandate.

    Attributes:
        name: Of the delegate, empty where nobody is named or the reader may not know.
        until: The last day on which it holds or held, None where it is open.
    """

    mandate: Mandate
    state: State
    name: str
    until: date | None


@dataclass(frozen=True, slots=True)
class SeatShown:
    """A seat and who was sent for it.

    Attributes:
        name: Of who sends.
        sort: What sends, a msgid; empty where the name says it.
        value: As the form of a mandate names it.
        vacant: How many of its seats nobody holds.
        now: The mandates in force, delegates first.
        before: Those that ended, the newest first.
    """

    name: str
    sort: str
    value: str
    delegates: int
    vacant: int
    now: Sequence[MandateShown]
    before: Sequence[MandateShown]


@dataclass(frozen=True, slots=True)
class MandatesView:
    """What the page shows.

    Attributes:
        seats: Those of today.
        left: Who sent delegates and has no seat today, such as a council that left.
        held: How many seats have a mandate in force.
        every: How many seats there are.
        source: Of the rules in force, None where there are none.
        may_set: Whether the reader may give and end mandates.
    """

    seats: Sequence[SeatShown]
    left: Sequence[SeatShown]
    held: int
    every: int
    source: str | None
    may_set: bool


@router.get("/asamblea/vocerias")
def show(visit: VisitHere) -> HTMLResponse:
    """Show every seat of today with its mandates, and who had one before."""
    known, now = read_assembly(visit), visit.now
    seats, rules = known.seats_at(now), known.rules_at(now)
    today = {(one.of, one.by) for one in seats}
    gone = {(one.of, one.by) for one in known.mandates} - today
    view = MandatesView(
        seats=[_seat(visit, known, one) for one in seats],
        left=[_seat(visit, known, Seat(of, by, 0)) for of, by in sorted(gone)],
        held=len(voting(in_force(known.mandates, seats, at=now), seats)),
        every=sum(one.delegates for one in seats),
        source=None if rules is None else rules.source,
        may_set=visit.may(Right.HOLD_SESSION),
    )
    return visit.page("mandates.html", view)


def _seat(visit: Visit, known: Assembly, seat: Seat) -> SeatShown:
    own = [one for one in known.mandates if (one.of, one.by) == (seat.of, seat.by)]
    shown = [_mandate(visit, one, has_seat=seat.delegates > 0) for one in own]
    now = [one for one in shown if one.state == "in_force"]
    taken = voting([one.mandate for one in now], [seat])
    return SeatShown(
        name=organ_named(visit, seat.of, seat.by or None),
        sort=ORGANS[seat.of] if seat.by else "",
        value=seat_value(seat.of, seat.by),
        delegates=seat.delegates,
        vacant=max(seat.delegates - len(taken), 0),
        now=sorted(now, key=lambda one: one.mandate.is_alternate),
        before=[one for one in reversed(shown) if one.state != "in_force"],
    )


def _mandate(visit: Visit, mandate: Mandate, *, has_seat: bool) -> MandateShown:
    knows = visit.may_know_names and mandate.person is not None
    ends = [one for one in (mandate.until, mandate.ended) if one is not None]
    return MandateShown(
        mandate=mandate,
        state=_state(mandate, at=visit.now, has_seat=has_seat),
        name=visit.named(mandate.person) if knows and mandate.person else "",
        until=last_day(min(ends), visit.words) if ends else None,
    )


def _state(mandate: Mandate, *, at: int, has_seat: bool) -> State:
    if mandate.holds(at):
        return "in_force" if has_seat else "no_seat"
    if mandate.ended is None or mandate.expired(at):
        return "expired"
    return mandate.how  # type: ignore[return-value]
