"""The parliament of the demo's commune: who it is, when it met, what it decided and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from gateway.demo.world.assembly_agenda import ONCE
from gateway.demo.world.assembly_attendance import meetings
from gateway.demo.world.assembly_closings import closings
from gateway.demo.world.assembly_deciding import put, told
from gateway.demo.world.assembly_items import Item
from gateway.demo.world.assembly_mandates import elections
from gateway.demo.world.assembly_outcomes import outcomes, told_later
from gateway.demo.world.assembly_recurring import recurring
from gateway.demo.world.assembly_rules import rules
from gateway.demo.world.assembly_sessions import CONVENED, HELD, SITTINGS, periods
from gateway.demo.world.assembly_surplus import shared
from gateway.demo.world.assembly_to_decide import to_decide
from gateway.demo.world.grain_trade import BARTERED_KG, at_base
from gateway.demo.world.records import Record
from gateway.domain.entries import Harvested, Weighing

_MINUTES_FOR_THE_LAST: Final = 12
"""What came of the last session's decisions is told first; then what came in the end of older ones [min]."""
_NEWEST_MAIZE: Final = "demo-lote-3-2025-12-08-cosecha-1"


def parliament(moved: Sequence[Record], happened: Sequence[Record]) -> Iterator[Record]:
    """Yield everything that the parliament wrote down, in no order.

    Args:
        moved: All the money of the book, from which the surplus of each session is counted.
        happened: What was harvested, delivered and paid, from which the outcomes are told.
    """
    yield from rules()
    yield from elections()
    yield from meetings()
    yield from closings()
    items = agenda(moved, happened)
    for one in (*HELD, CONVENED):
        yield from put(one, items[one.number])
    for before, one in periods():
        came = list(outcomes(before, one, items[before.number], [*happened, *moved]))
        yield from told(one, before.number, came)
    for before, one in zip(SITTINGS, SITTINGS[2:], strict=False):
        later = list(told_later(before, one, items[before.number]))
        yield from told(one, before.number, later, first=_MINUTES_FOR_THE_LAST)


def agenda(moved: Sequence[Record], happened: Sequence[Record]) -> dict[int, list[Item]]:
    """Return what was put to each session, by its number."""
    shares = shared(moved)
    found = {
        one.number: [*recurring(one, shares.get(one.number, [])), *ONCE.get(one.number, ())] for one in HELD
    }
    found[CONVENED.number] = to_decide(shares[CONVENED.number], _kept(happened))
    return found


def _kept(happened: Sequence[Record]) -> Decimal:
    """Return what is left in the silo of the newest harvest of maize [kg at the base]."""
    body = next(one.draft.body for one in happened if one.draft.uid == _NEWEST_MAIZE)
    if not isinstance(body, Harvested):
        return Decimal(0)
    return at_base(Weighing(body.kg, body.moisture, body.impurity)) - BARTERED_KG
