"""What the closing of the book must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.domain.entries import Body, BookClosed, Decided, Draft, Proposed
from gateway.domain.errors import EntryError
from gateway.journal import texts
from gateway.journal.fingerprint import next_closing
from gateway.journal.parliament import is_closed, last_call, quorum_reached
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
    if body != next_closing(standing.connection, session=body.session, at=body.at):
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


RULES: Final[Mapping[type[Body], Rule]] = {BookClosed: _closing}
