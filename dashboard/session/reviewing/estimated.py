"""What was estimated since the last session where a scale would have said it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from dashboard.production.cycles import Cycle
from dashboard.production.grain import base_of, comparable_kg
from dashboard.production.postings import weighed_good
from dashboard.production.registers import BookRegisters
from dashboard.production.saying import Saying
from dashboard.session.reviewing.point import Point, Since
from dashboard.session.reviewing.words import amount, good_named
from dashboard.visit.given import Visit
from dashboard.words.language import N_
from gateway.domain.entries import Delivered, Entry, Harvested, StockLost, is_planned
from gateway.domain.goods import Good

KINDS: Final = frozenset({"harvest", "delivery", "stock_loss"})
WHAT: Final = {"harvest": N_("Cosecha"), "delivery": N_("Entrega"), "stock_loss": N_("Merma")}


@dataclass(slots=True)
class Group:
    """What one enterprise or unit wrote of one good in one kind of entry since the last session.

    Attributes:
        where: The short name of the unit of harvests, of the enterprise of everything else.
        estimated: How much of it was estimated.
        whole: All of it, of the same good.
        entries: Those that were estimated, rising by number.
    """

    kind: str
    enterprise: str
    where: str
    good: Good
    estimated: Decimal = Decimal(0)
    whole: Decimal = Decimal(0)
    entries: list[Entry] = field(default_factory=list)


def groups(
    entries: Iterable[Entry],
    registers: BookRegisters,
    cycle_of: Callable[[str], Cycle | None],
    since: Since,
) -> list[Group]:
    """Return the groups in which something was estimated, in the order of their first entry.

    Harvests, deliveries and losses are told apart, and each good by itself: nothing is added twice.

    Args:
        entries: Harvests, deliveries and losses that stand.
        registers: What is registered.
        cycle_of: Returns a cycle by its uid.
        since: From where on it is looked at.
    """
    found: dict[tuple[str, str, Good], Group] = {}
    for one in entries:
        said = _said(one, registers, cycle_of) if since.is_new(one) and not is_planned(one.body) else None
        if said is None:
            continue
        enterprise, where, good, kg = said
        group = found.setdefault((one.kind, where, good), Group(one.kind, enterprise, where, good))
        group.whole += kg
        if getattr(one.body, "quality", "") == "estimated":
            group.estimated += kg
            group.entries.append(one)
    return [one for one in found.values() if one.entries]


def _said(
    entry: Entry, registers: BookRegisters, cycle_of: Callable[[str], Cycle | None]
) -> tuple[str, str, Good, Decimal] | None:
    """Return the enterprise, the unit or enterprise, the good and how much; None of a harvest of no cycle."""
    match entry.body:
        case Harvested() as body:
            cycle = cycle_of(body.cycle)
            if cycle is None:
                return None
            kg = comparable_kg(body)
            good = Good("kg", cycle.key, None if kg is None else base_of(body))
            return cycle.unit.enterprise, cycle.unit.slug, good, body.kg if kg is None else kg
        case Delivered() as delivered:
            good, kg = weighed_good(registers, delivered, delivered.ours)
            return delivered.enterprise, delivered.enterprise, good, kg
        case StockLost() as lost:
            good, kg = weighed_good(registers, lost, lost.weighed)
            return lost.enterprise, lost.enterprise, good, kg
        case _:
            return None


def points(visit: Visit, since: Since) -> list[Point]:
    """Return a point for each group in which something was estimated."""
    ask = visit.station.production
    registers = ask.registers()
    found = groups(visit.station.records.standing(KINDS), registers, ask.cycle, since)
    return [_point(visit, registers, one) for one in found]


def _point(visit: Visit, registers: BookRegisters, one: Group) -> Point:
    values = {
        "what": visit.language.gettext(WHAT[one.kind]),
        "good": good_named(visit, one.good),
        "estimated": amount(visit, one.good, one.estimated),
        "whole": amount(visit, one.good, one.whole),
        "percent": visit.words.amount(100 * one.estimated / one.whole, most=0),
    }
    facts = (
        Saying(
            "%(what)s de %(good)s: %(estimated)s de %(whole)s (%(percent)s %%) a ojo, sin romana.", values
        ),
    )
    unit = registers.units.get(one.where) if one.kind == "harvest" else None
    return Point(
        "estimated",
        one.entries[-1],
        facts,
        tuple(one.entries),
        enterprise=one.enterprise,
        place="" if unit is None else unit.place,
    )
