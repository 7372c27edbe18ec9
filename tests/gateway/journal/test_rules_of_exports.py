"""What the journal refuses of a file that is said to have left the commune; each row is a case."""

from __future__ import annotations

import pytest
from builders import NIGHT
from msgspec.structs import replace
from sitting import DAY_S, MEETS, a_sitting, decided, proposed, voted, write

from gateway.domain.entries import ExportMade, Grant, OutcomeTold
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

AT = MEETS + 2 * 3600
GRANT = Grant("cafetaleros", "summary", "2026-01-01", "2026-03-31", "2026-12-31")
LEFT = ExportMade("acuerdo", "cafetaleros", "2026-01-01", "2026-03-31", 1, "ab" * 32)


def a_permission(journal: CommuneJournal, *, expires: str = "2026-12-31", result: str = "approved") -> None:
    """Let session 7 decide whether figures may go to the coffee growers."""
    a_sitting(journal, until="asistencia")
    grant = replace(GRANT, expires=expires)
    write(journal, "propuesta", proposed("sharing", grant=grant), AT)
    write(journal, "votos", voted(5) if result == "approved" else voted(0, 5), AT)
    write(journal, "acuerdo", decided(result), AT + 60)


def test_what_the_parliament_allowed_may_leave(journal: CommuneJournal) -> None:
    a_permission(journal)

    write(journal, "salida", LEFT, NIGHT)

    assert journal.entry("salida") is not None


@pytest.mark.parametrize(
    ("sentence", "body", "at"),
    [
        ("No existe ese acuerdo", replace(LEFT, decision="reglas"), NIGHT),
        ("No existe ese acuerdo", replace(LEFT, decision="nada"), NIGHT),
        ("otro destinatario", replace(LEFT, recipient="maiceros"), NIGHT),
        ("otros días", replace(LEFT, since="2025-12-31"), NIGHT),
        ("otros días", replace(LEFT, until="2026-04-01"), NIGHT),
        ("otros días", replace(LEFT, since="2026-03-31", until="2026-01-01"), NIGHT),
        ("anterior al acuerdo", LEFT, AT),
        ("después de ahora|futuro|todavía", LEFT, NIGHT + DAY_S),
    ],
)
def test_what_the_permission_does_not_say_never_left(
    journal: CommuneJournal, sentence: str, body: ExportMade, at: int
) -> None:
    a_permission(journal)

    with pytest.raises(EntryError, match=sentence):
        write(journal, "salida", body, at)


def test_after_its_last_day_a_permission_allows_nothing(journal: CommuneJournal) -> None:
    a_permission(journal, expires="2026-05-19")

    with pytest.raises(EntryError, match="venció el 2026-05-19"):
        write(journal, "salida", LEFT, NIGHT)


def test_a_permission_taken_back_allows_nothing(journal: CommuneJournal) -> None:
    a_permission(journal)
    write(journal, "cumplido", OutcomeTold("acuerdo", "withdrawn"), NIGHT - 60)

    with pytest.raises(EntryError, match="retiró ese permiso"):
        write(journal, "salida", LEFT, NIGHT)


def test_what_was_rejected_allows_nothing(journal: CommuneJournal) -> None:
    a_permission(journal, result="rejected")

    with pytest.raises(EntryError, match="no quedó aprobado"):
        write(journal, "salida", LEFT, NIGHT)


def test_a_decision_about_something_else_allows_nothing(journal: CommuneJournal) -> None:
    a_sitting(journal, until="acuerdo")

    with pytest.raises(EntryError, match="no es de compartir cifras"):
        write(journal, "salida", LEFT, NIGHT)
