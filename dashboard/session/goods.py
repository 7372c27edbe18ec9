"""What was produced, each product and base against its own plan; nothing is added across them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dashboard.goods.periods import Period
from dashboard.goods.produced import Moved, Produced, place_order
from dashboard.production.cycle import Cycle
from dashboard.production.mass_balance import HARVEST
from dashboard.production.registers import base_set
from dashboard.session.lived import in_words, lived
from dashboard.session.rates import Rate, rates
from dashboard.visit.given import Visit
from gateway.domain.goods import Good

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class ProducedGood:
    """One product at one base.

    Attributes:
        done: What was harvested in the period.
        plan: What the cycles that it came from were still to give when the period began, lost cycles
            included; None where one of them has no plan.
        ended: How many of these cycles ended in the period, lost ones included.
        going_on: How many go on.
        lost: How the units are called whose cycles were lost; they count with nothing.
        share_weighed: How much was weighed and not counted or estimated, 0 to 1; None of nothing.
        rates: What it is for a hectare or a cubic metre.
        conditions: What the places went through, sentence by sentence.
    """

    good: Good
    done: Decimal
    plan: Decimal | None
    ended: int
    going_on: int
    lost: tuple[str, ...]
    share_weighed: Decimal | None
    rates: tuple[Rate, ...]
    conditions: tuple[str, ...]

    @property
    def percent(self) -> Decimal | None:
        """What was harvested of the plan [%], None without one."""
        return 100 * self.done / self.plan if self.plan else None

    @property
    def difference(self) -> Decimal | None:
        """By how much it is above the plan, below zero where it is less; None without one."""
        return None if self.plan is None else self.done - self.plan


def produced_goods(
    visit: Visit, goods: Sequence[Produced], found: Moved, period: Period
) -> list[ProducedGood]:
    """Return what was produced in a period, in the order of the goods' codes; what was lost whole too."""
    grouped = _cycles_by_good(visit, goods, found, period)
    known = {one.good: one for one in goods}
    return [_good(visit, known.get(good), good, grouped[good], period) for good in sorted(grouped, key=str)]


def _cycles_by_good(
    visit: Visit, goods: Sequence[Produced], found: Moved, period: Period
) -> dict[Good, list[Cycle]]:
    """Return the cycles whose harvest or loss is in a period, by what they gave."""
    grouped: dict[Good, list[Cycle]] = {one.good: [] for one in goods if one.balance.harvested}
    for one in found.within:
        cycle = found.cycles.get(one.account.removeprefix(HARVEST))
        if one.account.startswith(HARVEST) and one.amount and one.good in grouped and cycle is not None:
            grouped[one.good].append(cycle)
    listed = {one.uid for cycles in grouped.values() for one in cycles}
    for gone in found.cycles.values():
        if gone.lost is not None and gone.uid not in listed and _is_within(gone.lost.at, period):
            grouped.setdefault(_meant(visit, gone, grouped), []).append(gone)
    return grouped


def _meant(visit: Visit, cycle: Cycle, grouped: Iterable[Good]) -> Good:
    """Return the good that a lost cycle was to give: at the base of the others of its product."""
    same = [one for one in grouped if one.item == cycle.key and one.measure == "kg"]
    if len(same) == 1:
        return same[0]
    base = None
    if cycle.sort == "sowing":
        base = visit.station.production.registers().base_of(cycle.key, at=cycle.began)
    plain = Good("kg", cycle.key)
    return plain if base is None else replace(plain, base=base_set(base))


def _is_within(at: int, period: Period) -> bool:
    return (period.start is None or period.start <= at) and (period.end is None or at < period.end)


def _good(
    visit: Visit, produced: Produced | None, good: Good, cycles: Sequence[Cycle], period: Period
) -> ProducedGood:
    ordered = sorted(cycles, key=lambda one: (place_order(visit, one.unit), one.began))
    ended = [one for one in ordered if one.ended is not None and _is_within(one.ended, period)]
    return ProducedGood(
        good=good,
        done=_NONE if produced is None else produced.balance.harvested,
        plan=plan_of(ordered, good, period),
        ended=len(ended),
        going_on=len(ordered) - len(ended),
        lost=tuple(one.unit.name for one in ended if one.lost is not None),
        share_weighed=None if produced is None else produced.share_weighed,
        rates=tuple(rates(ended, _depths(visit, ended))),
        conditions=tuple(in_words(visit, lived(visit, ended))),
    )


def plan_of(cycles: Iterable[Cycle], good: Good, period: Period) -> Decimal | None:
    """Return what cycles were still to give of a good when a period began, None where one has no plan."""
    left = [_plan_left(one, good, period) for one in cycles]
    known = [one for one in left if one is not None]
    return sum(known, _NONE) if known and len(known) == len(left) else None


def _plan_left(cycle: Cycle, good: Good, period: Period) -> Decimal | None:
    """Return a cycle's plan without what was harvested before; a plan of grain is at its harvest's base."""
    yielded = cycle.yielded
    if cycle.plan_kg is None or yielded is None or (cycle.harvests and yielded.good != good):
        return None
    earlier = tuple(one for one in cycle.harvests if period.start is not None and one.at < period.start)
    before = replace(cycle, harvests=earlier, lost=None).yielded
    return max(cycle.plan_kg - (_NONE if before is None else before.amount), _NONE)


def _depths(visit: Visit, cycles: Iterable[Cycle]) -> Mapping[str, Decimal | None]:
    found = ((one.uid, visit.registered.place(one.place)) for one in cycles)
    return {uid: None if place is None else place.depth_m for uid, place in found}
