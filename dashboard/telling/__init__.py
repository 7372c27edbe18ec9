"""Every kind of entry in words: for its receipt, for the history of a place, for the audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from dashboard.telling.about import ABOUT
from dashboard.telling.cycles import CYCLES
from dashboard.telling.land import LAND
from dashboard.telling.nodes import NODES
from dashboard.telling.parliament import PARLIAMENT
from dashboard.telling.registers import REGISTERS
from dashboard.telling.station import STATION
from dashboard.telling.tending import TENDING
from dashboard.telling.told import Told
from dashboard.telling.trade import TRADE
from dashboard.telling.warning import WARNING
from dashboard.telling.work import WORK
from dashboard.visit.given import Visit
from gateway.domain.entries import Body, Entry, is_planned

__all__ = ["Told", "told"]

_Teller = Callable[[Visit, Entry, Any], Told]
_TELLERS: Final[Mapping[type[Body], _Teller]] = {
    **CYCLES,
    **TENDING,
    **TRADE,
    **ABOUT,
    **REGISTERS,
    **WORK,
    **LAND,
    **STATION,
    **NODES,
    **PARLIAMENT,
    **WARNING,
}


def told(visit: Visit, entry: Entry) -> Told:
    """Return an entry in the words of a visitor; of a kind that has no words of its own its name."""
    teller = _TELLERS.get(type(entry.body))
    said = Told(entry.kind) if teller is None else teller(visit, entry, entry.body)
    return replace(said, lines=(*_plan(visit, entry), *said.lines))


def _plan(visit: Visit, entry: Entry) -> list[str]:
    """Return that an entry is a plan, or which plan it carries out."""
    _ = visit.language.gettext
    if is_planned(entry.body):
        return [_("Es un plan: todavía no se ha hecho.")]
    fulfils: str | None = getattr(entry.body, "fulfils", None)
    plan = None if fulfils is None else visit.station.journal.entry(fulfils)
    if plan is None:
        return []
    return [_("Cumple el plan del asiento nº %(number)s.") % {"number": visit.words.number(plan.number)}]
