"""By which rules the parliament meets, in words, with the minutes that fixed them and those of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.forms.parliament.rules_written import EXAMPLES, Example
from dashboard.login.rights import Right
from dashboard.parliament.reading import read_assembly
from dashboard.telling.rules import RuleLine, rule_lines
from dashboard.visit.given import Visit, VisitHere
from gateway.domain.entries import RulesSet

router = APIRouter()


@dataclass(frozen=True, slots=True)
class RulesShown:
    """Rules of the commune in words.

    Attributes:
        since: From when on they hold [s UTC].
        seats: How many seats there are by them now, None where they hold no more.
    """

    since: int
    source: str
    lines: Sequence[RuleLine]
    seats: int | None


@dataclass(frozen=True, slots=True)
class RulesView:
    """What the page shows.

    Attributes:
        now: The rules in force, None where the commune entered none.
        before: Those of before, the newest first.
        examples: What the form may be begun with, by the word of the address.
        may_set: Whether the reader may enter rules.
    """

    now: RulesShown | None
    before: Sequence[RulesShown]
    examples: Sequence[tuple[str, Example]]
    may_set: bool


@router.get("/asamblea/reglas")
def show(visit: VisitHere) -> HTMLResponse:
    """Show the rules in force and those of before."""
    known = read_assembly(visit)
    entered = [one for one in known.rules if one[0] <= visit.now]
    seats = sum(one.delegates for one in known.seats_at(visit.now))
    shown = [_shown(visit, since, rules) for since, rules in reversed(entered)]
    now = None if not shown else _shown(visit, *entered[-1], seats=seats)
    view = RulesView(now, shown[1:], list(EXAMPLES.items()), visit.may(Right.HOLD_SESSION))
    return visit.page("parliament_rules.html", view)


def _shown(visit: Visit, since: int, rules: RulesSet, *, seats: int | None = None) -> RulesShown:
    return RulesShown(since, rules.source, rule_lines(visit.language, visit.words, rules), seats)
