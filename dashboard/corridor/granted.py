"""What the parliament allowed to leave the commune, and what of it still may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from dashboard.corridor.refusals import CorridorError
from dashboard.parliament.assembly import Assembly
from gateway.domain.entries import Decided, Entry, ExportMade, Grant, OutcomeTold, Proposed
from gateway.domain.speech import both

State = Literal["open", "expired", "withdrawn", "not_yet"]
"""Whether it still allows a file; `not_yet`: its first day has not passed."""


@dataclass(frozen=True, slots=True)
class Granted:
    """An approved decision that figures may go to somebody.

    Attributes:
        minutes: The number of the session that decided it.
        last_day: The last day that a file of today may tell of.
        state: Today.
        exports: What left by it, rising; each an `ExportMade`.
    """

    decision: Entry
    grant: Grant
    minutes: int
    last_day: date
    state: State
    exports: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """Which file is wanted: by which decision, of which days; both ends as the decision says where None."""

    decision: str
    since: date | None = None
    until: date | None = None


def grants(found: Assembly, *, today: date) -> list[Granted]:
    """Return what was allowed, the newest decision first, whatever became of it."""
    approved = [
        _granted(found, matter.decision, matter.proposal, matter.outcomes, today)
        for session in reversed(found.sessions)
        for matter in session.matters
        if matter.is_approved and matter.decision is not None
    ]
    return [one for one in approved if one is not None]


def _granted(
    found: Assembly, decision: Entry, proposal: Entry, outcomes: Sequence[Entry], today: date
) -> Granted | None:
    said = proposal.body
    if not isinstance(said, Proposed) or said.sort != "sharing" or said.grant is None:
        return None
    grant = said.grant
    last_day = min(date.fromisoformat(grant.until), today - timedelta(days=1))
    state: State = "open"
    if _is_withdrawn(outcomes):
        state = "withdrawn"
    elif date.fromisoformat(grant.expires) < today:
        state = "expired"
    elif last_day < date.fromisoformat(grant.since):
        state = "not_yet"
    made = tuple(one for one in found.exports if _export(one).decision == decision.uid)
    return Granted(decision, grant, said.session, last_day, state, made)


def _is_withdrawn(outcomes: Sequence[Entry]) -> bool:
    """Tell whether the parliament took it back: what was told of it last counts."""
    last = outcomes[-1].body if outcomes else None
    return isinstance(last, OutcomeTold) and last.state == "withdrawn"


def allowed(found: Assembly, wish: Wish, *, today: date) -> tuple[Granted, date, date]:
    """Return the decision that allows a file, with its first and its last day.

    Raises:
        CorridorError: Nothing allows it; the sentence says what does not.
    """
    granted = next((one for one in grants(found, today=today) if one.decision.uid == wish.decision), None)
    if granted is None:
        raise CorridorError(_what_else(found, wish.decision))
    if granted.state != "open":
        day = granted.grant.since if granted.state == "not_yet" else granted.grant.expires
        raise CorridorError(_CLOSED[granted.state], day=day)
    first = date.fromisoformat(granted.grant.since)
    since, until = wish.since or first, wish.until or granted.last_day
    if since < first or until > date.fromisoformat(granted.grant.until) or since > until:
        raise CorridorError(OUTSIDE, since=granted.grant.since, until=granted.grant.until)
    if until > granted.last_day:
        raise CorridorError(NOT_OVER, until=until.isoformat())
    return granted, since, until


def _what_else(found: Assembly, uid: str) -> str:
    """Return what is wrong with a decision that allows nothing."""
    matters = [matter for session in found.sessions for matter in session.matters]
    known = next((one for one in matters if one.decision is not None and one.decision.uid == uid), None)
    if known is None:
        return NO_DECISION
    body = known.decision.body if known.decision is not None else None
    return REJECTED if isinstance(body, Decided) and body.result != "approved" else NOT_SHARING


def versions(found: Assembly, granted: Granted, since: date, until: date) -> list[Entry]:
    """Return what left already for the same recipient, days and scope, rising by version."""
    scope = {one.decision.uid: sorted(one.grant.scope) for one in grants(found, today=until)}
    wanted = (granted.grant.recipient, since.isoformat(), until.isoformat())
    same = [
        one
        for one in found.exports
        if (body := _export(one)) and (body.recipient, body.since, body.until) == wanted
        and scope.get(body.decision) == sorted(granted.grant.scope)
    ]  # fmt: skip
    return sorted(same, key=lambda one: _export(one).version)


def _export(entry: Entry) -> ExportMade:
    assert isinstance(entry.body, ExportMade)
    return entry.body


NO_DECISION: Final = both(
    "No hay una decisión con esa clave. Nada sale sin acuerdo del Parlamento Comunal: mire las decisiones en "
    "/asamblea/corredor."
)
REJECTED: Final = both("El Parlamento Comunal no aprobó esa propuesta. No salió nada.")
NOT_SHARING: Final = both(
    "Esa decisión no es de compartir datos: no nombra destinatario, alcance ni periodo. No salió nada."
)
EXPIRED: Final = both(
    "El permiso venció el %(day)s. Si debe seguir, el Parlamento Comunal lo decide otra vez. No salió nada."
)
WITHDRAWN: Final = both("El Parlamento Comunal retiró ese permiso, que iba hasta el %(day)s. No salió nada.")
NOT_YET: Final = both("El periodo comienza el %(day)s y todavía no hay un día completo. No salió nada.")
OUTSIDE: Final = both(
    "El permiso es del %(since)s al %(until)s. Pida un periodo dentro de esos días. No salió nada."
)
NOT_OVER: Final = both("El día %(until)s no ha terminado. Pida hasta un día ya pasado. No salió nada.")

_CLOSED: Final = {"expired": EXPIRED, "withdrawn": WITHDRAWN, "not_yet": NOT_YET}
