"""What the closing of the book, or a file that leaves the commune, must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.domain.entries import Body, BookClosed, Decided, Draft, ExportMade, Grant, Proposed
from gateway.domain.errors import EntryError
from gateway.journal import texts
from gateway.journal.in_force import has_come
from gateway.journal.parliament import first_day, is_closed, last_call, quorum_reached
from gateway.journal.rules_of_deciding import approved
from gateway.journal.standing import Known, Rule, Standing

_NAMED: Final = 5
"""So many undecided proposals are named: a sentence with more of them is not read."""


def _closing(standing: Standing, draft: Draft, body: BookClosed) -> None:
    if (body.session is None) != (body.sort == "weekly"):
        raise EntryError("Un cierre es de una sesión con su número, o el corte de la semana sin número.")
    if body.at != draft.happened:
        raise EntryError("El cierre lleva otra fecha que su asiento. Repita el cierre.")
    if body.session is not None:
        _session_may_close(standing, body.session)
    if body != standing.closing(session=body.session, at=body.at):
        raise EntryError("El cierre no corresponde a lo que está en el libro ahora. Repita el cierre.")


def _session_may_close(standing: Standing, session: int) -> None:
    call = last_call(standing, session)
    if is_closed(standing, session):
        raise EntryError("La sesión %(number)s ya cerró el libro. Vea su acta.", number=session)
    quorum_reached(standing, call)
    decided = {
        one.body.proposal
        for one in standing.every("decision", {"session": session})
        if isinstance(one.body, Decided)
    }
    undecided = [one for one in standing.every("proposal", {"session": session}) if one.uid not in decided]
    if undecided:
        raise EntryError(
            "Falta decidir %(proposals)s. Anote de cada propuesta si se aprobó, se rechazó o se difirió,"
            " y cierre después el libro.",
            proposals=", ".join(_called(standing, one) for one in undecided[:_NAMED]),
        )


def _called(standing: Standing, proposal: Known) -> str:
    """Return the first line of a proposal, or its number where its text was withdrawn."""
    body = proposal.body
    text = texts.read(standing.connection, body.note) if isinstance(body, Proposed) else None
    first = (text or "").strip().split("\n", 1)[0]
    return f"«{first}»" if first else f"nº {proposal.number}"


def _export(standing: Standing, draft: Draft, body: ExportMade) -> None:
    has_come(standing, draft)
    decision = approved(standing, body.decision)
    proposal = standing.known(decision.body.proposal) if isinstance(decision.body, Decided) else None
    grant = proposal.body.grant if proposal is not None and isinstance(proposal.body, Proposed) else None
    if grant is None:
        raise EntryError("Ese acuerdo no es de compartir cifras: nada sale por él. Elija otro.")
    if body.recipient != grant.recipient:
        raise EntryError("El permiso es para otro destinatario: nada sale por él. Elija otro acuerdo.")
    if not grant.since <= body.since <= body.until <= grant.until:
        raise EntryError("El permiso es para otros días. Pida un periodo dentro de los acordados.")
    _still_allows(standing, draft, decision, grant)


def _still_allows(standing: Standing, draft: Draft, decision: Known, grant: Grant) -> None:
    if draft.happened < decision.happened:
        raise EntryError("Esa fecha es anterior al acuerdo. Revise la fecha.")
    if first_day(draft.happened) > grant.expires:
        raise EntryError(
            "El permiso venció el %(day)s. El parlamento puede darlo otra vez.", day=grant.expires
        )
    told = standing.every("outcome", {"decision": decision.uid})
    if told and getattr(told[-1].body, "state", "") == "withdrawn":
        raise EntryError("El parlamento retiró ese permiso: nada sale por él. Elija otro acuerdo.")


RULES: Final[Mapping[type[Body], Rule]] = {BookClosed: _closing, ExportMade: _export}
