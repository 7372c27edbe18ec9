"""What an entry about a proposal, its debate, its vote, its decision or what came of it must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.domain.entries import Body, Debated, Decided, Draft, OutcomeTold, Proposed, Voted
from gateway.domain.errors import EntryError
from gateway.domain.parliament.counting import is_carried
from gateway.journal.in_force import has_come, possible_day
from gateway.journal.parliament import Call, first_day, open_call, quorum_reached, rules_at
from gateway.journal.proposed_lines import check_lines
from gateway.journal.rules_of_parliament import sent_by
from gateway.journal.standing import Known, Rule, Standing


def _proposal(standing: Standing, draft: Draft, body: Proposed) -> None:
    has_come(standing, draft)
    call = open_call(standing, body.session)
    sent_by(standing, body.by, body.of, at=draft.happened)
    check_lines(standing, body, at=call.body.at)
    if body.pending is not None:
        _decision_of(standing, body.pending)


def _proposal_of(standing: Standing, uid: str, *, session: int) -> Known:
    """Return a proposal that was put to a session and is not decided.

    Raises:
        EntryError: There is none, or it is decided.
    """
    found = standing.known(uid)
    if found is None or not isinstance(found.body, Proposed) or found.body.session != session:
        raise EntryError(
            "No existe esa propuesta en la sesión %(number)s. Elíjala en la lista.", number=session
        )
    if standing.every("decision", {"proposal": uid}):
        raise EntryError("Esa propuesta ya está decidida. Si hace falta, propóngala otra vez.")
    return found


def _debate(standing: Standing, draft: Draft, body: Debated) -> None:
    has_come(standing, draft)
    open_call(standing, body.session)
    _proposal_of(standing, body.proposal, session=body.session)


def _vote(standing: Standing, draft: Draft, body: Voted) -> None:
    has_come(standing, draft)
    call = open_call(standing, body.session)
    _proposal_of(standing, body.proposal, session=body.session)
    counted = quorum_reached(standing, call)
    votes = body.in_favour + body.against + body.abstained
    if votes == 0:
        raise EntryError("Faltan los votos. Cuente cuántos hubo a favor, en contra y abstenciones.")
    if votes > counted.present:
        raise EntryError(
            "Hay %(votes)s votos y solo %(present)s vocerías presentes con voto: la voz no es voto."
            " Cuente otra vez.",
            votes=votes,
            present=counted.present,
        )


def _decision(standing: Standing, draft: Draft, body: Decided) -> None:
    has_come(standing, draft)
    call = open_call(standing, body.session)
    proposal = _proposal_of(standing, body.proposal, session=body.session)
    rules_at(standing, call.body.at)
    if body.responsible is not None:
        sent_by(standing, body.responsible, body.of, at=draft.happened)
    elif body.of is not None:
        raise EntryError("Falta quién responde por el acuerdo. Elíjalo en la lista.")
    _deadline(body, call)
    _agrees_with_the_vote(standing, body, call)
    wanted = proposal.body.funds if isinstance(proposal.body, Proposed) else []
    if body.funds != (wanted if body.result == "approved" else []):
        raise EntryError(
            "Los fondos del acuerdo deben ser los de la propuesta que se aprobó, y ninguno si no se aprobó."
            " Si el parlamento decidió otra cosa, anótela como otra propuesta."
        )


def _deadline(body: Decided, call: Call) -> None:
    possible_day(body.deadline)
    if body.deadline is not None and body.deadline < first_day(call.body.at):
        raise EntryError("El plazo es anterior a la sesión. Revise la fecha.")


def _agrees_with_the_vote(standing: Standing, body: Decided, call: Call) -> None:
    """Check that what was decided is what the newest vote says; only what is put off needs none."""
    newest = next(reversed(standing.every("vote", {"proposal": body.proposal})), None)
    if (newest.uid if newest else None) != body.vote:
        raise EntryError("El acuerdo debe nombrar la última votación de esa propuesta. Elíjala.")
    if newest is None or not isinstance(newest.body, Voted):
        if body.result != "deferred":
            raise EntryError("Esa propuesta no se ha votado. Anote los votos, o difiérala.")
        return
    present = quorum_reached(standing, call, vote=newest).present
    carried = is_carried(rules_at(standing, call.body.at), newest.body, present=present)
    if body.result == "approved" and not carried:
        raise EntryError(
            "Los votos no alcanzan la mayoría de sus reglas: no quedó aprobada. Anótela rechazada o diferida."
        )
    if body.result != "approved" and carried:
        raise EntryError(
            "Los votos alcanzan la mayoría de sus reglas: quedó aprobada. Revise los votos o el acuerdo."
        )


def _outcome(standing: Standing, draft: Draft, body: OutcomeTold) -> None:
    has_come(standing, draft)
    decision = _decision_of(standing, body.decision)
    if getattr(decision.body, "result", "") != "approved":
        raise EntryError("Ese asunto no quedó aprobado: no hay nada que cumplir. Elija un acuerdo aprobado.")
    if draft.happened < decision.happened:
        raise EntryError("Esa fecha es anterior al acuerdo. Revise la fecha.")
    if len(set(body.entries)) < len(body.entries):
        raise EntryError("Cada asiento se nombra una sola vez. Quite el repetido.")
    for uid in body.entries:
        found = standing.known(uid)
        if found is None or found.journal != "book":
            raise EntryError("Un asiento que lo muestra no está en el libro, o fue anulado. Quítelo.")


def _decision_of(standing: Standing, uid: str) -> Known:
    """Return a decision that stands.

    Raises:
        EntryError: There is none.
    """
    found = standing.known(uid)
    if found is None or not isinstance(found.body, Decided):
        raise EntryError("No existe ese acuerdo, o fue anulado. Elíjalo en la lista.")
    return found


def approved(standing: Standing, uid: str) -> Known:
    """Return a decision for a proposal that stands.

    Raises:
        EntryError: There is none, or it was not approved.
    """
    found = _decision_of(standing, uid)
    if getattr(found.body, "result", "") != "approved":
        raise EntryError("Ese asunto no quedó aprobado. Elija un acuerdo aprobado.")
    return found


RULES: Final[Mapping[type[Body], Rule]] = {
    Proposed: _proposal,
    Debated: _debate,
    Voted: _vote,
    Decided: _decision,
    OutcomeTold: _outcome,
}
