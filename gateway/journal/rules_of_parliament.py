"""What an entry about the parliament's rules, its mandates and its sessions must satisfy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from gateway.domain.entries import (
    AttendanceTaken,
    Body,
    CouncilRegistered,
    Draft,
    EnterpriseRegistered,
    MandateEnded,
    MandateGiven,
    Organ,
    RulesSet,
    SessionConvened,
    Threshold,
)
from gateway.domain.errors import EntryError
from gateway.domain.parliament.counting import in_force as in_force_of
from gateway.domain.parliament.members import Mandate
from gateway.journal.in_force import has_come, in_force, possible_moments
from gateway.journal.parliament import (
    calls_of,
    closed_sessions,
    last_call,
    mandates_given,
    open_call,
    quorum_of,
    rules_at,
    seats_at,
)
from gateway.journal.standing import Rule, Standing

EARLY_S: Final = 86_400
"""So long before its hour somebody may begin to count who comes to a session: clocks and days differ [s]."""
FARTHEST_S: Final = 366 * 86_400
"""So long after the notice a session may meet [s]."""
_UID: Final = re.compile(r"[A-Za-z0-9_.-]{1,80}")
"""A person stands here by a uid; a name has a space or an accent sooner or later."""


def _rules(standing: Standing, draft: Draft, body: RulesSet) -> None:
    has_come(standing, draft)
    if not body.source.strip():
        raise EntryError("Falta el acta que fijó estas reglas. Escriba cuál es.")
    if _repeats(one.of for one in body.seats):
        raise EntryError("Cada clase de vocería va una sola vez. Quite la repetida.")
    if _repeats(one.fund for one in body.funds):
        raise EntryError("Cada fondo va una sola vez. Quite el repetido.")
    for threshold in (body.quorum, body.second_quorum, body.majority):
        _possible(threshold)
    if any(draft.happened <= last_call(standing, one).body.at for one in closed_sessions(standing)):
        raise EntryError(
            "Una sesión posterior a esa fecha ya cerró su acta con las reglas de antes."
            " Ponga una fecha posterior a la última sesión."
        )


def _repeats(named: Iterable[str]) -> bool:
    seen = list(named)
    return len(set(seen)) < len(seen)


def _possible(threshold: Threshold | None) -> None:
    if threshold is None:
        return
    numerator, denominator = threshold.numerator, threshold.denominator
    if threshold.sort == "count":
        is_possible = denominator == 1
    elif threshold.sort == "more_than":
        is_possible = numerator < denominator
    else:
        is_possible = numerator <= denominator
    if not is_possible:
        raise EntryError(
            "La parte %(numerator)s/%(denominator)s no se alcanza nunca. Revise el quórum y la mayoría.",
            numerator=numerator,
            denominator=denominator,
        )


def _mandate(standing: Standing, draft: Draft, body: MandateGiven) -> None:
    has_come(standing, draft)
    sent_by(standing, body.of, body.by, at=draft.happened)
    rules_at(standing, draft.happened)
    seat = next(
        (one for one in seats_at(standing, draft.happened) if (one.of, one.by) == (body.of, body.by or "")),
        None,
    )
    if seat is None:
        raise EntryError(
            "Según las reglas de la comuna, quien se nombra no tiene vocería en esa fecha."
            " Revise la fecha, o las reglas."
        )
    if body.person is not None and not _UID.fullmatch(body.person):
        raise EntryError("Una persona va en el libro con su número y no con su nombre. Elíjala en la lista.")
    possible_moments(body.until)
    if body.until is not None and body.until <= draft.happened:
        raise EntryError("El último día debe ser posterior al primero. Revise las dos fechas.")
    own = [
        one
        for one in mandates_given(standing)
        if (one.of, one.by, one.is_alternate) == (seat.of, seat.by, body.is_alternate)
    ]
    if most_at_once(own, draft.happened, body.until) >= seat.delegates:
        raise EntryError(
            "Esas vocerías ya están dadas (%(delegates)s). Termine primero una,"
            " o ponga una fecha en que ya venció.",
            delegates=seat.delegates,
        )


def sent_by(standing: Standing, organ: Organ, by: str | None, *, at: int) -> None:
    """Check that an organ is named as it must be: a council and an enterprise by their short names.

    Raises:
        EntryError: The short name is missing, is too much, or was not of the commune then.
    """
    if organ not in ("council", "enterprise"):
        if by is not None:
            raise EntryError("De ese órgano hay uno solo: quite el nombre corto.")
        return
    if by is None:
        raise EntryError("Falta cuál consejo comunal o cuál empresa. Elíjalo en la lista.")
    if organ == "council":
        in_force(standing, CouncilRegistered, "council", by, at=at)
    else:
        in_force(standing, EnterpriseRegistered, "enterprise", by, at=at)


def most_at_once(own: Iterable[Mandate], since: int, until: int | None) -> int:
    """Return how many of these mandates are in force at one moment of a span at the most."""
    given = list(own)
    moments = [since, *(one.since for one in given if since < one.since < (until or one.since + 1))]
    return max(sum(one.holds(at) for one in given) for at in moments)


def _mandate_end(standing: Standing, draft: Draft, body: MandateEnded) -> None:
    has_come(standing, draft)
    found = next((one for one in mandates_given(standing) if one.uid == body.mandate), None)
    if found is None:
        raise EntryError("No existe esa vocería, o fue anulada. Elíjala en la lista.")
    if found.ended is not None:
        raise EntryError("Esa vocería ya terminó. No hace falta hacer nada más.")
    if draft.happened < found.since:
        raise EntryError("Esa fecha es anterior a la elección de la vocería. Revise la fecha.")
    if not found.holds(draft.happened):
        raise EntryError("Esa vocería ya había vencido en esa fecha. No hace falta hacer nada más.")


def _convocation(standing: Standing, draft: Draft, body: SessionConvened) -> None:
    has_come(standing, draft)
    possible_moments(body.at)
    # Who types the paper of a session later may not know when notice was given.
    if not draft.happened <= body.at <= draft.happened + FARTHEST_S:
        raise EntryError("La sesión va después de su convocatoria, y antes de un año. Revise las dos fechas.")
    calls = calls_of(standing, body.session)
    if any(one.body.call == body.call for one in calls):
        raise EntryError(
            "La sesión %(number)s ya tiene esa convocatoria. Use el número de la siguiente sesión.",
            number=body.session,
        )
    if body.call == 2:
        _second(standing, body)
        return
    newest = max(closed_sessions(standing), default=0)
    if body.session <= newest:
        raise EntryError(
            "La sesión %(number)s ya cerró su acta. Use un número mayor.",
            number=newest,
        )


def _second(standing: Standing, body: SessionConvened) -> None:
    """Check that a second convocation follows a first one whose quorum was counted and not reached."""
    first = open_call(standing, body.session)
    counted = quorum_of(standing, first)
    if counted is None:
        raise EntryError(
            "Antes de una segunda convocatoria hay que contar quiénes vinieron a la primera."
            " Anote la asistencia de la sesión %(number)s.",
            number=body.session,
        )
    if counted.is_reached:
        raise EntryError(
            "La primera convocatoria de la sesión %(number)s tuvo quórum: no hace falta una segunda.",
            number=body.session,
        )
    if body.at <= first.body.at:
        raise EntryError("La segunda convocatoria va después de la primera. Revise la fecha.")


def _attendance(standing: Standing, draft: Draft, body: AttendanceTaken) -> None:
    has_come(standing, draft)
    call = open_call(standing, body.session)
    if call.body.call != body.call:
        raise EntryError(
            "La asistencia es de la última convocatoria de la sesión %(number)s. Revise cuál es.",
            number=body.session,
        )
    at = call.body.at
    if draft.happened < at - EARLY_S:
        raise EntryError("Todavía no llega el día de la sesión. Cuente cuando estén presentes.")
    if _repeats(body.present):
        raise EntryError("Cada vocería se cuenta una sola vez. Quite la repetida.")
    if body.present:
        valid = {one.uid for one in in_force_of(mandates_given(standing), seats_at(standing, at), at=at)}
        wrong = len(set(body.present) - valid)
        if wrong:
            raise EntryError(
                "Hay vocerías que no están vigentes en la fecha de la sesión (%(wrong)s). Quítelas.",
                wrong=wrong,
            )
    if body.assembly is not None and body.assembly < len(body.present):
        raise EntryError("En la asamblea no puede haber menos personas que vocerías. Revise los números.")


RULES: Final[Mapping[type[Body], Rule]] = {
    RulesSet: _rules,
    MandateGiven: _mandate,
    MandateEnded: _mandate_end,
    SessionConvened: _convocation,
    AttendanceTaken: _attendance,
}
