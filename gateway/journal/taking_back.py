"""Whether something that the parliament recorded may be taken back, or other entries rest on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from gateway.domain.entries import (
    AttendanceTaken,
    Body,
    CouncilRegistered,
    Debated,
    Decided,
    EnterpriseRegistered,
    MandateEnded,
    MandateGiven,
    Proposed,
    RulesSet,
    SessionConvened,
    Voted,
)
from gateway.domain.errors import EntryError
from gateway.journal.parliament import (
    calls_of,
    closed_sessions,
    is_closed,
    last_call,
    mandates_given,
    seats_at,
)
from gateway.journal.rules_of_parliament import most_at_once
from gateway.journal.standing import Known, Standing


def check_taking_back(standing: Standing, uid: str) -> None:
    """Check that an entry of the parliament may be taken back; of any other kind nothing is checked.

    Raises:
        EntryError: Its session closed the book, or another entry rests on it.
    """
    found = standing.known(uid)
    if found is None:
        return
    if isinstance(found.body, _OF_A_SESSION) and is_closed(standing, found.body.session):
        raise EntryError(
            "La sesión %(number)s ya cerró el libro: lo que dice su acta no se anula."
            " Lleve la corrección a la próxima sesión.",
            number=found.body.session,
        )
    rests = _RESTS.get(type(found.body))
    if rests is not None and rests(standing, found, found.body):
        raise EntryError(
            "Otros asientos del parlamento se apoyan en este. Anule primero esos, del último al primero."
        )


_OF_A_SESSION: Final = (SessionConvened, AttendanceTaken, Proposed, Debated, Voted, Decided)


def _convocation(standing: Standing, _found: Known, body: SessionConvened) -> bool:
    call = {"session": body.session, "call": body.call}
    calls = calls_of(standing, body.session)
    if calls[-1].body.call != body.call or standing.every("attendance", call):
        return True
    return len(calls) == 1 and bool(standing.every("proposal", {"session": body.session}))


def _attendance(standing: Standing, found: Known, body: AttendanceTaken) -> bool:
    counted = standing.every("attendance", {"session": body.session, "call": body.call})
    if counted[-1].uid != found.uid:
        return False
    is_last = last_call(standing, body.session).body.call == body.call
    return not is_last or bool(standing.every("vote", {"session": body.session}))


def _proposal(standing: Standing, found: Known, _body: Proposed) -> bool:
    return any(standing.every(kind, {"proposal": found.uid}) for kind in ("debate", "vote", "decision"))


def _vote(standing: Standing, found: Known, _body: Voted) -> bool:
    return bool(standing.every("decision", {"vote": found.uid}))


def _decision(standing: Standing, found: Known, _body: Decided) -> bool:
    named = (("outcome", "decision"), ("export", "decision"), ("money", "agreed"), ("proposal", "pending"))
    return any(standing.every(kind, {field: found.uid}) for kind, field in named)


def _mandate(standing: Standing, found: Known, _body: MandateGiven) -> bool:
    if standing.every("mandate_end", {"mandate": found.uid}):
        return True
    counted = (one.body for one in standing.every("attendance"))
    return any(isinstance(one, AttendanceTaken) and found.uid in one.present for one in counted)


def _mandate_end(standing: Standing, found: Known, body: MandateEnded) -> bool:
    """Tell whether the seat was given to somebody else since."""
    every = mandates_given(standing)
    back = next((one for one in every if one.uid == body.mandate), None)
    if back is None:
        return False
    own = [
        one for one in every if (one.of, one.by, one.is_alternate) == (back.of, back.by, back.is_alternate)
    ]
    sent = [one.delegates for one in seats_at(standing, back.since) if (one.of, one.by) == (back.of, back.by)]
    return most_at_once(own, found.happened, back.until) >= max(sent, default=0)


def _council(standing: Standing, _found: Known, body: CouncilRegistered) -> bool:
    """Tell whether somebody was sent by a council that would not be there any more."""
    described = standing.every("council", {"council": body.council})
    sent = standing.every("mandate", {"of": "council", "by": body.council})
    return len(described) == 1 and bool(sent)


def _enterprise(standing: Standing, _found: Known, body: EnterpriseRegistered) -> bool:
    described = standing.every("enterprise", {"enterprise": body.enterprise})
    sent = standing.every("mandate", {"of": "enterprise", "by": body.enterprise})
    return len(described) == 1 and bool(sent)


def _rules(standing: Standing, found: Known, _body: RulesSet) -> bool:
    return any(last_call(standing, number).body.at >= found.happened for number in closed_sessions(standing))


_RESTS: Final[Mapping[type[Body], Callable[[Standing, Known, Any], bool]]] = {
    SessionConvened: _convocation,
    AttendanceTaken: _attendance,
    Proposed: _proposal,
    Voted: _vote,
    Decided: _decision,
    MandateGiven: _mandate,
    MandateEnded: _mandate_end,
    RulesSet: _rules,
    CouncilRegistered: _council,
    EnterpriseRegistered: _enterprise,
}
