"""What moved in a commune in a period, each with the units and families that it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.corridor.manifest import Concept
from dashboard.production.accounts import (
    DESTINATION,
    EXPENSE,
    INCOME,
    LOSS,
    ORIGIN,
    PRODUCTION,
    SEPARATOR,
)
from dashboard.production.posted import cycle_named
from dashboard.production.postings import Setting, postings
from dashboard.production.registers import BookRegisters
from gateway.domain.entries import Delivered, Entry
from gateway.domain.goods import Good
from gateway.journal.in_force import holds

KINDS: Final = frozenset({"stocking", "sowing", "harvest", "delivery", "stock_loss", "money"})
"""The kinds of entries that are told, with those that begin a cycle."""

_CONCEPTS: Final[Mapping[str, tuple[Concept, int]]] = {
    PRODUCTION: ("cosechado", -1),
    ORIGIN: ("recibido", -1),
    DESTINATION: ("entregado", 1),
    LOSS: ("perdido", 1),
    INCOME: ("ingreso", -1),
    EXPENSE: ("egreso", 1),
}
"""What an account says in a file, and with which sign; stores, cash, inputs and funds say nothing."""


@dataclass(frozen=True, slots=True)
class Moved:
    """So much of one good that an entry moved.

    Attributes:
        detail: Of a delivery the destination, of a loss to what, of money the sort; never to whom.
        units: The productive units that it may come from; an enterprise without units is one.
        cycle: The cycle that it is of, empty where it is of none.
        council: The communal council that got it, empty where it was none.
        families: Among how many families of that council it was shared out, 0 where nobody counted.
    """

    entry: Entry
    concept: Concept
    detail: str
    good: Good
    amount: Decimal
    units: frozenset[str]
    cycle: str
    council: str = ""
    families: int = 0


def moved(
    entries: Iterable[Entry], registers: BookRegisters, begun: Mapping[str, Entry], *, scope: Iterable[str]
) -> list[Moved]:
    """Return what entries moved that a file may tell of, in their order.

    Args:
        entries: That stand, of one period.
        registers: What is registered.
        begun: The stockings and sowings of the book, by uid.
        scope: The keys of the products; empty: all of them, with money.
    """
    wanted = frozenset(scope)
    found: list[Moved] = []
    for entry in entries:
        if entry.kind in KINDS:
            setting = Setting(entry, registers, begun.get(cycle_named(entry)))
            found += [one for one in _moved(setting) if _is_in(wanted, one.good)]
    return found


def _is_in(scope: frozenset[str], good: Good) -> bool:
    return not scope or (good.measure != "money" and good.item in scope)


def _moved(setting: Setting) -> Iterable[Moved]:
    entry, body = setting.entry, setting.entry.body
    units = _units(setting)
    for one in postings(entry, setting.registers, begun=setting.begun):
        root, *parts = one.account.split(SEPARATOR)
        if root not in _CONCEPTS or (root == ORIGIN and parts[:1] != ["intercambio"]):
            continue
        concept, sign = _CONCEPTS[root]
        to = body.to if isinstance(body, Delivered) and body.destination == "community" else None
        council = to or "" if concept == "entregado" else ""
        yield Moved(
            entry=entry,
            concept=concept,
            detail=parts[0] if concept not in ("cosechado", "recibido") and parts else "",
            good=one.good,
            amount=sign * one.amount,
            units=units,
            cycle=one.cycle,
            council=council,
            families=_families(setting, council),
        )


def _units(setting: Setting) -> frozenset[str]:
    if setting.unit:
        return frozenset({setting.unit})
    at, registers = setting.entry.happened, setting.registers
    own = [
        one.slug
        for one in registers.units.values()
        if one.enterprise == setting.enterprise and holds(one.since, one.until, at=at)
    ]
    return frozenset(own or {setting.enterprise})


def _families(setting: Setting, council: str) -> int:
    said = getattr(setting.entry.body, "families", None)
    known = setting.registers.councils.get(council)
    return said or (0 if known is None else known.families or 0)
