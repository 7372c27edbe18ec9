"""Money that was spent since the last session without an agreement of the parliament."""

from __future__ import annotations

from typing import Final

from dashboard.parliament.agreement import without_agreement
from dashboard.parliament.assembly import Assembly
from dashboard.production.saying import Saying
from dashboard.session.reviewing.point import Point, Since
from dashboard.visit.given import Visit
from dashboard.words.accounts import MONEY
from gateway.domain.entries import Entry, MoneyMoved

KINDS: Final = frozenset({"money"})


def points(visit: Visit, since: Since, assembly: Assembly) -> list[Point]:
    """Return a point for each payment without an agreement that was written down since then."""
    new = [one for one in visit.station.records.standing(KINDS) if since.is_new(one)]
    return [
        _point(visit, one, one.body)
        for one in without_agreement(assembly, new)
        if isinstance(one.body, MoneyMoved)
    ]


def _point(visit: Visit, entry: Entry, body: MoneyMoved) -> Point:
    spent = {
        "amount": visit.words.money(body.amount, body.currency),
        "sort": visit.language.gettext(MONEY[body.sort]),
    }
    facts = [Saying("%(amount)s en %(sort)s.", spent)]
    if body.agreed is not None:
        facts.append(Saying("El acuerdo que cita no está aprobado.", {}))
    elif body.decision is None:
        facts.append(Saying("No cita ningún acuerdo.", {}))
    else:
        facts.append(
            Saying("Cita «%(decision)s», que no es de una sesión cerrada.", {"decision": body.decision})
        )
    return Point("spending", entry, tuple(facts), enterprise=body.enterprise)
