"""What the commune produced in a period and where it went, each good in an account of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.goods.councils import CouncilShare, council_shares
from dashboard.goods.periods import Period
from dashboard.production.base import Balance, Wanted, Weighed
from dashboard.production.cycles import Cycle, Unit
from dashboard.production.mass_balance import (
    EXCHANGED,
    HARVEST,
    LOSS,
    STOCK,
    MassBalance,
    keeper,
    mass_balances,
)
from dashboard.production.products import grown
from dashboard.production.shares import whole_percents
from dashboard.visit.given import Visit
from dashboard.words.accounts import DESTINATIONS, AccountWords
from gateway.domain.goods import Good

LAST: Final = (2, 0)
"""After every unit whose place has a number."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of where a good went.

    Attributes:
        look: How it is drawn.
        percent: Of all that is accounted for [%], whole; all parts together are 100.
    """

    look: str
    label: str
    amount: Decimal
    percent: int


@dataclass(frozen=True, slots=True)
class UnitShare:
    """What a unit gave in the period; `unit` is None where its registration was taken back.

    Attributes:
        cycles: How many cycles it came from.
        plan: What these were to give, None where one of them has no plan.
    """

    unit: Unit | None
    amount: Decimal
    cycles: int
    plan: Decimal | None


@dataclass(frozen=True, slots=True)
class EnterpriseShare:
    """What went through an enterprise; `stock` is None for a reader who may not know where it stands."""

    name: str
    harvested: Decimal
    received: Decimal
    delivered: Decimal
    lost: Decimal
    stock: Decimal | None


@dataclass(frozen=True, slots=True)
class Produced:
    """One good.

    Attributes:
        share_weighed: How much of the harvest was weighed, 0 to 1; None where nothing was harvested.
        plan: What the cycles of the harvest were to give, None where that is not known of each.
        stores: What stands in each store, for members; by the name of the account.
    """

    good: Good
    balance: MassBalance
    parts: list[Part]
    units: list[UnitShare]
    enterprises: list[EnterpriseShare]
    councils: list[CouncilShare]
    share_weighed: Decimal | None
    plan: Decimal | None
    stores: Mapping[str, Decimal]

    @property
    def sources(self) -> list[tuple[str, Decimal]]:
        """Where it came from, what there was first; only what is something."""
        balance = self.balance
        found = [("before", balance.before), ("harvested", balance.harvested), ("received", balance.received)]
        return [(source, amount) for source, amount in found if amount]

    @property
    def plan_percent(self) -> float | None:
        """What the harvest is of its plan [%], None without one."""
        return float(100 * self.balance.harvested / self.plan) if self.plan else None


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved in a period, as the book answers it.

    Attributes:
        before: What stood in the stores when it began.
        within: All that moved in it.
        of: The same of each enterprise alone, by its short name.
        weighed: How the harvest is known.
        cycles: By their uids.
    """

    before: list[Balance]
    within: list[Balance]
    of: Mapping[str, list[Balance]]
    weighed: list[Weighed]
    cycles: Mapping[str, Cycle]


def moved(visit: Visit, period: Period) -> Moved:
    """Return what moved in a period."""
    ask = visit.station.production
    wanted = Wanted(start=period.start, end=period.end)
    of = ask.balances_by_enterprise(wanted)
    return Moved(
        before=[] if period.start is None else ask.balances(Wanted(end=period.start), account=STOCK),
        within=_together(of.values()),
        of={slug: of.get(slug, []) for slug in ask.registers().enterprises},
        weighed=ask.weighed(wanted),
        cycles={one.uid: one for one in ask.cycles()},
    )


def _together(found: Iterable[Iterable[Balance]]) -> list[Balance]:
    """Return balances of several books as one, each account and good once."""
    sums: dict[tuple[str, str], Balance] = {}
    for one in (balance for balances in found for balance in balances):
        key = (one.account, str(one.good))
        amount = sums[key].amount + one.amount if key in sums else one.amount
        sums[key] = Balance(one.account, one.good, amount)
    return [sums[key] for key in sorted(sums)]


def produced(visit: Visit, found: Moved, period: Period, *, names_stores: bool) -> list[Produced]:
    """Return every good that there was, by the order of their codes."""
    return [
        _good(visit, found, period, one, names_stores=names_stores)
        for one in mass_balances(found.before, found.within)
    ]


def _good(
    visit: Visit, found: Moved, period: Period, balance: MassBalance, *, names_stores: bool
) -> Produced:
    registers, good = visit.station.production.registers(), balance.good
    units = _units(visit, found, good)
    plans = [one.plan for one in units]
    known = [one for one in plans if one is not None]
    stores = _stores(found, good) if names_stores else {}
    return Produced(
        good=good,
        balance=balance,
        parts=_parts(visit, balance),
        units=units,
        enterprises=[
            share
            for slug, one in registers.enterprises.items()
            if (share := _enterprise(one.name, slug, good, found, names_stores=names_stores)) is not None
        ],
        councils=council_shares(registers.councils.values(), balance.delivered, period),
        share_weighed=_share_weighed(found.weighed, good),
        plan=sum(known, Decimal(0)) if known and len(known) == len(plans) else None,
        stores=stores,
    )


