"""What was left over, good by good, what is proposed to do with it, and what stands in the funds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from dashboard.parliament.assembly import Assembly
from dashboard.parliament.sessions import Session
from dashboard.production import accounts
from dashboard.production.accounts import SEPARATOR
from dashboard.production.amounts import totals
from dashboard.production.base import Balance, Wanted
from dashboard.production.registers import BookRegisters
from dashboard.production.surplus import FundBalance, Surplus, funds, surpluses
from dashboard.session.money import Unagreed, unagreed
from dashboard.session.occasion import Occasion
from dashboard.visit.given import Visit
from dashboard.words.accounts import DESTINATIONS
from gateway.domain.entries import Decided, Proposed
from gateway.domain.entries.deciding import FundShare, ProductShare
from gateway.domain.goods import Amount, Good

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class ProposedShare:
    """A part of a surplus that is to go into a fund; what came in kind may go somewhere instead.

    Attributes:
        fund: How the fund is called, or where it is to go.
        percent: Of the surplus of its enterprise [%].
    """

    fund: str
    percent: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class EnterpriseSurplus:
    """What an enterprise had left over of one good, and what is proposed to do with it.

    Attributes:
        shares: What is proposed; empty where nothing is.
    """

    enterprise: str
    name: str
    income: Decimal
    expense: Decimal
    shared: Decimal
    shares: tuple[ProposedShare, ...] = ()

    @property
    def amount(self) -> Decimal:
        """What was left over; below zero where more was spent than came."""
        return self.income - self.expense

    @property
    def percent(self) -> Decimal:
        """What all proposed parts are together [%]."""
        return sum((one.percent for one in self.shares), _NONE)

    @property
    def proposed(self) -> Decimal:
        """What all proposed parts are together, in the good."""
        return sum((one.amount for one in self.shares), _NONE)

    @property
    def apart(self) -> Decimal:
        """How much more is proposed than was left over, below zero where it is less; zero without shares."""
        return self.proposed - self.amount if self.shares else _NONE

    @property
    def is_something(self) -> bool:
        """Whether anything came, was spent or is proposed."""
        return bool(self.income or self.expense or self.shares)


@dataclass(frozen=True, slots=True)
class GoodSurplus:
    """What was left over of one good: a currency, or something that came in exchange.

    Attributes:
        is_shared_out: Whether a proposal says where it is to go as a product.
    """

    good: Good
    enterprises: tuple[EnterpriseSurplus, ...]
    is_shared_out: bool = False

    @property
    def income(self) -> Decimal:
        """What came, to all enterprises."""
        return sum((one.income for one in self.enterprises), _NONE)

    @property
    def expense(self) -> Decimal:
        """What was spent, by all enterprises."""
        return sum((one.expense for one in self.enterprises), _NONE)

    @property
    def amount(self) -> Decimal:
        """What was left over; one good, so that enterprises may be added."""
        return self.income - self.expense

    @property
    def is_money(self) -> bool:
        """Whether it is a currency."""
        return self.good.measure == "money"


@dataclass(frozen=True, slots=True)
class FundStand:
    """What stands in a fund: cash, so it is shown to members only."""

    enterprise: str
    fund: str
    balance: FundBalance


@dataclass(frozen=True, slots=True)
class SurplusView:
    """What there is to share out, and what became of what was.

    Attributes:
        goods: Money before goods.
        stands: Of every fund, of all time; empty for a reader who may not know of cash.
        unagreed: What was spent in the period without an agreement, rising by number.
    """

    goods: list[GoodSurplus]
    stands: list[FundStand]
    unagreed: list[Unagreed]

    @property
    def unagreed_totals(self) -> list[Amount]:
        """What was spent without an agreement, each currency for itself."""
        return totals(one.amount for one in self.unagreed)


def surplus_view(visit: Visit, found: Occasion, *, knows_cash: bool) -> SurplusView:
    """Return what was left over in a session's period, with what is proposed to that session."""
    ask, period = visit.station.production, found.period
    wanted = Wanted(start=period.start, end=period.end)
    registers = ask.registers()
    names = fund_names(found.assembly)
    lines = proposed_lines(found.session)
    spent = ask.entries(Wanted(kinds={"money"}, start=period.start, end=period.end))
    goods = surplus_by_good(
        surpluses(ask.balances_by_enterprise(wanted)), lines, registers=registers, names=names
    )
    return SurplusView(
        goods=[_shared_out(visit, one, proposed_products(found.session)) for one in goods],
        stands=_stands(visit, registers, names) if knows_cash else [],
        unagreed=unagreed(found.assembly, spent),
    )


