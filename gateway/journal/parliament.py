"""The parliament as it stands in the book at the moment of an append."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from gateway.domain.entries import (
    AttendanceTaken,
    CouncilRegistered,
    EnterpriseRegistered,
    MandateEnded,
    MandateGiven,
    RulesSet,
    SessionConvened,
)
from gateway.domain.errors import EntryError
from gateway.domain.parliament.counting import Quorum, quorum
from gateway.domain.parliament.members import Mandate, Seat, mandates, seats
from gateway.journal.standing import Known, Standing

WEST_S: Final = 43_200
"""A day begins so much later on the clocks farthest west [s]."""


@dataclass(frozen=True, slots=True)
class Call:
    """A convocation as it was written down."""

    uid: str
    happened: int
    body: SessionConvened


def rules_at(standing: Standing, at: int) -> RulesSet:
    """Return the rules in force at a moment [s UTC].

    Raises:
        EntryError: The commune entered none for then; what must be entered is named.
    """
    found = next((one for since, one in reversed(_rules(standing)) if since <= at), None)
    if found is None:
        raise EntryError(
            "Faltan las reglas del Parlamento Comunal que regían en esa fecha. Sin ellas no se cuenta, no se"
            " vota ni se decide. Escriba en «Reglas» las vocerías, el quórum, la mayoría y el acta que las"
            " fijó."
        )
    return found


def seats_at(standing: Standing, at: int) -> list[Seat]:
    """Return who has seats at a moment [s UTC], by the rules then in force.

    Raises:
        EntryError: The commune entered no rules for then.
    """
    councils = [one.body for one in standing.every("council") if isinstance(one.body, CouncilRegistered)]
    enterprises = [
        one.body for one in standing.every("enterprise") if isinstance(one.body, EnterpriseRegistered)
    ]
    return seats(rules_at(standing, at), councils, enterprises, at=at)


def mandates_given(standing: Standing) -> list[Mandate]:
    """Return every mandate as it stands, in the order in which they were given."""
    given = [
        (one.uid, one.happened, one.body)
        for one in standing.every("mandate")
        if isinstance(one.body, MandateGiven)
    ]
    ended = [
        (one.happened, one.body)
        for one in standing.every("mandate_end")
        if isinstance(one.body, MandateEnded)
    ]
    return mandates(given, ended, _rules(standing))


def calls_of(standing: Standing, session: int) -> list[Call]:
    """Return the convocations of a session, the first one first; nothing where nobody convened it."""
    found = [
        Call(one.uid, one.happened, one.body)
        for one in standing.every("convocation", {"session": session})
        if isinstance(one.body, SessionConvened)
    ]
    return sorted(found, key=lambda one: one.body.call)


def last_call(standing: Standing, session: int) -> Call:
    """Return the newest convocation of a session.

    Raises:
        EntryError: Nobody convened it.
    """
    found = calls_of(standing, session)
    if not found:
        raise EntryError(
            "La sesión %(number)s no está convocada. Anote primero su convocatoria.", number=session
        )
    return found[-1]


def first_day(at: int) -> str:
    """Return the day of a moment [s UTC] as `2026-06-14`, as the clocks farthest west have it."""
    return datetime.fromtimestamp(at - WEST_S, UTC).date().isoformat()


def is_closed(standing: Standing, session: int) -> bool:
    """Tell whether a session closed the book: what its minutes say stands on paper then."""
    return bool(standing.every("closing", {"session": session}))


def closed_sessions(standing: Standing) -> list[int]:
    """Return the numbers of the sessions that closed the book, in the order in which they did."""
    found = (getattr(one.body, "session", None) for one in standing.every("closing"))
    return [one for one in found if one is not None]


def open_call(standing: Standing, session: int) -> Call:
    """Return the newest convocation of a session that has not closed the book.

    Raises:
        EntryError: Nobody convened it, or it closed the book.
    """
    call = last_call(standing, session)
    if is_closed(standing, session):
        raise EntryError(
            "La sesión %(number)s ya cerró el libro y su acta está firmada. Anótelo en la próxima sesión.",
            number=session,
        )
    return call


def quorum_of(standing: Standing, call: Call, *, vote: Known | None = None) -> Quorum | None:
    """Return what was counted at a convocation, None while nobody counted.

    Args:
        standing: What stands in the journals.
        call: The convocation.
        vote: What was voted by the count that is wanted; None: the newest count.

    Raises:
        EntryError: The commune entered no rules for then.
    """
    at = call.body.at
    rules, fields = rules_at(standing, at), {"session": call.body.session, "call": call.body.call}
    stood = [
        one.body
        for one in standing.every("attendance", fields)
        if isinstance(one.body, AttendanceTaken) and (vote is None or one.number < vote.number)
    ]
    if not stood:
        return None
    return quorum(rules, seats_at(standing, at), mandates_given(standing), stood[-1], at=at)


def quorum_reached(standing: Standing, call: Call, *, vote: Known | None = None) -> Quorum:
    """Return what was counted at a convocation that may decide; arguments as of `quorum_of`.

    Raises:
        EntryError: The commune entered no rules for then, nobody counted, or too few came.
    """
    counted = quorum_of(standing, call, vote=vote)
    if counted is None:
        raise EntryError(
            "Falta la asistencia de la sesión %(number)s. Cuente primero quiénes vinieron.",
            number=call.body.session,
        )
    if not counted.is_reached:
        raise EntryError(
            "La sesión %(number)s no tiene quórum: hay %(present)s vocerías presentes y hacen falta"
            " %(needed)s. Anote una segunda convocatoria, o difiera el asunto.",
            number=call.body.session,
            present=counted.present,
            needed=counted.needed,
        )
    return counted


def known_funds(standing: Standing) -> set[str]:
    """Return the short names of the funds that any rules of the commune ever named."""
    return {fund.fund for _, one in _rules(standing) for fund in one.funds}


def _rules(standing: Standing) -> list[tuple[int, RulesSet]]:
    found = [(one.happened, one.body) for one in standing.every("rules") if isinstance(one.body, RulesSet)]
    return sorted(found, key=lambda one: one[0])