def _parts(visit: Visit, balance: MassBalance) -> list[Part]:
    """Return where it went, in the order of the table of destinations; what is lost and kept comes last."""
    _ = visit.language.gettext
    looks = [(word, look, _(label)) for word, (look, label) in DESTINATIONS.items()]
    named = [(look, label, _sum(balance.delivered, f"destino:{word}")) for word, look, label in looks]
    named += [
        ("lost", _("Se perdió"), sum(balance.lost.values(), Decimal(0))),
        ("kept", _("Queda en existencia"), balance.stock),
    ]
    some = [one for one in named if one[2] > 0]
    percents = whole_percents([amount for _look, _label, amount in some])
    return [Part(*one, percent) for one, percent in zip(some, percents, strict=True)]


def _sum(amounts: Mapping[str, Decimal], account: str) -> Decimal:
    found = [one for name, one in amounts.items() if name == account or name.startswith(f"{account}:")]
    return sum(found, Decimal(0))


def _harvests(found: Moved, good: Good) -> list[tuple[Cycle, Decimal]]:
    """Return what each cycle gave of a good in the period."""
    return [
        (found.cycles[uid], -one.amount)
        for one in found.within
        if one.good == good
        and one.account.startswith(HARVEST)
        and one.amount
        and (uid := one.account.removeprefix(HARVEST)) in found.cycles
    ]


def _units(visit: Visit, found: Moved, good: Good) -> list[UnitShare]:
    """Return what each unit gave, in the order of the numbers on their stakes: nobody is ranked."""
    by_unit: dict[str, list[tuple[Cycle, Decimal]]] = {}
    for cycle, amount in _harvests(found, good):
        by_unit.setdefault(cycle.unit.slug, []).append((cycle, amount))
    shares = [_unit(given) for given in by_unit.values()]
    return sorted(shares, key=lambda one: place_order(visit, one.unit))


def _unit(given: Sequence[tuple[Cycle, Decimal]]) -> UnitShare:
    plans = [cycle.plan_kg for cycle, _amount in given]
    known = [one for one in plans if one is not None]
    return UnitShare(
        unit=given[0][0].unit,
        amount=sum((amount for _cycle, amount in given), Decimal(0)),
        cycles=len(given),
        plan=sum(known, Decimal(0)) if len(known) == len(plans) else None,
    )


def place_order(visit: Visit, unit: Unit | None) -> tuple[int, int]:
    """Return where a unit stands in a list: ponds first, then fields, each by the number on its stake."""
    place = visit.registered.place(unit.place) if unit else None
    return LAST if place is None else (place.sort != "pond", place.number)


def _enterprise(
    name: str, slug: str, good: Good, found: Moved, *, names_stores: bool
) -> EnterpriseShare | None:
    own = [one for one in found.of[slug] if one.good == good]
    sides = {
        root: sum((one.amount for one in own if one.account.startswith(root)), Decimal(0))
        for root in (HARVEST, EXCHANGED, "destino:", LOSS)
    }
    stock = sum(
        (
            one.amount
            for one in (*found.before, *found.within)
            if one.good == good and one.account.startswith(STOCK) and keeper(one.account) == slug
        ),
        Decimal(0),
    )
    if not any(sides.values()) and not (names_stores and stock):
        return None
    return EnterpriseShare(
        name=name,
        harvested=-sides[HARVEST],
        received=-sides[EXCHANGED],
        delivered=sides["destino:"],
        lost=sides[LOSS],
        stock=stock if names_stores else None,
    )


def _stores(found: Moved, good: Good) -> dict[str, Decimal]:
    stores: dict[str, Decimal] = {}
    for one in (*found.before, *found.within):
        if one.good == good and one.account.startswith(STOCK):
            stores[one.account] = stores.get(one.account, Decimal(0)) + one.amount
    return {account: amount for account, amount in sorted(stores.items()) if amount}


def _share_weighed(known: Iterable[Weighed], good: Good) -> Decimal | None:
    own = [one for one in known if one.good == good]
    total = sum((one.amount for one in own), Decimal(0))
    weighed = sum((one.amount for one in own if one.quality == "weighed"), Decimal(0))
    return weighed / total if total > 0 else None


def account_words(visit: Visit, cycles: Iterable[Cycle], *, names_stores: bool) -> AccountWords:
    """Return how goods and accounts are called for a visitor."""
    known = list(cycles)
    return AccountWords(
        registers=visit.station.production.registers(),
        words=visit.words,
        units={one.uid: one.unit.name for one in known},
        products=grown(known),
        names_stores=names_stores,
    )
