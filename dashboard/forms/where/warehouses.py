"""The question in which store of an enterprise something is kept; only members are asked and told."""

from __future__ import annotations

from typing import Final

from dashboard.forms.answers import Asking
from dashboard.forms.asks import Ask, Choice, Option
from gateway.journal.in_force import holds

WAREHOUSE: Final = "almacen"


def warehouse_asks(asking: Asking, enterprise: str, ask: str) -> list[Ask]:
    """Return the question which store of an enterprise; none where it has none, and none but to members."""
    if asking.visit.member is None:
        return []
    registers = asking.visit.station.production.registers()
    known = [
        Option(one.warehouse, one.name)
        for one in registers.warehouses.values()
        if one.enterprise == enterprise and holds(one.since, one.until, at=asking.words.now)
    ]
    if not known:
        return []
    nowhere = Option("", asking.gettext("En la EPS, sin almacén aparte"))
    return [Choice(name=WAREHOUSE, ask=ask, options=[nowhere, *known], is_list=True)]
