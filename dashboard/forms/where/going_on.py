"""Which cycle went on in a unit at a moment: nobody is asked what the book knows."""

from __future__ import annotations

from dashboard.forms.answers import Asking
from dashboard.production.cycles import Cycle, Unit


def cycle_at(asking: Asking, unit: Unit, *, at: int) -> Cycle | None:
    """Return the cycle that went on in a unit at a moment [s UTC], None where none did."""
    for one in asking.visit.station.production.cycles(unit=unit.slug):
        if not one.is_planned and one.began <= at and (one.ended is None or one.ended > at):
            return one
    return None
