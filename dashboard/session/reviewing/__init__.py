"""What the social control has to look at before a session: ten kinds of facts that the book tells.

Each check is a file of its own. What was there to be seen at the last session that closed the book does not
come again; an empty seat, an account that does not close and an observation without an answer stay. Whoever
wants something else to stay observes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.parliament.assembly import Assembly
from dashboard.parliament.reading import read_assembly
from dashboard.production.saying import Saying
from dashboard.session.reviewing import (
    balance,
    estimated,
    late,
    mandates,
    open_observations,
    reversals,
    silent,
    spending,
    unconfirmed,
    weighings,
)
from dashboard.session.reviewing.point import SORTS, Point, Since, Sort
from dashboard.visit.given import Visit
from gateway.domain.entries import RulesSet

__all__ = ["SORTS", "Point", "Review", "Since", "Sort", "points", "review", "since_last_session"]

QUARTER_S: Final = 90 * 86_400
"""So far back a commune looks whose book no session has closed yet [s]."""


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to look at.

    Attributes:
        since: From where on.
        points: By their sort, in the order of `SORTS`.
        lacks: What the rules of the commune do not say; what hangs on it was not looked at.
    """

    since: Since
    points: tuple[Point, ...]
    lacks: tuple[Saying, ...]


def since_last_session(visit: Visit, assembly: Assembly) -> Since:
    """Return from where on a review looks: the newest session that closed the book, else a quarter ago."""
    last = assembly.last_closed
    if last is not None and last.closing is not None:
        return Since(last.closing.number, last.closing.registered, last.number)
    at = visit.now - QUARTER_S
    before = [one.number for one in visit.station.records.book() if one.registered < at]
    return Since(before[-1] if before else 0, at)


def review(visit: Visit) -> Review:
    """Return what there is to look at since the last session that closed the book."""
    assembly = read_assembly(visit)
    since = since_last_session(visit, assembly)
    return Review(since, tuple(points(visit, since, assembly)), lacks(assembly.rules_at(visit.now)))


def points(visit: Visit, since: Since, assembly: Assembly | None = None) -> list[Point]:
    """Return every point since then; what needs a rule that the commune did not enter is left out."""
    told = read_assembly(visit) if assembly is None else assembly
    rules = told.rules_at(visit.now)
    confirm_days, late_days = (None, None) if rules is None else (rules.confirm_days, rules.late_days)
    found = [
        *([] if confirm_days is None else unconfirmed.points(visit, since, confirm_days=confirm_days)),
        *weighings.points(visit, since),
        *balance.points(visit, since),
        *spending.points(visit, since, told),
        *reversals.points(visit, since),
        *([] if late_days is None else late.points(visit, since, late_days=late_days)),
        *estimated.points(visit, since),
        *mandates.points(visit, told),
        *silent.points(visit, since),
    ]
    return [*found, *open_observations.points(visit, {one.entry.uid for one in found})]


def lacks(rules: RulesSet | None) -> tuple[Saying, ...]:
    """Return what the rules in force do not say."""
    if rules is None:
        return (
            Saying(
                "Faltan las reglas del Parlamento: no se revisan las entregas sin confirmar, lo anotado tarde"
                " ni los mandatos vencidos.",
                {},
            ),
        )
    found = []
    if rules.confirm_days is None:
        found.append(Saying("Sus reglas no dicen en cuántos días se confirma una entrega: no se revisa.", {}))
    if rules.late_days is None:
        found.append(Saying("Sus reglas no dicen cuántos días son tarde para anotar: no se revisa.", {}))
    return tuple(found)
