"""What the closing of the book must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.domain.entries import Body, BookClosed, Draft
from gateway.domain.errors import EntryError
from gateway.journal.fingerprint import next_closing
from gateway.journal.parliament import last_call, quorum_of
from gateway.journal.standing import Rule, Standing


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
    if standing.any_of(("closing",), {"session": session}):
        raise EntryError("La sesión %(number)s ya cerró el libro. Vea su acta.", number=session)
    if quorum_of(standing, last_call(standing, session)) is None:
        raise EntryError(
            "Falta la asistencia de la sesión %(number)s. Cuente primero quiénes vinieron.", number=session
        )


RULES: Final[Mapping[type[Body], Rule]] = {BookClosed: _closing}