def surplus_by_good(
    found: Iterable[Surplus],
    lines: Iterable[FundShare],
    *,
    registers: BookRegisters,
    names: Mapping[str, str],
) -> list[GoodSurplus]:
    """Return the surplus of every good, money before goods, with the lines that are proposed of it.

    A line about a good of which nothing was left over stands there all the same: the assembly must see it.
    """
    shares: dict[tuple[str, str], list[ProposedShare]] = {}
    for line in lines:
        share = ProposedShare(names.get(line.fund, line.fund), line.percent, line.amount)
        shares.setdefault((line.enterprise, line.good), []).append(share)
    known = {(one.enterprise, str(one.good)): one for one in found}
    for enterprise, code in shares:
        known.setdefault((enterprise, code), Surplus(enterprise, Good.parsed(code), _NONE))
    by_good: dict[Good, list[EnterpriseSurplus]] = {}
    for key, one in sorted(known.items()):
        made = EnterpriseSurplus(
            enterprise=one.enterprise,
            name=_enterprise(registers, one.enterprise),
            income=one.income,
            expense=one.expense,
            shared=one.shared,
            shares=tuple(shares.get(key, ())),
        )
        if made.is_something:
            by_good.setdefault(one.good, []).append(made)
    goods = [GoodSurplus(good, tuple(own)) for good, own in by_good.items()]
    return sorted(goods, key=lambda one: (not one.is_money, str(one.good)))


def proposed_lines(session: Session | None) -> list[FundShare]:
    """Return the lines about funds that are put to a session; what it decided, as it decided it."""
    found: list[FundShare] = []
    for matter in () if session is None else session.matters:
        decided = None if matter.decision is None else matter.decision.body
        if isinstance(decided, Decided) and decided.result != "approved":
            continue
        if isinstance(decided, Decided) and decided.funds:
            found += decided.funds
        elif isinstance(matter.proposal.body, Proposed):
            found += matter.proposal.body.funds
    return found


def proposed_products(session: Session | None) -> list[ProductShare]:
    """Return the lines about where products go that are put to a session and were not refused."""
    matters = () if session is None else session.matters
    return [
        line
        for matter in matters
        if matter.decision is None or matter.is_approved
        for line in getattr(matter.proposal.body, "products", ())
    ]


def _shared_out(visit: Visit, one: GoodSurplus, lines: Iterable[ProductShare]) -> GoodSurplus:
    """Return what is left over in kind with where it is to go; of several enterprises, that it is said."""
    own = [] if one.is_money else [line for line in lines if line.good == str(one.good)]
    if not own or len(one.enterprises) > 1 or one.enterprises[0].shares:
        return replace(one, is_shared_out=bool(own))
    _ = visit.language.gettext
    shares = tuple(
        ProposedShare(_(DESTINATIONS[accounts.DESTINATIONS[line.destination]][1]), line.percent, line.amount)
        for line in own
    )
    return replace(one, enterprises=(replace(one.enterprises[0], shares=shares),), is_shared_out=True)


def fund_names(found: Assembly) -> dict[str, str]:
    """Return how the commune calls its funds, by their short names; the newest rules name them last."""
    return {fund.fund: fund.name for _since, rules in found.rules for fund in rules.funds}


def _stands(visit: Visit, registers: BookRegisters, names: Mapping[str, str]) -> list[FundStand]:
    ask = visit.station.production
    balances: list[Balance] = [
        balance
        for root in (accounts.FUND, accounts.APPLIED)
        for balance in ask.balances(Wanted(), account=f"{root}{SEPARATOR}")
    ]
    return [
        FundStand(_enterprise(registers, one.enterprise), names.get(one.fund, one.fund), one)
        for one in funds(balances)
    ]


def _enterprise(registers: BookRegisters, slug: str) -> str:
    found = registers.enterprises.get(slug)
    return slug if found is None else found.name
