"""The steps that lead a secretary through a session; where it stands is read from the book alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.parliament.assembly import Assembly
from dashboard.parliament.sessions import Matter, Session
from dashboard.words.language import N_
from gateway.domain.entries import Entry, OutcomeTold, Proposed

SETTLED: Final = frozenset({"done", "withdrawn"})
"""Of what was decided nothing more is to be told."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        slug: In its address.
        title: A msgid.
    """

    slug: str
    title: str


STEPS: Final = (
    Step("convocatoria", N_("Convocatoria")),
    Step("asistencia", N_("Asistencia")),
    Step("quorum", N_("Quórum")),
    Step("anteriores", N_("Lo que se acordó la última vez")),
    Step("propuestas", N_("Propuestas")),
    Step("votacion", N_("Debate y votación")),
    Step("revision", N_("Observaciones")),
    Step("cierre", N_("Cierre del libro")),
    Step("acta", N_("Acta para firmar")),
)


def step_named(slug: str) -> Step | None:
    """Return the step of an address, None where there is none."""
    return next((one for one in STEPS if one.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an earlier session decided for, and what came of it.

    Attributes:
        is_told: Whether something was told of it since the session before closed the book.
    """

    session: Session
    matter: Matter
    decision: Entry
    outcome: Entry | None
    is_told: bool


def agreed_before(assembly: Assembly, session: Session) -> list[Agreed]:
    """Return what earlier sessions decided for and is not settled, or was settled since the last one.

    The newest session's decisions come first, in the order in which they were put. What was told after a
    session had closed the book is of the next one. What a later proposal took up again is told of that one.
    """
    since = _closed_before(assembly, session)
    until = None if session.closing is None else session.closing.number
    again = _taken_up(assembly, before=session.number)
    found = [
        _agreed(earlier, matter, matter.decision, since=since, until=until)
        for earlier in sorted(assembly.sessions, key=lambda one: -one.number)
        if earlier.number < session.number
        for matter in earlier.matters
        if matter.is_approved and matter.decision is not None
    ]
    return [one for one in found if one.is_told or not (is_settled(one.outcome) or one.decision.uid in again)]


def may_decide(assembly: Assembly, session: Session) -> bool:
    """Tell whether the newest convocation of a session had its quorum, by entered rules."""
    counted = assembly.quorum(session.last_call)
    return counted is not None and counted.is_reached


def stands_at(assembly: Assembly, session: Session) -> Step:
    """Return the step at which a session goes on."""
    return next(one for one in STEPS if one.slug == _slug(assembly, session))


def is_done(step: Step, assembly: Assembly, session: Session) -> bool:
    """Tell whether the book has what a step writes."""
    at = STEPS.index(stands_at(assembly, session))
    done = STEPS.index(step) < at
    return done or session.closing is not None


def _slug(assembly: Assembly, session: Session) -> str:
    if session.closing is not None:
        return "acta"
    if session.last_call.attendance is None:
        return "asistencia"
    if not may_decide(assembly, session):
        return "quorum"
    is_begun = any(one.vote is not None or one.decision is not None for one in session.matters)
    if not is_begun and any(not one.is_told for one in agreed_before(assembly, session)):
        return "anteriores"
    if any(one.decision is None for one in session.matters):
        return "votacion"
    if session.matters:
        return "revision"
    return "propuestas"


def _agreed(session: Session, matter: Matter, decision: Entry, *, since: int, until: int | None) -> Agreed:
    told = [one for one in matter.outcomes if until is None or one.number < until]
    newest = told[-1] if told else None
    return Agreed(session, matter, decision, newest, newest is not None and newest.number > since)


def _taken_up(assembly: Assembly, *, before: int) -> set[str]:
    """Return the uids of the decisions that a proposal of an earlier session took up again."""
    bodies = (one.proposal.body for session in assembly.sessions for one in session.matters)
    return {
        one.pending
        for one in bodies
        if isinstance(one, Proposed) and one.pending is not None and one.session < before
    }


def is_settled(outcome: Entry | None) -> bool:
    """Tell whether nothing more is to be told of what was decided."""
    return outcome is not None and isinstance(outcome.body, OutcomeTold) and outcome.body.state in SETTLED


def _closed_before(assembly: Assembly, session: Session) -> int:
    """Return the number of the entry that closed the book at the session before, 0 where none did."""
    closings = [
        one.closing.number
        for one in assembly.sessions
        if one.number < session.number and one.closing is not None
    ]
    return max(closings, default=0)
